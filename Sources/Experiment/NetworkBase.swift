internal import Evaluation
internal import Ledger
internal import Recurrent

/// A stored network that another model is made of, and what that is chosen and scored on.
struct NetworkBase {
  let ledger: Ledger
  let corpus: StoredCorpus
  let record: ModelRecord
  let network: RecurrentModel
  /// Of the network's bytes, as they were read.
  private let sha256: String
  /// What the new model is called.
  let name: String
  let valid: [UInt32]
  let streams: [(split: SplitRecord, ids: [UInt32])]

  /// - Parameters:
  ///   - model: the network; nil where the corpus has no other model.
  ///   - name: of the new model; nil for the network's with `suffix` behind it.
  ///   - option: what wants it, for errors.
  /// - Throws: where there is no such network, no text to choose on, or the name is taken.
  init(
    _ model: String?, ofCorpus corpus: String?, name: String?, suffix: String, option: String, replaces: Bool,
    _ bench: Workbench
  ) throws {
    ledger = try bench.openForWriting()
    self.corpus = try StoredCorpus(corpus, in: ledger)
    record = try ledger.model(named: model, in: self.corpus.record)
    self.name = name ?? record.name + suffix
    try Ledger.check(newModel: self.name)
    if self.name == record.name { throw NetworkBaseError.ownName(model: record.name) }
    if !replaces { try ledger.checkFree(model: self.name, in: self.corpus.record) }
    valid = try self.corpus.ids(.valid)
    if valid.isEmpty { throw ExperimentError.noValidation(corpus: self.corpus.record.name, option: option) }
    streams = try self.corpus.streamsToScore()
    let artifact = try ledger.artifact(record.artifactID)
    guard artifact.kind == "network-weights" else {
      throw NetworkBaseError.noNetwork(model: record.name, option: option)
    }
    sha256 = artifact.sha256
    let stored = try StoredModel(record.name, of: self.corpus, in: ledger, bench)
    guard let network = stored.model as? RecurrentModel else {
      throw NetworkBaseError.noNetwork(model: record.name, option: option)
    }
    self.network = network
  }

  /// Whether the network can have learnt `<unk>`. Where it cannot, what goes on learning from the text to be scored must not
  /// either: it would be ranked first for noticing that `<unk>` occurs.
  var trainingHasUnknown: Bool { corpus.trainingHasUnknown }

  /// The network as an artifact names it, with its share.
  func part(weight: Double) -> CombinedPart {
    CombinedPart(model: record.name, sha256: sha256, weight: weight)
  }

  /// Stores what was made of the network, with its settings as its bytes.
  func add(
    kind: String, method: String, artifactKind: String, settings: some Encodable, components: [ComponentRecord],
    scores: [ScoreRecord], seconds: Double, replaces: Bool, run: String, _ bench: Workbench
  ) throws {
    let text = try JSON.string(settings)
    let artifact = try bench.patiently {
      try ledger.storeArtifact(Array(text.utf8), kind: artifactKind, run: run)
    }
    let made = ModelRecord(
      corpusID: corpus.record.id, name: name, kind: kind, smoothing: method, context: .stream,
      unseen: record.unseen, isNormalized: record.isNormalized, parameters: record.parameters, settings: text,
      seconds: seconds, artifactID: artifact.id, runID: run, components: components)
    _ = try bench.patiently { try ledger.add(models: [(made, scores, [])], replacing: replaces, endsRun: true) }
  }
}
