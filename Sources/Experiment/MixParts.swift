internal import Evaluation
internal import Ledger

/// Models of a corpus that something is made of, with what was stored when they were scored.
struct MixParts {
  let corpus: StoredCorpus
  let models: [ModelRecord]
  let ledger: Ledger
  /// What scoring each split took, over all parts.
  private let scores: [[ScoreRecord]]
  /// Of the parts' bytes, as they were before the work: it must not fail at its end for a part that has gone.
  private let digests: [String]

  /// - Throws: where one of the models is not there, or stands on other streams than the corpus has.
  init(_ names: [String], of corpus: StoredCorpus, in ledger: Ledger) throws {
    let models = try names.map { try ledger.model(named: $0, in: corpus.record) }
    // By what they are: two ways to write a name may mean one model, or two.
    if let twice = models.enumerated().first(where: { place, model in models[..<place].contains { $0.id == model.id } })
    {
      throw MixError.twice(model: twice.element.name)
    }
    self.corpus = corpus
    self.ledger = ledger
    self.models = models
    scores = try models.map { try ledger.scores(of: $0) }
    digests = try models.map { try ledger.artifact($0.artifactID).sha256 }
    for split in corpus.splits where split.name != .train && split.scored > 0 {
      _ = try models.indices.map { try score($0, split) }
    }
  }

  var names: [String] { models.map(\.name) }

  /// Refuses the name of what is to be made where a part has it, or a part of a part: with `--replace` that would go.
  func check(name: String) throws {
    var (left, seen) = (models, Set<Int>())
    while let model = left.popLast() {
      if model.name == name { throw MixError.ownPart(name: name) }
      guard seen.insert(model.id).inserted else { continue }
      let within = try ledger.components(of: model).compactMap(\.componentID)
      if !within.isEmpty { left += try ledger.models(of: corpus.record).filter { within.contains($0.id) } }
    }
  }

  private func score(_ place: Int, _ split: SplitRecord) throws -> ScoreRecord {
    guard let score = scores[place].first(where: { $0.split == split.name }) else {
      throw MixError.noScore(model: models[place].name, split: split.name.rawValue)
    }
    guard score.streamSHA256 == split.streamSHA256 else {
      throw MixError.otherStream(model: models[place].name, split: split.name.rawValue)
    }
    return score
  }

  /// ln p of each position of a split, of each part.
  /// - Throws: where they do not fit the stream, or are no ln p.
  func logProbabilities(_ split: SplitRecord, _ bench: Workbench) throws -> [[Double]] {
    for place in models.indices {
      let bytes = try ledger.sizedArtifact(score(place, split).artifactID).bytes
      guard split.scored.multipliedReportingOverflow(by: MemoryLayout<Double>.stride) == (bytes, false) else {
        throw MixError.otherStream(model: models[place].name, split: split.name.rawValue)
      }
    }
    // The arrays, what is made of them, and the mixture.
    let (memory, isTooLarge) = split.scored.multipliedReportingOverflow(by: 8 * (2 * models.count + 2))
    try bench.require(
      isTooLarge ? nil : memory, beside: Workbench.leastMemory, for: "scores on '\(split.name.rawValue)'")
    return try models.indices.map { place in
      let array = try ledger.loadArtifact(score(place, split).artifactID, as: Double.self)
      // Rounding may put the logarithm of 1 a little above 0.
      if let position = array.firstIndex(where: { !($0 <= 1e-6) }) {
        throw MixError.noLogProbability(
          model: models[place].name, split: split.name.rawValue, position: position, value: array[position])
      }
      return array
    }
  }

  /// What scoring a split took, over all parts.
  func seconds(_ split: SplitRecord) throws -> Double {
    try models.indices.reduce(0) { $0 + (try score($1, split).seconds) }
  }

  /// The split that weights are chosen on.
  /// - Parameter option: what wants it, for the error.
  func valid(for option: String) throws -> SplitRecord {
    guard let valid = corpus.splits.first(where: { $0.name == .valid }), valid.scored > 0 else {
      throw ExperimentError.noValidation(corpus: corpus.record.name, option: option)
    }
    return valid
  }

  /// The parts as an artifact names them.
  func combined(_ weights: [Double]) -> [CombinedPart] {
    models.indices.map { CombinedPart(model: models[$0].name, sha256: digests[$0], weight: weights[$0]) }
  }

  // MARK: What the whole is

  /// To the stream's start where one part looks so far.
  var context: ModelContext { models.contains { $0.context == .stream } ? .stream : .segment }

  /// Weights and n-grams of all parts.
  var parameters: Int {
    models.reduce(0) { sum, model in
      let (sum, isTooLarge) = sum.addingReportingOverflow(max(0, model.parameters))
      return isTooLarge ? .max : sum
    }
  }

  /// The rule for words that training never saw: that of the parts which have one, where they agree, else `mixed`, which
  /// is ranked apart.
  ///
  /// A part that gives them nothing (`zero`) leaves them to the others. Networks have no rule: the unseen are one type
  /// among others; nil where nothing else is mixed.
  var unseen: String? {
    let rules = Set(models.compactMap(\.unseen))
    let spoken = rules.subtracting(["zero"])
    if spoken.count > 1 { return "mixed" }
    if let rule = spoken.first { return rule }
    return models.allSatisfy { $0.unseen == "zero" } ? rules.first : nil
  }

  /// Parts that have no distribution where a history is unknown: maximum likelihood beyond order 1.
  private var isEverUndefined: Bool { models.contains { $0.unseen == "zero" && $0.order ?? 2 > 1 } }

  /// Whether the probabilities of a mixture sum to 1.
  ///
  /// Those of a linear one do where those of all parts do; a log-linear one divides by its sum.
  func isNormalized(_ method: MixtureModel.Combination) -> Bool {
    if isEverUndefined { return false }
    return method == .logLinear || models.allSatisfy(\.isNormalized)
  }

  /// What to tell of a mixture that is not ranked.
  var unrankedWarning: String {
    let parts = models.filter { !$0.isNormalized || $0.unseen == "zero" && $0.order ?? 2 > 1 }
    let named = parts.map { "'\($0.name)'" }.joined(separator: ", ")
    return
      "probabilities of \(named) do not sum to 1 everywhere, nor do those of what is made of them: listed, not ranked"
  }
}
