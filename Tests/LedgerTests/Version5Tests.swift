import GRDB
import Testing

@testable import Ledger

@Suite struct Version5Tests {
  /// What a command reads of a file.
  private struct Contents: Equatable {
    let leaderboard: [LeaderboardRow]
    let models: [ModelRecord]
    let components: [[ComponentRecord]]
    let differences: [DifferenceRecord]
    let errors: [ScoreErrorRecord]
    let findings: [[[String?]]]

    init(_ ledger: Ledger) throws {
      let corpus = try ledger.corpus()
      leaderboard = try ledger.leaderboard()
      models = try ledger.models(of: corpus)
      components = try models.map { try ledger.components(of: $0) }
      differences = try ledger.differences(of: corpus, split: .test)
      errors = try ledger.scoreErrors(of: corpus, split: .test)
      findings = try FindingViews.all.map { try ledger.query("SELECT * FROM \($0.name)") }
    }
  }

  /// Reading alone changes nothing and shows the same as reading after the first writing.
  @Test func aFileOfVersion4IsReadAndThenBroughtUpToDate() throws {
    let work = try Workdir()
    try Version4File.make(at: work.database)
    let before = try bytes(of: work.database)
    let read = try asPlainUser { try Contents(Ledger.open(work.database, for: .reading)) }
    #expect(try bytes(of: work.database) == before && work.names == ["lm.sqlite"])

    let ledger = try Ledger.open(work.database, for: .writing)
    #expect(try ledger.scalar("PRAGMA user_version") == "5")
    #expect(try Contents(ledger) == read)
    #expect(try Contents(Ledger.open(work.database, for: .reading)) == read)
    #expect(try ledger.query("PRAGMA foreign_key_check") == [] && ledger.query("PRAGMA integrity_check") == [["ok"]])
    #expect(try ledger.schemaProblems() == [])
  }

  /// Gone is what was worked out by another rule, and the time of which nobody knows.
  @Test func whatIsNotKept() throws {
    let work = try Workdir()
    try Version4File.make(at: work.database)
    let ledger = try Ledger.open(work.database, for: .writing)
    let contents = try Contents(ledger)
    #expect(contents.differences.isEmpty && contents.errors.count == contents.leaderboard.count { $0.split == "test" })
    for row in contents.leaderboard {
      #expect((row.seconds == nil) == (row.model == "theirs") && (row.parameters == nil) == (row.model == "theirs"))
      #expect(row.isForeign == (row.model == "theirs"))
    }
    #expect(try ledger.scalar("SELECT count(*) FROM perplexity_by") != "0")
    #expect(try ledger.scalar("SELECT count(*) FROM data_curve") != "0")
  }

  /// So it is where such a model is of a file older than that.
  @Test(arguments: [1, 2, 3]) func whatIsForeignInOlderFiles(version: Int) throws {
    let work = try Workdir()
    switch version {
    case 1: try Version1File.make(at: work.database)
    case 2: try Version2File.make(at: work.database)
    default: try Version3File.make(at: work.database)
    }
    try DatabaseQueue(path: work.database).write { db in
      try db.execute(sql: "UPDATE model SET smoothing = 'imported', seconds = 12.5 WHERE name = 'laplace-1'")
    }
    for purpose in [Ledger.Purpose.reading, .writing] {
      let ledger = try Ledger.open(work.database, for: purpose)
      let rows = try ledger.leaderboard().filter { $0.model == "laplace-1" }
      #expect(!rows.isEmpty && rows.allSatisfy { $0.seconds == nil && $0.isForeign })
      #expect(try ledger.models(of: ledger.corpus()).first { $0.name == "laplace-1" }?.seconds == 0)
    }
  }

  /// A model whose probabilities do not sum to 1 has no place in what shows perplexities.
  @Test func findingsOfWhatHasNoPerplexity() throws {
    let work = try Workdir()
    try Version4File.make(at: work.database)
    try DatabaseQueue(path: work.database).write { db in
      try db.execute(sql: "UPDATE model SET normalized = 0 WHERE name = 'witten-bell-2'")
    }
    let reading = try Ledger.open(work.database, for: .reading)
    let views = ["perplexity_by", "data_curve"]
    func named(_ ledger: Ledger) throws -> [String] {
      try views.map { try ledger.scalar("SELECT count(*) FROM \($0) WHERE model = 'witten-bell-2'") ?? "" }
    }
    #expect(try named(reading) == ["0", "0"])
    let ledger = try Ledger.open(work.database, for: .writing)
    #expect(try named(ledger) == ["0", "0"])
    for table in ["breakdown", "data_point"] {
      #expect(
        try ledger.scalar("SELECT count(*) FROM \(table) JOIN model USING (model_id) WHERE NOT normalized") == "0")
    }
  }

  /// An old file has, afterwards, what a new one has.
  @Test func theSchemaIsTheSame() throws {
    let work = try Workdir()
    try Version4File.make(at: work.database)
    let schema = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name"
    #expect(try Ledger.open(work.database, for: .writing).query(schema) == Ledger.inMemory().query(schema))
  }
}
