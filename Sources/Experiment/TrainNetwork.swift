internal import Evaluation
internal import Ledger
internal import Platform
public import Recurrent
internal import Report

/// `lmctl train-rnn`: ids → windows → truncated backpropagation through time → the best epoch's network → scores →
/// database, with checkpoints on the way.
public struct TrainNetwork {
  public var corpus: String?
  public var plan: NetworkPlan
  public var training: TrainingSettings
  public var name: String?
  public var replaces: Bool
  /// Whether an interrupted training of that name is gone on with, or a complete one with more epochs.
  public var resumes = false
  /// Seconds between checkpoints within an epoch; nil for those at its end alone.
  public var checkpointEvery: Double?
  /// What is measured before training and after each epoch, beside the curve; it changes nothing else.
  public var diagnosis: Diagnosis?

  public init(
    corpus: String?, plan: NetworkPlan, training: TrainingSettings, name: String? = nil, replaces: Bool = false
  ) {
    self.corpus = corpus
    self.plan = plan
    self.training = training
    self.name = name
    self.replaces = replaces
  }

  public init(
    corpus: String?, cell: CellKind = .tanh, embedding: Int?, hidden: Int, layers: Int = 1, biases: Biases = .two,
    training: TrainingSettings, name: String? = nil, replaces: Bool = false
  ) {
    self.init(
      corpus: corpus,
      plan: NetworkPlan(cell: cell, embedding: embedding, hidden: hidden, layers: layers, biases: biases),
      training: training, name: name, replaces: replaces)
  }

  public var modelName: String { name ?? plan.name }

  /// How a training ended that did not fail.
  public enum Outcome: Sendable, Equatable {
    /// The model is in the database.
    case trained(model: String)
    /// It was there already, with nothing left to train.
    case stood(model: String)
    /// It was told to stop, and can go on.
    case stopped(model: String, step: Int, epoch: Double)
  }

  /// Where the bench is interrupted while it trains, whoever called ends the program after this.
  /// - Parameter shouldStop: asked after each update and within validation, beside the bench: once one of them says so, a
  ///   checkpoint is written and the training ends.
  /// - Throws: what the corpus, the settings, the memory or the database refuse; ``TrainNetworkError``.
  @discardableResult
  public func callAsFunction(_ bench: Workbench, shouldStop: () -> Bool = { false }) throws -> Outcome {
    let ledger = try bench.openForWriting()
    let corpus = try StoredCorpus(corpus, in: ledger)
    if let recorded = try recordedName(corpus.record, in: ledger) {
      var named = self
      named.name = recorded
      return try named(bench, shouldStop: shouldStop)
    }
    let settings = NetworkSettings(plan.shape(vocabulary: corpus.record.vocabularySize), training)
    try resumes ? Ledger.check(name: modelName) : Ledger.check(newModel: modelName)
    try ledger.checkNotTraining(model: modelName, in: corpus.record)
    var beginning = try TrainingBeginning(self, settings, of: corpus, in: ledger, bench)
    if beginning.isOver { return .stood(model: modelName) }
    let (trainer, train) = try prepare(corpus, bench, holding: beginning.bytes)
    let (valid, streams) = (try corpus.ids(.valid), try corpus.streamsToScore())
    if Arithmetic.matrixLibrary == "plain" {
      bench.progress(.note("multiplying without oneDNN, which is slower: 'sudo apt-get install libdnnl2' speeds it up"))
    }
    let recorded = try JSON.string(settings)
    let run = NewRun(
      command: "train-rnn", subject: modelName, corpusID: corpus.record.id, settings: recorded,
      seed: Int(clamping: training.seed))
    return try bench.recordedTraining(
      in: ledger, run, continuing: beginning.record, needsFreeName: beginning.record == nil && !replaces
    ) { run in
      bench.progress(.stage("training \(modelName) on \(corpus.record.name)"))
      bench.interruption.hold()
      let curve = LearningCurve(
        in: ledger, run: run,
        CheckpointWriter(in: ledger, run: run, corpus: corpus.record, model: modelName, settings: recorded), bench)
      let outcome: TrainingOutcome
      do {
        if diagnosis != nil && beginning.record == nil { curve.record(try trainer.flow(in: train), epoch: 0) }
        outcome = try trainer.train(
          on: train, validating: valid, resuming: beginning.takeCheckpoint(), checkpointEvery: checkpointEvery,
          shouldStop: { shouldStop() || bench.interruption.request != nil }
        ) { event in
          // With the last of them all is done: it is not given up any more.
          if case .checkpoint(_, isFinal: true) = event { bench.interruption.saveOnly() }
          try curve.record(event)
        }
      } catch let error as RecurrentError {
        throw try explained(error, curve, beginning, bench)
      }
      bench.interruption.saveOnly()
      // Whoever stops it does not want to wait for room as well.
      let isToStop = shouldStop() || bench.interruption.request != nil
      let waiting = bench.waiting(.training(seconds: isToStop ? 0 : curve.seconds))
      do {
        try waiting.patiently { try curve.finish() }
        guard case .finished(let model) = outcome else {
          return .stopped(
            model: modelName, step: curve.progress?.step ?? beginning.record?.step ?? 0,
            epoch: curve.progress?.epochsDone ?? beginning.record?.epoch ?? 0)
        }
        bench.interruption.release()
        bench.progress(.stage("scoring \(modelName)"))
        let scores = try corpus.scores(of: model, on: streams, in: ledger, run: run, waiting)
        let weights = model.encode()
        let artifact = try waiting.patiently { try ledger.storeArtifact(weights, kind: "network-weights", run: run) }
        let record = ModelRecord(
          corpusID: corpus.record.id, name: modelName, kind: "rnn",
          context: training.clearsAtSegments && corpus.record.hasEOS ? .segment : .stream,
          parameters: trainer.parameterCount, settings: recorded, seed: Int(clamping: training.seed),
          seconds: max(curve.seconds, beginning.seconds), artifactID: artifact.id, runID: run,
          trained: curve.progress?.positions ?? beginning.positions)
        _ = try waiting.patiently {
          try ledger.add(models: [(record, scores, [])], replacing: replaces || beginning.replacesModel, endsRun: true)
        }
        if let kept = curve.checkpoint {
          bench.progress(
            .note("its checkpoint of \(Figures.bytes(kept.bytes)) is kept: --resume with more --epochs goes on from it")
          )
        }
        return .trained(model: modelName)
      } catch let error as LedgerError {
        throw TrainNetworkError.notStored(
          error, model: modelName, kept: curve.checkpoint?.epoch ?? beginning.record?.epoch,
          asked: bench.interruption.request)
      }
    }
  }

