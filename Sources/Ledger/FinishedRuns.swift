internal import GRDB
internal import Synchronization

/// Runs that finished together with what they made, in one transaction: there is nothing left to write of them, which might
/// fail though the result stands.
final class FinishedRuns: Sendable {
  private let ids = Mutex<Set<String>>([])

  func add(_ ids: [String]) { self.ids.withLock { $0.formUnion(ids) } }

  func contains(_ id: String) -> Bool { ids.withLock { $0.contains(id) } }
}

extension Ledger {
  /// Writes that the runs have finished; when the transaction stands, ``FinishedRuns/add(_:)`` says so.
  static func finish(_ runs: [String], _ db: Database) throws {
    for run in Set(runs) {
      try db.run(
        """
        UPDATE run SET status = 'finished', ended_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), exit_code = 0
        WHERE run_id = ?
        """, run)
    }
  }
}
