import Statistics
import Testing

/// Every law over counts that no text has: a value that makes sense or nil, and never a trap.
@Suite struct HostileCountsTests {
  static let small: [[UInt64]] = [
    [], [0], [1], [0, 1], [1, 1], [2, 2, 2], [1, 2], [3, 2, 1], [1_000_000_000, 1, 1, 1],
  ]
  static let huge: [[UInt64]] = [
    [.max], [.max, .max], [.max, .max, .max], [.max, 1], [.max, 1, 1], [.max, .max - 1, .max - 2],
    [1 << 63, 1 << 62, 1],
  ]
  static let long: [[UInt64]] = {
    let hapaxes = Array(repeating: UInt64(1), count: 100_000)
    let powers = (0..<64).map { UInt64(1) << UInt64($0) }
    let close = (0..<500).map { 1_000_000 + UInt64($0) }
    let far = (0..<500).map { UInt64.max - UInt64($0) * 1_000_000_000 }
    let level = Array(repeating: UInt64(1000), count: 5000) + [1001, 1001, 1001, 1002]
    return [hapaxes, hapaxes + [2], hapaxes + [.max], powers, (1...2000).map { UInt64($0) }, close, far, level]
  }()
  static let random: [[UInt64]] = {
    var random = SplitMix(state: 7)
    return (0..<60).map { length in (0..<length % 9).map { _ in UInt64.random(in: 0..<13, using: &random) } }
  }()

  @Test(arguments: small + huge + long + random) func everyLaw(_ counts: [UInt64]) throws {
    let spectrum = FrequencySpectrum(counts)
    let diversity = LexicalDiversity(spectrum)
    if let entropy = diversity.entropy { #expect(entropy >= 0) }
    for share in [0, 0.5, 1] {
      if let types = spectrum.types(covering: share) { #expect((0...spectrum.types).contains(types)) }
    }
    for line in [Zipf.leastSquares(spectrum), Zipf.leastSquares(spectrum, logSpaced: 50)] {
      if let line { #expect(line.slope <= 1e-12 && line.slope.isFinite && line.intercept.isFinite) }
    }
    if let zipf = ZipfLikelihood(spectrum) {
      #expect(zipf.exponent >= 0 && zipf.exponent.isFinite && zipf.logLikelihood <= 0)
      if let mandelbrot = ZipfMandelbrot(spectrum) {
        #expect(mandelbrot.exponent.isFinite && mandelbrot.shift > -1 && mandelbrot.shift.isFinite)
        #expect(mandelbrot.natsPerToken <= zipf.natsPerToken * (1 + 1e-9) + 1e-9)
      }
    }
    if let law = ZipfMandelbrotLeastSquares(spectrum) {
      #expect(law.logScale.isFinite && law.exponent.isFinite && law.shift > -1 && law.residual >= 0)
    }
    if let law = DiscretePowerLaw(spectrum) {
      #expect(law.exponent > 1 && law.exponentError > 0 && (0...1).contains(law.distance) && law.logLikelihood <= 0)
      #expect(law.tail == spectrum.types(atLeast: law.minimum))
    }
    if let fit = SimpleGoodTuring(spectrum) {
      var mass = fit.unseen
      for (entry, estimate) in zip(spectrum.entries, fit.estimates) {
        mass += Double(entry.types) * estimate.probability
      }
      #expect(abs(mass - 1) < 1e-9)
    }
  }
}
