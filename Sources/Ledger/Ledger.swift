internal import GRDB
internal import GRDBSQLite
internal import Glibc
internal import Platform

/// The database that holds a whole experiment: one connection, one file.
///
///     let ledger = try Ledger.open("lm.sqlite", for: .writing)
///     let run = try ledger.beginRun(NewRun(command: "tokenize", subject: "novels"))
///     let ids = try ledger.storeArtifact(trainIDs, kind: "ids", run: run)
///
/// It may be called from any thread; calls take turns. Every verb that writes is one `BEGIN IMMEDIATE` transaction and
/// waits `busyTimeout` for another process's; large values go ahead of it in small ones (see ``ArtifactWriter``).
public final class Ledger: Sendable {
  /// What the caller may do.
  public enum Purpose: Sendable {
    /// Works on a file that cannot be written, and changes nothing except to undo a write that a crash interrupted.
    case reading
    /// The same, and takes a file whose tables, views and triggers are not those of lmctl: to tell what they are.
    case examining
    /// Makes the file where there is none, and removes what crashed runs left behind.
    case writing
  }

  public let path: String
  public let purpose: Purpose
  let queue: DatabaseQueue
  let finished = FinishedRuns()
  let ending = LedgerEnding()

  init(path: String, purpose: Purpose, queue: DatabaseQueue) {
    self.path = path
    self.purpose = purpose
    self.queue = queue
    if purpose == .writing { Self.watch(self) }
  }

  /// Reads one state of the file.
  func read<Result>(_ body: (Database) throws -> Result) throws(LedgerError) -> Result {
    do {
      return try queue.read { db in
        try ending.check(path)
        return try body(db)
      }
    } catch {
      throw LedgerError(error, path: path)
    }
  }

  /// Milliseconds that a write takes patience which would rather be tried again later: readers that come and go let it
  /// through, and whoever trains meanwhile is not held up by a lock that lasts.
  private static let briefly = 100

  /// Writes all or nothing.
  ///
  /// - Parameter waits: whether to wait for another program's transaction as long as the ledger does, or ``briefly``.
  func write<Result>(waits: Bool = true, _ body: (Database) throws -> Result) throws(LedgerError) -> Result {
    guard purpose == .writing else { throw .readOnly(path: path) }
    do {
      return try queue.writeWithoutTransaction { db in
        let timeout = waits ? nil : try db.integer("PRAGMA busy_timeout")
        if let timeout { try db.run("PRAGMA busy_timeout = \(min(timeout, Self.briefly))") }
        defer { if let timeout { try? db.run("PRAGMA busy_timeout = \(timeout)") } }
        try ending.check(path)
        var wanted: Int?
        try db.beginTransaction(.immediate)
        do {
          let result = try body(db)
          wanted = try db.bytes()
          try db.commit()
          return result
        } catch {
          let failure = LedgerError(error, path: path).wanting(wanted, systemError: db.systemError)
          // The first error says what happened.
          Self.undo(db)
          throw failure
        }
      }
    } catch {
      throw blamed(LedgerError(error, path: path))
    }
  }

  /// Ends a transaction that failed: SQLite may have rolled back already, and an interrupt may hit this too.
  static func undo(_ db: Database) { for _ in 0..<9 where db.isInsideTransaction { try? db.rollback() } }

  /// A rule of the tables that was broken is our defect, unless what the file holds breaks rules already: then it was
  /// changed by another program, and a row that was to be changed could not be written as it stood.
  private func blamed(_ error: LedgerError) -> LedgerError {
    guard case .refused = error,
      let problem = (try? integrityProblems(quick: true))?.first ?? (try? foreignKeyProblems())?.first
    else { return error }
    return .damaged(path: path, code: SQLITE_CONSTRAINT, message: problem)
  }
}

extension LedgerError {
  /// What an error of SQLite, of GRDB or of memory means for the file at `path`.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as LedgerError: self = error
    case let error as SQLiteFailure: self.init(code: error.code, message: error.message, path: path)
    case let error as DatabaseError:
      self.init(code: error.extendedResultCode.rawValue, message: error.message ?? "", path: path)
    case let error as OutOfMemory: self = .outOfMemory(bytes: error.bytes)
    default: self = .other(path: path, code: SQLITE_INTERNAL, message: "\(error)")
    }
  }

  private init(code: Int32, message: String, path: String) {
    // The low byte is the primary result code; the rest says more of the same, but here.
    if code == Self.movedCode {
      self = .moved(path: path)
      return
    }
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: self = .busy(path: path)
    case SQLITE_FULL: self = .full(path: path, free: Disk.free(at: Self.folder(path)))
    case SQLITE_CANTOPEN: self = Self.noJournal(path, code)
    case SQLITE_READONLY, SQLITE_PERM: self = .readOnly(path: path)
    case SQLITE_IOERR, SQLITE_NOLFS: self = .inputOutput(path: path, code: code)
    case SQLITE_NOTADB: self = .notADatabase(path: path)
    // Our statements are fixed and tested: one that does not compile found another schema than ours.
    case SQLITE_CORRUPT, SQLITE_ERROR, SQLITE_SCHEMA, SQLITE_EMPTY, SQLITE_FORMAT:
      self = .damaged(path: path, code: code, message: message)
    case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG: self = .refused(path: path, message: message)
    case SQLITE_NOMEM: self = .outOfMemory(bytes: 0)
    case SQLITE_INTERRUPT: self = .ended(path: path)
    default: self = .other(path: path, code: code, message: message)
    }
  }

  /// SQLITE_READONLY_DBMOVED, a macro that Swift does not import.
  private static var movedCode: Int32 { SQLITE_READONLY | 4 << 8 }

  /// A journal could not be made beside the file: the folder may not be written, or its disk has no room.
  private static func noJournal(_ path: String, _ code: Int32) -> LedgerError {
    switch Disk.tryToMakeFile(in: folder(path)) {
    case let reason where Disk.isFull(reason): .full(path: path, free: Disk.free(at: folder(path)))
    case 0, EIO: .inputOutput(path: path, code: code)
    default: .readOnly(path: path)
    }
  }

  /// What is known besides where a write failed: how large the file would have become, and what the system said.
  ///
  /// SQLite tells that a disk is full where a write says so; where a sync does, or a quota is used up, it is any failure.
  fileprivate func wanting(_ bytes: Int?, systemError: Int32) -> LedgerError {
    switch self {
    case .full(let path, _, let free): .full(path: path, wanted: bytes, free: free)
    case .inputOutput(let path, _, _) where Disk.isFull(systemError):
      .full(path: path, wanted: bytes, free: Disk.free(at: Self.folder(path)))
    case .inputOutput(let path, let code, nil) where systemError != 0:
      .inputOutput(path: path, code: code, reason: unsafe String(cString: strerror(systemError)))
    // By now another call may have failed, or none.
    case .inputOutput(let path, let code, nil) where Disk.isAtItsLimit(path):
      .inputOutput(path: path, code: code, reason: unsafe String(cString: strerror(EFBIG)))
    default: self
    }
  }

  private static func folder(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
  }
}

extension Database {
  /// Of the file, as it would be after this transaction.
  fileprivate func bytes() throws(SQLiteFailure) -> Int? {
    guard let pages = try integer("PRAGMA page_count"), let size = try integer("PRAGMA page_size") else { return nil }
    return pages.multipliedReportingOverflow(by: size).partialValue
  }

  /// `errno` of the system call that failed last.
  fileprivate var systemError: Int32 { unsafe sqlite3_system_errno(sqliteConnection) }
}
