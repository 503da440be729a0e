import GRDB
import Testing

@testable import Ledger

@Suite struct SchemaCheckTests {
  /// What somebody does to a file of ours with another program.
  private func change(_ work: Workdir, _ sql: String) throws {
    let queue = try DatabaseQueue(path: work.database)
    try queue.writeWithoutTransaction { db in try db.execute(sql: sql) }
    try queue.close()
  }

  /// What would act is not run: the file is refused, for every purpose but to tell what it is, and not a byte changes.
  @Test(arguments: [
    ("CREATE TRIGGER spy AFTER INSERT ON run BEGIN DELETE FROM corpus; END", "the trigger spy is not lmctl's"),
    ("CREATE TRIGGER model AFTER DELETE ON model BEGIN DELETE FROM corpus; END", "the trigger model is not lmctl's"),
    ("CREATE TABLE t(x); CREATE TRIGGER spy AFTER DELETE ON t BEGIN SELECT 1; END", "the trigger spy is not lmctl's"),
    (
      "DROP TRIGGER tokens_of_corpus; CREATE TRIGGER tokens_of_corpus AFTER DELETE ON corpus BEGIN DELETE FROM run; END",
      "the trigger tokens_of_corpus is not lmctl's own"
    ),
    ("DROP VIEW leaderboard; CREATE VIEW leaderboard AS SELECT 1", "the view leaderboard is not lmctl's own"),
    ("DROP VIEW leaderboard; CREATE TABLE leaderboard(x)", "the table leaderboard is not lmctl's own"),
    (
      """
      PRAGMA foreign_keys = OFF; DROP TABLE model;
      CREATE VIEW Model AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT x FROM n
      """, "the view Model is not lmctl's own"
    ),
    (
      "CREATE TRIGGER see INSTEAD OF INSERT ON runs BEGIN DELETE FROM run; END", "the trigger see is not lmctl's"
    ),
    ("ALTER TABLE score ADD COLUMN x INT AS (length(hex(zeroblob(1 << 20))))", "the table score is not lmctl's own"),
    ("ALTER TABLE score ADD COLUMN x INT", "the table score is not lmctl's own"),
    ("CREATE INDEX heavy ON score(hex(zeroblob(1 << 10)))", "the index heavy is not lmctl's"),
    ("CREATE INDEX partial ON score(nats) WHERE hex(zeroblob(1 << 20)) <> ''", "the index partial is not lmctl's"),
    ("CREATE UNIQUE INDEX one ON score(split)", "the index one is not lmctl's"),
    (
      """
      CREATE UNIQUE INDEX evil ON run(run_id); PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET name = 'sqlite_evil', sql = replace(sql, 'evil', 'sqlite_evil') WHERE name = 'evil'
      """, "the index sqlite_evil is not lmctl's"
    ),
    (
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ')') WHERE name = 'run'",
      "the table run is not lmctl's own"
    ),
    (
      "CREATE TRIGGER \"a\n\u{1B}[2J\" AFTER INSERT ON run BEGIN SELECT 1; END",
      "the trigger a\u{FFFD}\u{FFFD}[2J is not lmctl's"
    ),
  ])
  func whatWouldActIsRefused(sql: String, problem: String) throws {
    let work = try Workdir()
    try Sample(Ledger.open(work.database, for: .writing)).add([("a", 30)])
    try change(work, sql)
    let before = try bytes(of: work.database)
    for purpose in [Ledger.Purpose.reading, .writing] {
      #expect(throws: LedgerError.altered(path: work.database, problem: problem)) {
        try Ledger.open(work.database, for: purpose)
      }
    }
    let problems = try Ledger.open(work.database, for: .examining).schemaProblems()
    #expect(problems.contains { $0.description == problem && $0.isRefused }, "\(problems)")
    #expect(try bytes(of: work.database) == before)
    let text = LedgerError.altered(path: work.database, problem: problem).description
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 })
  }

  /// A user may keep tables, views and plain indices beside ours, and ask ANALYZE.
  @Test func whatIsTheUsersOwnIsLeft() throws {
    let work = try Workdir()
    try Sample(Ledger.open(work.database, for: .writing)).add([("a", 30)])
    try change(
      work,
      """
      CREATE TABLE notes(text); INSERT INTO notes VALUES ('mine');
      CREATE VIEW best AS SELECT * FROM leaderboard WHERE place = 1;
      CREATE INDEX by_nats ON score(nats, split);
      CREATE INDEX notes_by_text ON notes(text);
      DROP INDEX run_by_model;
      ANALYZE;
      """)
    let ledger = try Ledger.open(work.database, for: .writing)
    #expect(
      try ledger.schemaProblems().map(\.description) == [
        "the index run_by_model is missing", "the index by_nats is not lmctl's",
        "the index notes_by_text is not lmctl's",
        "the table notes is not lmctl's", "the view best is not lmctl's",
      ])
    #expect(try ledger.schemaProblems().allSatisfy { !$0.isRefused && !$0.isInPlaceOfOurs })
    #expect(try ledger.query("SELECT text FROM notes") == [["mine"]])
  }

  /// What an older version made is known too, at reading and when it is brought up to date.
  @Test(arguments: [1, 2, 3]) func olderFilesAreKnown(version: Int) throws {
    let work = try Workdir()
    switch version {
    case 1: try Version1File.make(at: work.database)
    case 2: try Version2File.make(at: work.database)
    default: try Version3File.make(at: work.database)
    }
    #expect(try Ledger.open(work.database, for: .reading).schemaProblems() == [])
    try change(work, "CREATE TRIGGER spy AFTER INSERT ON grdb_migrations BEGIN DELETE FROM corpus; END")
    let problem = "the trigger spy is not lmctl's"
    for purpose in [Ledger.Purpose.reading, .writing] {
      #expect(throws: LedgerError.altered(path: work.database, problem: problem)) {
        try Ledger.open(work.database, for: purpose)
      }
    }
    try change(work, "DROP TRIGGER spy")
    let ledger = try Ledger.open(work.database, for: .writing)
    #expect(try ledger.schemaProblems() == [] && !ledger.corpora().isEmpty)
  }

  /// A file that a crash left before its tables were made is filled; not where something waits for that.
  @Test func aTriggerThatWaitsForTheFirstTable() throws {
    let work = try Workdir()
    try change(
      work,
      """
      PRAGMA application_id = \(Schema.applicationID); CREATE TABLE grdb_migrations(identifier TEXT);
      CREATE TABLE prey(x); INSERT INTO prey VALUES (1);
      CREATE TRIGGER spy AFTER INSERT ON grdb_migrations BEGIN DELETE FROM prey; END
      """)
    #expect(throws: LedgerError.altered(path: work.database, problem: "the trigger spy is not lmctl's")) {
      try Ledger.open(work.database, for: .writing)
    }
  }
}
