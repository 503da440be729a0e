import Glibc
import Testing

@testable import Ledger

@Suite struct ScoreErrorRecordTests {
  private func record(_ model: Int, _ split: SplitName = .test, error: Double = 0.1) -> ScoreErrorRecord {
    ScoreErrorRecord(
      modelID: model, split: split, standardError: error, low: 1.8, high: 2.2, block: 5, resamples: 1000, seed: 7)
  }

  @Test func errorsAppearOnTheLeaderboard() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30), ("b", 45)])
    let models = try sample.ledger.models(of: sample.corpus)
    try sample.ledger.add(scoreErrors: [record(models[0].id)])
    #expect(try sample.ledger.scoreErrors(of: sample.corpus, split: .test) == [record(models[0].id)])
    #expect(try sample.ledger.scoreErrors(of: sample.corpus, split: .valid) == [])
    let rows = try sample.ledger.leaderboard()
    #expect(abs((rows[0].standardError ?? 0) - 0.1 * exp(2)) < 1e-12)
    #expect(rows[0].low == exp(1.8) && rows[0].high == exp(2.2))
    #expect(rows[1].standardError == nil && rows[1].low == nil && rows[1].high == nil)
  }

  /// The same score again replaces; a score that goes takes its error along.
  @Test func errorsBelongToTheirScore() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30)])
    let model = try sample.ledger.model(in: sample.corpus)
    try sample.ledger.add(scoreErrors: [record(model.id), record(model.id, error: 0.3)])
    #expect(try sample.ledger.scoreErrors(of: sample.corpus, split: .test).map(\.standardError) == [0.3])
    try sample.ledger.add(score: scoreRecord(nats: 20, artifact: model.artifactID), to: model)
    #expect(try sample.ledger.scoreErrors(of: sample.corpus, split: .test) == [])
    #expect(try sample.ledger.leaderboard().map(\.nats) == [20])
  }

  /// Means that no perplexity can be told of are stored without one.
  @Test func meansBeyondAnyPerplexity() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30)])
    let model = try sample.ledger.model(in: sample.corpus).id
    var one = record(model)
    (one.low, one.high) = (-1000, 1000)
    try sample.ledger.add(scoreErrors: [one])
    #expect(
      try sample.ledger.query("SELECT perplexity_low, perplexity_high, high FROM score_error") == [
        [nil, nil, "1000.0"]
      ])
  }

  @Test func whatHasNoScoreOrIsNoNumberIsRefused() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30)])
    let model = try sample.ledger.model(in: sample.corpus).id
    for wrong in [record(model, error: .nan), record(model, error: -1)] {
      guard case .refused = failure({ try sample.ledger.add(scoreErrors: [record(model), wrong]) }) else {
        Issue.record("\(wrong)")
        return
      }
    }
    #expect(try sample.ledger.scoreErrors(of: sample.corpus, split: .test) == [])
  }
}
