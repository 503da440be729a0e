import Glibc
import Testing

@testable import Ledger

@Suite struct BreakdownRecordTests {
  private func record(_ model: Int, _ place: Int, _ label: String, dimension: String = "kind") -> BreakdownRecord {
    BreakdownRecord(
      modelID: model, split: .test, dimension: dimension, place: place, label: label, positions: 5, nats: 10)
  }

  @Test func perplexityIsOfItsOwnPositions() {
    #expect(record(1, 0, "word").perplexity == exp(2))
    var none = record(1, 0, "word")
    none.positions = 0
    #expect(none.perplexity == nil)
    none.positions = 1
    for nats in [nil, 1e6, -1e6, Double.nan, .infinity] {
      none.nats = nats
      #expect(none.perplexity == nil)
    }
  }

  /// A dimension is replaced as a whole; another one stays.
  @Test func aDimensionIsReplacedAsAWhole() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30)])
    let model = try sample.ledger.model(in: sample.corpus).id
    let position = record(model, 0, "first", dimension: "position")
    try sample.ledger.add(breakdown: [record(model, 1, "number"), record(model, 0, "word"), position])
    #expect(
      try sample.ledger.breakdown(of: sample.corpus, split: .test) == [
        record(model, 0, "word"), record(model, 1, "number"), position,
      ])
    try sample.ledger.add(breakdown: [record(model, 0, "all")])
    #expect(try sample.ledger.breakdown(of: sample.corpus, split: .test) == [record(model, 0, "all"), position])
    #expect(try sample.ledger.breakdown(of: sample.corpus, split: .valid) == [])
  }

  @Test func labelsAreShownAsTheyAre() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30)])
    let model = try sample.ledger.model(in: sample.corpus).id
    for wrong in [record(model, 0, "a\u{1B}[31m"), record(model, 0, ""), record(model, -1, "a")] {
      guard case .refused = failure({ try sample.ledger.add(breakdown: [wrong]) }) else {
        Issue.record("\(wrong)")
        return
      }
    }
  }
}
