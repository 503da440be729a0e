import Testing

@testable import Ledger

@Suite struct Version3Tests {
  /// What a command reads of a file.
  private struct Contents: Equatable {
    let leaderboard: [LeaderboardRow]
    let curve: [LearningCurveRow]
    let tokens: [TokenRecord]
    let models: [ModelRecord]
    let runs: [RunRecord]
    let checkpoint: CheckpointRecord?
    let diagnostics: [DiagnosticRecord]

    init(_ ledger: Ledger) throws {
      let corpus = try ledger.corpus()
      leaderboard = try ledger.leaderboard()
      curve = try ledger.learningCurve()
      tokens = try ledger.tokens(of: corpus)
      models = try ledger.models(of: corpus)
      runs = try ledger.runs()
      checkpoint = try ledger.checkpoint(of: "net", in: corpus)
      diagnostics = try ledger.diagnostics(corpus: "old", model: "net")
    }
  }

  private static let files: [@Sendable (String) throws -> Void] = [
    { try Version1File.make(at: $0) }, { try Version2File.make(at: $0) },
  ]

  /// Reading alone changes nothing and shows the same as reading after the first writing.
  @Test(arguments: [0, 1]) func anOlderFileIsReadAndThenBroughtUpToDate(file: Int) throws {
    let work = try Workdir()
    try Self.files[file](work.database)
    let before = try bytes(of: work.database)
    let read = try asPlainUser { try Contents(Ledger.open(work.database, for: .reading)) }
    #expect(try bytes(of: work.database) == before && work.names == ["lm.sqlite"])
    #expect(read.checkpoint == nil && read.diagnostics.isEmpty)

    let ledger = try Ledger.open(work.database, for: .writing)
    #expect(try ledger.scalar("PRAGMA user_version") == "\(Schema.version)")
    #expect(try Contents(ledger) == read)
    #expect(try Contents(Ledger.open(work.database, for: .reading)) == read)
    #expect(try ledger.query("PRAGMA foreign_key_check") == [] && ledger.query("PRAGMA integrity_check") == [["ok"]])
    #expect(try ledger.query("SELECT * FROM checkpoints") == [] && ledger.query("SELECT * FROM diagnostics") == [])
  }

  /// The figures as the old binary printed them.
  @Test func aFileOfVersion2KeepsItsFigures() throws {
    let work = try Workdir()
    try Version2File.make(at: work.database)
    let ledger = try Ledger.open(work.database, for: .writing)
    let contents = try Contents(ledger)
    #expect(contents.leaderboard.filter { $0.split == "test" }.map(\.model) == ["laplace-1", "net"])
    #expect(contents.curve.filter { $0.metric == "valid_perplexity" }.map { Int(($0.value ?? 0) * 100) } == [671, 661])
    #expect(contents.models.map(\.parameters) == [6, 25])
    #expect(contents.tokens.map(\.text) == ["<unk>", "<eos>", "sat", "the", "cat", "dog", "down"])
    #expect(contents.runs.map(\.status) == [.finished, .finished, .finished])
  }

  /// An old file has, afterwards, what a new one has.
  @Test(arguments: [0, 1]) func theSchemaIsTheSame(file: Int) throws {
    let work = try Workdir()
    try Self.files[file](work.database)
    let schema = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name"
    #expect(try Ledger.open(work.database, for: .writing).query(schema) == Ledger.inMemory().query(schema))
  }
}
