import Testing

@testable import Experiment

@Suite struct DispersionListTests {
  /// "moby" stands only in the last of the parts, "the" is spread evenly.
  @Test func evenAndUneven() throws {
    let fixture = try StatsFixture(more: "moby moby moby\n")
    let spread = try fixture.stats {
      $0.dispersion.named = ["moby", "the"]
      $0.dispersion.parts = 4
    }.dispersion
    #expect(
      spread.map(\.type) == ["moby", "the"] && spread.map(\.count) == [3, 240] && spread.map(\.range) == [1, 4])
    #expect(abs(try #require(spread[0].juillandD)) < 1e-9)
    #expect(try #require(spread[1].juillandD) > 0.98 && #require(spread[1].proportionDeviation) < 0.01)
    #expect(try #require(spread[0].normalisedProportionDeviation) > 0.99)
  }

  @Test func theMostFrequentUnlessNamed() throws {
    let fixture = try StatsFixture()
    #expect(try fixture.stats { $0.dispersion.limit = 2 }.dispersion.map(\.type) == ["the", "in"])
    #expect(try fixture.stats { $0.dispersion.limit = 0 }.dispersion.isEmpty)
    #expect(try fixture.stats { $0.dispersion.limit = 1000 }.dispersion.count == 6)
  }
}
