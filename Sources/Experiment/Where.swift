internal import Counts
internal import Evaluation
public import Ledger

/// `lmctl compare --where`: perplexity of each model by what the positions are like: the token's frequency in `train`, its
/// place in the segment, how much of its history was seen, what it is made of.
public struct Where {
  public var corpus: String?
  public var split: SplitName

  public init(corpus: String?, split: SplitName) {
    self.corpus = corpus
    self.split = split
  }

  /// Stores the figures of every model that is scored on the split, and returns them; what does not sum to 1 has no
  /// perplexity.
  @discardableResult
  public func callAsFunction(_ bench: Workbench) throws -> [BreakdownRecord] {
    let ledger = try bench.openForWriting()
    let record = try ledger.corpus(named: corpus)
    let counter = TrainingCounter(
      order: StreamFeatures.longestNGram, estimates: false, settings: NGramSettings(), memory: nil, temporary: nil,
      bench: bench)
    let (corpus, train) = try StoredCorpus.forTraining(record.name, in: ledger, bench, loads: counter.fits)
    guard let train else {
      let positions = corpus.positions(of: .train) ?? 0
      throw CompareError.trainTooLarge(option: "--where", corpus: record.name, positions: positions)
    }
    let ids = try corpus.ids(split)
    guard !ids.isEmpty else { throw CompareError.emptySplit(split: split.rawValue, corpus: record.name) }
    let grams = try TrieCounter(
      order: StreamFeatures.longestNGram, vocabularySize: corpus.record.vocabularySize,
      endOfSegment: corpus.endOfSegment, threads: bench.threads
    ).count(train)
    let features = StreamFeatures(ids, of: corpus, train: grams, threads: bench.threads)
    var rows: [BreakdownRecord] = []
    for model in try ledger.models(of: record) {
      guard model.isNormalized else {
        bench.progress(.leftOut(model))
        continue
      }
      guard let score = try ledger.scores(of: model).first(where: { $0.split == split }), corpus.isOwn(score) else {
        continue
      }
      bench.progress(.stage("where \(model.name) is good"))
      let logProbabilities = try ledger.logProbabilities(score)
      for (dimension, bins) in features.dimensions {
        rows += Breakdown.rows(logProbabilities, bins).map { row in
          BreakdownRecord(
            modelID: model.id, split: split, dimension: dimension, place: row.place, label: row.label,
            positions: row.positions, nats: row.nats.isFinite ? row.nats : nil)
        }
      }
    }
    try bench.patiently { try ledger.add(breakdown: rows) }
    return rows
  }
}
