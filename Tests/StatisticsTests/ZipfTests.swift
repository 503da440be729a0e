import Foundation
import Statistics
import Testing

@Suite struct ZipfTests {
  @Test func aPowerLawGivesItsExponent() throws {
    let counts = (1...1000).map { UInt64((1e15 / pow(Double($0), 1.2)).rounded()) }
    let slope = try #require(Zipf.leastSquaresSlope(counts))
    #expect(abs(slope + 1.2) < 1e-9)
  }

  /// By hand: ln r = (0, ln 2), ln f = (ln 6, ln 3): slope −1.
  @Test func workedExample() throws {
    #expect(abs(try #require(Zipf.leastSquaresSlope([6, 3])) + 1) < 1e-15)
  }

  @Test func equalCountsAreFlat() throws {
    #expect(try #require(Zipf.leastSquaresSlope([5, 5, 5, 5])) == 0)
  }

  @Test func oneRankHasNoSlope() {
    #expect(Zipf.leastSquaresSlope([7]) == nil)
    #expect(Zipf.leastSquaresSlope([]) == nil)
  }
}
