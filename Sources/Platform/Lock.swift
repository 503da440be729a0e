internal import Dispatch

/// One thread at a time; the others wait.
///
/// `Mutex` of Synchronization does the same, but a thread sanitizer does not see that it does, and would take all that it
/// guards for races.
public final class Lock: Sendable {
  private let queue = DispatchQueue(label: "lock")

  public init() {}

  /// What `body` returns, which runs while no other body of this lock does. A body must not ask for the lock again.
  public func withLock<Result>(_ body: () throws -> Result) rethrows -> Result { try queue.sync(execute: body) }
}
