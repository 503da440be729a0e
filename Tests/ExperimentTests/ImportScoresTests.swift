import Foundation
import Ledger
import Testing

@testable import Experiment

@Suite struct ImportScoresTests {
  private func recipe(
    _ fixture: ScoreFixture, _ logProbabilities: [Double], split: SplitName = .test, name: String = "theirs",
    replaces: Bool = false
  ) throws -> ImportScores {
    try fixture.write(logProbabilities.map { "\($0)\n" }.joined(), to: "p.txt")
    return ImportScores(name: name, file: fixture.path("p.txt"), corpus: "c", split: split, replaces: replaces)
  }

  /// A stored model's own ln p, taken in again, stand in the table with the same figures, on both splits.
  @Test func theSameNumbersHaveTheSameFigures() throws {
    let fixture = try ScoreFixture(models: [.wittenBell])
    let ledger = try fixture.bench.openForReading()
    let corpus = try ledger.corpus(named: "c")
    let own = try ledger.scores(of: ledger.model(in: corpus))
    for score in own {
      try recipe(fixture, ledger.logProbabilities(score), split: score.split)(fixture.bench)
    }
    let rows = try ledger.leaderboard(corpus: "c")
    for split in ["valid", "test"] {
      let found = rows.filter { $0.split == split }
      #expect(found.count == 2)
      #expect(found[0].nats == found[1].nats && found[0].perplexity == found[1].perplexity)
      #expect(found[0].perplexityExcludingOOV == found[1].perplexityExcludingOOV)
      #expect(found.map(\.place) == [1, 1])
    }
    let model = try ledger.model(named: "theirs", in: corpus)
    #expect(model.kind == "imported" && model.context == .stream && model.settings.contains("sha256"))
    #expect(throws: ImportScoresError.self) {
      try recipe(fixture, ledger.logProbabilities(own[0]), split: .valid)(fixture.bench)
    }
    try recipe(fixture, ledger.logProbabilities(own[0]), split: .valid, replaces: true)(fixture.bench)
    // The other split stands.
    #expect(try ledger.leaderboard(corpus: "c").count { $0.model == "theirs" } == 2)
  }

  @Test func whatDoesNotFitChangesNothing() throws {
    let fixture = try ScoreFixture(models: [.wittenBell])
    let ledger = try fixture.bench.openForReading()
    let before = try (ledger.leaderboard(), ledger.runs().count)
    #expect(throws: ImportScoresError.self) { try recipe(fixture, [-1, -2])(fixture.bench) }
    let count = try ledger.splits(of: ledger.corpus(named: "c")).first { $0.name == .test }?.scored ?? 0
    let good = [Double](repeating: -1, count: count)
    #expect(throws: ImportScoresError.self) { try recipe(fixture, good, name: "witten-bell-3")(fixture.bench) }
    #expect(throws: (any Error).self) { try recipe(fixture, good, name: "")(fixture.bench) }
    #expect(try ledger.leaderboard() == before.0 && ledger.runs().count == before.1)
  }

  /// A zero is told with its place, and has none in the ranking.
  @Test func zeros() throws {
    let fixture = try ScoreFixture(models: [])
    let ledger = try fixture.bench.openForReading()
    let count = try ledger.splits(of: ledger.corpus(named: "c")).first { $0.name == .test }?.scored ?? 0
    var zero = [Double](repeating: -1, count: count)
    zero[4] = -.infinity
    try recipe(fixture, zero)(fixture.bench)
    let row = try #require(try ledger.leaderboard(split: .test).first)
    #expect(row.place == nil && row.perplexity == nil)
    #expect(try ledger.scores(of: ledger.model(in: ledger.corpus(named: "c"))).first?.zeroAt == 4)
  }
}
