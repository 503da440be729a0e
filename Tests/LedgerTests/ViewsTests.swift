import Glibc
import Testing

@testable import Ledger

@Suite struct ViewsTests {
  private func columns(_ view: String, _ ledger: Ledger) throws -> [String?] {
    try ledger.query("SELECT name FROM pragma_table_info('\(view)') ORDER BY cid").map { $0[0] }
  }

  @Test func leaderboardHasThePromisedColumns() throws {
    #expect(
      try columns("leaderboard", .inMemory()) == [
        "corpus", "split", "place", "model", "kind", "smoothing", "order", "context", "unseen", "normalized",
        "perplexity", "standard_error", "low", "high", "perplexity_excluding_oov", "perplexity_without_eos",
        "bits_per_character", "bits_per_byte", "nats", "scored", "oov", "zero_at", "parameters", "stored_bytes",
        "seconds", "trained", "tokens_per_second", "scoring_tokens_per_second", "stream",
      ])
  }

  @Test func theOtherViewsToo() throws {
    let ledger = try Ledger.inMemory()
    #expect(
      try columns("learning_curve", ledger) == [
        "corpus", "model", "run", "metric", "step", "epoch", "value", "seconds",
      ])
    #expect(
      try columns("top_ngrams", ledger) == [
        "corpus", "model", "n", "place", "gram", "count", "log10_probability", "log10_backoff",
      ])
    #expect(try columns("spectrum", ledger) == ["corpus", "frequency", "types"])
    #expect(
      try columns("zipf", ledger) == ["corpus", "rank", "token", "count", "frequency", "log_rank", "log_count"])
    #expect(
      try columns("runs", ledger) == [
        "run", "command", "subject", "corpus", "model", "status", "started_at", "seconds", "exit_code", "error",
        "settings",
      ])
    #expect(
      try columns("checkpoints", ledger) == [
        "corpus", "model", "step", "epoch", "complete", "bytes", "created_at", "run", "settings",
      ])
    #expect(
      try columns("diagnostics", ledger) == [
        "corpus", "model", "run", "epoch", "layer", "name", "place", "value",
      ])
  }

  @Test func zipfCountsTypesAndNotTheSpecialOnes() throws {
    let ledger = try Sample(.inMemory()).ledger
    let query = "SELECT corpus, rank, token, count, frequency, log_rank, log_count FROM zipf"
    // An SQLite without mathematical functions has no ln: then this view alone does not answer.
    guard try ledger.scalar("SELECT sqlite_compileoption_used('ENABLE_MATH_FUNCTIONS')") == "1" else {
      guard case .damaged = failure({ _ = try ledger.query(query) }) else {
        Issue.record("ln is missing and yet there")
        return
      }
      return
    }
    #expect(
      try ledger.query(query) == [
        ["novels", "1", "the", "8", "0.8", "0.0", "\(log(8.0))"],
        ["novels", "2", #"\xFF\u{0}"#, "2", "0.2", "\(log(2.0))", "\(log(2.0))"],
      ])
  }

  @Test func spectrumCountsTheCounts() throws {
    let ledger = try Sample(.inMemory()).ledger
    try ledger.execute(
      "INSERT INTO token(key, bytes, text, count, rank) SELECT corpus_id << 32 | 4, X'61', 'a', 2, 3 FROM corpus")
    try ledger.execute(
      "INSERT INTO token(key, bytes, text, count, rank) SELECT corpus_id << 32 | 5, X'62', 'b', 0, 4 FROM corpus")
    #expect(
      try ledger.query("SELECT corpus, frequency, types FROM spectrum") == [
        ["novels", "2", "2"], ["novels", "8", "1"],
      ])
  }

  /// With the ids of another corpus the most frequent type is not the first.
  @Test func zipfGoesByRank() throws {
    let ledger = try Sample(.inMemory()).ledger
    try ledger.execute("UPDATE token SET rank = 3 - rank, count = 10 - count WHERE rank IS NOT NULL")
    guard try ledger.scalar("SELECT sqlite_compileoption_used('ENABLE_MATH_FUNCTIONS')") == "1" else { return }
    #expect(try ledger.query("SELECT rank, token FROM zipf") == [["1", #"\xFF\u{0}"#], ["2", "the"]])
  }

  @Test func topNGramsAndRuns() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30)])
    try sample.ledger.finishRun(sample.run, exitCode: 65, error: "bad\ninput")
    #expect(
      try sample.ledger.query("SELECT * FROM top_ngrams") == [["novels", "a", "2", "1", "of the", "9", "-1.0", nil]])
    let second = try sample.ledger.beginRun(NewRun(command: "compare", settings: #"{"split":"test"}"#))
    let runs = try sample.ledger.query(
      "SELECT run, command, subject, corpus, status, exit_code, error, settings FROM runs")
    #expect(
      runs
        == [
          [second, "compare", nil, nil, "running", nil, nil, #"{"split":"test"}"#],
          [sample.run, "tokenize", "novels", "novels", "failed", "65", "bad\u{FFFD}input", "{}"],
        ].sorted { $0[0] ?? "" > $1[0] ?? "" })
    #expect(try sample.ledger.query("SELECT 1 FROM runs WHERE seconds BETWEEN 0 AND 600").count == 2)
  }

  /// The plan must not read a big table to find a small one: tokens are reached by their key.
  @Test func bigTablesAreReachedByTheirKeys() throws {
    let ledger = try Ledger.inMemory()
    for query in [
      "SELECT * FROM zipf WHERE corpus = 'a'", "SELECT * FROM top_ngrams WHERE corpus = 'a' AND model = 'b'",
    ] {
      let plan = try ledger.query("EXPLAIN QUERY PLAN \(query)").compactMap { $0.last ?? nil }
      #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
    }
  }
}
