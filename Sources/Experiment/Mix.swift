public import Evaluation
internal import Foundation
internal import Ledger
internal import Report

/// `lmctl compare --mix`: stored models → weights on `valid` → a mixture, scored and ranked like any other.
///
/// A linear mixture is worked out from the stored arrays of ln p alone, so that a part may be anybody's. A log-linear one
/// wants whole distributions: it opens its parts, and takes as long as they take for each position (``MixLogLinear``).
///
/// The mixture looks to the stream's start where a part does; it is ranked where its parts sum to 1, by the rule for unseen
/// words that they share.
public struct Mix {
  public var corpus: String?
  public var models: [String]
  public var method: MixtureModel.Combination
  /// Nil for the names of the parts with `+` between them, and `-log-linear` behind them where it is such a mixture.
  public var name: String?
  public var replaces: Bool

  public init(
    corpus: String? = nil, models: [String], method: MixtureModel.Combination = .linear, name: String? = nil,
    replaces: Bool = false
  ) {
    self.corpus = corpus
    self.models = models
    self.method = method
    self.name = name
    self.replaces = replaces
  }

  /// - Returns: the name of the mixture.
  /// - Throws: ``MixError``; what is wrong with the database. Nothing is changed then.
  @discardableResult
  public func callAsFunction(_ bench: Workbench) throws -> String {
    guard models.count >= 2 else { throw MixError.tooFew(models: models) }
    let ledger = try bench.openForWriting()
    let corpus = try StoredCorpus(corpus, in: ledger)
    let name = name ?? models.joined(separator: "+") + (method == .linear ? "" : "-log-linear")
    try Ledger.check(newModel: name)
    let parts = try MixParts(models, of: corpus, in: ledger)
    try parts.check(name: name)
    if !replaces { try ledger.checkFree(model: name, in: corpus.record) }
    let valid = try parts.valid(for: "--mix")
    let run = NewRun(command: "mix", subject: name, corpusID: corpus.record.id)
    return try bench.recorded(in: ledger, run) { run in
      switch method {
      case .linear: try linear(name, parts, valid, run, bench)
      case .logLinear: try MixLogLinear(name, parts, ledger, run, bench, replaces: replaces)(valid)
      }
      return name
    }
  }

  private func linear(
    _ name: String, _ parts: MixParts, _ valid: SplitRecord, _ run: String, _ bench: Workbench
  ) throws {
    bench.progress(.stage("weights of \(name)"))
    let clock = ContinuousClock()
    let begun = clock.now
    let arrays = try parts.logProbabilities(valid, bench)
    guard let mixture = LinearMixture.weights(of: arrays), mixture.zeros < valid.scored else {
      throw MixError.nothingToTuneOn(corpus: parts.corpus.record.name, models: parts.names)
    }
    let tunedOn = valid.scored - mixture.zeros
    let settings = MixSettings(
      method: .linear, parts: parts.combined(mixture.weights), tunedOn: tunedOn,
      nats: -mixture.logLikelihood / Double(tunedOn), iterations: mixture.iterations)
    let seconds = (clock.now - begun).seconds
    try parts.add(name, settings, seconds: seconds, run: run, replacing: replaces, bench) { split, _ in
      let arrays = split.name == .valid ? arrays : try parts.logProbabilities(split, bench)
      return LinearMixture.logProbabilities(arrays, weights: mixture.weights)
    }
  }
}

extension MixParts {
  /// Scores a mixture on each split, and adds it to the database.
  /// - Parameter scorer: ln p of each id of a split.
  func add(
    _ name: String, _ settings: MixSettings, seconds: Double, run: String, replacing: Bool, _ bench: Workbench,
    scorer: (SplitRecord, [UInt32]) throws -> [Double]
  ) throws {
    let weights = settings.parts.map { "\($0.model) \(Figures.significant($0.weight))" }.joined(separator: ", ")
    bench.progress(.note("\(name): \(weights), by \(Figures.grouped(settings.tunedOn)) positions of valid"))
    if !isNormalized(settings.method) { bench.progress(.warning("\(name): \(unrankedWarning)")) }
    bench.progress(.stage("scoring \(name)"))
    let scores = try bench.patiently { try corpus.streamsToScore() }.flatMap { stream in
      var scores = try corpus.scores(on: [stream], in: ledger, run: run, bench) { try scorer(stream.split, $0) }
      // Whoever wants the mixture's probabilities must have the parts' first.
      if settings.method == .linear {
        for place in scores.indices { scores[place].seconds += try self.seconds(stream.split) }
      }
      return scores
    }
    let text = try JSON.string(settings)
    let artifact = try bench.patiently {
      try ledger.storeArtifact(Array(text.utf8), kind: "mixture", run: run)
    }
    let components = zip(models, settings.parts).enumerated().map { place, part in
      ComponentRecord(
        place: place, component: part.0.name, componentID: part.0.id, role: "part", weight: part.1.weight)
    }
    let (numbers, isTooLarge) = parameters.addingReportingOverflow(components.count)
    let record = ModelRecord(
      corpusID: corpus.record.id, name: name, kind: "mixture", smoothing: settings.method.rawValue,
      context: context, unseen: unseen, isNormalized: isNormalized(settings.method),
      parameters: isTooLarge ? .max : numbers, settings: text, seconds: seconds, artifactID: artifact.id, runID: run,
      components: components)
    _ = try bench.patiently { try ledger.add(models: [(record, scores, [])], replacing: replacing, endsRun: true) }
  }
}
