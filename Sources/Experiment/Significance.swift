internal import Evaluation
internal import Ledger
internal import Platform

/// Standard errors of scores, and of the differences between the models of a stream: what is not worked out yet is, from the
/// stored arrays of ln p.
struct Significance {
  let corpus: CorpusRecord
  let split: SplitName
  var bootstrap = BlockBootstrap(resamples: 1000, seed: 1)

  /// What is missing: models whose score has no error, and pairs that rank together without a difference.
  struct Work {
    fileprivate var scores: [(model: ModelRecord, score: ScoreRecord)] = []
    fileprivate var errors: [Int] = []
    fileprivate var pairs: [(Int, Int)] = []

    var isEmpty: Bool { errors.isEmpty && pairs.isEmpty }
  }

  /// A probability of zero has no error, and what does not sum to 1 nothing to be compared with.
  func work(in ledger: Ledger) throws -> Work {
    var work = Work()
    for model in try ledger.models(of: corpus) {
      guard let score = try ledger.scores(of: model).first(where: { $0.split == split }), score.nats != nil,
        score.scored > 1
      else { continue }
      // What the row says of its array is not believed: sizes are reckoned with it.
      let bytes = try ledger.sizedArtifact(score.artifactID).bytes
      guard score.scored.multipliedReportingOverflow(by: 8) == (bytes, false) else {
        throw ExperimentError.inconsistent("the scores of '\(model.name)' on '\(split.rawValue)'")
      }
      work.scores.append((model, score))
    }
    let hasError = Set(try ledger.scoreErrors(of: corpus, split: split).map(\.modelID))
    // Errors of a stream are of blocks of one length: where one is missing, all are worked out.
    let isMissing = work.scores.contains { !hasError.contains($0.model.id) }
    work.errors = isMissing ? Array(work.scores.indices) : []
    let known = Set(try ledger.differences(of: corpus, split: split).map { [$0.modelA, $0.modelB] })
    for (a, first) in work.scores.enumerated() where first.model.isNormalized {
      for (b, second) in work.scores.enumerated() where second.model.isNormalized {
        let (low, high) = (first.model.id, second.model.id)
        if low < high, first.score.streamSHA256 == second.score.streamSHA256, first.model.ranks(with: second.model),
          !known.contains([low, high])
        {
          work.pairs.append((a, b))
        }
      }
    }
    return work
  }

  /// Works it out and stores it.
  func callAsFunction(_ work: Work, in ledger: Ledger, _ bench: Workbench) throws {
    let wanted = Set(work.errors + work.pairs.flatMap { [$0.0, $0.1] })
    let bytes = wanted.reduce(0) { $0 + 8 * work.scores[$1].score.scored }
    // The arrays, and of each thread a series of differences with its sums.
    let most = work.scores.map(\.score.scored).max() ?? 0
    try bench.require(
      bytes + 32 * most * bench.threads + Workbench.leastMemory, for: "the differences between \(wanted.count) models")
    bench.progress(.stage("standard errors of \(corpus.name), \(split.rawValue)"))
    var arrays: [Int: [Double]] = [:]
    for index in wanted.sorted() {
      arrays[index] = try ledger.logProbabilities(work.scores[index].score)
    }
    let read = arrays
    // What is hard for one model is hard for all: the longest block that one of them asks for is the stream's.
    let blocks = inParallel(work.errors.count, threads: bench.threads) { job in
      BlockBootstrap.length(read[work.errors[job]] ?? [])
    }
    let errors = inParallel(work.errors.count, threads: bench.threads) { job in
      error(of: work.scores[work.errors[job]].model, read[work.errors[job]] ?? [], block: blocks.max() ?? 1)
    }
    let differences = inParallel(work.pairs.count, threads: bench.threads) { job in
      let (a, b) = work.pairs[job]
      return difference(work.scores[a].model, work.scores[b].model, read[a] ?? [], read[b] ?? [])
    }
    try bench.patiently {
      try ledger.add(scoreErrors: errors.compactMap(\.self))
      try ledger.add(differences: differences.compactMap(\.self))
    }
  }

  private func error(of model: ModelRecord, _ logProbabilities: [Double], block: Int) -> ScoreErrorRecord? {
    bootstrap.error(of: logProbabilities.map { -$0 }, block: block).map { error in
      ScoreErrorRecord(
        modelID: model.id, split: split, standardError: error.standardError, low: error.low, high: error.high,
        block: error.block, resamples: error.resamples, seed: Int(clamping: error.seed))
    }
  }

  private func difference(
    _ a: ModelRecord, _ b: ModelRecord, _ first: [Double], _ second: [Double]
  ) -> DifferenceRecord? {
    PairedDifference(first, second, bootstrap).map { paired in
      let error = paired.difference
      return DifferenceRecord(
        modelA: a.id, modelB: b.id, split: split, nats: error.mean, standardError: error.standardError, low: error.low,
        high: error.high, pValue: paired.pValue, block: error.block, resamples: error.resamples,
        seed: Int(clamping: error.seed))
    }
  }
}

extension ModelRecord {
  /// As the view `leaderboard` ranks: a model without a rule for unseen words gives every word its share, as `uniform` does.
  func ranks(with other: ModelRecord) -> Bool { (unseen ?? "uniform") == (other.unseen ?? "uniform") }
}

extension Ledger {
  /// ln p of each position of a score, as it was stored.
  /// - Throws: where there are not as many as positions were scored, or one is NaN or +∞.
  func logProbabilities(_ score: ScoreRecord) throws -> [Double] {
    let logProbabilities = try loadArtifact(score.artifactID, as: Double.self)
    guard logProbabilities.count == score.scored, logProbabilities.allSatisfy({ $0 < .infinity })
    else {
      throw ExperimentError.inconsistent("the ln p of a model on '\(score.split.rawValue)'")
    }
    return logProbabilities
  }
}
