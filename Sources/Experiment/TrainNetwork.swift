internal import Evaluation
internal import Ledger
public import Recurrent

/// `lmctl train-rnn`: ids → windows → truncated backpropagation through time → the best epoch's network → scores →
/// database.
public struct TrainNetwork {
  public var corpus: String?
  public var cell: CellKind
  /// nil: one-hot.
  public var embedding: Int?
  public var hidden: Int
  public var layers: Int
  public var biases: Biases
  public var training: TrainingSettings
  public var name: String?
  public var replaces: Bool

  public init(
    corpus: String?, cell: CellKind = .tanh, embedding: Int?, hidden: Int, layers: Int = 1, biases: Biases = .two,
    training: TrainingSettings, name: String? = nil, replaces: Bool = false
  ) {
    self.corpus = corpus
    self.cell = cell
    self.embedding = embedding
    self.hidden = hidden
    self.layers = layers
    self.biases = biases
    self.training = training
    self.name = name
    self.replaces = replaces
  }

  public var modelName: String {
    name ?? "\(cell.rawValue)-\(hidden)\(layers > 1 ? "x\(layers)" : "")\(embedding == nil ? "-onehot" : "")"
  }

  /// - Returns: the name of the new model.
  @discardableResult
  public func callAsFunction(_ bench: Workbench) throws -> String {
    let ledger = try bench.openForWriting()
    let corpus = try StoredCorpus(corpus, in: ledger)
    if !replaces { try ledger.checkFree(model: modelName, in: corpus.record) }
    let (trainer, train) = try prepare(corpus, bench)
    let (valid, streams) = (try corpus.ids(.valid), try corpus.streamsToScore())
    let settings = try settings(for: corpus.record)
    if Arithmetic.matrixLibrary == "plain" {
      bench.progress(.note("multiplying without oneDNN, which is slower: 'sudo apt-get install libdnnl2' speeds it up"))
    }
    let run = NewRun(
      command: "train-rnn", subject: modelName, corpusID: corpus.record.id, settings: settings,
      seed: Int(clamping: training.seed))
    try bench.recorded(in: ledger, run) { run in
      bench.progress(.stage("training \(modelName) on \(corpus.record.name)"))
      let curve = LearningCurve(in: ledger, run: run, bench)
      let model = try trainer.train(on: train, validating: valid) { try curve.record($0) }
      bench.progress(.stage("scoring \(modelName)"))
      try bench.patiently {
        try curve.finish()
        let scores = try corpus.scores(of: model, on: streams, in: ledger, run: run)
        let artifact = try ledger.storeArtifact(model.encode(), kind: "network-weights", run: run)
        let record = ModelRecord(
          corpusID: corpus.record.id, name: modelName, kind: "rnn",
          context: training.clearsAtSegments && corpus.record.hasEOS ? .segment : .stream,
          parameters: trainer.parameterCount, settings: settings, seed: Int(clamping: training.seed),
          seconds: curve.seconds, artifactID: artifact.id, runID: run)
        try ledger.add(models: [(record, scores, [])], replacing: replaces)
      }
    }
    return modelName
  }

  /// Everything that can be refused, before the work: settings, sizes, a stream too short.
  func prepare(_ corpus: StoredCorpus, _ bench: Workbench) throws -> (trainer: Trainer, train: [UInt32]) {
    try training.check()
    let shape = shape(vocabulary: corpus.record.vocabularySize)
    try bench.require(Trainer.memory(shape, training, threads: bench.threads), for: "this network")
    let trainer = try Trainer(shape, training, hasEOS: corpus.record.hasEOS, threads: bench.threads)
    let train = try corpus.trainingIDs()
    try trainer.check(train)
    return (trainer, train)
  }

  /// What is recorded of the settings: the same where the same would be trained.
  func settings(for corpus: CorpusRecord) throws -> String {
    try JSON.string(NetworkSettings(shape: shape(vocabulary: corpus.vocabularySize), training: training))
  }

  private func shape(vocabulary: Int) -> NetworkShape {
    NetworkShape(
      vocabulary: vocabulary, embedding: embedding, hidden: hidden, layers: layers, cell: cell, biases: biases)
  }

  private struct NetworkSettings: Encodable {
    let shape: NetworkShape
    let training: TrainingSettings
  }
}
