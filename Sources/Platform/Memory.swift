internal import CPlatform

/// How much memory there is.
public enum Memory {
  /// Bytes that could still be taken without swapping, or nil where the system does not say: what the machine, the limits
  /// of this process (`ulimit -v`, `-d`) and its control groups leave, whichever is least.
  public static var available: Int? { known(platform_available_memory()) }

  /// The same, where the system tells it in other folders, and of other limits: bytes, or nil for none.
  static func available(proc: String, groups: String, addressSpace: Int? = nil, data: Int? = nil) -> Int? {
    func bound(_ limit: Int?) -> UInt64 { limit.map { UInt64($0) } ?? .max }
    return unsafe proc.withCString { proc in
      unsafe groups.withCString { groups in
        var bounds = unsafe platform_bounds(
          proc: proc, groups: groups, address_space: bound(addressSpace), data: bound(data))
        return unsafe known(platform_available_within(&bounds))
      }
    }
  }

  private static func known(_ bytes: UInt64) -> Int? { bytes > 0 ? Int(clamping: bytes) : nil }

  /// Where the address space has a limit, has all threads take memory from one place: before any thread is started.
  ///
  /// For each thread glibc would set 64 MiB aside, of which next to nothing is used.
  public static func spareAddressSpace() { if platform_limits_address_space() { platform_share_heap() } }

  /// Gives back to the system what is free: after a stage that used much, before one that uses something else.
  public static func trim() { platform_trim_memory() }

  /// Keeps what is freed for what is asked for next: for work that goes from one large array to another.
  public static func keep() { platform_keep_memory() }

  /// The most that this process has held resident, in bytes.
  public static var peakResident: Int { Int(clamping: platform_peak_resident()) }
}
