import Foundation
import Statistics
import Testing

@Suite struct DiscretePowerLawTests {
  /// Types in proportion to f^−2.3 from 4 on, and too few below: the minimum is found, and the exponent.
  @Test func recoversTheLaw() throws {
    var counts: [UInt64] = Array(repeating: 1, count: 900) + Array(repeating: 2, count: 700)
    counts += Array(repeating: 3, count: 500)
    // Quantiles of the law, so that the sample has no noise.
    let n = 20_000
    let zeta = (4..<2_000_000).reversed().reduce(0) { $0 + pow(Double($1), -2.3) }
    var (f, above) = (UInt64(4), 1.0)
    for index in (0..<n).reversed() {
      while above - pow(Double(f), -2.3) / zeta > (Double(index) + 0.5) / Double(n) {
        above -= pow(Double(f), -2.3) / zeta
        f += 1
      }
      counts.append(f)
    }
    let law = try #require(DiscretePowerLaw(FrequencySpectrum(counts)))
    #expect(law.minimum == 4)
    #expect(abs(law.exponent - 2.3) < 2e-3)
    #expect(law.distance < 1e-3)
    #expect(law.tail == n)
    // Near the continuous law's (α − 1)/√n.
    #expect(abs(law.exponentError * Double(n).squareRoot() / 1.3 - 1) < 0.1)
  }

  @Test func theBestMinimumIsNotWorseThanAnyOther() throws {
    let spectrum = try timeMachine("bigram")
    let best = try #require(DiscretePowerLaw(spectrum))
    for entry in spectrum.entries.prefix(40) {
      let other = try #require(DiscretePowerLaw(spectrum, minimum: entry.frequency))
      #expect(other.minimum == entry.frequency)
      #expect(other.tail == spectrum.types(atLeast: entry.frequency))
      #expect(other.distance >= best.distance)
    }
    #expect(DiscretePowerLaw(spectrum, minimum: best.minimum) == best)
    #expect(DiscretePowerLaw(spectrum, candidates: 1)?.minimum == 1)
  }

  /// The likelihood falls on both sides of α.
  @Test func theExponentIsTheMostLikely() throws {
    let spectrum = FrequencySpectrum([1, 1, 1, 1, 1, 1, 2, 2, 3, 7])
    let law = try #require(DiscretePowerLaw(spectrum, minimum: 1))
    func likelihood(_ s: Double) -> Double {
      let end = 20_000
      let zeta =
        (1..<end).reversed().reduce(0) { $0 + pow(Double($1), -s) } + pow(Double(end), 1 - s) / (s - 1)
        + pow(Double(end), -s) / 2
      return spectrum.entries.reduce(0) { $0 - Double($1.types) * (s * log(Double($1.frequency)) + log(zeta)) }
    }
    #expect(abs(law.logLikelihood - likelihood(law.exponent)) < 1e-8)
    for step in [-1e-3, 1e-3] { #expect(likelihood(law.exponent + step) < law.logLikelihood) }
  }

  @Test func undefined() {
    for counts: [UInt64] in [[], [1], [1, 1, 1], [.max, .max]] {
      #expect(DiscretePowerLaw(FrequencySpectrum(counts)) == nil)
    }
    let spectrum = FrequencySpectrum([1, 2, 3])
    #expect(DiscretePowerLaw(spectrum, minimum: 3) == nil)
    #expect(DiscretePowerLaw(spectrum, minimum: .max) == nil)
    #expect(DiscretePowerLaw(spectrum, minimum: 0) == nil)
    #expect(DiscretePowerLaw(spectrum, candidates: -1) == nil)
  }
}
