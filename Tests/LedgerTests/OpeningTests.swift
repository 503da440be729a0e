import Dispatch
import GRDB
import Glibc
import Testing

@testable import Ledger

@Suite struct OpeningTests {
  @Test func makesAFileAndOpensItAgain() throws {
    let work = try Workdir()
    _ = try Sample(Ledger.open(work.database, for: .writing))
    for purpose in [Ledger.Purpose.reading, .writing] {
      #expect(try Ledger.open(work.database, for: purpose).corpora().map(\.name) == ["novels"])
    }
    #expect(work.names == ["lm.sqlite"])
  }

  @Test func anEmptyFileIsFilled() throws {
    let work = try Workdir()
    try write([], to: work.database)
    #expect(throws: LedgerError.missing(path: work.database)) { try Ledger.open(work.database, for: .reading) }
    #expect(try Ledger.open(work.database, for: .writing).scalar("PRAGMA auto_vacuum") == "2")
  }

  /// A database that has a header and nothing else is nobody's yet, and gets our page size too.
  @Test func aDatabaseWithoutTablesIsFilled() throws {
    let work = try Workdir()
    try DatabaseQueue(path: work.database).writeWithoutTransaction { db in try db.execute(sql: "VACUUM") }
    #expect(try bytes(of: work.database).count == 4096)
    #expect(throws: LedgerError.missing(path: work.database)) { try Ledger.open(work.database, for: .reading) }
    let ledger = try Ledger.open(work.database, for: .writing)
    #expect(try ledger.scalar("PRAGMA auto_vacuum") == "2")
    #expect(try ledger.scalar("PRAGMA page_size") == "8192")
  }

  @Test func aCrashWhileTheFileIsMadeIsMended() throws {
    let work = try Workdir()
    try DatabaseQueue(path: work.database).writeWithoutTransaction { db in
      try db.execute(
        sql: "PRAGMA application_id = \(Schema.applicationID); CREATE TABLE grdb_migrations(identifier TEXT)")
    }
    #expect(throws: LedgerError.missing(path: work.database)) { try Ledger.open(work.database, for: .reading) }
    #expect(try Ledger.open(work.database, for: .writing).corpora().isEmpty)
    #expect(try Ledger.open(work.database, for: .reading).schemaProblems() == [])
  }

