internal import Glibc
internal import Synchronization

/// The names of files that are not whole yet: what ends the program takes them away.
///
/// Most such files have no name at all (``WholeFile``, ``TemporaryFile``); these are for file systems that want one.
public final class HalfWritten: Sendable {
  private struct State {
    var names: Set<String> = []
    var isOver = false
  }

  /// Of this process.
  public static let files = HalfWritten()

  private let state = Mutex(State())

  /// Makes, renames or removes such a file; `body` is never cut in two by ``removeAll()``, and keeps the names up to date.
  func change<Result>(_ body: (inout Set<String>) -> Result) -> Result {
    let result = state.withLock { state in state.isOver ? nil : body(&state.names) as Result? }
    guard let result else { Interruption.waitForTheEnd() }
    return result
  }

  /// The last act before the process ends: the files go, and no thread makes another.
  public func removeAll() {
    state.withLock { state in
      state.isOver = true
      for name in state.names { unsafe unlink(name) }
    }
  }
}
