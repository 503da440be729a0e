import Foundation
import Statistics
import Testing

@Suite struct ZipfMandelbrotTests {
  static let laws: [(s: Double, q: Double)] = [(1.1, 2.7), (0.6, -0.4), (2, 30), (1, 0)]

  @Test(arguments: laws) func recoversTheLaw(_ law: (s: Double, q: Double)) throws {
    let counts = (1...300).map { UInt64((1e17 * pow(Double($0) + law.q, -law.s)).rounded()) }
    let fit = try #require(ZipfMandelbrot(FrequencySpectrum(counts)))
    #expect(abs(fit.exponent - law.s) < 1e-6)
    #expect(abs(fit.shift - law.q) < 1e-6 * (1 + abs(law.q)))
    #expect(!fit.isAtBound)
  }

  /// With a shift to choose, no fit is less likely than Zipf's own.
  @Test func isNoWorseThanZipf() throws {
    for counts: [UInt64] in [[9, 4, 1], [100, 50, 2, 2, 1], [7, 7, 6], [1000, 3, 2, 1, 1, 1, 1, 1]] {
      let spectrum = FrequencySpectrum(counts)
      let (zipf, mine) = (try #require(ZipfLikelihood(spectrum)), try #require(ZipfMandelbrot(spectrum)))
      #expect(mine.logLikelihood >= zipf.logLikelihood - 1e-9)
      #expect(abs(mine.natsPerToken * Double(spectrum.tokens) + mine.logLikelihood) < 1e-9)
    }
  }

  /// Counts that fall as a geometric series have no finite q.
  @Test func aGeometricSeriesIsAtTheBound() throws {
    let counts = (0..<40).map { UInt64(1) << UInt64(40 - $0) }
    #expect(try #require(ZipfMandelbrot(FrequencySpectrum(counts))).isAtBound)
  }

  @Test func undefined() {
    for counts: [UInt64] in [[], [1], [3, 1], [2, 2, 2]] {
      #expect(ZipfMandelbrot(FrequencySpectrum(counts)) == nil)
    }
  }
}