  /// The name that stands, where it only looks the same as the one given: a checkpoint, its model and its runs bear one.
  private func recordedName(_ corpus: CorpusRecord, in ledger: Ledger) throws -> String? {
    let names =
      try [ledger.checkpoint(of: modelName, in: corpus)?.name].compactMap(\.self)
      + ledger.models(of: corpus).map(\.name)
    return names.meant(by: modelName, \.self).flatMap { $0.utf8.elementsEqual(modelName.utf8) ? nil : $0 }
  }

  /// The same for whoever cannot go on without its model.
  /// - Throws: ``TrainNetworkError/stopped(code:model:step:epoch:epochs:)`` besides.
  func toItsEnd(_ bench: Workbench) throws {
    if case .stopped(let model, let step, let epoch) = try self(bench) {
      throw TrainNetworkError.stopped(
        code: bench.interruption.request ?? .interrupt, model: model, step: step, epoch: epoch,
        epochs: training.epochs)
    }
  }

  /// A training that diverged: what was good is kept, and said.
  private func explained(
    _ error: RecurrentError, _ curve: LearningCurve, _ beginning: TrainingBeginning, _ bench: Workbench
  ) throws -> any Error {
    guard case .diverged = error else { return error }
    // The curve up to here shows how it came to that; where it cannot be written the divergence is still what happened.
    try? bench.patiently { try curve.finish() }
    return TrainNetworkError.diverged(
      reason: "\(error)", model: modelName, kept: curve.checkpoint?.epoch ?? beginning.record?.epoch)
  }

  /// Everything that can be refused, before the work: settings, sizes, a stream too short.
  /// - Parameter bytes: what is held besides.
  func prepare(
    _ corpus: StoredCorpus, _ bench: Workbench, holding bytes: Int = 0
  ) throws -> (trainer: Trainer, train: [UInt32]) {
    let shape = plan.shape(vocabulary: corpus.record.vocabularySize)
    try training.check()
    try shape.check()
    let train = try corpus.trainingIDs()
    // That a batch has more lanes than there are positions says more than that they do not fit into memory.
    guard train.count >= training.lanes else {
      throw RecurrentError.tooFewPositions(positions: train.count, lanes: training.lanes)
    }
    // It is opened when it is first asked for, and takes address space of its own.
    _ = Arithmetic.matrixLibrary
    try bench.require(
      Trainer.memory(shape, training, threads: bench.threads, diagnosesGradients: diagnosis == .gradients).map {
        $0 + bytes + Workbench.leastMemory
      },
      for: "this network")
    let trainer = try Trainer(shape, training, hasEOS: corpus.record.hasEOS, threads: bench.threads)
    trainer.diagnosesGradients = diagnosis == .gradients
    try trainer.check(train)
    return (trainer, train)
  }

  /// What is recorded of the settings: the same where the same would be trained.
  func settings(for corpus: CorpusRecord) throws -> String {
    try JSON.string(NetworkSettings(plan.shape(vocabulary: corpus.vocabularySize), training))
  }
}
