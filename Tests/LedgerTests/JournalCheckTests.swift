import GRDB
import Glibc
import Testing

@testable import Ledger

/// What an unknown file may have lying beside it.
@Suite struct JournalCheckTests {
  private static let magic: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]

  private static func bigEndian(_ numbers: [Int]) -> [UInt8] {
    numbers.flatMap { number in [24, 16, 8, 0].map { UInt8(number >> $0 & 0xFF) } }
  }

  /// A journal of no page that names a file at its end, as SQLite believes it.
  private static func journal(naming name: String, pages: Int) -> [UInt8] {
    let header = magic + bigEndian([0, 0, pages, 512, 8192])
    let place = bigEndian([0x4000_0000 / 8192 + 1])
    let sum = name.utf8.reduce(0) { $0 + Int($1) }
    return header + [UInt8](repeating: 0, count: 512 - header.count) + place + Array(name.utf8)
      + bigEndian([name.utf8.count, sum]) + magic
  }

  private struct Fixture {
    let work: Workdir
    let victim: String
    let pages: Int
    var journal: String { work.database + "-journal" }

    init() throws {
      work = try Workdir()
      victim = work.path + "/victim.txt"
      let ledger = try Ledger.open(work.database, for: .writing)
      _ = try Sample(ledger)
      pages = try ledger.fileFigures().pages
      try write(Array("precious".utf8), to: victim)
    }
  }

  /// SQLite removes the file that the end of a journal names, while it undoes what a crash interrupted.
  @Test func aJournalRemovesNoOtherFile() throws {
    let fixture = try Fixture()
    try write(Self.journal(naming: fixture.victim, pages: fixture.pages), to: fixture.journal)
    let before = try bytes(of: fixture.work.database)
    let refusal = LedgerError.strangeJournal(
      path: fixture.journal, problem: "this journal names another file, which SQLite would remove")
    for purpose in [Ledger.Purpose.reading, .examining, .writing] {
      #expect(throws: refusal) { try Ledger.open(fixture.work.database, for: purpose) }
    }
    #expect(try bytes(of: fixture.victim) == Array("precious".utf8) && bytes(of: fixture.work.database) == before)
    // The forgery is a good one: SQLite alone does as it says.
    try DatabaseQueue(path: fixture.work.database).read { db in _ = try Row.fetchAll(db, sql: "SELECT * FROM run") }
    #expect(fixture.work.names == ["lm.sqlite"])
  }

  /// By way of a link SQLite looks beside what it leads to.
  @Test func aLinkHidesNoJournal() throws {
    let fixture = try Fixture()
    let folder = try Workdir()
    try #require(unsafe symlink(fixture.work.database, folder.database) == 0)
    #expect(try Ledger.open(folder.database, for: .reading).corpora().count == 1)
    try write(Self.journal(naming: fixture.victim, pages: fixture.pages), to: fixture.journal)
    let refusal = failure { _ = try Ledger.open(folder.database, for: .reading) }
    guard case .strangeJournal(let path, _) = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(path.hasSuffix("/lm.sqlite-journal") && !path.hasPrefix(folder.path))
    #expect(fixture.work.names.contains("victim.txt"))
  }

  /// A path that is not UTF-8 leads to a journal as well, and so does a pipe there.
  @Test func noFolderHidesAJournal() throws {
    let fixture = try Fixture()
    let link = fixture.work.path + "/link"
    let folder = Array((fixture.work.path + "/caf").utf8CString.dropLast()) + [CChar(bitPattern: 0xE9), 0]
    try #require(unsafe mkdir(folder, 0o700) == 0 && symlink(folder, link) == 0)
    try #require(unsafe rename(fixture.work.database, link + "/lm.sqlite") == 0)
    #expect(try Ledger.open(link + "/lm.sqlite", for: .reading).corpora().count == 1)
    let makers: [() throws -> Void] = [
      { try write(Self.journal(naming: fixture.victim, pages: fixture.pages), to: link + "/lm.sqlite-journal") },
      { try #require(unsafe mkfifo(link + "/lm.sqlite-journal", 0o600) == 0) },
    ]
    for make in makers {
      try make()
      let refusal = failure { _ = try Ledger.open(link + "/lm.sqlite", for: .reading) }
      guard case .strangeJournal? = refusal else {
        Issue.record("\(String(describing: refusal))")
        return
      }
      #expect(fixture.work.names.contains("victim.txt"))
      unsafe remove(link + "/lm.sqlite-journal")
    }
  }

  /// Reading from a pipe, SQLite would wait for ever.
  @Test(arguments: ["-journal", "-wal"]) func whatIsNoPlainFile(suffix: String) throws {
    let fixture = try Fixture()
    let strange = fixture.work.database + suffix
    let makers: [(String) -> CInt] = [
      { name in unsafe mkfifo(name, 0o600) }, { name in unsafe mkdir(name, 0o700) },
      { name in unsafe symlink(fixture.victim, name) },
    ]
    for make in makers {
      try #require(make(strange) == 0)
      for purpose in [Ledger.Purpose.reading, .writing] {
        #expect(throws: LedgerError.strangeJournal(path: strange, problem: "this is no plain file")) {
          try Ledger.open(fixture.work.database, for: purpose)
        }
      }
      unsafe remove(strange)
    }
    #expect(try bytes(of: fixture.victim) == Array("precious".utf8))
  }

  /// What a crash of lmctl, or a shell that keeps its journal, leaves there is undone or passed over, as ever.
  @Test func plainJournalsAreNoHindrance() throws {
    let fixture = try Fixture()
    let whole = Self.journal(naming: fixture.victim, pages: fixture.pages)
    // Cut off anywhere in its end; of an empty name; and kept after its use.
    var kept = whole
    kept[0] = 0
    let nameless = Array(whole.prefix(whole.count - 16)) + Self.bigEndian([0, 0]) + Self.magic
    let cutOff: [[UInt8]] = (1...16).map { count in Array(whole.prefix(whole.count - count)) }
    for journal in cutOff + [nameless, kept, Self.magic, []] {
      try write(journal, to: fixture.journal)
      for purpose in [Ledger.Purpose.reading, .writing] {
        #expect(try Ledger.open(fixture.work.database, for: purpose).corpora().count == 1)
      }
      #expect(fixture.work.names.contains("victim.txt"))
    }
  }

  /// A log beside a file is read by SQLite whatever the file's header says: its pages are looked at as those of the file.
  @Test func aForeignLogIsCheckedAsTheFileIs() throws {
    let fixture = try Fixture()
    let source = try Workdir()
    try write(bytes(of: fixture.work.database), to: source.database)
    let queue = try DatabaseQueue(path: source.database)
    try queue.writeWithoutTransaction { db in
      try db.execute(
        sql: """
          PRAGMA journal_mode = WAL;
          CREATE TRIGGER spy AFTER INSERT ON run BEGIN DELETE FROM corpus; END
          """)
    }
    let log = try bytes(of: source.database + "-wal")
    #expect(log.count > 8192)
    try queue.close()
    for purpose in [Ledger.Purpose.reading, .writing] {
      let work = try Workdir()
      try write(bytes(of: fixture.work.database), to: work.database)
      try write(log, to: work.database + "-wal")
      #expect(throws: LedgerError.altered(path: work.database, problem: "the trigger spy is not lmctl's")) {
        try Ledger.open(work.database, for: purpose)
      }
    }
  }
}