  /// Somebody's shell may have switched it; two writers and a crash are safe only with the rollback journal.
  @Test func theJournalIsSetBack() throws {
    let work = try Workdir()
    _ = try Sample(Ledger.open(work.database, for: .writing))
    try DatabaseQueue(path: work.database).writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = WAL")
    }
    #expect(try Ledger.open(work.database, for: .reading).corpora().count == 1)
    #expect(try Ledger.open(work.database, for: .writing).scalar("PRAGMA journal_mode") == "delete")
  }

  @Test func severalAtOnceMakeOneFile() throws {
    let work = try Workdir()
    let path = work.database
    DispatchQueue.concurrentPerform(iterations: 6) { number in
      #expect(throws: Never.self) {
        let ledger = try Ledger.open(path, for: .writing, busyTimeout: 30)
        _ = try ledger.beginRun(NewRun(command: "c\(number)"))
      }
    }
    #expect(try Ledger.open(path, for: .reading).runs().count == 6)
  }

  @Test func nothingThere() throws {
    let work = try Workdir()
    #expect(throws: LedgerError.missing(path: work.database)) { try Ledger.open(work.database, for: .reading) }
    #expect(work.names == [])
    for path in ["", "a\u{0}b"] {
      #expect(throws: LedgerError.missing(path: path)) { try Ledger.open(path, for: .reading) }
      #expect(throws: LedgerError.cannotCreate(path: path)) { try Ledger.open(path, for: .writing) }
    }
  }

  @Test func noFolderOrNoPlaceInIt() throws {
    let work = try Workdir()
    let nowhere = work.path + "/nowhere/lm.sqlite"
    #expect(throws: LedgerError.cannotCreate(path: nowhere)) { try Ledger.open(nowhere, for: .writing) }
    #expect(throws: LedgerError.notADatabase(path: work.path)) { try Ledger.open(work.path, for: .writing) }
    #expect(throws: LedgerError.notADatabase(path: "/dev/null")) { try Ledger.open("/dev/null", for: .writing) }
    unsafe chmod(work.path, 0o555)
    #expect(throws: LedgerError.cannotCreate(path: work.database)) {
      try asPlainUser { try Ledger.open(work.database, for: .writing) }
    }
    #expect(work.names == [])
  }

  // MARK: Files of others

  private func refusesBoth(_ path: String, _ expected: LedgerError) throws {
    let before = try bytes(of: path)
    for purpose in [Ledger.Purpose.reading, .writing] {
      #expect(throws: expected) { try Ledger.open(path, for: purpose) }
    }
    #expect(try bytes(of: path) == before, "it is left as it is")
  }

  @Test(arguments: ["x", "Call me Ishmael.", "SQLite format 3"]) func noDatabase(text: String)
    throws
  {
    let work = try Workdir()
    try write(Array(text.utf8), to: work.database)
    try refusesBoth(work.database, .notADatabase(path: work.database))
    try write(Array(text.utf8) + [0] + [UInt8](repeating: 0x41, count: 10_000), to: work.database)
    try refusesBoth(work.database, .notADatabase(path: work.database))
    #expect(work.names == ["lm.sqlite"])
  }

  @Test(arguments: [
    ("CREATE TABLE t(a)", 0),
    ("PRAGMA application_id = 42", 42),
    ("PRAGMA application_id = -1; CREATE TABLE corpus(a)", -1),
    ("PRAGMA user_version = 1", 0),
    ("PRAGMA journal_mode = WAL; CREATE TABLE t(a)", 0),
  ])
  func anothersDatabase(sql: String, id: Int) throws {
    let work = try Workdir()
    try DatabaseQueue(path: work.database).writeWithoutTransaction { db in try db.execute(sql: sql) }
    try refusesBoth(work.database, .foreign(path: work.database, applicationID: id))
    #expect(work.names == ["lm.sqlite"])
  }

  @Test func whatCouldNotBeMadeLeavesNoFile() throws {
    let work = try Workdir()
    #expect(throws: Never.self) { try Ledger.checkCreatable(work.database) }
    #expect(throws: Never.self) { try Ledger.checkCreatable("lm.sqlite") }
    for path in ["", work.path + "/no/x.sqlite", "a\0b"] {
      #expect(throws: LedgerError.cannotCreate(path: path)) { try Ledger.checkCreatable(path) }
    }
    #expect(work.names.isEmpty)
  }

  @Test func aNewerOne() throws {
    let work = try Workdir()
    let newer = Schema.version + 1
    try Ledger.open(work.database, for: .writing).execute("PRAGMA user_version = \(newer)")
    try refusesBoth(work.database, .newer(path: work.database, version: newer, known: Schema.version))
  }

  @Test func namesThatSQLiteTakesForSomethingElse() {
    #expect(Ledger.fileName(":memory:") == "./:memory:")
    #expect(Ledger.fileName("file:x?mode=memory") == "./file:x?mode=memory")
    #expect(Ledger.fileName("/a/file:b") == "/a/file:b")
  }

  // MARK: Files that cannot be written

  @Test func aReadOnlyFileIsReadAndNotWritten() throws {
    let work = try Workdir()
    try Sample(Ledger.open(work.database, for: .writing)).add([("a", 30)])
    unsafe chmod(work.database, 0o444)
    unsafe chmod(work.path, 0o555)
    try asPlainUser {
      let ledger = try Ledger.open(work.database, for: .reading)
      #expect(try ledger.leaderboard().map(\.model) == ["a"])
      #expect(throws: LedgerError.readOnly(path: work.database)) { try ledger.beginRun(NewRun(command: "a")) }
      #expect(throws: LedgerError.readOnly(path: work.database)) { try Ledger.open(work.database, for: .writing) }
    }
  }

  @Test func aReadOnlyFolderIsSeenBeforeAnyWork() throws {
    let work = try Workdir()
    _ = try Sample(Ledger.open(work.database, for: .writing))
    unsafe chmod(work.database, 0o666)
    unsafe chmod(work.path, 0o555)
    try asPlainUser { () throws -> Void in
      #expect(throws: LedgerError.readOnly(path: work.database)) { try Ledger.open(work.database, for: .writing) }
      #expect(try Ledger.open(work.database, for: .reading).corpora().count == 1)
    }
  }

  @Test func aFileThatMayNotBeRead() throws {
    let work = try Workdir()
    _ = try Ledger.open(work.database, for: .writing)
    unsafe chmod(work.database, 0o000)
    _ = try asPlainUser {
      #expect(throws: LedgerError.unreadable(path: work.database)) { try Ledger.open(work.database, for: .reading) }
    }
  }

  @Test func openedForReadingWritesNothing() throws {
    let work = try Workdir()
    _ = try Sample(Ledger.open(work.database, for: .writing))
    let before = try bytes(of: work.database)
    let ledger = try Ledger.open(work.database, for: .reading)
    #expect(throws: LedgerError.readOnly(path: work.database)) { try ledger.beginRun(NewRun(command: "a")) }
    #expect(try bytes(of: work.database) == before)
  }

  /// What bears the name now is another file: nothing goes there, nor where the old one is.
  @Test(arguments: [true, false]) func aFileThatIsReplacedIsNotWritten(isThere: Bool) throws {
    let work = try Workdir()
    let ledger = try Ledger.open(work.database, for: .writing)
    try #require(unsafe rename(work.database, work.path + "/moved") == 0)
    if isThere { _ = try Ledger.open(work.database, for: .writing) }
    #expect(throws: LedgerError.moved(path: work.database)) { try ledger.beginRun(NewRun(command: "a")) }
    try #require(unsafe rename(work.path + "/moved", work.database) == 0)
    #expect(throws: Never.self) { try ledger.beginRun(NewRun(command: "a")) }
  }
}
