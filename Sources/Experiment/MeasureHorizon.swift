internal import Evaluation
internal import Foundation
public import Ledger

/// `lmctl compare --horizon 1,2,4,8,16`: how well each model predicts k tokens ahead, by its own predictions and, beside it,
/// by the true ones (``HorizonEvaluation``). The points are stored.
public struct MeasureHorizon {
  public var corpus: String?
  /// Names; empty for all that can be asked.
  public var models: [String]
  public var split: SplitName
  /// Each from 1 on.
  public var horizons: [Int]
  /// The most places from which is predicted.
  public var origins: Int

  public init(
    corpus: String? = nil, models: [String] = [], split: SplitName = .test, horizons: [Int] = [1, 2, 4, 8, 16],
    origins: Int = 1000
  ) {
    self.corpus = corpus
    self.models = models
    self.split = split
    self.horizons = horizons
    self.origins = origins
  }

  /// Tokens ahead at most: each origin costs as many distributions.
  public static let farthest = 10_000

  /// - Returns: the points of every model, by name and k; they are stored too.
  /// - Throws: ``MeasureHorizonError``; what is wrong with the database.
  @discardableResult
  public func callAsFunction(_ bench: Workbench) throws -> [HorizonRecord] {
    for k in horizons where k < 1 || k > Self.farthest {
      throw MeasureHorizonError.badHorizon(k, farthest: Self.farthest)
    }
    guard origins >= 1, !horizons.isEmpty else { throw MeasureHorizonError.nothingAsked }
    let ledger = try bench.openForWriting()
    let corpus = try StoredCorpus(corpus, in: ledger)
    let ids = try corpus.ids(split)
    let evaluation = HorizonEvaluation(horizons: horizons, origins: origins)
    guard !ids.isEmpty else { throw CompareError.emptySplit(split: split.rawValue, corpus: corpus.record.name) }
    guard !evaluation.places(in: ids.count).isEmpty else {
      throw MeasureHorizonError.tooFar(
        evaluation.horizons.last ?? 1, positions: ids.count, split: split.rawValue, corpus: corpus.record.name)
    }
    let chosen = try chosen(of: corpus, in: ledger, bench)
    let run = NewRun(
      command: "horizon", subject: corpus.record.name, corpusID: corpus.record.id,
      settings: try JSON.string(Settings(split: split.rawValue, horizons: evaluation.horizons, origins: origins)))
    return try bench.recorded(in: ledger, run) { _ in
      var points: [HorizonRecord] = []
      for record in chosen {
        guard let model = try open(record, of: corpus, in: ledger, bench) else { continue }
        bench.progress(.stage("\(record.name), up to \(evaluation.horizons.last ?? 1) tokens ahead"))
        let figures = evaluation(model, on: ids) { done, total in
          bench.progress(.amount(done: done, total: total, unit: "origins"))
        }
        let own = figures.map { HorizonRecord($0, model: record.id, split: split) }
        // Model by model: what took long is not lost with the next one.
        try bench.patiently { try ledger.add(horizon: own) }
        points += own
      }
      if points.isEmpty { throw MeasureHorizonError.noModel(corpus: corpus.record.name) }
      return points
    }
  }

  /// Models that can be asked what comes next, by name.
  private func chosen(of corpus: StoredCorpus, in ledger: Ledger, _ bench: Workbench) throws -> [ModelRecord] {
    var chosen: [ModelRecord] = []
    let named = try models.map { try ledger.model(named: $0, in: corpus.record) }
    for record in models.isEmpty ? try ledger.models(of: corpus.record) : named {
      let reason = try reason(against: record, of: corpus, in: ledger)
      if let reason, models.isEmpty {
        bench.progress(.note("\(record.name) is left out: \(reason)"))
      } else if let reason {
        throw MeasureHorizonError.cannotBeAsked(model: record.name, reason: reason)
      } else if !chosen.contains(where: { $0.id == record.id }) {
        chosen.append(record)
      }
    }
    if chosen.isEmpty { throw MeasureHorizonError.noModel(corpus: corpus.record.name) }
    return chosen
  }

  /// - Returns: nil for a model that nobody named and that cannot be opened, as a mixture that has such a part.
  private func open(
    _ record: ModelRecord, of corpus: StoredCorpus, in ledger: Ledger, _ bench: Workbench
  ) throws -> (any LanguageModel)? {
    do {
      return try StoredModel(record.name, of: corpus, in: ledger, bench).model
    } catch let error as StoredModelError where models.isEmpty {
      bench.progress(.note("\(record.name) is left out: \(error)"))
      return nil
    } catch LedgerError.noModel where models.isEmpty {
      bench.progress(.note("\(record.name) is left out: what it is made of is not there any more"))
      return nil
    }
  }

  /// Why a model cannot be asked; nil where it can.
  private func reason(against record: ModelRecord, of corpus: StoredCorpus, in ledger: Ledger) throws -> String? {
    if record.kind == ImportScores.kind { return "its scores were imported, and there is no model" }
    if record.kind == DynamicEvaluate.kind { return "it learnt from the text that it was scored on" }
    if !record.isNormalized { return "its probabilities do not sum to 1" }
    // Points belong to a score of the same stream.
    let stream = corpus.splits.first { $0.name == split }?.streamSHA256
    guard let score = try ledger.scores(of: record).first(where: { $0.split == split }), score.streamSHA256 == stream
    else { return "it was not scored on this '\(split.rawValue)'" }
    return nil
  }

  private struct Settings: Encodable {
    let split: String
    let horizons: [Int]
    let origins: Int
  }
}

extension HorizonRecord {
  fileprivate init(_ figures: HorizonFigures, model: Int, split: SplitName) {
    self.init(
      modelID: model, split: split, k: figures.k, origins: figures.origins, hits: figures.hits,
      nats: figures.nats.isFinite ? figures.nats : nil, oneStepHits: figures.oneStepHits,
      oneStepNats: figures.oneStepNats.isFinite ? figures.oneStepNats : nil)
  }
}
