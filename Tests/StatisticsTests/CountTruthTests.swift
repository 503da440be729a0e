import Foundation
import Statistics
import Testing

/// What depends on counts alone, against `zipf_timemachine.json`.
@Suite struct CountTruthTests {
  static let orders = ["unigram", "bigram", "trigram"]

  private func truth(_ order: String) throws -> Truth { try Truth.load().at("timemachine_d2l_clean", order) }

  @Test(arguments: orders) func countsAndCoverage(_ order: String) throws {
    let (truth, spectrum) = (try truth(order), try timeMachine(order))
    #expect(Double(spectrum.tokens) == (try truth.at("tokens").number))
    #expect(Double(spectrum.types) == (try truth.at("types").number))
    #expect(Double(spectrum.hapaxes) == (try truth.at("hapax").number))
    #expect(Double(spectrum.disLegomena) == (try truth.at("dis").number))
    for (frequency, types) in try truth.at("freq_of_freq").table {
      let frequency = try #require(UInt64(frequency))
      #expect(Double(spectrum.types(occurring: frequency)) == (try types.number))
    }
    for (share, types) in try truth.at("coverage_types").table {
      let share = try #require(Double(share))
      #expect(spectrum.types(covering: share).map { Double($0) } == (try types.number))
    }
  }

  @Test func vocabularyWithAMinimumCount() throws {
    let types = try timeMachine("unigram").types(atLeast: 10)
    // There, one more: the unknown word.
    #expect(Double(types + 1) == (try Truth.load().at("d2l_facts", "min_freq10_vocab").number))
  }

  @Test(arguments: orders) func zipfByLeastSquares(_ order: String) throws {
    let (truth, spectrum) = (try truth(order).at("zipf_lsq"), try timeMachine(order))
    var agreement = Agreement("Zipf by least squares, \(order)", within: 1e-9)
    for (name, figures) in try truth.table {
      let line: LineFit
      if name == "log_spaced50" {
        line = try #require(Zipf.leastSquares(spectrum, logSpaced: 50))
        #expect(Double(line.points) == (try figures.at("points").number))
      } else {
        let ranks = try figures.at("ranks").list.map { Int(try $0.number) }
        line = try #require(Zipf.leastSquares(spectrum, ranks: ranks[0]...ranks[1]))
        try agreement.compare(line.rSquared, figures.at("r2"), "\(name) r²")
        if name.hasPrefix("f_ge_") {
          let frequency = try #require(UInt64(name.dropFirst(5)))
          #expect(Zipf.leastSquares(spectrum, frequencyAtLeast: frequency) == line)
        }
      }
      try agreement.compare(line.slope, figures.at("slope"), "\(name) slope")
      try agreement.compare(line.intercept / log(10), figures.at("intercept_log10"), "\(name) intercept")
    }
    agreement.report()
  }

  @Test(arguments: orders) func zipfByLikelihood(_ order: String) throws {
    let truth = try truth(order).at("zipf_mle_bounded")
    try compareZipf(try timeMachine(order), truth, order)
  }

  private func compareZipf(_ spectrum: FrequencySpectrum, _ truth: Truth, _ name: String) throws {
    let fit = try #require(ZipfLikelihood(spectrum))
    var agreement = Agreement("Zipf by likelihood, \(name)", within: 1e-7)
    try agreement.compare(fit.exponent, truth.at("s"), "s")
    try agreement.compare(-fit.logLikelihood, truth.at("nll"), "nll")
    try agreement.compare(fit.natsPerToken, truth.at("per_token_nats"), "nats per token")
    // Not less likely than theirs, but for the rounding of a sum.
    #expect(-fit.logLikelihood <= (try truth.at("nll").number) * (1 + 1e-14))
    agreement.report()
  }

