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
    /// Whether whoever holds is putting something away, has something to put away for which it waits, or has asked since
    /// the request.
    var isSaving = false
    var isOwing = false
    var isHeard = false
    var isGivenUp = false
  }

  private let state = Mutex(State())

  public init() {}

  /// The exit code of the first request; nil where nobody has asked. Does not return where who holds was given up.
  public var request: ExitCode? {
    let (request, isGivenUp) = state.withLock { state in
      if state.request != nil { state.isHeard = true }
      return (state.request, state.isGivenUp)
    }
    if isGivenUp { Self.waitForTheEnd() }
    return request
  }

  /// Whether somebody has work to put away first.
  public var isHeld: Bool { state.withLock { $0.isHeld } }

  /// Asks the program to end; it stays with the first request.
  public func ask(_ code: ExitCode) { state.withLock { $0.request = $0.request ?? code } }

  /// Whoever calls this ends the program itself from now on, soon after it was asked to. Does not return where it was asked
  /// before.
  public func hold() {
    let isAsked = state.withLock { state in
      (state.isHeld, state.isSaving, state.isOwing) = (state.request == nil, false, false)
      return !state.isHeld
    }
    if isAsked { Self.waitForTheEnd() }
  }

  /// Puts something away within a hold: it is waited for, whatever it takes.
  public func saving<Result>(_ body: () throws -> Result) rethrows -> Result {
    let before = save()
    defer { state.withLock { $0.isSaving = before } }
    return try body()
  }

  /// From now on until the release something is put away, and waited for.
  public func saveOnly() { _ = save() }

  /// Whether something is there that could not be put away yet, as beside a lock: it is waited for.
  public func owe(_ owes: Bool) { state.withLock { $0.isOwing = owes } }

  /// - Returns: whether something was put away before.
  private func save() -> Bool {
    let (before, isGivenUp) = state.withLock { state in
      defer { state.isSaving = true }
      return (state.isSaving, state.isGivenUp)
    }
    if isGivenUp { Self.waitForTheEnd() }
    return before
  }

  /// Gives up a holder that has been asked to end, and has neither asked for that nor saves anything: what it is at may
  /// take hours. It holds no more, and whatever it asks or saves from now on does not return.
  public func giveUpTheDeaf() {
    state.withLock { state in
      guard state.request != nil, state.isHeld, !state.isHeard, !state.isSaving, !state.isOwing else { return }
      (state.isHeld, state.isGivenUp) = (false, true)
    }
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
