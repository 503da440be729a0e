internal import Counts
internal import Evaluation
public import Ledger
internal import NGrams

/// `lmctl compare --fractions 1,10,100`: n-gram models made again of the first parts of `train`: perplexity over the size of
/// the text.
///
/// The vocabulary stays that of the whole: only then are the figures of one stream. Weights and α that were chosen on
/// `valid` are chosen anew. Networks are not trained again.
public struct DataCurves {
  public var corpus: String?
  public var split: SplitName
  /// Above 0, at most 100, of the segments (of the tokens where there are none).
  public var percents: [Double]

  public init(corpus: String?, split: SplitName, percents: [Double]) {
    self.corpus = corpus
    self.split = split
    self.percents = percents
  }

  /// - Returns: the points of every model, by name and percent; they are stored too.
  @discardableResult
  public func callAsFunction(_ bench: Workbench) throws -> [DataPointRecord] {
    let ledger = try bench.openForWriting()
    let record = try ledger.corpus(named: corpus)
    let made = try ledger.models(of: record).compactMap { model in
      StoredNGramSettings(model).map { (model: model, settings: $0) }
    }
    for (model, _) in made where !model.isNormalized { bench.progress(.leftOut(model)) }
    let models = made.filter(\.model.isNormalized)
    guard let highest = models.map(\.settings.variant.order).max() else {
      throw CompareError.nothingToRetrain(corpus: record.name)
    }
    let counter = TrainingCounter(
      order: highest, estimates: true, settings: NGramSettings(), memory: nil, temporary: nil, bench: bench)
    let (corpus, train) = try StoredCorpus.forTraining(record.name, in: ledger, bench, loads: counter.fits)
    guard let train else {
      let positions = corpus.positions(of: .train) ?? 0
      throw CompareError.trainTooLarge(option: "--fractions", corpus: record.name, positions: positions)
    }
    let (ids, valid) = (try corpus.ids(split), try corpus.ids(.valid))
    guard !ids.isEmpty else { throw CompareError.emptySplit(split: split.rawValue, corpus: record.name) }
    if valid.isEmpty, models.contains(where: { $0.settings.needsValidation }) {
      throw ExperimentError.noValidation(corpus: record.name, option: "--fractions for weights chosen on valid")
    }
    let run = NewRun(
      command: "compare", subject: record.name, corpusID: record.id,
      settings: try JSON.string(["fractions": percents.map { "\($0)" }, "split": [split.rawValue]]))
    return try bench.recorded(in: ledger, run) { run in
      var points: [DataPointRecord] = []
      for percent in percents.sorted() {
        let part = Self.beginning(of: train, percent: percent, endOfSegment: corpus.endOfSegment)
        guard !part.isEmpty else { throw CompareError.fractionTooSmall(percent: percent, corpus: record.name) }
        let clock = ContinuousClock()
        var begun = clock.now
        let counts = try counter(corpus, part)
        let counting = (clock.now - begun).seconds
        for (model, stored) in models {
          bench.progress(.stage("\(model.name) of \(percent) % of \(record.name)"))
          begun = clock.now
          let trainer = NGramTrainer(
            corpus: corpus, counts: counts, counting: counting, valid: valid, settings: stored.settings, ledger: ledger,
            run: run, bench: bench)
          let scorer = try trainer.scorer(stored.variant)
          let training = counting + (clock.now - begun).seconds
          let logProbabilities = try scorer(ids)
          let score = Score(logProbabilities, of: ids, hasEOS: corpus.record.hasEOS, characters: 0, bytes: 0)
          points.append(
            DataPointRecord(
              modelID: model.id, split: split, percent: percent, positions: part.count, scored: score.scored,
              nats: score.nats, perplexity: score.perplexity, seconds: training))
        }
        // Percent by percent: what is done is not lost with what is not.
        try bench.patiently { try ledger.add(dataPoints: points.filter { $0.percent == percent }) }
      }
      return points
    }
  }

  /// So many percent of the segments, whole ones, from the stream's beginning; of the tokens where nothing ends segments.
  static func beginning(of stream: [UInt32], percent: Double, endOfSegment: UInt32?) -> [UInt32] {
    if percent >= 100 { return stream }
    guard let endOfSegment else { return Array(stream.prefix(Int(Double(stream.count) * percent / 100))) }
    let segments = stream.count { $0 == endOfSegment }
    var left = Int(Double(segments) * percent / 100)
    guard left > 0 else { return [] }
    for (position, id) in stream.enumerated() where id == endOfSegment {
      left -= 1
      if left == 0 { return Array(stream[...position]) }
    }
    return stream
  }
}
