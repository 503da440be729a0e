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
    #expect(try columns("ngrams", ledger) == columns("top_ngrams", ledger))
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
      "SELECT * FROM zipf WHERE corpus = 'a'", "SELECT * FROM zipf WHERE token = 'the' AND rank = 1",
      "SELECT * FROM zipf LIMIT 10", "SELECT * FROM spectrum",
      "SELECT * FROM top_ngrams WHERE corpus = 'a' AND model = 'b'", "SELECT * FROM top_ngrams WHERE place = 1",
      "SELECT * FROM ngrams WHERE n = 2 LIMIT 10", "SELECT * FROM top_ngrams WHERE gram = 'a' AND count = 1",
    ] {
      let plan = try ledger.query("EXPLAIN QUERY PLAN \(query)").compactMap { $0.last ?? nil }
      #expect(plan.contains { $0.contains("INTEGER PRIMARY KEY (rowid>? AND rowid<?)") }, "\(plan)")
      #expect(!plan.contains { $0.hasPrefix("SCAN t") || $0.hasPrefix("SCAN g") }, "\(plan)")
    }
  }

  /// Of many rows `top_ngrams` shows the first, `ngrams` all, each order as a range of its own.
  @Test func topNGramsAreTheFirstOfEachOrder() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30)])
    for (n, places) in [(1, 1500), (2, 3), (63, 1200)] {
      try sample.ledger.execute(
        """
        WITH RECURSIVE p(place) AS (SELECT 1 UNION ALL SELECT place + 1 FROM p WHERE place < \(places))
        INSERT OR REPLACE INTO top_ngram(key, gram, count)
        SELECT (list_id << 40) + (\(n) << 34) + place, 'gram ' || place, 2000 - place FROM p, ngram_list
        """)
    }
    func counts(_ view: String) throws -> [[String?]] {
      try sample.ledger.query("SELECT n, count(*), min(place), max(place) FROM \(view) GROUP BY n")
    }
    #expect(try counts("ngrams") == [["1", "1500", "1", "1500"], ["2", "3", "1", "3"], ["63", "1200", "1", "1200"]])
    #expect(
      try counts("top_ngrams") == [["1", "1000", "1", "1000"], ["2", "3", "1", "3"], ["63", "1000", "1", "1000"]])
    #expect(
      try sample.ledger.query("SELECT n, place FROM top_ngrams WHERE place <= 2") == [
        ["1", "1"], ["1", "2"], ["2", "1"], ["2", "2"], ["63", "1"], ["63", "2"],
      ])
  }
}
