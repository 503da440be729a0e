import Testing

@testable import Ledger

@Suite struct DifferenceRecordTests {
  private func record(_ a: Int, _ b: Int, nats: Double = 0.5, p: Double = 0.01) -> DifferenceRecord {
    DifferenceRecord(
      modelA: a, modelB: b, split: .test, nats: nats, standardError: 0.1, low: nats - 0.2, high: nats + 0.2, pValue: p,
      block: 5, resamples: 1000, seed: 7)
  }

  @Test func theSamePairIsReplaced() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30), ("b", 45), ("c", 50)])
    let ids = try sample.ledger.models(of: sample.corpus).map(\.id)
    try sample.ledger.add(differences: [record(ids[0], ids[2]), record(ids[0], ids[1])])
    try sample.ledger.add(differences: [record(ids[0], ids[1], nats: 0.25)])
    #expect(
      try sample.ledger.differences(of: sample.corpus, split: .test) == [
        record(ids[0], ids[1], nats: 0.25), record(ids[0], ids[2]),
      ])
    #expect(try sample.ledger.differences(of: sample.corpus, split: .train) == [])
  }

  /// Either of a pair takes the difference along.
  @Test(arguments: ["a", "b"]) func aDifferenceGoesWithEither(name: String) throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30), ("b", 45)])
    let ids = try sample.ledger.models(of: sample.corpus).map(\.id)
    try sample.ledger.add(differences: [record(ids[0], ids[1])])
    try sample.add([(name, 20)], replacing: true)
    #expect(try sample.ledger.differences(of: sample.corpus, split: .test) == [])
    #expect(try sample.ledger.models(of: sample.corpus).map(\.name) == ["a", "b"])
  }

  @Test func pairsAreWrittenOneWayRound() throws {
    let sample = try Sample(.inMemory())
    try sample.add([("a", 30), ("b", 45)])
    let ids = try sample.ledger.models(of: sample.corpus).map(\.id)
    let wrong = [
      record(ids[1], ids[0]), record(ids[0], ids[0]), record(ids[0], ids[1], p: 1.5),
      record(ids[0], ids[1], nats: .infinity),
    ]
    for one in wrong {
      guard case .refused = failure({ try sample.ledger.add(differences: [one]) }) else {
        Issue.record("\(one)")
        return
      }
    }
    #expect(try sample.ledger.differences(of: sample.corpus, split: .test) == [])
  }
}
