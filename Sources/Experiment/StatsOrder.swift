internal import Counts
internal import Ledger
public import Report
internal import Statistics

/// What the types, or the n-grams of one order, tell.
public struct OrderStats: Equatable, Sendable {
  public struct Rank: Encodable, Equatable, Sendable {
    public let rank: Int
    /// The tokens as they are shown, with a space between.
    public let gram: String
    public let count: UInt64
  }

  /// A row of the spectrum, with what Simple Good–Turing makes of it.
  public struct Frequency: Encodable, Equatable, Sendable {
    public let frequency: UInt64
    public let types: Int
    /// r*, scaled to leave room for the unseen: N · p.
    @Nullable public var adjusted: Double?
    /// Of each of these types.
    @Nullable public var probability: Double?
  }

  public struct Growth: Encodable, Equatable, Sendable {
    public let tokens: Int
    public let types: Int
  }

  public let order: Int
  let figures: [Figure]
  public let ranks: [Rank]
  public let spectrum: [Frequency]
  public let growth: [Growth]
  /// Rank and frequency, with the laws fitted to them.
  public let curve: LogPlot.Curve

  /// "tokens" or "2-grams".
  public var name: String { order == 1 ? "tokens" : "\(order)-grams" }

  /// - Parameter ranks: nil for all.
  init(_ table: NGramTable, _ train: [UInt32], _ corpus: StoredCorpus, ranks: Int?, _ bench: Workbench) throws {
    order = table.order
    let laws = TextLaws(FrequencySpectrum(TextFigures.counts(of: table, endOfSegment: corpus.endOfSegment)))
    // As JSON a row is an object of four keys.
    let listed = min(ranks ?? .max, laws.spectrum.types)
    try bench.require(1500 * listed, for: "--ranks: \(listed) rows")
    self.ranks = Self.mostFrequent(listed, table, laws.spectrum, corpus).enumerated().map { place, row in
      Rank(
        rank: place + 1, gram: table.row(row).map(corpus.shown).joined(separator: " "), count: table.counts[row])
    }
    let curve = TextFigures.heapsCurve(ofNGrams: table.order, train, endOfSegment: corpus.endOfSegment)
    figures =
      laws.figures
      + (table.order == 1
        ? TextFigures.ofStream(TextFigures.nGrams(of: train, order: 1, corpus), curve) : TextFigures.ofCurve(curve))
    growth = curve.points.map { Growth(tokens: $0.tokens, types: $0.types) }
    spectrum = Self.spectrum(laws)
    self.curve = Self.curve(laws, order: table.order, name: table.order == 1 ? "tokens" : "\(table.order)-grams")
  }

  /// By falling count, ties in order of ids.
  private static func mostFrequent(
    _ limit: Int, _ table: NGramTable, _ spectrum: FrequencySpectrum, _ corpus: StoredCorpus
  ) -> [Int] {
    // Only rows that reach the count of the last rank are sorted.
    guard let least = spectrum.frequency(atRank: limit) else { return [] }
    let candidates = TextFigures.rows(of: table, occurringAtLeast: least, endOfSegment: corpus.endOfSegment)
    return Array(candidates.sorted { (table.counts[$1], $0) < (table.counts[$0], $1) }.prefix(limit))
  }

  private static func spectrum(_ laws: TextLaws) -> [Frequency] {
    laws.spectrum.entries.map { entry in
      let probability = laws.goodTuring?.estimate(entry.frequency)?.probability
      return Frequency(
        frequency: entry.frequency, types: entry.types,
        adjusted: probability.map { $0 * Double(laws.spectrum.tokens) }, probability: probability)
    }
  }

  /// Enough points for any screen or page.
  private static let points = 240

  private static func curve(_ laws: TextLaws, order: Int, name: String) -> LogPlot.Curve {
    func plotted(_ curve: [RankPoint]) -> [LogPlot.Point] {
      curve.map { LogPlot.Point(x: Double($0.rank), y: $0.frequency) }
    }
    let zipf = laws.likelihood.map { fit in
      LogPlot.Fit(
        law: "Zipf", figures: "s = \(Figures.printed(fit.exponent, 3))",
        points: plotted(fit.rankCurve(logSpaced: 2, of: laws.spectrum)))
    }
    let mandelbrot = laws.mandelbrot.map { fit in
      LogPlot.Fit(
        law: "Zipf–Mandelbrot",
        figures: "s = \(Figures.printed(fit.exponent, 3)), q = \(Figures.printed(fit.shift, 2))",
        points: plotted(fit.rankCurve(logSpaced: 120, of: laws.spectrum)))
    }
    return LogPlot.Curve(
      name: name, mark: String(order, radix: 36).first ?? "?",
      points: plotted(laws.spectrum.rankCurve(logSpaced: points)), fits: [zipf, mandelbrot].compactMap { $0 })
  }
}
