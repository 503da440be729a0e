internal import Evaluation
internal import Foundation
internal import Ledger
public import Recurrent
internal import Report

/// `lmctl compare --neural-cache`: a cache over a stored network, by the likeness of its states (``NeuralCacheModel``): θ,
/// window and weight chosen on `valid`, scored and ranked like any other model. `<unk>` is counted only where training has
/// it.
public struct NeuralCache {
  public var corpus: String?
  /// Nil where the corpus has only one model.
  public var model: String?
  /// What is tried.
  public var grid: NeuralCacheGrid
  /// Nil for the model's with `+neural-cache` behind it.
  public var name: String?
  public var replaces: Bool

  public init(
    corpus: String? = nil, model: String?, grid: NeuralCacheGrid = NeuralCacheGrid(), name: String? = nil,
    replaces: Bool = false
  ) {
    self.corpus = corpus
    self.model = model
    self.grid = grid
    self.name = name
    self.replaces = replaces
  }

  /// The kind of the artifact, which is the settings.
  static let artifactKind = "neural-cache"

  /// - Returns: the name of the new model.
  /// - Throws: ``NetworkBaseError``; what is wrong with the database, the grid or the memory. Nothing is changed then.
  @discardableResult
  public func callAsFunction(_ bench: Workbench) throws -> String {
    let base = try NetworkBase(
      model, ofCorpus: corpus, name: name, suffix: "+neural-cache", option: "--neural-cache", replaces: replaces, bench)
    let (network, name) = (base.network, base.name)
    try bench.require(
      grid.memory(network.shape, positions: base.valid.count) + Workbench.leastMemory, for: "the cache of '\(name)'")
    let run = NewRun(command: "neural-cache", subject: name, corpusID: base.corpus.record.id)
    try bench.recorded(in: base.ledger, run) { run in
      let clock = ContinuousClock()
      let begun = clock.now
      bench.progress(.stage("theta, window and weight of \(name)"))
      let tuning = try grid.tune(network, on: base.valid, countsUnknown: base.trainingHasUnknown) { done, total in
        bench.progress(.amount(done: done, total: total, unit: "positions"))
      }
      let seconds = (clock.now - begun).seconds
      tell(name, tuning, bench)
      bench.progress(.stage("scoring \(name)"))
      let cache = try NeuralCacheModel(network, tuning.settings)
      let scores = try base.corpus.scores(of: cache, on: base.streams, in: base.ledger, run: run, bench)
      let weight = tuning.settings.weight
      let window = "the last \(tuning.settings.window) tokens"
      try base.add(
        kind: "cache", method: "neural-cache", artifactKind: Self.artifactKind,
        settings: NeuralCacheRecord(part: base.part(weight: 1 - weight), tuning),
        components: [
          ComponentRecord(
            place: 0, component: base.record.name, componentID: base.record.id, role: "base", weight: 1 - weight),
          ComponentRecord(place: 1, component: window, componentID: nil, role: "cache", weight: weight),
        ],
        scores: scores, seconds: seconds, replaces: replaces, run: run, bench)
    }
    return name
  }

  private func tell(_ name: String, _ tuning: NeuralCacheTuning, _ bench: Workbench) {
    let (settings, count) = (tuning.settings, Double(max(1, tuning.positions)))
    if settings.weight == 0 {
      return bench.progress(
        .warning(
          "\(name): on valid no cache is better than none, and this one has no weight; what follows is the network"))
    }
    bench.progress(
      .note(
        """
        \(name): \(Figures.significant(settings.weight)) of a cache of \(Figures.grouped(settings.window)) tokens, theta \
        \(Figures.significant(settings.theta)), by \(Figures.grouped(tuning.positions)) positions of valid: perplexity \
        \(Figures.perplexity(exp(tuning.networkNats / count))) without, \(Figures.perplexity(exp(tuning.nats / count))) with\
        \(settings.countsUnknown ? "" : "; <unk>, which is never or hardly ever in train, is left out of it")
        """))
    let thetas = tuning.points.map(\.settings.theta)
    if settings.window == grid.windows.max() && grid.windows.count > 1 && settings.window < tuning.positions {
      bench.progress(.note("\(name): the largest window that was tried is the best; a larger one may be better still"))
    }
    if let last = thetas.max(), last > 0, settings.theta == last, thetas.contains(where: { $0 < last }) {
      bench.progress(.note("\(name): the largest theta that was tried is the best; a larger one may be better still"))
    }
  }
}

/// What is recorded of a neural cache, in its settings and as its artifact.
package struct NeuralCacheRecord: Codable, Equatable {
  var method = "neural-cache"
  /// The network under the cache, with its share 1 − λ.
  let parts: [CombinedPart]
  let theta: Double
  let window: Int
  /// λ.
  let weight: Double
  /// Whether `<unk>` is looked back at; nil, where nothing is said: it is.
  let countsUnknown: Bool?
  /// What was tried.
  let thetas: [Double]
  let windows: [Int]
  /// Positions of `valid` that all was chosen on.
  let tunedOn: Int

  enum CodingKeys: String, CodingKey {
    case method, parts, theta, window, weight, thetas, windows
    case countsUnknown = "counts_unknown"
    case tunedOn = "tuned_on"
  }

  init(part: CombinedPart, _ tuning: NeuralCacheTuning) {
    parts = [part]
    (theta, window, weight) = (tuning.settings.theta, tuning.settings.window, tuning.settings.weight)
    countsUnknown = tuning.settings.countsUnknown
    thetas = Array(Set(tuning.points.map(\.settings.theta))).sorted()
    windows = Array(Set(tuning.points.map(\.settings.window))).sorted()
    tunedOn = tuning.positions
  }

  /// The settings in an artifact; nil where they are damaged.
  package static func settings(_ bytes: [UInt8]) -> NeuralCacheSettings? {
    guard let record = try? JSONDecoder().decode(Self.self, from: Data(bytes)), record.method == "neural-cache",
      record.parts.count == 1
    else { return nil }
    let settings = NeuralCacheSettings(
      theta: record.theta, window: record.window, weight: record.weight, countsUnknown: record.countsUnknown ?? true)
    do { try settings.check() } catch { return nil }
    return settings
  }
}
