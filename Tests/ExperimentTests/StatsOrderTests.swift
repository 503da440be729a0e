import Testing

@testable import Experiment

@Suite struct StatsOrderTests {
  /// What Good–Turing gives to the seen and to the unseen is everything.
  @Test func adjustedCountsLeaveRoomForTheUnseen() throws {
    let more = "one two three four five six six seven seven seven eight eight eight eight\n"
    let stats = try StatsFixture(more: more).stats().orders[0]
    let seen = stats.spectrum.reduce(0.0) { $0 + Double($1.types) * ($1.probability ?? .nan) }
    let tokens = Double(stats.spectrum.reduce(0) { $0 + $1.types * Int($1.frequency) })
    let hapaxes = Double(try #require(stats.spectrum.first { $0.frequency == 1 }).types)
    #expect(abs(seen + hapaxes / tokens - 1) < 1e-12)
    #expect(stats.spectrum.allSatisfy { abs(($0.adjusted ?? .nan) - tokens * ($0.probability ?? .nan)) < 1e-9 })
  }

  @Test func namesAreThoseOfTheField() throws {
    #expect(try StatsFixture().stats([1, 3]).orders.map(\.name) == ["tokens", "3-grams"])
  }
}
