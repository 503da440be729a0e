internal import GRDB
internal import GRDBSQLite
internal import Platform
internal import Synchronization

/// How far a ledger is on its way to the program's end.
final class LedgerEnding: Sendable {
  private let isOver = Atomic(false)
  private let isMarking = Atomic(false)

  /// No transaction begins any more.
  func begin() { isOver.store(true, ordering: .sequentiallyConsistent) }

  /// What is under way from now on is the end's own.
  func mark() { isMarking.store(true, ordering: .sequentiallyConsistent) }

  var mayBeInterrupted: Bool { !isMarking.load(ordering: .sequentiallyConsistent) }

  /// - Throws: ``LedgerError/ended(path:)``.
  func check(_ path: String) throws(LedgerError) {
    if isOver.load(ordering: .sequentiallyConsistent) { throw .ended(path: path) }
  }
}

/// The ledgers of this process that write.
private final class OpenLedgers: @unchecked Sendable {
  private struct Open {
    weak let ledger: Ledger?
  }

  static let ofProcess = OpenLedgers()

  /// What follows is read and written by whoever holds it.
  private let lock = Lock()
  private var ledgers: [Open] = []
  private var isOver = false

  func add(_ ledger: Ledger) {
    lock.withLock {
      ledgers.removeAll { $0.ledger == nil }
      ledgers.append(Open(ledger: ledger))
      if isOver { ledger.ending.begin() }
    }
  }

  var all: [Ledger] { lock.withLock { ledgers.compactMap(\.ledger) } }

  /// All, and the end of those that are still to come.
  func end() -> [Ledger] {
    lock.withLock {
      isOver = true
      return ledgers.compactMap(\.ledger)
    }
  }
}

/// The end of the program while other threads work on: whatever they write is undone, and their runs are marked.
extension Ledger {
  /// Those that write, so that the end finds them; one that is opened after it has begun can do nothing.
  static func watch(_ ledger: Ledger) { OpenLedgers.ofProcess.add(ledger) }

  /// Ends what this process does in databases: no transaction begins any more, one that is under way is undone unless it is
  /// just being committed, and runs under way are marked as interrupted.
  ///
  /// It waits for the statement that is being run: call ``interruptAll()`` meanwhile. Every other call on a ledger throws
  /// ``LedgerError/ended(path:)`` from now on. Where a run cannot be marked, since another program holds the database, the
  /// next opening does.
  /// - Parameter error: what is written of a run, by its command.
  /// - Returns: the commands of the runs.
  public static func endAll(exitCode: Int32, error: (String) -> String) -> [String] {
    let ledgers = OpenLedgers.ofProcess.end()
    for ledger in ledgers { ledger.ending.begin() }
    return ledgers.flatMap { $0.end(exitCode: exitCode, error: error) }
  }

  /// Ends statements that are being run, but for those of ``endAll(exitCode:error:)``.
  public static func interruptAll() {
    for ledger in OpenLedgers.ofProcess.all where ledger.ending.mayBeInterrupted { ledger.queue.interrupt() }
  }

  func end(exitCode: Int32, error: (String) -> String) -> [String] {
    ending.begin()
    // An interrupt that was meant for the statement before may hit these.
    for _ in 0..<3 {
      do {
        return try queue.writeWithoutTransaction { db in
          ending.mark()
          return try Self.markOwnRuns(exitCode: exitCode, error: error, db)
        }
      } catch {
        guard case .ended = LedgerError(error, path: path) else { return [] }
      }
    }
    return []
  }

  private static func markOwnRuns(exitCode: Int32, error: (String) -> String, _ db: Database) throws -> [String] {
    let process = ProcessIdentity.current
    let runs = try db.rows(
      "SELECT run_id, command FROM run WHERE status = 'running' AND host = ? AND pid = ? AND process_start = ?",
      process.host, process.pid, process.start
    ) { row in (id: row.text(0), command: row.text(1)) }
    guard !runs.isEmpty else { return [] }
    try db.beginTransaction(.immediate)
    do {
      for run in runs { try end(run.id, .interrupted, exitCode: exitCode, error: error(run.command), db) }
      try db.commit()
    } catch {
      undo(db)
      throw error
    }
    return runs.map(\.command)
  }
}
