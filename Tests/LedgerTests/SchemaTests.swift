import Dispatch
import GRDB
import Testing

@testable import Ledger

@Suite struct SchemaTests {
  @Test func theFileIsMarkedAndSafe() throws {
    let work = try Workdir()
    let ledger = try Ledger.open(work.database, for: .writing)
    #expect(try ledger.scalar("PRAGMA application_id") == "\(0x6C6D_6374)")
    #expect(try ledger.scalar("PRAGMA user_version") == "\(Schema.version)")
    #expect(try ledger.scalar("PRAGMA auto_vacuum") == "2")
    #expect(try ledger.scalar("PRAGMA page_size") == "8192")
    #expect(try ledger.scalar("PRAGMA journal_mode") == "delete")
    #expect(try ledger.scalar("PRAGMA synchronous") == "2")
    #expect(try ledger.scalar("PRAGMA foreign_keys") == "1")
    #expect(
      try ledger.query("SELECT identifier FROM grdb_migrations") == [
        ["1 tables and views"], ["2 packed keys"], ["3 checkpoints"], ["4 findings"], ["5 findings of one rule"],
      ])
  }

  @Test func allTablesAreStrict() throws {
    let loose = """
      SELECT name FROM pragma_table_list
      WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'
      """
    #expect(try Ledger.inMemory().query(loose) == [])
  }

  /// Without one, deleting a parent reads the whole child table.
  @Test func everyForeignKeyHasAnIndex() throws {
    let ledger = try Ledger.inMemory()
    let bare = """
      SELECT t.name, k.id FROM pragma_table_list t, pragma_foreign_key_list(t.name) k
      WHERE t.schema = 'main' AND k.seq = 0 AND NOT EXISTS (
        SELECT 1 FROM pragma_index_list(t.name) i
        WHERE NOT EXISTS (
          SELECT 1 FROM pragma_foreign_key_list(t.name) f
          WHERE f.id = k.id AND NOT EXISTS (
            SELECT 1 FROM pragma_index_info(i.name) c WHERE c.seqno = f.seq AND c.name = f."from")))
      """
    #expect(try ledger.query(bare) == [])
  }

  @Test(arguments: [
    "UPDATE split SET scored = scored + 1",
    "UPDATE split SET oov = tokens + 1",
    "UPDATE split SET name = 'dev'",
    "UPDATE split SET ids = 999",
    "UPDATE split SET stream_sha256 = upper(stream_sha256)",
    "UPDATE corpus SET settings = '{'",
    "UPDATE corpus SET name = ''",
    "UPDATE corpus SET name = 'a' || char(10)",
    "UPDATE corpus SET name = 'a' || char(155)",
    "UPDATE corpus SET name = 'a' || char(0)",
    "UPDATE corpus SET name = replace(hex(zeroblob(101)), '0', 'a')",
    "UPDATE corpus SET tokens = 'many'",
    "UPDATE token SET bytes = x''",
    "UPDATE token SET rank = 0",
    "UPDATE token SET count = -1",
    "UPDATE token SET key = 7",
    "UPDATE model SET normalized = 2",
    "UPDATE top_ngram SET count = 0",
    "UPDATE top_ngram SET gram = x'41'",
    "UPDATE ngram_list SET model_id = 99",
    "UPDATE run SET status = 'asleep'",
    "UPDATE run SET status = 'finished'",
    "UPDATE run SET argv = 'lmctl'",
    "UPDATE model SET context = 'page'",
    "UPDATE model SET ngram_order = 0",
    "UPDATE model SET seconds = NULL",
    "UPDATE score SET zero_at = scored",
    "UPDATE score SET perplexity = 0",
    "UPDATE score SET nats = NULL",
    "UPDATE artifact SET bytes = NULL",
    "UPDATE artifact_chunk SET data = x''",
    "UPDATE artifact_chunk SET data = zeroblob(4194305)",
    "DELETE FROM artifact",
    "INSERT INTO metric VALUES ('nobody', 'loss', 1, NULL, 1, 1)",
    "INSERT INTO diagnostic VALUES ('nobody', 1, 0, 'gradient_norm', 1, 1)",
    "INSERT INTO diagnostic SELECT run_id, 1, -1, 'gradient_norm', 1, 1 FROM run",
    "INSERT INTO checkpoint SELECT corpus_id, name, '{', 1, 1, 1, 0, NULL, '' FROM corpus",
    "INSERT INTO checkpoint SELECT corpus_id, name, '{}', 99, 1, 1, 0, NULL, '' FROM corpus",
    "INSERT INTO checkpoint SELECT corpus_id, name, '{}', 1, 1, 1, 2, NULL, '' FROM corpus",
    "INSERT INTO checkpoint SELECT corpus_id, 'a' || char(7), '{}', 1, 1, 1, 0, NULL, '' FROM corpus",
  ])
  func refuses(sql: String) throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30), ("b", 40)])
    let before = try sample.ledger.query("SELECT * FROM corpus, split, token, model, score, artifact")
    let refusal = failure { try sample.ledger.execute(sql) }
    guard case .refused = refusal else {
      Issue.record("\(sql): \(String(describing: refusal))")
      return
    }
    #expect(try sample.ledger.query("SELECT * FROM corpus, split, token, model, score, artifact") == before)
  }
}

