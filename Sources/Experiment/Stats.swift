internal import Counts
internal import Evaluation
internal import Ledger
internal import Statistics

/// `lmctl stats`: ids → counts → laws of text → database.
public struct Stats {
  public var corpus: String?
  public var orders: [Int]
  /// How many pairs of words are listed.
  public var collocations: Int

  public init(corpus: String?, orders: [Int], collocations: Int) {
    self.corpus = corpus
    self.orders = orders
    self.collocations = collocations
  }

  /// Of the split `train`. The figures are stored as statistics of the corpus, those of n-grams as `nN_NAME`.
  public func callAsFunction(_ bench: Workbench) throws -> StatsResult {
    let ledger = try bench.openForWriting()
    let corpus = try StoredCorpus(corpus, in: ledger)
    let train = try corpus.trainingIDs()
    let counted = Set(orders + (collocations > 0 ? [1, 2] : [])).sorted()
    for order in counted {
      try bench.require(
        counter(order, corpus).memory(positions: train.count), for: "counting n-grams of order \(order)")
    }
    let run = NewRun(
      command: "stats", subject: corpus.record.name, corpusID: corpus.record.id,
      settings: try JSON.string(["orders": orders, "collocations": [collocations]]))
    return try bench.recorded(in: ledger, run) { _ in
      var tables: [Int: NGramTable] = [:]
      var figures: [StatsResult.OrderFigure] = []
      for order in counted {
        bench.progress(.stage("the laws of \(order)-grams of \(corpus.record.name)"))
        let table = counter(order, corpus).count(train)
        if collocations > 0 && order <= 2 { tables[order] = table }
        guard orders.contains(order) else { continue }
        let counts = TextFigures.counts(of: table, endOfSegment: corpus.endOfSegment)
        let found =
          TextFigures.ofCounts(FrequencySpectrum(counts))
          + (order == 1 ? TextFigures.ofStream(train.filter { $0 != corpus.endOfSegment }) : [])
        figures += found.map { .init(order: order, name: $0.name, value: $0.value, recipe: $0.recipe) }
      }
      let result = StatsResult(
        corpus: corpus.record.name, unknown: corpus.splits.first { $0.name == .train }?.oov ?? 0, figures: figures,
        collocations: pairs(tables[1], tables[2], corpus))
      try ledger.add(statistics: result.records, to: corpus.record)
      return result
    }
  }

  private func counter(_ order: Int, _ corpus: StoredCorpus) -> NGramCounter {
    NGramCounter(order: order, vocabularySize: corpus.record.vocabularySize, endOfSegment: corpus.endOfSegment)
  }

  /// The pairs of neighbouring words that keep company most, by log-likelihood ratio; pairs that avoid each other are
  /// none, and neither are those with `<unk>`.
  private func pairs(_ words: NGramTable?, _ bigrams: NGramTable?, _ corpus: StoredCorpus) -> [StatsResult.Collocation]
  {
    guard let words, let bigrams else { return [] }
    let excluded = [SpecialID.unknown] + (corpus.endOfSegment.map { [$0] } ?? [])
    let found =
      Collocations(bigrams: bigrams, words: words, excluding: excluded)?
      .highest(.max, by: .logLikelihood) ?? []
    return found.lazy.filter { $0.pair.table.attracts }.prefix(collocations).map { pair, value in
      StatsResult.Collocation(
        words: [corpus.shown(pair.first), corpus.shown(pair.second)], count: pair.table.both, logLikelihood: value,
        pointwiseMutualInformation: pair.table.pointwiseMutualInformation)
    }
  }
}

/// What `lmctl stats` tells.
public struct StatsResult: Encodable, Equatable, Sendable {
  public struct OrderFigure: Encodable, Equatable, Sendable {
    public let order: Int
    public let name: String
    public let value: Double?
    public let recipe: String

    private enum CodingKeys: String, CodingKey {
      case order, name, value, recipe
    }

    // The synthesized form leaves out what is nil; readers of the JSON want every key.
    public func encode(to encoder: any Encoder) throws {
      var object = encoder.container(keyedBy: CodingKeys.self)
      try object.encode(order, forKey: .order)
      try object.encode(name, forKey: .name)
      try object.encode(value, forKey: .value)
      try object.encode(recipe, forKey: .recipe)
    }
  }

  public struct Collocation: Encodable, Equatable, Sendable {
    /// Two, escaped for display.
    public let words: [String]
    public let count: UInt64
    public let logLikelihood: Double
    public let pointwiseMutualInformation: Double?

    private enum CodingKeys: String, CodingKey {
      case words, count
      case logLikelihood = "g2"
      case pointwiseMutualInformation = "pmi"
    }
  }

  public let corpus: String
  /// Tokens of `train` that are `<unk>`: the figures count them as one type.
  public let unknown: Int
  public let figures: [OrderFigure]
  /// By falling log-likelihood ratio.
  public let collocations: [Collocation]

  var records: [StatisticRecord] {
    let cut = unknown > 0 ? "; <unk> is one type" : ""
    return figures.map {
      StatisticRecord(name: "n\($0.order)_\($0.name)", value: $0.value, recipe: $0.recipe + cut)
    }
  }
}
