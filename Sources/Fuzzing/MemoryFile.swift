internal import CFuzzer
internal import Foundation

/// A file that is on no disk, for readers that want a path.
final class MemoryFile: @unchecked Sendable {
  /// The one that all inputs are laid into, one after another, from one thread.
  static let shared = MemoryFile()

  private let descriptor: Int32
  /// Where this process finds it.
  let path: String

  private init() {
    descriptor = fuzzer_memory_file()
    precondition(descriptor >= 0, "a file in memory")
    path = "/proc/self/fd/\(descriptor)"
  }

  /// Makes the file these bytes.
  func hold(_ bytes: [UInt8]) {
    let written = unsafe bytes.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    precondition(written == bytes.count, "room for some kilobytes")
    precondition(ftruncate(descriptor, bytes.count) == 0, "a file that can be cut")
  }
}
