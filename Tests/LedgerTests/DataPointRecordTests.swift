import Testing

@testable import Ledger

@Suite struct DataPointRecordTests {
  private func record(_ model: Int, _ percent: Double, nats: Double? = 30) -> DataPointRecord {
    DataPointRecord(
      modelID: model, split: .test, percent: percent, positions: 100, scored: 15, nats: nats,
      perplexity: nats == nil ? nil : 7.5, seconds: 1)
  }

  @Test func pointsAreKeptByTheirShare() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30), ("b", 40)])
    let ids = try sample.ledger.models(of: sample.corpus).map(\.id)
    try sample.ledger.add(dataPoints: [record(ids[1], 10), record(ids[0], 100), record(ids[0], 0.1)])
    try sample.ledger.add(dataPoints: [record(ids[0], 100, nats: nil)])
    #expect(
      try sample.ledger.dataPoints(of: sample.corpus, split: .test) == [
        record(ids[0], 0.1), record(ids[0], 100, nats: nil), record(ids[1], 10),
      ])
    try sample.add([("a", 20)], replacing: true)
    #expect(try sample.ledger.dataPoints(of: sample.corpus, split: .test) == [record(ids[1], 10)])
  }

  @Test func whatDoesNotFitIsRefused() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30)])
    let model = try sample.ledger.model(in: sample.corpus).id
    for wrong in [record(model, 0), record(model, 100.5), record(model, .nan)] {
      guard case .refused = failure({ try sample.ledger.add(dataPoints: [wrong]) }) else {
        Issue.record("\(wrong)")
        return
      }
    }
  }
}
