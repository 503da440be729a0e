/// The laws of counts of one text, each fitted once: figures, tables and plots all read from here.
public struct TextLaws: Sendable, Equatable {
  public let spectrum: FrequencySpectrum
  public let diversity: LexicalDiversity
  /// The line through all ranks.
  public let leastSquares: LineFit?
  /// The line through ranks at equal distances of their logarithms, ``steps`` of them.
  public let logSpaced: LineFit?
  public let likelihood: ZipfLikelihood?
  /// Nil also at the end of what is searched: there is no best shift then, and no fit worth a figure.
  public let mandelbrot: ZipfMandelbrot?
  public let powerLaw: DiscretePowerLaw?
  public let goodTuring: SimpleGoodTuring?

  /// Of ``logSpaced``.
  public static let steps = 50

  /// - Complexity: O(distinct frequencies), some hundred times.
  public init(_ spectrum: FrequencySpectrum) {
    self.spectrum = spectrum
    diversity = LexicalDiversity(spectrum)
    leastSquares = Zipf.leastSquares(spectrum)
    logSpaced = Zipf.leastSquares(spectrum, logSpaced: Self.steps)
    likelihood = ZipfLikelihood(spectrum)
    mandelbrot = ZipfMandelbrot(spectrum).flatMap { $0.isAtBound ? nil : $0 }
    powerLaw = DiscretePowerLaw(spectrum)
    goodTuring = SimpleGoodTuring(spectrum)
  }

  /// What the counts tell, each with its recipe.
  public var figures: [Figure] {
    let zipf = "ln f over ln r by least squares"
    func figure(_ name: String, _ value: Double?, _ recipe: String) -> Figure {
      Figure(name: name, value: value, recipe: recipe)
    }
    func share(_ k: Int) -> Figure {
      figure("coverage_\(k)", spectrum.coverage(ofMostFrequent: k), "share of tokens by the \(k) most frequent types")
    }
    func covering(_ percent: Int) -> Figure {
      figure(
        "types_covering_\(percent)", spectrum.types(covering: Double(percent) / 100).map(Double.init),
        "how many of the most frequent types make up \(percent) % of the tokens")
    }
    return [
      figure("tokens", Double(spectrum.tokens), "N: all of them, without segment ends"),
      figure("types", Double(spectrum.types), "V: distinct ones"),
      figure("hapaxes", Double(spectrum.hapaxes), "V1: types that occur once"),
      figure("dis_legomena", Double(spectrum.disLegomena), "V2: types that occur twice"),
      share(100), share(1000), covering(50), covering(90), covering(95),
      figure("entropy_bits", diversity.entropy, "-sum f/N log2 f/N"),
      figure("ttr", diversity.typeTokenRatio, "V / N"),
      figure("herdan_c", diversity.herdanC, "ln V / ln N"),
      figure("guiraud_r", diversity.guiraudR, "V / sqrt N"),
      figure("yule_k", diversity.yuleK, "10^4 (sum f^2 - N) / N^2"),
      figure("simpson_d", diversity.simpsonD, "sum f (f - 1) / (N (N - 1))"),
      figure("honore_r", diversity.honoreR, "100 ln N / (1 - V1 / V)"),
      figure("zipf_ls_slope", leastSquares?.slope, "\(zipf), ranks 1..\(spectrum.types), each once"),
      figure("zipf_ls_r2", leastSquares?.rSquared, "share of the variance of ln f that this line explains"),
      figure(
        "zipf_ls_log_spaced_slope", logSpaced?.slope,
        "\(zipf), the \(logSpaced?.points ?? 0) ranks round(\(spectrum.types)^(k/\(Self.steps))), k = 0..\(Self.steps)"),
      figure(
        "zipf_mle_exponent", likelihood?.exponent, "s of r^-s by maximum likelihood on ranks 1..\(spectrum.types)"),
      figure("zipf_mle_nats", likelihood?.natsPerToken, "its negative log-likelihood a token"),
      figure(
        "mandelbrot_exponent", mandelbrot?.exponent,
        "s of (r + q)^-s by maximum likelihood on ranks 1..\(spectrum.types)"),
      figure("mandelbrot_shift", mandelbrot?.shift, "its q"),
      figure("mandelbrot_nats", mandelbrot?.natsPerToken, "its negative log-likelihood a token"),
      figure(
        "power_law_exponent", powerLaw?.exponent,
        "Clauset-Shalizi-Newman: a of f^-a from f_min on, exact zeta likelihood"),
      figure("power_law_error", powerLaw?.exponentError, "its standard error, from the curvature of the likelihood"),
      figure(
        "power_law_minimum", powerLaw.map { Double($0.minimum) }, "its f_min, by least Kolmogorov-Smirnov distance"),
      figure("power_law_distance", powerLaw?.distance, "that distance"),
      figure("power_law_tail", powerLaw.map { Double($0.tail) }, "types that occur f_min times or more often"),
      figure("unseen_mass", goodTuring?.unseen, "Good-Turing: P0 = V1 / N"),
      figure(
        "good_turing_slope", goodTuring?.line.slope,
        "Simple Good-Turing (Gale & Sampson): ln Z over ln r by least squares"),
    ]
  }
}
