import Testing

@testable import Ledger

@Suite struct Version4Tests {
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
    { try Version1File.make(at: $0) }, { try Version2File.make(at: $0) }, { try Version3File.make(at: $0) },
  ]

  /// There are no findings in an older file, and asking for them is no error.
  private func expectNoFindings(_ ledger: Ledger) throws {
    let corpus = try ledger.corpus()
    for model in try ledger.models(of: corpus) { #expect(try ledger.components(of: model).isEmpty) }
    for split in SplitName.allCases {
      #expect(try ledger.scoreErrors(of: corpus, split: split).isEmpty)
      #expect(try ledger.differences(of: corpus, split: split).isEmpty)
      #expect(try ledger.breakdown(of: corpus, split: split).isEmpty)
      #expect(try ledger.horizon(of: corpus, split: split).isEmpty)
      #expect(try ledger.dataPoints(of: corpus, split: split).isEmpty)
    }
    for (view, _) in FindingViews.all { #expect(try ledger.query("SELECT * FROM \(view)") == [], "\(view)") }
  }

  /// Reading alone changes nothing and shows the same as reading after the first writing.
  @Test(arguments: files.indices) func anOlderFileIsReadAndThenBroughtUpToDate(file: Int) throws {
    let work = try Workdir()
    try Self.files[file](work.database)
    let before = try bytes(of: work.database)
    let reading = try asPlainUser { try Ledger.open(work.database, for: .reading) }
    let read = try Contents(reading)
    try expectNoFindings(reading)
    #expect(try bytes(of: work.database) == before && work.names == ["lm.sqlite"])
    #expect(read.leaderboard.allSatisfy { $0.standardError == nil && $0.trained == nil && $0.storedBytes != nil })

    let ledger = try Ledger.open(work.database, for: .writing)
    #expect(try ledger.scalar("PRAGMA user_version") == "\(Schema.version)")
    #expect(try Contents(ledger) == read)
    #expect(try Contents(Ledger.open(work.database, for: .reading)) == read)
    try expectNoFindings(ledger)
    #expect(try ledger.query("PRAGMA foreign_key_check") == [] && ledger.query("PRAGMA integrity_check") == [["ok"]])
  }

  /// The figures as the old binary printed them.
  @Test func aFileOfVersion3KeepsItsFigures() throws {
    let work = try Workdir()
    try Version3File.make(at: work.database)
    let ledger = try Ledger.open(work.database, for: .writing)
    let contents = try Contents(ledger)
    let test = contents.leaderboard.filter { $0.split == "test" }
    #expect(test.map(\.model) == ["laplace-1", "net"])
    #expect(test.map { Int(($0.perplexity ?? 0) * 100) } == [565, 757])
    #expect(test.map(\.storedBytes) == [70, 768] && test.map(\.parameters) == [6, 30])
    #expect(
      contents.curve.filter { $0.metric == "valid_perplexity" }.map { Int(($0.value ?? 0) * 100) } == [1618, 1165])
    #expect(contents.checkpoint?.step == 4 && contents.checkpoint?.isComplete == true)
    #expect(contents.diagnostics.count > 20)
    #expect(contents.runs.map(\.status) == [.finished, .finished, .finished])
  }

  /// An old file has, afterwards, what a new one has.
  @Test(arguments: files.indices) func theSchemaIsTheSame(file: Int) throws {
    let work = try Workdir()
    try Self.files[file](work.database)
    let schema = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name"
    #expect(try Ledger.open(work.database, for: .writing).query(schema) == Ledger.inMemory().query(schema))
  }
}
