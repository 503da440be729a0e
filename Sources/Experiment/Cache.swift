internal import Evaluation
internal import Foundation
internal import Ledger
internal import Report

/// `lmctl compare --cache`: a unigram cache over a stored model, its window and weight chosen on `valid`
/// (``UnigramCache``), scored and ranked like any other.
///
/// It is worked out from the stored array of ln p, so that the model may be anybody's. The cache looks back over segment
/// ends: the leaderboard says `stream`. `<unk>` is counted only where training has it.
public struct Cache {
  public var corpus: String?
  public var model: String
  public var windows: [Int]
  /// Nil for the model's with `+cache` behind it.
  public var name: String?
  public var replaces: Bool

  /// - Parameter windows: lengths that are tried, each at least 1.
  public init(
    corpus: String? = nil, model: String, windows: [Int] = [], name: String? = nil, replaces: Bool = false
  ) {
    precondition(windows.allSatisfy { $0 >= 1 }, "windows of some tokens")
    self.corpus = corpus
    self.model = model
    self.windows = windows.isEmpty ? UnigramCache.windows : windows
    self.name = name
    self.replaces = replaces
  }

  /// - Returns: the name of the new model.
  /// - Throws: ``MixError``; what is wrong with the database. Nothing is changed then.
  @discardableResult
  public func callAsFunction(_ bench: Workbench) throws -> String {
    let ledger = try bench.openForWriting()
    let corpus = try StoredCorpus(corpus, in: ledger)
    let name = name ?? "\(model)+cache"
    try Ledger.check(newModel: name)
    let parts = try MixParts([model], of: corpus, in: ledger)
    try parts.check(name: name)
    if !replaces { try ledger.checkFree(model: name, in: corpus.record) }
    let valid = try parts.valid(for: "--cache")
    let run = NewRun(command: "cache", subject: name, corpusID: corpus.record.id)
    try bench.recorded(in: ledger, run) { run in
      let clock = ContinuousClock()
      let begun = clock.now
      bench.progress(.stage("window and weight of \(name)"))
      let arrays = try parts.logProbabilities(valid, bench)
      let countsUnknown = corpus.trainingHasUnknown
      let ids = try corpus.ids(.valid)
      guard let cache = UnigramCache.tune(arrays[0], ids, windows: windows, countsUnknown: countsUnknown) else {
        throw ExperimentError.noValidation(corpus: corpus.record.name, option: "--cache")
      }
      let settings = CacheSettings(
        parts: parts.combined([1 - cache.weight]), window: cache.window, weight: cache.weight,
        countsUnknown: countsUnknown,
        windows: windows, tunedOn: valid.scored)
      let seconds = (clock.now - begun).seconds
      bench.progress(
        .note(
          """
          \(name): \(Figures.significant(cache.weight)) of a cache of \(Figures.grouped(cache.window)) tokens, by \
          \(Figures.grouped(valid.scored)) positions of valid\
          \(countsUnknown ? "" : "; <unk>, which is never or hardly ever in train, is left out of it")
          """))
      try add(name, cache, settings, parts, seconds: seconds, ledger, run, bench)
    }
    return name
  }

  private func add(
    _ name: String, _ cache: UnigramCache, _ settings: CacheSettings, _ parts: MixParts, seconds: Double,
    _ ledger: Ledger, _ run: String, _ bench: Workbench
  ) throws {
    if !parts.isNormalized(.linear) { bench.progress(.warning("\(name): \(parts.unrankedWarning)")) }
    bench.progress(.stage("scoring \(name)"))
    let scores = try parts.corpus.streamsToScore().flatMap { stream in
      var scores = try parts.corpus.scores(on: [stream], in: ledger, run: run, bench) { ids in
        cache.logProbabilities(try parts.logProbabilities(stream.split, bench)[0], ids)
      }
      for place in scores.indices { scores[place].seconds += try parts.seconds(stream.split) }
      return scores
    }
    let base = parts.models[0]
    let text = try JSON.string(settings)
    let artifact = try bench.patiently { try ledger.storeArtifact(Array(text.utf8), kind: "cache", run: run) }
    let components = [
      ComponentRecord(place: 0, component: base.name, componentID: base.id, role: "base", weight: 1 - cache.weight),
      ComponentRecord(
        place: 1, component: "the last \(cache.window) tokens", componentID: nil, role: "cache", weight: cache.weight),
    ]
    let record = ModelRecord(
      corpusID: parts.corpus.record.id, name: name, kind: "cache", smoothing: settings.method, order: nil,
      context: .stream, unseen: parts.unseen, isNormalized: parts.isNormalized(.linear), parameters: base.parameters,
      settings: text, seconds: seconds, artifactID: artifact.id, runID: run, components: components)
    _ = try bench.patiently { try ledger.add(models: [(record, scores, [])], replacing: replaces, endsRun: true) }
  }
}
