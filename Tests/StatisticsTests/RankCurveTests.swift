import Statistics
import Testing

@Suite struct RankCurveTests {
  private let counts = (1...300).map { UInt64(9000 / ($0 + 3)) }

  @Test func thePointsAreRanksOfTheText() {
    let spectrum = FrequencySpectrum(counts)
    let curve = spectrum.rankCurve(logSpaced: 40)
    #expect(curve.first?.rank == 1 && curve.last?.rank == 300)
    #expect(curve.allSatisfy { $0.frequency == Double(counts[$0.rank - 1]) })
    #expect(curve.count <= 41 && zip(curve, curve.dropFirst()).allSatisfy { $0.rank < $1.rank })
    #expect(FrequencySpectrum([]).rankCurve(logSpaced: 40).isEmpty)
    #expect([0, 1, 7, 300, 301].map { spectrum.frequency(atRank: $0) } == [nil, 2250, 900, 29, nil])
    #expect(FrequencySpectrum([]).frequency(atRank: 1) == nil)
  }

  /// With a point at every rank, a law's frequencies add up to the tokens, and fall as its power says.
  @Test func lawsExpectAsManyTokensAsThereAre() throws {
    let spectrum = FrequencySpectrum([50, 20, 10, 6, 4])
    let tokens = Double(spectrum.tokens)
    let zipf = try #require(ZipfLikelihood(spectrum))
    let curve = zipf.rankCurve(logSpaced: 1000, of: spectrum)
    #expect(curve.map(\.rank) == [1, 2, 3, 4, 5])
    #expect(abs(curve.reduce(0) { $0 + $1.frequency } - tokens) < 1e-9 * tokens)
    let ratio = curve[3].frequency / curve[1].frequency
    #expect(abs(ratio * ratio - (curve[3].frequency / curve[0].frequency)) < 1e-9)
    let mandelbrot = try #require(ZipfMandelbrot(spectrum))
    let shifted = mandelbrot.rankCurve(logSpaced: 1000, of: spectrum)
    #expect(abs(shifted.reduce(0) { $0 + $1.frequency } - tokens) < 1e-9 * tokens)
    #expect(shifted[0].frequency != curve[0].frequency)
  }
}
