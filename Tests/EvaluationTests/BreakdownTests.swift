import Evaluation
import Platform
import Testing

@Suite struct BreakdownTests {
  @Test func workedExample() {
    let bins = Breakdown.Bins(places: [2, 0, 2, 2], labels: ["a", "b", "c"])
    #expect(
      Breakdown.rows([-1, -2, -0.5, -.infinity], bins) == [
        Breakdown.Row(place: 0, label: "a", positions: 1, nats: 2),
        Breakdown.Row(place: 2, label: "c", positions: 3, nats: .infinity),
      ])
    #expect(Breakdown.rows([], Breakdown.Bins(places: [], labels: ["a"])).isEmpty)
  }

  /// The groups hold every position once.
  @Test func groupsAddUp() {
    let ids = someIDs(seed: 1, 1000, below: 9)
    let logProbabilities = autoregressive(seed: 2, 1000, 0.5).map { -abs($0) }
    let counts = [5, 1000, 120_000, 7000, 500, 50, 5, 1, 0]
    for bins in [
      Breakdown.byFrequency(ids, counts: counts, endOfSegment: 1), Breakdown.byPosition(ids, endOfSegment: 1),
      Breakdown.byHistory(lengths: ids.map(Int.init)),
    ] {
      let rows = Breakdown.rows(logProbabilities, bins)
      #expect(rows.reduce(0) { $0 + $1.positions } == 1000)
      #expect(abs(rows.reduce(0) { $0 + $1.nats } + logProbabilities.reduce(0, +)) < 1e-9)
      #expect(rows.map(\.place) == rows.map(\.place).sorted())
    }
  }

  @Test func frequencyBands() {
    let counts = [3, 10_000, 10_000, 9999, 1000, 999, 100, 99, 10, 9, 2, 1, 0]
    let ids = counts.indices.map { UInt32($0) }
    func labels(_ end: UInt32?) -> [String] {
      let bins = Breakdown.byFrequency(ids, counts: counts, endOfSegment: end)
      return bins.places.map { bins.labels[Int($0)] }
    }
    let rest = [
      "≥ 10,000", "1,000–9,999", "1,000–9,999", "100–999", "100–999", "10–99", "10–99", "2–9", "2–9", "1", "0",
    ]
    #expect(labels(1) == ["<unk>", "<eos>"] + rest)
    #expect(labels(nil) == ["<unk>", "≥ 10,000"] + rest)
  }

  @Test func placesInTheSegment() {
    // A segment of 40 tokens, an empty one, and one that does not end.
    let ids = Array(repeating: UInt32(5), count: 39) + [1, 1, 5, 5]
    let bins = Breakdown.byPosition(ids, endOfSegment: 1)
    let rows = Breakdown.rows(Array(repeating: -1, count: ids.count), bins)
    #expect(rows.map(\.label) == ["1", "2", "3–4", "5–8", "9–16", "17–32", "33+"])
    #expect(rows.map(\.positions) == [3, 2, 2, 4, 8, 16, 8])
  }

  @Test func lengthsOfHistory() {
    let bins = Breakdown.byHistory(lengths: [0, 3, 1, 3, -1])
    #expect(bins.places.map { bins.labels[Int($0)] } == ["unseen", "3-gram", "1-gram", "3-gram", "unseen"])
    #expect(Breakdown.byHistory(lengths: []).places.isEmpty)
    #expect(Breakdown.byHistory(lengths: [1000]).labels.count == 256)
  }
}
