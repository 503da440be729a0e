internal import Evaluation
internal import Foundation
internal import Ledger
internal import Platform
public import Recurrent
internal import Report

/// `lmctl compare --dynamic`: a stored network that goes on learning from the text it is scored on
/// (``DynamicEvaluation``), its learning rate chosen on `valid`, ranked like any other model.
///
/// Each split is scored from the trained weights on. `<unk>` is learnt only where training has it. There is no model to ask
/// afterwards: what is stored are its scores.
public struct DynamicEvaluate {
  public var corpus: String?
  /// Nil where the corpus has only one model.
  public var model: String?
  /// What is tried.
  public var grid: DynamicEvaluationGrid
  /// Nil for the model's with `+dynamic` behind it.
  public var name: String?
  public var replaces: Bool

  public init(
    corpus: String? = nil, model: String?, grid: DynamicEvaluationGrid = DynamicEvaluationGrid(), name: String? = nil,
    replaces: Bool = false
  ) {
    self.corpus = corpus
    self.model = model
    self.grid = grid
    self.name = name
    self.replaces = replaces
  }

  /// The kind of such models, and of their artifact, which is the settings.
  static let kind = "dynamic"

  /// - Returns: the name of the new model.
  /// - Throws: ``NetworkBaseError``; what is wrong with the database, the grid or the memory; a rate at which learning
  ///   diverges on a stream. Nothing is changed then.
  @discardableResult
  public func callAsFunction(_ bench: Workbench) throws -> String {
    let base = try NetworkBase(
      model, ofCorpus: corpus, name: name, suffix: "+dynamic", option: "--dynamic", replaces: replaces, bench)
    let (network, name) = (base.network, base.name)
    try bench.require(
      grid.memory(network.shape, threads: bench.threads).map { $0 + Workbench.leastMemory },
      for: "dynamic evaluation of '\(base.record.name)'")
    let run = NewRun(command: "dynamic", subject: name, corpusID: base.corpus.record.id)
    try bench.recorded(in: base.ledger, run) { run in
      let clock = ContinuousClock()
      let begun = clock.now
      bench.progress(.stage("learning rate of \(name)"))
      let tuning = try grid.tune(network, on: base.valid, learnsUnknown: base.trainingHasUnknown) { done, total in
        bench.progress(.amount(done: done, total: total, unit: "rates"))
      }
      let seconds = (clock.now - begun).seconds
      tell(name, tuning, bench)
      let evaluation = try DynamicEvaluation(tuning.settings)
      var scores: [ScoreRecord] = []
      for stream in base.streams {
        bench.progress(.stage("scoring \(name) on \(stream.split.name.rawValue)"))
        scores += try base.corpus.scores(on: [stream], in: base.ledger, run: run, bench) { ids in
          try evaluation(network, on: ids) { done, total in
            bench.progress(.amount(done: done, total: total, unit: "positions"))
          }
        }
      }
      try base.add(
        kind: Self.kind, method: "dynamic-evaluation", artifactKind: Self.kind,
        settings: DynamicRecord(part: base.part(weight: 1), tuning),
        components: [
          ComponentRecord(
            place: 0, component: base.record.name, componentID: base.record.id, role: "base", weight: nil)
        ],
        scores: scores, seconds: seconds, replaces: replaces, run: run, bench)
    }
    return name
  }

  private func tell(_ name: String, _ tuning: DynamicEvaluationTuning, _ bench: Workbench) {
    let count = Double(max(1, tuning.positions))
    bench.progress(
      .note(
        """
        \(name): learning rate \(Figures.significant(tuning.settings.rate)) each \(tuning.settings.steps) tokens, by \
        \(Figures.grouped(tuning.positions)) positions of valid: perplexity \
        \(Figures.perplexity(exp(tuning.networkNats / count))) without, \(Figures.perplexity(exp(tuning.nats / count))) with\
        \(tuning.settings.learnsUnknown ? "" : "; <unk>, which is never or hardly ever in train, is not learnt")
        """))
    let rates = tuning.points.map(\.rate)
    if tuning.nats >= tuning.networkNats {
      bench.progress(.warning("\(name): on valid no rate is better than learning nothing; what follows is no gain"))
    } else if rates.count > 1, let last = rates.last, last == tuning.settings.rate {
      bench.progress(.note("\(name): the largest rate that was tried is the best; a larger one may be better still"))
    }
  }
}

/// What is recorded of a dynamic evaluation, in its settings and as its artifact.
struct DynamicRecord: Codable, Equatable {
  var method = "dynamic-evaluation"
  /// The network.
  let parts: [CombinedPart]
  let rate: Double
  /// Tokens that are scored before they are learnt from.
  let window: Int
  let clip: Double?
  /// Whether `<unk>` is learnt; nil, where nothing is said: it is.
  let learnsUnknown: Bool?
  /// What was tried, with the perplexity each reached; nil where it diverged.
  let rates: [Double]
  let perplexities: [Double?]
  /// Positions of `valid` that the rate was chosen on.
  let tunedOn: Int

  enum CodingKeys: String, CodingKey {
    case method, parts, rate, window, clip, rates, perplexities
    case learnsUnknown = "learns_unknown"
    case tunedOn = "tuned_on"
  }

  init(part: CombinedPart, _ tuning: DynamicEvaluationTuning) {
    parts = [part]
    (rate, window, clip) = (tuning.settings.rate, tuning.settings.steps, tuning.settings.clip)
    learnsUnknown = tuning.settings.learnsUnknown
    rates = tuning.points.map(\.rate)
    perplexities = tuning.points.map { point in
      let perplexity = exp(point.nats / Double(max(1, tuning.positions)))
      return perplexity.isFinite ? perplexity : nil
    }
    tunedOn = tuning.positions
  }
}
