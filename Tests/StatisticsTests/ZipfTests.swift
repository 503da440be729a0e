import Foundation
import Statistics
import Testing

@Suite struct ZipfTests {
  @Test func aPowerLawGivesItsExponent() throws {
    let counts = (1...1000).map { UInt64((1e15 / pow(Double($0), 1.2)).rounded()) }
    let slope = try #require(Zipf.leastSquaresSlope(counts))
    #expect(abs(slope + 1.2) < 1e-9)
    let spectrum = FrequencySpectrum(counts)
    for line in [
      Zipf.leastSquares(spectrum, ranks: 5...90), Zipf.leastSquares(spectrum, logSpaced: 20),
      Zipf.leastSquares(spectrum, frequencyAtLeast: counts[499]),
    ] {
      #expect(abs(try #require(line).slope + 1.2) < 1e-9)
      #expect(abs(exp(try #require(line).intercept) / 1e15 - 1) < 1e-9)
    }
    #expect(Zipf.leastSquares(spectrum, frequencyAtLeast: counts[499])?.points == 500)
  }

  /// By hand: ln r = (0, ln 2), ln f = (ln 6, ln 3): slope −1.
  @Test func workedExample() throws {
    #expect(abs(try #require(Zipf.leastSquaresSlope([6, 3])) + 1) < 1e-15)
  }

  /// Sums over groups of ranks are the sums over ranks.
  @Test func agreesWithEachRankAsAPoint() throws {
    let counts = (1...5000).map { UInt64(7000 / $0 + 1) }
    let line = try #require(
      LineFit(x: (1...5000).map { log(Double($0)) }, y: counts.map { log(Double($0)) }))
    let mine = try #require(Zipf.leastSquares(FrequencySpectrum(counts)))
    #expect(abs(mine.slope - line.slope) < 1e-13)
    #expect(abs(mine.intercept - line.intercept) < 1e-12)
    #expect(abs(mine.residual - line.residual) < 1e-9 * line.residual)
    #expect(mine.points == 5000)
  }

  @Test func equalCountsAreFlat() throws {
    #expect(try #require(Zipf.leastSquaresSlope([5, 5, 5, 5])) == 0)
    #expect(try #require(Zipf.leastSquaresSlope([5, 5, 5])) == 0)
  }

  @Test func ranksThatDoNotExist() {
    let spectrum = FrequencySpectrum([5, 3, 2])
    for ranks in [0...2, 1...4, 2...2, -3...2, Int.min...Int.max] {
      #expect(Zipf.leastSquares(spectrum, ranks: ranks) == nil)
    }
    #expect(Zipf.leastSquares(spectrum, frequencyAtLeast: 4) == nil)
    #expect(Zipf.leastSquares(spectrum, logSpaced: 0) == nil)
  }

  @Test func oneRankHasNoSlope() {
    #expect(Zipf.leastSquaresSlope([7]) == nil)
    #expect(Zipf.leastSquaresSlope([]) == nil)
    #expect(Zipf.leastSquares(FrequencySpectrum([7]), logSpaced: 5) == nil)
  }

  @Test func zipfScale() throws {
    #expect(abs(try #require(Zipf.scale(1, of: 1_000_000)) - 3) < 1e-12)
    #expect(Zipf.scale(0, of: 10) == nil)
    #expect(Zipf.scale(1, of: 0) == nil)
  }
}
