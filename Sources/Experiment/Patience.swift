internal import Foundation
internal import Ledger
internal import Platform

/// How long a result waits, in seconds, until it can be written: it must not be lost to somebody's lock.
struct Patience: Equatable {
  /// While another program holds the database.
  var forLock = 60.0
  /// While the disk is full, or the file is elsewhere.
  var forRoom = 0.0

  /// Of a training: it waits for a lock as long as that takes, and for room as long as it has trained. Whoever waits for it
  /// can see to both meanwhile.
  static func training(seconds: Double) -> Patience { Patience(forLock: .infinity, forRoom: seconds) }

  /// Nil for what waiting does not put right.
  func limit(_ error: LedgerError) -> Double? {
    switch error {
    case .busy: forLock
    case .full, .moved: forRoom
    default: nil
    }
  }

  static func words(_ error: LedgerError) -> String {
    if case .full(let path, _, let free) = error {
      return "\(path): \(full(free)); waiting for room to write the result"
    }
    if case .moved(let path) = error {
      return "\(path): the database was moved, removed or replaced; waiting for it to be put back"
    }
    return "another program holds the database; waiting to write the result"
  }

  static func full(_ free: Int?) -> String {
    "the disk is full" + (free.map { " (\($0) bytes are free)" } ?? "")
  }
}

extension Workbench {
  /// Does what writes a result, and tries again while that cannot be written, as long as ``patience`` says; it is told
  /// once a minute. Whoever asks the program to end waits for no room besides. A lock is waited for as before, a training's
  /// without limit: locks end, and the state that is to be kept may be hours of work. A second request ends at once.
  ///
  /// - Parameter work: what can be done again from its beginning.
  func patiently<Result>(_ work: () throws -> Result) throws -> Result {
    let clock = ContinuousClock()
    let begun = clock.now
    var told: ContinuousClock.Instant?
    while true {
      do { return try work() } catch let error as LedgerError {
        guard let limit = patience.limit(error), (clock.now - begun).seconds < limit else { throw error }
        if told.map({ clock.now - $0 >= .seconds(60) }) ?? true {
          progress(.warning(Patience.words(error)))
          told = clock.now
        }
        // A lock has been waited for already; for room nobody has.
        switch error {
        case .full, .moved:
          if interruption.request != nil { throw error }
          Thread.sleep(forTimeInterval: 1)
        default: break
        }
      }
    }
  }

  func waiting(_ patience: Patience) -> Workbench {
    var bench = self
    bench.patience = patience
    return bench
  }
}
