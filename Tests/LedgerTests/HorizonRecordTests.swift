import Glibc
import Testing

@testable import Ledger

@Suite struct HorizonRecordTests {
  private func record(_ model: Int, _ k: Int, hits: Int = 2) -> HorizonRecord {
    HorizonRecord(modelID: model, split: .test, k: k, origins: 4, hits: hits, nats: 8, oneStepHits: 3, oneStepNats: 4)
  }

  @Test func pointsAreKeptByTheirDistance() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30)])
    let model = try sample.ledger.model(in: sample.corpus).id
    try sample.ledger.add(horizon: [record(model, 16), record(model, 1)])
    // A curve takes the place of the one before, and of all its points.
    try sample.ledger.add(horizon: [record(model, 2), record(model, 4), record(model, 1)])
    try sample.ledger.add(horizon: [record(model, 16), record(model, 1, hits: 3)])
    #expect(
      try sample.ledger.horizon(of: sample.corpus, split: .test) == [record(model, 1, hits: 3), record(model, 16)])
    #expect(try sample.ledger.horizon(of: sample.corpus, split: .valid) == [])
    #expect(record(model, 1).perplexity == exp(2) && record(model, 1).oneStepPerplexity == exp(1))
    #expect(
      try sample.ledger.query("SELECT k, accuracy, perplexity = \(exp(2.0)), one_step_accuracy FROM horizon") == [
        ["1", "0.75", "1", "0.75"], ["16", "0.5", "1", "0.75"],
      ])
  }

  @Test func whatDoesNotFitIsRefused() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30)])
    let model = try sample.ledger.model(in: sample.corpus).id
    for wrong in [record(model, 0), record(model, 1, hits: 5), record(model, 1, hits: -1)] {
      guard case .refused = failure({ try sample.ledger.add(horizon: [wrong]) }) else {
        Issue.record("\(wrong)")
        return
      }
    }
  }
}
