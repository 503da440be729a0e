internal import Counts
internal import Evaluation
internal import Ledger
internal import NGrams
internal import Report
internal import Platform

/// `lmctl ngram`: ids → counts → smoothed models → scores → database. The counting is shared by all models of a call.
public struct TrainNGrams {
  public var corpus: String?
  public var orders: [Int]
  public var smoothings: [SmoothingName]
  public var alphas: [Alpha]
  public var settings: NGramSettings
  public var name: String?
  public var replaces: Bool
  /// Bytes that counting and estimating may take; nil for what the machine has.
  public var memory: Int?
  /// Where temporary files lie, for what does not fit into memory; nil for the folder of the database.
  public var temporary: String?
  /// Names of models that are left out, because they stand.
  var standing: Set<String> = []

  public init(
    corpus: String?, orders: [Int], smoothings: [SmoothingName] = [.laplace], alphas: [Alpha] = [.value(1)],
    settings: NGramSettings = NGramSettings(), name: String? = nil, replaces: Bool = false
  ) {
    self.corpus = corpus
    self.orders = orders
    self.smoothings = smoothings
    self.alphas = alphas
    self.settings = settings
    self.name = name
    self.replaces = replaces
  }

  /// - Returns: the names of the new models.
  @discardableResult
  public func callAsFunction(_ bench: Workbench) throws -> [String] {
    let variants = variants.filter { !standing.contains(name(of: $0)) }
    let highest = variants.map(\.order).max() ?? 1
    let counter = TrainingCounter(
      order: highest, estimates: variants.contains { !$0.smoothing.addsAlpha }, settings: settings, memory: memory,
      temporary: temporary, bench: bench)
    let ledger = try bench.openForWriting()
    let (corpus, train) = try StoredCorpus.forTraining(corpus, in: ledger, bench, loads: counter.fits)
    if train != nil { Memory.keep() }
    let valid = needsValidation ? try corpus.ids(.valid) : []
    if needsValidation && valid.isEmpty {
      throw ExperimentError.noValidation(
        corpus: corpus.record.name,
        option: smoothings.contains(.jelinekMercer) ? "--smoothing jelinek-mercer" : "--alpha auto")
    }
    for name in names {
      try replaces ? Ledger.check(newModel: name) : ledger.checkFree(model: name, in: corpus.record)
    }
    let run = NewRun(
      command: "ngram", subject: names.count == 1 ? names[0] : name, corpusID: corpus.record.id,
      settings: try JSON.string(CallSettings(self)))
    try bench.recorded(in: ledger, run) { run in
      let clock = ContinuousClock()
      let begun = clock.now
      let counts = try counter(corpus, train)
      let counting = (clock.now - begun).seconds
      let streams = try corpus.streamsToScore()
      let trainer = NGramTrainer(
        corpus: corpus, counts: counts, counting: counting, valid: valid, settings: settings, ledger: ledger, run: run,
        bench: bench)
      let results = try variants.map { variant in
        try trainer.train(variant, name: name(of: variant), on: streams)
      }
      _ = try bench.patiently { try ledger.add(models: results, replacing: replaces, endsRun: true) }
    }
    return names
  }

  private var needsValidation: Bool {
    smoothings.contains(.jelinekMercer)
      || alphas.contains(.auto) && smoothings.contains { $0 == .laplace || $0 == .add }
  }

  // MARK: names

  /// One for each order and smoothing, and of add-α for each α.
  var variants: [NGramVariant] {
    orders.flatMap { order in
      smoothings.flatMap { smoothing -> [NGramVariant] in
        switch smoothing {
        case .mle: [NGramVariant(order: order, smoothing: .mle, alpha: .value(0))]
        case .laplace, .add: alphas.map { NGramVariant(order: order, smoothing: smoothing, alpha: $0) }
        default: [NGramVariant(order: order, smoothing: smoothing)]
        }
      }
    }
  }

  /// NAME, or NAME-smoothing-order-α as far as the call makes several; without a name, what the settings say.
  func name(of variant: NGramVariant) -> String {
    if let name, variants.count == 1 { return name }
    var parts: [String] = []
    if let name { parts.append(name) }
    if name == nil || smoothings.count > 1 {
      parts.append(variant.smoothing.rawValue)
      if variant.smoothing.hasBothForms && !settings.interpolates { parts.append("backoff") }
    }
    parts.append("\(variant.order)")
    if let alpha = variant.alpha, variant.smoothing != .mle {
      let isOnly = alphas.count == 1 && (name != nil || alpha == .value(1))
      if !isOnly { parts.append("\(alpha)") }
    }
    return parts.joined(separator: "-")
  }

  /// The names of the models that the call makes.
  public var names: [String] { variants.map(name(of:)).filter { !standing.contains($0) } }

  /// What would be recorded of a model's settings, or nil where only training tells.
  func settings(of variant: NGramVariant) throws -> String? {
    guard case .value(let alpha) = variant.alpha else { return nil }
    return try JSON.string(AddAlphaSettings(variant, alpha: alpha))
  }

  /// What is recorded of a call.
  private struct CallSettings: Encodable {
    let smoothing: [String]
    let orders: [Int]
    let alphas: [String]

    init(_ call: TrainNGrams) {
      smoothing = call.smoothings.map(\.rawValue)
      orders = call.orders
      alphas = call.smoothings.contains(where: \.addsAlpha) ? call.alphas.map(\.description) : []
    }
  }
}
