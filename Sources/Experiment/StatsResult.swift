internal import Ledger
public import Report
internal import Statistics

/// A value that JSON shows as null where there is none. The synthesized form would leave the key out, and readers want
/// every key.
@propertyWrapper public struct Nullable<Value: Encodable & Equatable & Sendable>: Encodable, Equatable, Sendable {
  public var wrappedValue: Value?

  public init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
  }
}

/// What `lmctl stats` tells: as JSON with `--json`.
public struct StatsResult: Encodable, Equatable, Sendable {
  public struct OrderFigure: Encodable, Equatable, Sendable {
    public let order: Int
    public let name: String
    @Nullable public var value: Double?
    public let recipe: String
  }

  public struct Collocation: Encodable, Equatable, Sendable {
    /// Two, escaped for display.
    public let words: [String]
    public let count: UInt64
    public let logLikelihood: Double
    @Nullable public var pointwiseMutualInformation: Double?
    @Nullable public var tScore: Double?
    @Nullable public var chiSquared: Double?

    private enum CodingKeys: String, CodingKey {
      case words, count
      case logLikelihood = "g2"
      case pointwiseMutualInformation = "pmi"
      case tScore = "t"
      case chiSquared = "chi2"
    }
  }

  /// How a type is spread over the parts of the text.
  public struct Spread: Encodable, Equatable, Sendable {
    /// Escaped for display.
    public let type: String
    public let count: UInt64
    public let parts: Int
    /// In how many of them it stands.
    public let range: Int
    @Nullable public var juillandD: Double?
    @Nullable public var proportionDeviation: Double?
    @Nullable public var normalisedProportionDeviation: Double?

    private enum CodingKeys: String, CodingKey {
      case type, count, parts, range
      case juillandD = "juilland_d"
      case proportionDeviation = "dp"
      case normalisedProportionDeviation = "dp_norm"
    }
  }

  public let corpus: String
  /// Tokens of `train` that are `<unk>`: the figures count them as one type.
  public let unknown: Int
  /// By ascending order.
  public internal(set) var orders: [OrderStats] = []
  public internal(set) var collocations: [Collocation] = []
  public internal(set) var dispersion: [Spread] = []
  public internal(set) var keyness: KeynessList?

  init(corpus: String, unknown: Int) {
    self.corpus = corpus
    self.unknown = unknown
  }

  public var figures: [OrderFigure] {
    orders.flatMap { stats in
      stats.figures.map { OrderFigure(order: stats.order, name: $0.name, value: $0.value, recipe: $0.recipe) }
    }
  }

  private enum CodingKeys: String, CodingKey {
    case corpus, unknown, figures, orders, collocations, dispersion, keyness
  }

  private struct Lists: Encodable {
    let order: Int
    let ranks: [OrderStats.Rank]
    let spectrum: [OrderStats.Frequency]
    let growth: [OrderStats.Growth]
  }

  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: CodingKeys.self)
    try object.encode(corpus, forKey: .corpus)
    try object.encode(unknown, forKey: .unknown)
    try object.encode(figures, forKey: .figures)
    try object.encode(
      orders.map { Lists(order: $0.order, ranks: $0.ranks, spectrum: $0.spectrum, growth: $0.growth) }, forKey: .orders)
    try object.encode(collocations, forKey: .collocations)
    try object.encode(dispersion, forKey: .dispersion)
    try object.encode(keyness, forKey: .keyness)
  }

  var records: [StatisticRecord] {
    let cut = unknown > 0 ? "; <unk> is one type" : ""
    return figures.map {
      StatisticRecord(name: "n\($0.order)_\($0.name)", value: $0.value, recipe: $0.recipe + cut)
    }
  }

  /// Rank and frequency of all orders on one sheet.
  public var plot: LogPlot {
    LogPlot(
      title: "Rank and frequency in \(corpus)",
      description: """
        Frequency over rank, both axes logarithmic: \
        \(orders.map { "\($0.name) (\(Figures.grouped($0.spectrum.reduce(0) { $0 + $1.types })) types)" }
          .joined(separator: ", ")) of the corpus \(corpus), with fits by maximum likelihood.
        """,
      xTitle: "rank", yTitle: "frequency", curves: orders.map(\.curve))
  }
}
