internal import Counts
internal import Evaluation
internal import Ledger
internal import NGrams
internal import Report

/// The α of add-α smoothing: a number of at least 0, or `auto`.
public enum Alpha: Hashable, Sendable, LosslessStringConvertible {
  case value(Double)
  /// The best on `valid`.
  case auto

  public init?(_ description: String) {
    if description == "auto" {
      self = .auto
    } else if let alpha = Double(description), alpha >= 0, alpha.isFinite {
      self = .value(alpha)
    } else {
      return nil
    }
  }

  public var description: String {
    switch self {
    case .value(let alpha): alpha == alpha.rounded() && alpha.magnitude < 1e15 ? "\(Int(alpha))" : "\(alpha)"
    case .auto: "auto"
    }
  }
}

/// `lmctl ngram`: ids → counts → smoothed models → scores → database. The counting is shared by all α of an order.
public struct TrainNGrams {
  public var corpus: String?
  public var orders: [Int]
  public var alphas: [Alpha]
  public var name: String?
  public var replaces: Bool
  /// Names of models that are left out, because they stand.
  var standing: Set<String> = []

  /// Rows of the most frequent n-grams that are stored with each model.
  static let topRows = 100

  public init(corpus: String?, orders: [Int], alphas: [Alpha], name: String? = nil, replaces: Bool = false) {
    self.corpus = corpus
    self.orders = orders
    self.alphas = alphas
    self.name = name
    self.replaces = replaces
  }

  /// - Returns: the names of the new models.
  @discardableResult
  public func callAsFunction(_ bench: Workbench) throws -> [String] {
    let ledger = try bench.openForWriting()
    let corpus = try StoredCorpus(corpus, in: ledger)
    let train = try corpus.trainingIDs()
    let valid = alphas.contains(.auto) ? try corpus.ids(.valid) : []
    if alphas.contains(.auto) && valid.isEmpty {
      throw ExperimentError.noValidation(corpus: corpus.record.name, option: "--alpha auto")
    }
    if !replaces { for name in names { try ledger.checkFree(model: name, in: corpus.record) } }
    for order in orders {
      try bench.require(
        counter(order, corpus).memory(positions: train.count), for: "counting n-grams of order \(order)")
    }
    let subject = names.count == 1 ? names[0] : name
    let run = NewRun(
      command: "ngram", subject: subject, corpusID: corpus.record.id,
      settings: try JSON.string([
        "smoothing": ["laplace"], "orders": orders.map(String.init), "alphas": alphas.map(\.description),
      ]))
    try bench.recorded(in: ledger, run) { run in
      let streams = try corpus.streamsToScore()
      let results = try orders.flatMap { order -> [Ledger.ModelResult] in
        let alphas = alphas.filter { !standing.contains(modelName(order, $0)) }
        if alphas.isEmpty { return [] }
        bench.progress(.stage("counting \(order)-grams of \(corpus.record.name)"))
        let clock = ContinuousClock()
        let begun = clock.now
        let table = counter(order, corpus).count(train)
        let counting = clock.now - begun
        let artifact = try ledger.storeArtifact(table.encode(), kind: "ngram-table", run: run)
        let top = topNGrams(table, corpus)
        return try alphas.map { alpha -> Ledger.ModelResult in
          let begun = clock.now
          let model = model(table, alpha, valid, corpus.endOfSegment, bench)
          let record = ModelRecord(
            corpusID: corpus.record.id, name: modelName(order, alpha), kind: "ngram",
            smoothing: model.alpha == 1 ? "laplace" : "add-\(Figures.significant(model.alpha))", order: order,
            context: corpus.record.hasEOS ? .segment : .stream, unseen: model.alpha > 0 ? "uniform" : "zero",
            parameters: table.count, settings: try Self.settings(order, model.alpha, isAuto: alpha == .auto),
            seconds: (counting + (clock.now - begun)).seconds, artifactID: artifact.id, runID: run)
          return (record, try corpus.scores(of: model, on: streams, in: ledger, run: run), top)
        }
      }
      try ledger.add(models: results, replacing: replaces)
    }
    return names
  }

  /// NAME, or NAME-order-α where the call makes several; without a name, what the settings say.
  func modelName(_ order: Int, _ alpha: Alpha) -> String {
    if let name, orders.count == 1, alphas.count == 1 { return name }
    let isOnlyAlpha = alphas.count == 1 && (name != nil || alpha == .value(1))
    return "\(name ?? "laplace")-\(order)\(isOnlyAlpha ? "" : "-\(alpha)")"
  }

  /// The names of the models that the call makes.
  public var names: [String] {
    orders.flatMap { order in alphas.map { modelName(order, $0) } }.filter { !standing.contains($0) }
  }

  /// What would be recorded of a model's settings, or nil where only training tells.
  func settings(_ order: Int, _ alpha: Alpha) throws -> String? {
    guard case .value(let alpha) = alpha else { return nil }
    return try Self.settings(order, alpha, isAuto: false)
  }

  private static func settings(_ order: Int, _ alpha: Double, isAuto: Bool) throws -> String {
    try JSON.string(Settings(smoothing: "laplace", order: order, alpha: alpha, isAuto: isAuto))
  }

  private struct Settings: Encodable {
    let smoothing: String
    let order: Int
    let alpha: Double
    let isAuto: Bool

    enum CodingKeys: String, CodingKey {
      case smoothing, order, alpha
      case isAuto = "alpha_auto"
    }
  }

  private func counter(_ order: Int, _ corpus: StoredCorpus) -> NGramCounter {
    NGramCounter(order: order, vocabularySize: corpus.record.vocabularySize, endOfSegment: corpus.endOfSegment)
  }

  private func model(
    _ table: NGramTable, _ alpha: Alpha, _ valid: [UInt32], _ eos: UInt32?, _ bench: Workbench
  ) -> AddAlphaModel {
    guard case .value(let alpha) = alpha else {
      let best = AlphaSearch.best(table, on: valid, endOfSegment: eos)
      if !AlphaSearch.range.contains(best) {
        bench.progress(
          .note(
            "order \(table.order): α = \(Figures.significant(best)) is where the search ends, not where valid is best"))
      }
      return AddAlphaModel(table, alpha: best, endOfSegment: eos)
    }
    return AddAlphaModel(table, alpha: alpha, endOfSegment: eos)
  }

  private func topNGrams(_ table: NGramTable, _ corpus: StoredCorpus) -> [TopNGramRecord] {
    table.mostFrequent(Self.topRows).enumerated().map { index, row in
      TopNGramRecord(
        n: table.order, place: index + 1,
        gram: table.row(row).map(corpus.shown).joined(separator: " "),
        count: Int(table.counts[row]))
    }
  }
}
