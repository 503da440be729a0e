import Foundation
import Statistics
import Testing

@Suite struct ZipfMandelbrotLeastSquaresTests {
  @Test(arguments: ZipfMandelbrotTests.laws) func recoversTheLaw(_ law: (s: Double, q: Double)) throws {
    let counts = (1...300).map { UInt64((1e17 * pow(Double($0) + law.q, -law.s)).rounded()) }
    let fit = try #require(ZipfMandelbrotLeastSquares(FrequencySpectrum(counts)))
    #expect(abs(fit.exponent - law.s) < 1e-6)
    #expect(abs(fit.shift - law.q) < 1e-5 * (1 + abs(law.q)))
    #expect(abs(fit.logScale - log(1e17)) < 1e-5)
    #expect(!fit.isAtBound)
  }

  /// With a shift to choose, no sum of squares is above that of the plain line.
  @Test func isNoWorseThanALine() throws {
    for counts: [UInt64] in [[9, 4, 1], [100, 50, 2, 2, 1], [7, 7, 6], [1000, 3, 2, 1, 1, 1, 1, 1]] {
      let spectrum = FrequencySpectrum(counts)
      let line = try #require(Zipf.leastSquares(spectrum))
      #expect(try #require(ZipfMandelbrotLeastSquares(spectrum)).residual <= line.residual * (1 + 1e-12))
    }
  }

  /// Trigrams of a short text: the best q is close to −1.
  @Test func trigrams() throws {
    let fit = try #require(ZipfMandelbrotLeastSquares(try timeMachine("trigram")))
    #expect(fit.shift < -0.9999)
  }

  /// Frequencies that fall as a geometric series have no finite q; C is then beyond a Double, its logarithm is not.
  @Test func aGeometricSeriesIsAtTheBound() throws {
    let counts = (0..<40).map { UInt64(1) << UInt64(40 - $0) }
    let fit = try #require(ZipfMandelbrotLeastSquares(FrequencySpectrum(counts)))
    #expect(fit.isAtBound && fit.scale == nil && fit.logScale.isFinite)
  }

  @Test func undefined() {
    for counts: [UInt64] in [[], [1], [3, 1], [2, 2, 2]] {
      #expect(ZipfMandelbrotLeastSquares(FrequencySpectrum(counts)) == nil)
    }
  }
}
