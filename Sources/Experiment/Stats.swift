internal import Counts
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
    let run = NewRun(
      command: "stats", subject: corpus.record.name, corpusID: corpus.record.id,
      settings: try JSON.string(["orders": "\(orders)"]))
    return try bench.recorded(in: ledger, run) { _ in
      var figures: [StatsResult.OrderFigure] = []
      for order in orders {
        bench.progress(.stage("the laws of \(order)-grams of \(corpus.record.name)"))
        let counts = TextFigures.counts(of: try table(order, train, corpus, bench), endOfSegment: corpus.endOfSegment)
        let found =
          TextFigures.ofCounts(FrequencySpectrum(counts))
          + (order == 1 ? TextFigures.ofStream(train.filter { $0 != corpus.endOfSegment }) : [])
        figures += found.map { .init(order: order, name: $0.name, value: $0.value, recipe: $0.recipe) }
      }
      try ledger.add(
        statistics: figures.map {
          StatisticRecord(name: "n\($0.order)_\($0.name)", value: $0.value, recipe: $0.recipe)
        }, to: corpus.record)
      return StatsResult(
        corpus: corpus.record.name, figures: figures, collocations: try pairs(train, corpus, bench))
    }
  }

  private func table(
    _ order: Int, _ stream: [UInt32], _ corpus: StoredCorpus, _ bench: Workbench
  ) throws -> NGramTable {
    let counter = NGramCounter(
      order: order, vocabularySize: corpus.record.vocabularySize, endOfSegment: corpus.endOfSegment)
    try bench.require(counter.memory(positions: stream.count), for: "counting n-grams of order \(order)")
    return counter.count(stream)
  }

  /// The pairs of neighbouring words with the highest log-likelihood ratio.
  private func pairs(
    _ train: [UInt32], _ corpus: StoredCorpus, _ bench: Workbench
  ) throws -> [StatsResult.Collocation] {
    guard collocations > 0 else { return [] }
    let found = Collocations(
      bigrams: try table(2, train, corpus, bench), words: try table(1, train, corpus, bench),
      excluding: corpus.endOfSegment.map { [$0] } ?? [])
    return found?.highest(collocations, by: .logLikelihood).map { pair, value in
      StatsResult.Collocation(
        words: [pair.first, pair.second].map { corpus.tokens[Int($0)].text }.joined(separator: " "),
        count: pair.table.both, logLikelihood: value,
        pointwiseMutualInformation: pair.table.pointwiseMutualInformation)
    } ?? []
  }
}

/// What `lmctl stats` tells.
public struct StatsResult: Encodable, Equatable, Sendable {
  public struct OrderFigure: Encodable, Equatable, Sendable {
    public let order: Int
    public let name: String
    public let value: Double?
    public let recipe: String
  }

  public struct Collocation: Encodable, Equatable, Sendable {
    public let words: String
    public let count: UInt64
    public let logLikelihood: Double
    public let pointwiseMutualInformation: Double?

    enum CodingKeys: String, CodingKey {
      case words, count
      case logLikelihood = "g2"
      case pointwiseMutualInformation = "pmi"
    }
  }

  public let corpus: String
  public let figures: [OrderFigure]
  /// By falling log-likelihood ratio.
  public let collocations: [Collocation]
}