  @Test(arguments: ["unigram", "bigram"]) func zipfMandelbrot(_ order: String) throws {
    let spectrum = try timeMachine(order)
    try compareMandelbrot(spectrum, try truth(order).at("zipf_mandelbrot_mle"), order)
    let truth = try truth(order).at("zipf_mandelbrot_lsq")
    let fit = try #require(ZipfMandelbrotLeastSquares(spectrum))
    var agreement = Agreement("Zipf–Mandelbrot by least squares, \(order)", within: 1e-5)
    try agreement.compare(fit.scale, truth.at("C"), "C")
    try agreement.compare(fit.shift, truth.at("q"), "q")
    try agreement.compare(fit.exponent, truth.at("s"), "s")
    try agreement.compare(fit.residual, truth.at("rss"), "residual")
    #expect(fit.residual <= (try truth.at("rss").number) * (1 + 1e-12))
    #expect(!fit.isAtBound)
    agreement.report()
  }

  private func compareMandelbrot(_ spectrum: FrequencySpectrum, _ truth: Truth, _ name: String) throws {
    let fit = try #require(ZipfMandelbrot(spectrum))
    var agreement = Agreement("Zipf–Mandelbrot by likelihood, \(name)", within: 1e-5)
    try agreement.compare(fit.exponent, truth.at("s"), "s")
    try agreement.compare(fit.shift, truth.at("q"), "q")
    try agreement.compare(-fit.logLikelihood, truth.at("nll"), "nll")
    try agreement.compare(fit.natsPerToken, truth.at("per_token_nats"), "nats per token")
    #expect(-fit.logLikelihood <= (try truth.at("nll").number) * (1 + 1e-14))
    #expect(!fit.isAtBound)
    agreement.report()
  }

  @Test(arguments: orders) func discretePowerLaw(_ order: String) throws {
    try comparePowerLaw(try timeMachine(order), try truth(order).at("csn_exact"), order)
  }

  private func comparePowerLaw(_ spectrum: FrequencySpectrum, _ truth: Truth, _ name: String) throws {
    let law = try #require(DiscretePowerLaw(spectrum))
    #expect(Double(law.minimum) == (try truth.at("xmin").number))
    #expect(Double(law.tail) == (try truth.at("n_tail").number))
    var agreement = Agreement("discrete power law, \(name)", within: 1e-5)
    try agreement.compare(law.exponent, truth.at("alpha"), "α")
    try agreement.compare(law.distance, truth.at("D"), "D")
    agreement.report()
    // Theirs must not be likelier.
    let other = try truth.at("alpha").number
    let zeta = hurwitz(other, Double(law.minimum))
    let counts = spectrum.entries.filter { $0.frequency >= law.minimum }
    let theirs = counts.reduce(0) { $0 - Double($1.types) * (other * log(Double($1.frequency)) + log(zeta)) }
    #expect(law.logLikelihood >= theirs - 1e-14 * abs(theirs))
  }

  /// ζ(s, a) summed to where an integral does for the rest.
  private func hurwitz(_ s: Double, _ a: Double) -> Double {
    let end = a + 1e5
    let sum = (0..<100_000).reversed().reduce(0) { $0 + pow(a + Double($1), -s) }
    return sum + pow(end, 1 - s) / (s - 1) + pow(end, -s) / 2 + s * pow(end, -s - 1) / 12
  }

  @Test func mobyDickAgrees() throws {
    let (truth, spectrum) = (try Truth.load().at("moby_dick_csn"), try mobyDick())
    #expect(Double(spectrum.types) == (try truth.at("n").number))
    #expect(Double(spectrum.tokens) == (try truth.at("tokens").number))
    #expect(Double(spectrum.entries.last?.frequency ?? 0) == (try truth.at("max").number))
    try comparePowerLaw(spectrum, try truth.at("exact"), "Moby Dick")
    try compareZipf(spectrum, try truth.at("zipf_mle_bounded"), "Moby Dick")
    try compareMandelbrot(spectrum, try truth.at("zipf_mandelbrot_mle"), "Moby Dick")
    let line = try #require(Zipf.leastSquares(spectrum))
    let figures = try truth.at("zipf_lsq_all")
    var agreement = Agreement("Zipf by least squares, Moby Dick", within: 1e-9)
    try agreement.compare(line.slope, figures.at("slope"), "slope")
    try agreement.compare(line.intercept / log(10), figures.at("intercept_log10"), "intercept")
    try agreement.compare(line.rSquared, figures.at("r2"), "r²")
    agreement.report()
    // As published: α = 1.95(2).
    let law = try #require(DiscretePowerLaw(spectrum))
    #expect((law.exponent * 100).rounded() == 195)
    #expect((law.exponentError * 100).rounded() == 2)
  }

