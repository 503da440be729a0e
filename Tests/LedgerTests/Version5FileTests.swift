import Testing

@testable import Ledger

/// What version 5 left behind, for every version to come.
@Suite struct Version5FileTests {
  /// It has something of every kind.
  @Test func everyTableOfVersion5HasRows() throws {
    let work = try Workdir()
    try Version5File.make(at: work.database)
    let ledger = try Ledger.open(work.database, for: .reading)
    for table in [
      "run", "artifact", "artifact_chunk", "corpus", "split", "token", "statistic", "model", "score", "ngram_list",
      "top_ngram", "metric", "checkpoint", "diagnostic", "component", "score_error", "difference", "breakdown",
      "horizon_point", "data_point",
    ] { #expect(try ledger.scalar("SELECT count(*) FROM main.\(table)") != "0", "\(table)") }
    for (view, _) in FindingViews.all {
      #expect(try ledger.query("SELECT * FROM \(view)").isEmpty == false, "\(view)")
    }
    #expect(
      try Set(ledger.models(of: ledger.corpus()).map(\.kind)) == [
        "ngram", "rnn", "mixture", "cache", "dynamic", "imported",
      ])
  }

  /// The figures as the old binary printed them, read alone and after a writer has been there.
  @Test func itKeepsItsFigures() throws {
    let work = try Workdir()
    try Version5File.make(at: work.database)
    let before = try bytes(of: work.database)
    for purpose in [Ledger.Purpose.reading, .writing] {
      let ledger = try Ledger.open(work.database, for: purpose)
      let test = try ledger.leaderboard().filter { $0.split == "test" }
      #expect(
        test.map(\.model) == [
          "back", "witten-bell-2", "mixed", "theirs", "product", "laplace-1", "laplace-1+cache", "net", "net+dynamic",
          "net+neural-cache", "stupid-backoff-2",
        ])
      #expect(test.map(\.place) == [1, 1, 3, 4, 5, 6, 6, 8, 8, 8, nil])
      #expect(
        test.prefix(8).map { Int(($0.perplexity ?? 0) * 1000) } == [2435, 2435, 3618, 4481, 4499, 7098, 7098, 7399])
      #expect(test.filter { $0.seconds == nil }.map(\.model) == ["back", "theirs"])
      #expect(test.allSatisfy { $0.standardError != nil })
      let corpus = try ledger.corpus()
      #expect(try ledger.differences(of: corpus, split: .test).count == 45)
      #expect(try ledger.checkpoint(of: "net", in: corpus)?.step == 6)
      #expect(try ledger.query("PRAGMA foreign_key_check") == [] && ledger.query("PRAGMA integrity_check") == [["ok"]])
      if purpose == .reading { #expect(try bytes(of: work.database) == before) }
    }
  }
}
