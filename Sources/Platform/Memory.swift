internal import CPlatform

/// How much memory there is.
public enum Memory {
  /// Bytes that could still be taken without swapping, or nil where the system does not say.
  public static var available: Int? {
    let bytes = platform_available_memory()
    return bytes > 0 ? Int(clamping: bytes) : nil
  }

  /// Gives back to the system what is free: after a stage that used much, before one that uses something else.
  public static func trim() { platform_trim_memory() }

  /// Keeps what is freed for what is asked for next: for work that goes from one large array to another.
  public static func keep() { platform_keep_memory() }

  /// The most that this process has held resident, in bytes.
  public static var peakResident: Int { Int(clamping: platform_peak_resident()) }
}