  @Test func diversity() throws {
    let truth = try truth("unigram").at("diversity")
    let spectrum = try timeMachine("unigram")
    let mine = LexicalDiversity(spectrum)
    var agreement = Agreement("diversity", within: 1e-9)
    for (name, value) in [
      ("ttr", mine.typeTokenRatio), ("herdan_C", mine.herdanC), ("guiraud_R", mine.guiraudR),
      ("carroll_CTTR", mine.carrollCTTR), ("maas_a2", mine.maasA2), ("summer_S", mine.summerS),
      ("uber_U", mine.uberU), ("yule_K", mine.yuleK), ("yule_I", mine.yuleI), ("simpson_D", mine.simpsonD),
      ("herdan_Vm", mine.herdanVm), ("entropy_bits", mine.entropy), ("honore_R", mine.honoreR),
      ("sichel_S", mine.sichelS), ("good_turing_P0", SimpleGoodTuring(spectrum)?.unseen),
    ] {
      try agreement.compare(value, truth.at(name), name)
    }
    agreement.report()
  }

  @Test(arguments: orders) func goodTuring(_ order: String) throws {
    let fit = try #require(SimpleGoodTuring(try timeMachine(order)))
    var agreement = Agreement("Simple Good–Turing, \(order)", within: 1e-9)
    try agreement.compare(fit.line.slope, truth(order).at("sgt_loglinear", "slope"), "slope")
    try agreement.compare(fit.line.intercept, truth(order).at("sgt_loglinear", "intercept"), "intercept")
    if order == "unigram" {
      let truth = try Truth.load().at("timemachine_d2l_clean", "extra", "simple_good_turing")
      try agreement.compare(fit.line.slope, truth.at("slope"), "slope")
      try agreement.compare(fit.line.intercept, truth.at("intercept"), "intercept")
      try agreement.compare(fit.unseen, truth.at("P0"), "P₀")
      for (r, value) in try truth.at("rstar").table {
        try agreement.compare(UInt64(r).flatMap { fit.estimate($0)?.adjusted }, value, "r* of \(r)")
      }
      for (r, value) in try truth.at("p").table {
        try agreement.compare(UInt64(r).flatMap { fit.estimate($0)?.probability }, value, "p of \(r)")
      }
    }
    agreement.report()
  }

  @Test(arguments: orders) func zipfScale(_ order: String) throws {
    let (truth, tokens) = (try truth(order), try timeMachine(order).tokens)
    for (entry, value) in zip(try truth.at("top10").list, try truth.at("zipf_wordfreq_scale_top3").list) {
      let scale = try #require(Zipf.scale(UInt64(try entry.list[1].number), of: tokens))
      // Printed there with four decimals.
      #expect((scale * 1e4).rounded() / 1e4 == (try value.number))
    }
  }

  @Test func dispersion() throws {
    let truth = try Truth.load().at("timemachine_d2l_clean", "extra", "dispersion")
    let tokens = try timeMachine("unigram").tokens
    let sizes = (0..<UInt64(10)).map { ($0 + 1) * tokens / 10 - $0 * tokens / 10 }
    var agreement = Agreement("dispersion", within: 1e-9)
    for (word, figures) in try truth.table {
      let parts = try figures.at("parts").list.map { UInt64(try $0.number) }
      let mine = try #require(Dispersion(frequencies: parts, sizes: sizes))
      try agreement.compare(mine.juillandD, figures.at("juilland_D_pop_sd"), word)
      try agreement.compare(mine.proportionDeviation, figures.at("gries_DP"), word)
      try agreement.compare(mine.normalisedProportionDeviation, figures.at("gries_DPnorm"), word)
      #expect(Double(mine.range) == (try figures.at("range").number))
    }
    agreement.report()
  }
}
