import Testing

@testable import Ledger

/// What version 4 left behind, for every version to come.
@Suite struct Version4FileTests {
  /// It has something of every kind.
  @Test func everyTableOfVersion4HasRows() throws {
    let work = try Workdir()
    try Version4File.make(at: work.database)
    let ledger = try Ledger.open(work.database, for: .reading)
    for table in [
      "run", "artifact", "artifact_chunk", "corpus", "split", "token", "statistic", "model", "score", "ngram_list",
      "top_ngram", "metric", "checkpoint", "diagnostic", "component", "score_error", "difference", "breakdown",
      "horizon_point", "data_point",
    ] { #expect(try ledger.scalar("SELECT count(*) FROM main.\(table)") != "0", "\(table)") }
    // Differences are worked out anew.
    for (view, _) in FindingViews.all where view != "significance" {
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
    try Version4File.make(at: work.database)
    let before = try bytes(of: work.database)
    for purpose in [Ledger.Purpose.reading, .writing] {
      let ledger = try Ledger.open(work.database, for: purpose)
      let test = try ledger.leaderboard().filter { $0.split == "test" }
      #expect(
        test.map(\.model) == [
          "product", "witten-bell-2", "mixed", "theirs", "laplace-1", "laplace-1+cache", "net", "net+dynamic",
          "net+neural-cache",
        ])
      #expect(test.map(\.place) == [1, 2, 3, 4, 5, 5, 7, 7, 7])
      #expect(test.map { Int(($0.perplexity ?? 0) * 1000) } == [3088, 4089, 4089, 4481, 8791, 8791, 9140, 9140, 9140])
      #expect(test.allSatisfy { $0.standardError != nil })
      let corpus = try ledger.corpus()
      #expect(try ledger.checkpoint(of: "net", in: corpus)?.step == 6)
      #expect(try ledger.query("PRAGMA foreign_key_check") == [] && ledger.query("PRAGMA integrity_check") == [["ok"]])
      if purpose == .reading { #expect(try bytes(of: work.database) == before) }
    }
  }
}
