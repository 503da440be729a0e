public import Counts

/// One number about a text, and how it was come by.
public struct Figure: Sendable, Equatable {
  public let name: String
  /// Nil where this text has none.
  public let value: Double?
  /// The formula in words, and over what.
  public let recipe: String
}

/// The figures of a text that are worth keeping, for n-grams of any order.
public enum TextFigures {
  /// What the counts of types (or of distinct n-grams) tell.
  public static func ofCounts(_ spectrum: FrequencySpectrum) -> [Figure] {
    let diversity = LexicalDiversity(spectrum)
    let (zipf, likely) = (Zipf.leastSquares(spectrum), ZipfLikelihood(spectrum))
    let law = DiscretePowerLaw(spectrum)
    // At the end of what is searched there is no best shift, and no fit worth a figure.
    let mandelbrot = ZipfMandelbrot(spectrum).flatMap { $0.isAtBound ? nil : $0 }
    let turing = SimpleGoodTuring(spectrum)
    func figure(_ name: String, _ value: Double?, _ recipe: String) -> Figure {
      Figure(name: name, value: value, recipe: recipe)
    }
    return [
      figure("tokens", Double(spectrum.tokens), "N: all of them, without segment ends"),
      figure("types", Double(spectrum.types), "V: distinct ones"),
      figure("hapaxes", Double(spectrum.hapaxes), "types that occur once"),
      figure("dis_legomena", Double(spectrum.disLegomena), "types that occur twice"),
      figure("coverage_100", spectrum.coverage(ofMostFrequent: 100), "share of tokens by the 100 most frequent types"),
      figure("coverage_1000", spectrum.coverage(ofMostFrequent: 1000), "share of tokens by the 1000 most frequent"),
      figure("entropy_bits", diversity.entropy, "-sum f/N log2 f/N"),
      figure("ttr", diversity.typeTokenRatio, "V / N"),
      figure("herdan_c", diversity.herdanC, "ln V / ln N"),
      figure("guiraud_r", diversity.guiraudR, "V / sqrt N"),
      figure("yule_k", diversity.yuleK, "10^4 (sum f^2 - N) / N^2"),
      figure("simpson_d", diversity.simpsonD, "sum f (f - 1) / (N (N - 1))"),
      figure("honore_r", diversity.honoreR, "100 ln N / (1 - V1 / V)"),
      figure("zipf_ls_slope", zipf?.slope, "least squares of ln f over ln r, all ranks"),
      figure("zipf_mle_exponent", likely?.exponent, "maximum likelihood of r^-s on ranks 1..V"),
      figure("zipf_mle_nats", likely?.natsPerToken, "its negative log-likelihood a token"),
      figure("mandelbrot_exponent", mandelbrot?.exponent, "maximum likelihood of (r + q)^-s on ranks 1..V"),
      figure("mandelbrot_shift", mandelbrot?.shift, "its q"),
      figure("mandelbrot_nats", mandelbrot?.natsPerToken, "its negative log-likelihood a token"),
      figure("power_law_exponent", law?.exponent, "Clauset-Shalizi-Newman: f^-a from f_min on, exact zeta likelihood"),
      figure("power_law_minimum", law.map { Double($0.minimum) }, "its f_min, by least Kolmogorov-Smirnov distance"),
      figure("power_law_distance", law?.distance, "that distance"),
      figure("unseen_mass", turing?.unseen, "Good-Turing: V1 / N"),
    ]
  }

  /// What only the order of the tokens tells.
  /// - Parameter stream: ids of types, without segment ends.
  public static func ofStream(_ stream: [UInt32]) -> [Figure] {
    let curve = HeapsCurve(stream, at: HeapsCurve.places(logSpaced: 100, of: stream.count))
    let heaps = HeapsLaw(curve)
    return [
      Figure(
        name: "heaps_exponent", value: heaps?.exponent,
        recipe: "b of V = K N^b: least squares on logarithms at 100 log-spaced places"),
      Figure(name: "heaps_scale", value: heaps?.scale, recipe: "its K"),
      Figure(
        name: "mattr_500", value: movingTypeTokenRatio(stream, window: 500),
        recipe: "mean V / N of all windows of 500 tokens"),
      Figure(name: "mtld", value: textualLexicalDiversity(stream), recipe: "McCarthy & Jarvis, threshold 0.72"),
    ]
  }

  /// The counts of the n-grams that stand in the text: none that reach over a segment's start or hold its end.
  public static func counts(of table: NGramTable, endOfSegment: UInt32?) -> [UInt64] {
    table.unpaddedRows.filter { table.token($0) != endOfSegment }.map { table.counts[$0] }
  }
}
