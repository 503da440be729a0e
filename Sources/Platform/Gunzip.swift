internal import CPlatform

/// Unpacks gzip (RFC 1952) that comes piece by piece: members one after another, then zeros or nothing.
///
/// Memory: under 50 kB, whatever is unpacked.
@safe public final class Gunzip {
  /// How a step ended.
  public enum Outcome: Equatable, Sendable {
    /// All input is used; more is wanted, unless the file may end here.
    case inputUsed
    case outputFull
    /// It is no gzip where the consumed bytes end.
    case wrong(reason: String)
    case outOfMemory
  }

  private let handle: OpaquePointer

  /// Nil where memory is refused.
  public init?() {
    guard let handle = unsafe platform_gunzip_new() else { return nil }
    unsafe self.handle = handle
  }

  deinit { unsafe platform_gunzip_free(handle) }

  /// Whether the file may end here: after a member, and not within one.
  public var mayEnd: Bool { unsafe platform_gunzip_may_end(handle) }

  /// Appends at most `limit` unpacked bytes to `unpacked`; `consumed` gets how much of `packed` was used for them.
  public func inflate(
    _ packed: Span<UInt8>, into unpacked: inout [UInt8], limit: Int, consumed: inout Int
  ) -> Outcome {
    var outcome = PLATFORM_GUNZIP_INPUT_USED
    var used: UInt32 = 0
    unpacked.append(addingCapacity: limit) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
        unsafe packed.withUnsafeBufferPointer { source in
          var produced: UInt32 = 0
          outcome = unsafe platform_gunzip_inflate(
            handle, source.baseAddress, UInt32(clamping: source.count), buffer.baseAddress, UInt32(clamping: limit),
            &used, &produced)
          initialized = Int(produced)
        }
      }
    }
    consumed = Int(used)
    return switch outcome {
    case PLATFORM_GUNZIP_INPUT_USED: .inputUsed
    case PLATFORM_GUNZIP_OUTPUT_FULL: .outputFull
    case PLATFORM_GUNZIP_NO_MEMORY: .outOfMemory
    default: .wrong(reason: unsafe String(cString: platform_gunzip_reason(handle)))
    }
  }
}
