internal import GRDB
internal import GRDBSQLite
internal import Glibc

extension Ledger {
  /// Opens the database at `path`.
  ///
  /// For writing it makes the file where there is none (or an empty one), marks runs whose process is gone as
  /// interrupted, removes what nothing refers to, and brings a file of an older version to this one; for reading such a
  /// file is taken as it is. A file that is not ours is not changed by a byte.
  /// - Parameter busyTimeout: seconds to wait for another process's transaction.
  /// - Throws: ``LedgerError``: no database, not a database, a foreign or newer one, one whose journal would act, a file
  ///   or folder that cannot be read or written, a full disk, a database that stays locked.
  public static func open(
    _ path: String, for purpose: Purpose, busyTimeout: Double = 5
  ) throws(LedgerError) -> Ledger {
    let exists = try inspect(path, for: purpose)
    do {
      let queue = try DatabaseQueue(path: fileName(path), configuration: configuration(busyTimeout: busyTimeout))
      let ledger = Ledger(path: path, purpose: purpose, queue: queue)
      if purpose == .writing, try !ledger.prepareForWriting() { try ledger.keepHouse() }
      let version = try ledger.checkedVersion()
      if version < Schema.version {
        try queue.writeWithoutTransaction { db in
          if version == 4 { return try Version5.readOlder(db) }
          try Version4.readOlder(db, version: version)
          if version < 3 { try Version3.readOlder(db) }
          if version < 2 { try Version2.readOlder(db) }
        }
      }
      return ledger
    } catch {
      let error = LedgerError(error, path: path)
      // Nothing is left of a database that could not be made; one that somebody else is just making is theirs.
      if purpose == .writing, !exists, error != .busy(path: path), isEmptyFile(path) { unsafe unlink(path) }
      if purpose == .writing && !exists, error == .readOnly(path: path) { throw .cannotCreate(path: path) }
      throw error
    }
  }