/// From an older version to this one in one transaction.
@Suite struct SchemaStepsTests {
  private static let files: [@Sendable (String) throws -> Void] = [
    { try Version1File.make(at: $0) }, { try Version2File.make(at: $0) }, { try Version3File.make(at: $0) },
  ]

  /// The last step fails, after all the others.
  @Test(arguments: files.indices) func allStepsOrNone(file: Int) throws {
    let work = try Workdir()
    try Self.files[file](work.database)
    try DatabaseQueue(path: work.database).writeWithoutTransaction { db in
      try db.execute(sql: "CREATE TABLE data_point(mine)")
    }
    let before = try bytes(of: work.database)
    let refusal = failure { _ = try Ledger.open(work.database, for: .writing) }
    guard case .damaged(_, _, "table data_point already exists") = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(try bytes(of: work.database) == before && work.names == ["lm.sqlite"])
  }

  @Test func brokenReferencesStopThem() throws {
    let work = try Workdir()
    try Version3File.make(at: work.database)
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    try DatabaseQueue(path: work.database, configuration: configuration).writeWithoutTransaction { db in
      try db.execute(sql: "DELETE FROM artifact WHERE artifact_id = (SELECT min(ids) FROM split)")
    }
    let before = try bytes(of: work.database)
    let refusal = failure { _ = try Ledger.open(work.database, for: .writing) }
    guard case .damaged(_, _, let message) = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(message.contains("refers to a artifact that is not there"), "\(message)")
    #expect(try bytes(of: work.database) == before)
  }

  @Test func severalAtOnceMakeThemOnce() throws {
    let work = try Workdir()
    try Version1File.make(at: work.database)
    let path = work.database
    DispatchQueue.concurrentPerform(iterations: 4) { number in
      #expect(throws: Never.self) {
        let ledger = try Ledger.open(path, for: .writing, busyTimeout: 30)
        _ = try ledger.beginRun(NewRun(command: "c\(number)"))
      }
    }
    let ledger = try Ledger.open(path, for: .reading)
    #expect(try ledger.schemaProblems() == [] && ledger.leaderboard().count == 4)
    #expect(try ledger.query("SELECT identifier FROM grdb_migrations").count == Schema.version)
    #expect(try ledger.scalar("PRAGMA foreign_keys") == "1")
  }

  /// An older lmctl made each step by itself, and the views with the last one: ended between two, it left none. A reader
  /// has its own views, and believes none of an older file.
  @Test(arguments: [2, 3]) func aFileBetweenTwoVersionsIsRead(version: Int) throws {
    let work = try Workdir()
    try Version1File.make(at: work.database)
    try DatabaseQueue(path: work.database).writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      try db.inTransaction {
        try Schema.make(db, from: 1, version: version)
        try db.execute(
          sql: """
            CREATE VIEW learning_curve AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n)
            SELECT x AS corpus, x AS model, x AS run, x AS metric, x AS step, x AS epoch, x AS value, x AS seconds FROM n
            """)
        return .commit
      }
    }
    let reader = try Ledger.open(work.database, for: .reading)
    #expect(try reader.scalar("PRAGMA user_version") == "\(version)")
    #expect(try reader.leaderboard().count == 4 && reader.learningCurve() == [])
    for view in Views.names where view != "zipf" {
      #expect(throws: Never.self, "\(view)") { try reader.query("SELECT * FROM \(view)") }
    }
    let ledger = try Ledger.open(work.database, for: .writing)
    #expect(try ledger.schemaProblems() == [] && ledger.leaderboard() == reader.leaderboard())
  }
}
