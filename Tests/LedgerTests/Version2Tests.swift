import GRDB
import Testing

@testable import Ledger

@Suite struct Version2Tests {
  /// What a command reads of a file.
  private struct Contents: Equatable {
    let leaderboard: [LeaderboardRow]
    let tokens: [TokenRecord]
    let models: [ModelRecord]
    let topNGrams: [[TopNGramRecord]]
    let ids: [UInt32]
    let runs: [RunRecord]

    init(_ ledger: Ledger) throws {
      let corpus = try ledger.corpus()
      leaderboard = try ledger.leaderboard()
      tokens = try ledger.tokens(of: corpus)
      models = try ledger.models(of: corpus)
      topNGrams = try models.map { try ledger.topNGrams(of: $0) }
      ids = try ledger.loadArtifact(ledger.splits(of: corpus)[0].idsArtifact, as: UInt32.self)
      runs = try ledger.runs()
    }
  }

  /// Reading alone changes nothing and shows the same as reading after the first writing.
  @Test func anOlderFileIsReadAndThenBroughtUpToDate() throws {
    let work = try Workdir()
    try Version1File.make(at: work.database)
    let before = try bytes(of: work.database)
    let read = try asPlainUser { try Contents(Ledger.open(work.database, for: .reading)) }
    #expect(try bytes(of: work.database) == before && work.names == ["lm.sqlite"])

    let ledger = try Ledger.open(work.database, for: .writing)
    #expect(try ledger.scalar("PRAGMA user_version") == "\(Schema.version)")
    #expect(try Contents(ledger) == read)
    #expect(try Contents(Ledger.open(work.database, for: .reading)) == read)
    #expect(try ledger.query("PRAGMA foreign_key_check") == [] && ledger.query("PRAGMA integrity_check") == [["ok"]])

    // The figures as the old binary printed them.
    #expect(read.leaderboard.filter { $0.split == "test" }.map(\.model) == ["laplace-1", "laplace-2"])
    #expect(read.leaderboard.map(\.place) == [1, 2, 1, 2] && read.leaderboard.allSatisfy(\.isNormalized))
    #expect(read.tokens.map(\.id) == Array(0..<8))
    #expect(read.tokens.map(\.text) == ["<unk>", "<eos>", "the", "sat", "cat", "dog", "down", "end"])
    #expect(read.tokens.map(\.rank) == [nil, nil, 1, 2, 3, 4, 5, 6])
    #expect(read.topNGrams.map(\.count) == [7, 10])
    #expect(read.topNGrams[1].first == TopNGramRecord(n: 2, place: 1, gram: "<bos> the", count: 3))
    #expect(read.ids.count == 12)
  }

  /// An old file has, afterwards, what a new one has.
  @Test func theSchemaIsTheSame() throws {
    let work = try Workdir()
    try Version1File.make(at: work.database)
    let schema = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name"
    #expect(try Ledger.open(work.database, for: .writing).query(schema) == Ledger.inMemory().query(schema))
  }

  /// The packed keys keep what the old keys kept apart, and replacing removes what hung on a corpus.
  @Test func keysStayUnique() throws {
    let work = try Workdir()
    try Version1File.make(at: work.database)
    let ledger = try Ledger.open(work.database, for: .writing)
    let sample = try Sample(ledger)
    try sample.add([("a", 30)])
    let id = "\(sample.corpus.id)"
    #expect(try ledger.query("SELECT corpus_id, count(*) FROM token GROUP BY 1") == [["1", "8"], [id, "4"]])
    #expect(try ledger.scalar("SELECT text FROM token WHERE corpus_id = \(id) AND token_id = 2") == "the")
    #expect(throws: LedgerError.self) {
      try ledger.execute("INSERT INTO token(key, bytes, text, count) SELECT key, bytes, text, count FROM token LIMIT 1")
    }
    try ledger.add(corpus: corpusRecord("old"), splits: [], tokens: tokenRows([]), statistics: [], replacing: true)
    #expect(try ledger.query("SELECT corpus_id, count(*) FROM token GROUP BY 1") == [[id, "4"]])
    #expect(try ledger.query("SELECT corpus, count(*) FROM top_ngrams GROUP BY 1") == [["novels", "1"]])
  }
}
