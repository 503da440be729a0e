internal import Counts
internal import Evaluation
internal import Ledger
internal import NGrams
internal import Report

/// Makes the models of a call from what was counted once.
struct NGramTrainer {
  let corpus: StoredCorpus
  let counts: CountedNGrams
  /// Seconds that counting took.
  let counting: Double
  let valid: [UInt32]
  let settings: NGramSettings
  let ledger: Ledger
  let run: String
  let bench: Workbench

  typealias Streams = [(split: SplitRecord, ids: [UInt32])]

  func train(_ variant: NGramVariant, name: String, on streams: Streams) throws -> Ledger.ModelResult {
    bench.progress(.stage("\(name): \(variant.smoothing.rawValue) of order \(variant.order)"))
    let counts = counts.cut(to: variant.order)
    return variant.smoothing.addsAlpha
      ? try addAlpha(variant, counts, name, streams) : try backoff(variant, counts, name, streams)
  }

  // MARK: add-α

  private func addAlpha(
    _ variant: NGramVariant, _ counts: CountedNGrams, _ name: String, _ streams: Streams
  ) throws -> Ledger.ModelResult {
    let clock = ContinuousClock()
    let begun = clock.now
    let alpha = try alpha(variant.alpha ?? .value(0), counts)
    if case .inMemory(let trie) = counts {
      try check(AddAlphaModel(trie, alpha: alpha, unseen: settings.unseen), trie, name)
    }
    let seconds = counting + (clock.now - begun).seconds
    let artifact = try bench.patiently {
      let writer = ledger.artifactWriter(kind: "ngram-counts", run: run)
      try counts.encode(threads: bench.threads) { try writer.append($0) }
      return try writer.finish()
    }
    var record = ModelRecord(
      corpusID: corpus.record.id, name: name, kind: "ngram", smoothing: smoothingName(variant.smoothing, alpha),
      order: variant.order, context: corpus.record.hasEOS ? .segment : .stream,
      unseen: alpha > 0 ? settings.unseen.rawValue : "zero", parameters: try counts.tableSize,
      settings: try JSON.string(AddAlphaSettings(variant, alpha: alpha)),
      seconds: seconds, artifactID: artifact.id, runID: run, trained: corpus.positions(of: .train))
    let listed = try counts.mostFrequent(settings.rows)
    let model = AddAlphaModel(listed, alpha: alpha, unseen: settings.unseen)
    record.ngramList = try bench.patiently {
      try NGramRows(corpus: corpus, limit: settings.rows).write(listed, to: ledger, run: run) { gram, index, history in
        (gram.count == counts.order ? model.logProbability(of: index, after: history) : nil, nil)
      }
    }
    let scorer = counts.addAlpha(alpha, settings.unseen)
    return (record, try corpus.scores(on: streams, in: ledger, run: run, bench, scorer), [])
  }

  private func smoothingName(_ smoothing: SmoothingName, _ alpha: Double) -> String {
    smoothing == .mle ? "mle" : alpha == 1 ? "laplace" : "add-\(Figures.significant(alpha))"
  }

  private func alpha(_ alpha: Alpha, _ counts: CountedNGrams) throws -> Double {
    guard case .value(let alpha) = alpha else {
      let best = AlphaSearch.best(try counts.shared(with: valid), on: valid)
      if !AlphaSearch.range.contains(best) {
        bench.progress(
          .note(
            "order \(counts.order): α = \(Figures.significant(best)) is where the search ends, not where valid is best")
        )
      }
      return best
    }
    return alpha
  }

  // MARK: back-off

  private func backoff(
    _ variant: NGramVariant, _ counts: CountedNGrams, _ name: String, _ streams: Streams
  ) throws -> Ledger.ModelResult {
    let clock = ContinuousClock()
    let begun = clock.now
    let estimation = try estimation(variant, counts)
    var (model, discounts) = try counts.estimate(estimation, threads: bench.threads)
    // Both want all n-grams in memory: on disk neither is begun.
    if let threshold = settings.entropyThreshold, case .inMemory(let whole) = model {
      let pruned = whole.prunedByEntropy(threshold, threads: bench.threads)
      bench.progress(
        .note("\(name): \(Figures.grouped(pruned.count)) of \(Figures.grouped(whole.count)) n-grams are left"))
      model = .inMemory(pruned)
    }
    if model.isNormalized, case .inMemory(let model) = model, case .inMemory(let trie) = counts {
      try check(model, trie, name) { model.index(of: $0) != nil }
    } else if settings.checks > 0 {
      bench.progress(
        .note(
          "\(name): \(variant.smoothing.rawValue) gives scores that are no probabilities: not summed, and not ranked"))
    }
    for order in discounts where order.isFallback {
      bench.progress(.warning("\(name): \(NGramSettingsRecord.fallback(order, variant.smoothing))"))
    }
    let seconds = counting + (clock.now - begun).seconds
    let artifact = try bench.patiently {
      let writer = ledger.artifactWriter(kind: "ngram-backoff", run: run)
      try model.encode(threads: bench.threads) { try writer.append($0) }
      return try writer.finish()
    }
    var record = ModelRecord(
      corpusID: corpus.record.id, name: name, kind: "ngram", smoothing: variant.smoothing.rawValue,
      order: variant.order, context: corpus.record.hasEOS ? .segment : .stream, unseen: settings.unseen.rawValue,
      isNormalized: model.isNormalized, parameters: model.count,
      settings: try JSON.string(NGramSettingsRecord(variant, settings, estimation, discounts)),
      seconds: seconds, artifactID: artifact.id, runID: run, trained: corpus.positions(of: .train))
    let listed = try counts.mostFrequent(settings.rows)
    let part = try model.part(sharedWith: listed)
    record.ngramList = try bench.patiently {
      try NGramRows(corpus: corpus, limit: settings.rows).write(listed, to: ledger, run: run) { gram, _, _ in
        part.figures(of: gram)
      }
    }
    return (record, try corpus.scores(on: streams, in: ledger, run: run, bench, model.scorer), [])
  }

