internal import CFuzzer
internal import Foundation
internal import Text

/// A file that is on no disk, for readers that want a path.
final class MemoryFile: @unchecked Sendable {
  /// The one that all inputs are laid into, one after another, from one thread.
  static let shared = MemoryFile()

  private let descriptor: Int32
  /// Where this process finds it.
  let path: String
  private var isStandardInput = false

  private init() {
    descriptor = fuzzer_memory_file()
    precondition(descriptor >= 0, "a file in memory")
    path = "/proc/self/fd/\(descriptor)"
  }

  /// Makes the file these bytes.
  func hold(_ bytes: ArraySlice<UInt8>) {
    let written = unsafe bytes.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    precondition(written == bytes.count, "room for some kilobytes")
    precondition(ftruncate(descriptor, bytes.count) == 0, "a file that can be cut")
  }

  /// From now on this is what the process reads from standard input: to open a file takes longer than most inputs do.
  func becomeStandardInput() {
    precondition(dup2(descriptor, STDIN_FILENO) == STDIN_FILENO, "a place for standard input")
    isStandardInput = true
  }

  /// The whole of it, for one reader at a time.
  var source: Source { sourcePath == path ? .file(path: path) : .standardInput }

  /// The same as commands name it.
  var sourcePath: String {
    guard isStandardInput else { return path }
    precondition(lseek(STDIN_FILENO, 0, SEEK_SET) == 0, "a file that can be read again")
    return "-"
  }
}
