import Counts
import Foundation
import Statistics
import Testing

private let corpora = ProcessInfo.processInfo.environment["LMCTL_CORPORA"]

/// What needs the text itself, against `zipf_timemachine.json`.
///
/// The text is not part of the project: `LMCTL_CORPORA` names a folder with timemachine.txt.
@Suite(.enabled(if: corpora != nil, "LMCTL_CORPORA names no folder")) struct TextTruthTests {
  private let truth: Truth
  private let stream: [UInt32]
  private let words: [String]
  private var ids: [String: UInt32] = [:]

  /// Lower case, every run of other than ASCII letters one space; words numbered as they come.
  init() throws {
    truth = try Truth.load()
    let folder = try #require(corpora)
    let text = try String(contentsOfFile: folder + "/timemachine.txt", encoding: .utf8).lowercased()
    var (stream, words): ([UInt32], [String]) = ([], [])
    for word in text.utf8.split(whereSeparator: { !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }) {
      let word = try #require(String(word))
      if ids[word] == nil {
        ids[word] = UInt32(words.count)
        words.append(word)
      }
      stream.append(try #require(ids[word]))
    }
    (self.stream, self.words) = (stream, words)
  }

  private func table(_ order: Int) throws -> NGramTable {
    try NGramCounter(order: order, vocabularySize: words.count, endOfSegment: nil).count(stream)
  }

  @Test func spectraAndMostFrequent() throws {
    for (order, name) in [(1, "unigram"), (2, "bigram"), (3, "trigram")] {
      let table = try table(order)
      #expect(FrequencySpectrum(table.unpaddedCounts) == (try timeMachine(name)))
      for (row, entry) in zip(
        table.mostFrequent(10), try truth.at("timemachine_d2l_clean", name, "top10").list)
      {
        #expect(Double(table.counts[row]) == (try entry.list[1].number))
        // Ties stand in another order there.
        let gram = try entry.list[0].text.split(separator: " ").map { try #require(ids[String($0)]) }
        let theirs = try #require((0..<table.count).first { table.row($0).elementsEqual(gram) })
        #expect(table.counts[theirs] == table.counts[row])
      }
      let numbered = nGramIDs(stream, order: order)
      var counts: [UInt32: UInt64] = [:]
      for id in numbered { counts[id, default: 0] += 1 }
      #expect(FrequencySpectrum(counts.values.sorted()) == FrequencySpectrum(table.unpaddedCounts))
    }
  }

  @Test func heaps() throws {
    let truth = try truth.at("timemachine_d2l_clean", "unigram", "heaps")
    let linear = HeapsCurve(stream, at: HeapsCurve.places(every: 32, of: stream.count))
    let spaced = HeapsCurve(stream, at: HeapsCurve.places(logSpaced: 100, of: stream.count))
    for point in try truth.at("curve_sample").list {
      let (tokens, types) = (Int(try point.list[0].number), Int(try point.list[1].number))
      #expect(spaced.points.contains(HeapsCurve.Point(tokens: tokens, types: types)))
    }
    #expect(Double(linear.points.count) == (try truth.at("linear_samples", "points").number))
    #expect(Double(spaced.points.count) == (try truth.at("log_samples", "points").number))
    var agreement = Agreement("Heaps on logarithms", within: 1e-9)
    for (name, law) in [
      ("linear_samples", HeapsLaw(linear)), ("linear_samples_tail90", HeapsLaw(linear, skipping: 0.1)),
      ("log_samples", HeapsLaw(spaced)),
    ] {
      try agreement.compare(law?.scale, truth.at(name, "K"), "\(name) K")
      try agreement.compare(law?.exponent, truth.at(name, "beta"), "\(name) β")
    }
    agreement.report()
    var iterated = Agreement("Heaps in linear space", within: 1e-5)
    let law = try #require(HeapsLaw(linear: linear))
    try iterated.compare(law.scale, truth.at("nls_linear_space", "K"), "K")
    try iterated.compare(law.exponent, truth.at("nls_linear_space", "beta"), "β")
    iterated.report()
    func residual(_ scale: Double, _ exponent: Double) throws -> Double {
      linear.points.reduce(0) { $0 + pow(Double($1.types) - scale * pow(Double($1.tokens), exponent), 2) }
    }
    let theirs = try residual(
      try truth.at("nls_linear_space", "K").number, try truth.at("nls_linear_space", "beta").number)
    #expect(try residual(law.scale, law.exponent) <= theirs * (1 + 1e-12))
  }

  @Test func movingMeasures() throws {
    let truth = try truth.at("timemachine_d2l_clean", "unigram", "diversity")
    var agreement = Agreement("MATTR and MTLD", within: 1e-9)
    try agreement.compare(movingTypeTokenRatio(stream, window: 100), truth.at("mattr_100"), "MATTR 100")
    try agreement.compare(movingTypeTokenRatio(stream, window: 500), truth.at("mattr_500"), "MATTR 500")
    try agreement.compare(textualLexicalDiversity(stream), truth.at("mtld_0.72"), "MTLD")
    agreement.report()
  }

  @Test func collocations() throws {
    let truth = try truth.at("timemachine_d2l_clean", "collocations_minfreq5_nltk")
    let collocations = try #require(Collocations(bigrams: try table(2), words: try table(1), occurringAtLeast: 5))
    var agreement = Agreement("collocations", within: 1e-9)
    for (name, measure) in [
      ("pmi", Collocations.Measure.pointwiseMutualInformation), ("llr", .logLikelihood), ("chi_sq", .chiSquared),
      ("t", .tScore), ("npmi_like_mi", .cubicAssociation),
    ] {
      let highest = collocations.highest(10, by: measure)
      let entries = try truth.at(name).list
      #expect(highest.count == entries.count)
      for (mine, entry) in zip(highest, entries) {
        #expect("\(words[Int(mine.pair.first)]) \(words[Int(mine.pair.second)])" == (try entry.list[0].text))
        try agreement.compare(mine.value, entry.list[1], "\(name) \(try entry.list[0].text)")
      }
    }
    agreement.report()
  }

  @Test func dispersion() throws {
    let truth = try truth.at("timemachine_d2l_clean", "extra", "dispersion").table
    let names = truth.keys.sorted()
    let wanted = try names.map { try #require(ids[$0]) }
    let dispersions = Dispersion.measure(wanted, in: stream, parts: 10)
    let recurrences = Recurrence.measure(wanted, in: stream)
    var agreement = Agreement("dispersion of the text", within: 1e-9)
    for (index, name) in names.enumerated() {
      let figures = try #require(truth[name])
      #expect(Double(recurrences[index].frequency) == (try figures.at("freq").number))
      #expect(try figures.at("parts").list.map { UInt64(try $0.number) } == dispersions[index].frequencies)
      try agreement.compare(dispersions[index].juillandD, figures.at("juilland_D_pop_sd"), name)
      try agreement.compare(dispersions[index].proportionDeviation, figures.at("gries_DP"), name)
      try agreement.compare(dispersions[index].normalisedProportionDeviation, figures.at("gries_DPnorm"), name)
      try agreement.compare(recurrences[index].reducedFrequency, figures.at("ARF_circular"), name)
      try agreement.compare(recurrences[index].burstiness, figures.at("burstiness_goh_barabasi"), name)
    }
    agreement.report()
  }
}