  private func estimation(_ variant: NGramVariant, _ counts: CountedNGrams) throws -> EstimationSettings {
    EstimationSettings(
      try smoothing(variant.smoothing, counts), interpolates: settings.interpolates, unseen: settings.unseen,
      cutoffs: settings.cutoffs)
  }

  /// What scores a stream as a model of these counts would, which is kept nowhere.
  func scorer(_ variant: NGramVariant) throws -> ([UInt32]) throws -> [Double] {
    let counts = counts.cut(to: variant.order)
    if variant.smoothing.addsAlpha {
      return counts.addAlpha(try alpha(variant.alpha ?? .value(0), counts), settings.unseen)
    }
    let (model, _) = try counts.estimate(try estimation(variant, counts), threads: bench.threads)
    guard let threshold = settings.entropyThreshold, case .inMemory(let whole) = model else { return model.scorer }
    return EstimatedModel.inMemory(whole.prunedByEntropy(threshold, threads: bench.threads)).scorer
  }

  /// Sums probabilities after some histories, where that was asked for.
  private func check(
    _ model: some LanguageModel, _ counts: NGramTrie, _ name: String,
    isListed: @escaping ([UInt32]) -> Bool = { _ in true }
  ) throws {
    guard settings.checks > 0 else { return }
    bench.progress(.stage("\(name): summing probabilities"))
    let isMaximumLikelihood = (model as? AddAlphaModel)?.alpha == 0
    let (_, note) = try sumCheck(
      model, named: name, counts: counts, histories: settings.checks, mayBeUndefined: isMaximumLikelihood,
      isListed: isListed, shown: corpus.shown)
    bench.progress(.note(note))
  }

  private func smoothing(_ name: SmoothingName, _ counts: CountedNGrams) throws -> Smoothing {
    switch name {
    case .jelinekMercer:
      .jelinekMercer(
        JelinekMercerWeights(
          try counts.shared(with: valid), on: valid, unseen: settings.unseen, threads: bench.threads))
    case .wittenBell: .wittenBell
    case .goodTuring: .goodTuring
    case .absolute: .absolute(discount: settings.discount)
    case .kneserNey: .kneserNey
    case .stupidBackoff: .stupidBackoff(factor: 0.4)
    case .modifiedKneserNey, .mle, .laplace, .add: .modifiedKneserNey
    }
  }
}

/// What is recorded of an add-α model.
struct AddAlphaSettings: Encodable {
  let smoothing: String
  let order: Int
  let alpha: Double
  let isAuto: Bool

  enum CodingKeys: String, CodingKey {
    case smoothing, order, alpha
    case isAuto = "alpha_auto"
  }

  init(_ variant: NGramVariant, alpha: Double) {
    smoothing = variant.smoothing == .mle ? "mle" : "laplace"
    order = variant.order
    self.alpha = alpha
    isAuto = variant.alpha == .auto
  }
}

/// What is recorded of a model in back-off form, and how its discounts were come by.
struct NGramSettingsRecord: Encodable {
  let smoothing: String
  let order: Int
  let interpolate: Bool
  let unseen: String
  let prune: [UInt32]
  let pruneEntropy: Double?
  /// The D that was asked for; nil where it was estimated.
  let discount: Double?
  let discounts: [[Double]]
  let countsOfCounts: [[Int]]
  let weights: [[Double]]?

  enum CodingKeys: String, CodingKey {
    case smoothing, order, interpolate, unseen, prune, discount, discounts, weights
    case pruneEntropy = "prune_entropy"
    case countsOfCounts = "counts_of_counts"
  }

  init(
    _ variant: NGramVariant, _ settings: NGramSettings, _ estimation: EstimationSettings,
    _ discounts: [OrderDiscounts]
  ) {
    smoothing = variant.smoothing.rawValue
    order = variant.order
    interpolate = estimation.interpolates && variant.smoothing != .goodTuring
    unseen = settings.unseen.rawValue
    prune = settings.cutoffs
    pruneEntropy = settings.entropyThreshold
    discount = variant.smoothing == .absolute ? settings.discount : nil
    self.discounts = discounts.map(\.discounts)
    countsOfCounts = discounts.map(\.countsOfCounts)
    if case .jelinekMercer(let weights) = estimation.smoothing { self.weights = weights.byOrder } else { weights = nil }
  }

  /// What to tell where discounts could not be estimated.
  static func fallback(_ order: OrderDiscounts, _ smoothing: SmoothingName) -> String {
    let t = order.countsOfCounts.enumerated().map { "t\($0 + 1) = \($1)" }.joined(separator: ", ")
    let fixed = order.discounts.map { Figures.significant($0) }.joined(separator: ", ")
    return """
      the discounts of order \(order.order) cannot be estimated from so few n-grams (\(t)); \
      \(order.discounts.isEmpty ? "counts are taken whole" : "\(fixed) \(order.discounts.count == 1 ? "is" : "are") taken instead"); \
      give more text, or --smoothing witten-bell
      """
  }
}
