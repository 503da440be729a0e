import Foundation
import Statistics
import Testing

@Suite struct ZipfLikelihoodTests {
  /// Two types: p(1) = 1/(1 + 2^−s) = 3/4 where 2^s = 3.
  @Test func workedExample() throws {
    let fit = try #require(ZipfLikelihood(FrequencySpectrum([3, 1])))
    #expect(abs(fit.exponent - log2(3)) < 1e-14)
    #expect(abs(fit.logLikelihood - (3 * log(0.75) + log(0.25))) < 1e-14)
    #expect(abs(fit.natsPerToken + fit.logLikelihood / 4) < 1e-15)
  }

  @Test(arguments: [0.4, 1, 1.3, 2.5]) func recoversTheExponent(_ s: Double) throws {
    let counts = (1...200).map { UInt64((1e16 * pow(Double($0), -s)).rounded()) }
    let fit = try #require(ZipfLikelihood(FrequencySpectrum(counts)))
    #expect(abs(fit.exponent - s) < 1e-9)
  }

  /// Every type equally often: s = 0, and V is the perplexity.
  @Test func equalCounts() throws {
    let fit = try #require(ZipfLikelihood(FrequencySpectrum([4, 4, 4, 4, 4])))
    #expect(fit.exponent < 1e-12)
    #expect(abs(exp(fit.natsPerToken) - 5) < 1e-12)
  }

  @Test func undefined() {
    #expect(ZipfLikelihood(FrequencySpectrum([])) == nil)
    #expect(ZipfLikelihood(FrequencySpectrum([9])) == nil)
  }
}
