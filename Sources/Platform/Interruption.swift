internal import Glibc
internal import Synchronization

/// Whether the program was asked to end, and who is to end it.
///
/// Whatever asks (a signal, as a rule) says so here. Most work is then ended from outside: its files and databases are such
/// that nothing half-made is left. Work that has something to put away first holds the end up:
///
///     interruption.hold()
///     while … { if interruption.request != nil { save(); throw … } }
///     interruption.release()
///
/// What was asked to end while it held goes on holding, and ends the program itself. A second request waits for nobody.
public final class Interruption: Sendable {
  private struct State {
    var request: ExitCode?
    var isHeld = false
  }

  private let state = Mutex(State())

  public init() {}

  /// The exit code of the first request; nil where nobody has asked.
  public var request: ExitCode? { state.withLock { $0.request } }

  /// Whether somebody has work to put away first.
  public var isHeld: Bool { state.withLock { $0.isHeld } }

  /// Asks the program to end; it stays with the first request.
  public func ask(_ code: ExitCode) { state.withLock { $0.request = $0.request ?? code } }

  /// Whoever calls this ends the program itself from now on, soon after it was asked to. Does not return where it was asked
  /// before.
  public func hold() {
    let isAsked = state.withLock { state in
      state.isHeld = state.request == nil
      return !state.isHeld
    }
    if isAsked { Self.waitForTheEnd() }
  }

  /// There is nothing left to put away. Does not return where the program was asked to end meanwhile.
  public func release() {
    let isAsked = state.withLock { state in
      state.isHeld = false
      return state.request != nil
    }
    if isAsked { Self.waitForTheEnd() }
  }

  /// For the end of the main thread: does not return where another thread is about to end the program.
  public func giveWay() { if state.withLock({ $0.request != nil && !$0.isHeld }) { Self.waitForTheEnd() } }

  static func waitForTheEnd() -> Never { while true { sleep(1000) } }
}