  /// Finds out whether a database could be made at `path`, where there is none yet, before work is put into one.
  ///
  /// - Throws: ``LedgerError/cannotCreate(path:)``.
  public static func checkCreatable(_ path: String) throws(LedgerError) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    guard !path.isEmpty, !path.utf8.contains(0), unsafe access(folder, W_OK | X_OK) == 0 else {
      throw .cannotCreate(path: path)
    }
  }

  /// A database that ends with its last reference: for tests and for what need not be kept.
  public static func inMemory() throws(LedgerError) -> Ledger {
    do {
      let queue = try DatabaseQueue(configuration: configuration(busyTimeout: 0))
      let ledger = Ledger(path: ":memory:", purpose: .writing, queue: queue)
      try ledger.prepareForWriting()
      return ledger
    } catch {
      throw LedgerError(error, path: ":memory:")
    }
  }

  /// Whether there is a file that holds nothing: what is left where making a database failed.
  private static func isEmptyFile(_ path: String) -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    return status.st_size == 0 || (try? FileHeader(path: fileName(path)))?.isEmpty == true
  }

  /// SQLite takes "file:…" for a URI and ":memory:" for no file at all: a folder before it makes it a name.
  static func fileName(_ path: String) -> String {
    path.hasPrefix("file:") || path.hasPrefix(":") ? "./" + path : path
  }

  /// Looks at the file before SQLite may touch it; whether there is one.
  private static func inspect(_ path: String, for purpose: Purpose) throws(LedgerError) -> Bool {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw purpose == .writing ? .cannotCreate(path: path) : .missing(path: path)
    }
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      let absent = errno == ENOENT || errno == ENOTDIR
      if errno == ENAMETOOLONG { throw purpose == .writing ? .cannotCreate(path: path) : .missing(path: path) }
      if purpose == .writing { return false }
      throw absent ? .missing(path: path) : .unreadable(path: path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notADatabase(path: path) }
    try JournalCheck.refuseWhatActs(beside: fileName(path))
    guard status.st_size > 0 else {
      if purpose != .writing { throw .missing(path: path) }
      return true
    }
    let header: FileHeader
    do {
      header = try FileHeader(path: fileName(path))
    } catch {
      throw error.code & 0xFF == SQLITE_CANTOPEN ? .unreadable(path: path) : LedgerError(error, path: path)
    }
    try check(header.applicationID, header.version, isEmpty: header.isEmpty, path: path)
    return true
  }

  private static func check(
    _ applicationID: Int, _ version: Int, isEmpty: Bool, path: String
  ) throws(LedgerError) {
    if isEmpty { return }
    guard applicationID == Schema.applicationID else { throw .foreign(path: path, applicationID: applicationID) }
    guard version >= 0 else { throw .damaged(path: path, code: SQLITE_CORRUPT, message: "user_version \(version)") }
    guard version <= Schema.version else {
      throw .newer(path: path, version: version, known: Schema.version)
    }
  }

  private static func configuration(busyTimeout: Double) -> Configuration {
    var configuration = Configuration()
    // A comparison, so that NaN too is no time at all.
    configuration.busyMode = .timeout(busyTimeout > 0 ? min(busyTimeout, 3600) : 0)
    configuration.prepareDatabase { db in
      try db.run("PRAGMA synchronous = FULL")
      // A transaction that outgrew the cache would lock readers out before it commits.
      try db.run("PRAGMA cache_spill = OFF")
      try db.run("PRAGMA cache_size = -16384")
      // What a transaction changes is in memory anyway. On the disk, what SQLite sets aside would lie in a folder that
      // nobody named, and fill it.
      try db.run("PRAGMA temp_store = MEMORY")
      // Debian's default overwrites all that is deleted, which doubles the cost of replacing a corpus.
      try db.run("PRAGMA secure_delete = FAST")
      // The file may be anybody's. (`trusted_schema = OFF` would forbid `json_valid` in our own rules too, in SQLite
      // 3.40: `SchemaCheck` sees to it that views, rules and triggers are ours.)
      try db.run("PRAGMA cell_size_check = ON")
    }
    return configuration
  }

  /// Creates what is not there, checks what is (once more, now under SQLite's lock), and brings an older file to this
  /// version; whether the file is new.
  @discardableResult
  private func prepareForWriting() throws -> Bool {
    try queue.writeWithoutTransaction { db in
      try ending.check(path)
      if unsafe sqlite3_db_readonly(db.sqliteConnection, "main") == 1 { throw LedgerError.readOnly(path: path) }
      if try Self.isEmpty(db) {
        // Both cannot be changed later: they are set before the first page is written.
        try db.run("PRAGMA page_size = 8192")
        try db.run("PRAGMA auto_vacuum = INCREMENTAL")
        if try db.integer("PRAGMA page_count") ?? 0 > 0 { try db.run("VACUUM") }
      }
      try db.run("PRAGMA journal_mode = DELETE")
      // Tables are replaced under those that refer to them, as <https://www.sqlite.org/lang_altertable.html> has it,
      // section 7. Where this fails, so does the opening: nobody writes through this connection without foreign keys.
      try db.run("PRAGMA foreign_keys = OFF")
      var isNew = false
      try db.inTransaction(.immediate) {
        isNew = try Self.isEmpty(db)
        if isNew {
          // Mark and tables are one transaction: a crash leaves an empty file, or one that is whole and known as ours.
          try db.run("PRAGMA application_id = \(Schema.applicationID)")
          try Schema.make(db)
        }
        let version = try db.integer("PRAGMA user_version") ?? 0
        try Self.check(db.integer("PRAGMA application_id") ?? 0, version, isEmpty: false, path: path)
        // Before the first statement that a trigger could wait for.
        if !isNew { try SchemaCheck.refuseWhatActs(db, version: version, path: path) }
        if version < Schema.version { try migrate(db, from: version) }
        return .commit
      }
      try db.run("PRAGMA foreign_keys = ON")
      return isNew
    }
  }

  /// All the steps in the one transaction that read the version: a file is of one version or another, whatever ends this
  /// process between, and two processes cannot make the same step.
  private func migrate(_ db: Database, from version: Int) throws {
    // GRDB's migrator made it in an older lmctl that a crash ended before the first step.
    if version == 0 { try db.run("DROP TABLE IF EXISTS grdb_migrations") }
    try Schema.make(db, from: version)
    if let problem = try Self.foreignKeyProblems(db).first {
      throw LedgerError.damaged(path: path, code: SQLITE_CONSTRAINT, message: problem)
    }
  }

  private static func isEmpty(_ db: Database) throws -> Bool {
    try db.integer("PRAGMA application_id") == 0 && db.integer("PRAGMA user_version") == 0
      && db.integer("SELECT count(*) FROM sqlite_schema") == 0
  }

  /// The last look: a write that a crash interrupted has been undone by now.
  private func checkedVersion() throws(LedgerError) -> Int {
    try read { db in
      let applicationID = try db.integer("PRAGMA application_id") ?? 0
      let version = try db.integer("PRAGMA user_version") ?? 0
      // Version 0 was left by a crash while the file was made: it holds nothing.
      if version == 0 && (applicationID == 0 || applicationID == Schema.applicationID) {
        throw LedgerError.missing(path: path)
      }
      try Self.check(applicationID, version, isEmpty: false, path: path)
      if purpose == .reading { try SchemaCheck.refuseWhatActs(db, version: version, path: path) }
      return version
    }
  }
}
