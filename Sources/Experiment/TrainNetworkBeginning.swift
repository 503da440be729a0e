internal import Ledger
internal import Recurrent
internal import Report

/// From where a training begins: what stands under its name, and what is to become of it.
struct TrainingBeginning {
  /// What the training goes on from; nil where it starts, and where it has been taken.
  private var checkpoint: Checkpoint?
  private(set) var record: CheckpointRecord?
  /// Of the checkpoint, which is held until the training has taken it over.
  var bytes: Int { checkpoint?.encode().count ?? 0 }
  /// Of training, up to the checkpoint.
  private(set) var seconds = 0.0
  /// Trained on up to the checkpoint, epochs counted; nil without one. Where nothing but the model was left to store, no
  /// update tells of them any more.
  private(set) var positions: Int?
  /// Whether a model stands that is this training's own, with fewer epochs.
  private(set) var replacesModel = false
  /// Whether there is nothing left to do.
  private(set) var isOver = false

  /// - Throws: ``TrainNetworkError``, a name that is taken, a checkpoint that is damaged.
  init(
    _ recipe: TrainNetwork, _ settings: NetworkSettings, of corpus: StoredCorpus, in ledger: Ledger, _ bench: Workbench
  ) throws {
    let name = recipe.modelName
    let model = try ledger.models(of: corpus.record).meant(by: name, \.name)
    let standing = try ledger.checkpoint(of: name, in: corpus.record)
    guard recipe.resumes, let standing else {
      if recipe.resumes, let model, !recipe.replaces {
        // A model without a checkpoint cannot be taken further, but it may be what is wanted.
        guard NetworkSettings(json: model.settings) == settings else {
          throw LedgerError.nameTaken(path: ledger.path, kind: .model, name: name)
        }
        isOver = true
        bench.progress(.note("model \(name) stands, trained to its end"))
        return
      }
      try Self.checkFree(recipe, model, standing, in: corpus, ledger, bench)
      if recipe.resumes { bench.progress(.note("there is no checkpoint of \(name): training from the start")) }
      return
    }
    let checkpoint = try Self.load(standing, recipe, settings, of: corpus, in: ledger, bench)
    let isOwn =
      model.map {
        $0.kind == "rnn" && NetworkSettings(json: $0.settings).map(settings.isSameButForEpochs) == true
      } ?? false
    if model != nil && !isOwn && !recipe.replaces { throw TrainNetworkError.otherModel(model: name) }
    if checkpoint.isComplete(for: recipe.training), standing.isComplete, isOwn {
      isOver = true
      bench.progress(
        .note(
          """
          the training of \(name) is complete after \(checkpoint.epochsDone) epochs; more --epochs take it further, \
          --replace without --resume trains it anew
          """))
      return
    }
    self.checkpoint = checkpoint
    (seconds, positions) = (checkpoint.seconds, checkpoint.positions)
    record = standing
    replacesModel = isOwn
    bench.progress(
      .note(
        """
        going on with \(name) after step \(Figures.grouped(checkpoint.step)), \(Figures.fixed(standing.epoch, 2)) of \
        \(recipe.training.epochs) epochs, as it was at \(standing.createdAt)
        """))
  }

  /// Hands the checkpoint over, so that nothing holds it but who goes on from it.
  mutating func takeCheckpoint() -> Checkpoint? { checkpoint.take() }

  /// A training that starts takes a name that is free, or is told to take it.
  private static func checkFree(
    _ recipe: TrainNetwork, _ model: ModelRecord?, _ standing: CheckpointRecord?, in corpus: StoredCorpus,
    _ ledger: Ledger, _ bench: Workbench
  ) throws {
    if recipe.replaces {
      if let standing, !standing.isComplete {
        bench.progress(
          .note(
            """
            starting anew: the checkpoint of \(recipe.modelName) after \(Figures.fixed(standing.epoch, 2)) epochs goes \
            with the first new one
            """))
      }
      return
    }
    let isInterrupted = standing.map { !$0.isComplete } ?? false
    // That there is a way to go on is the better news than that the name is taken.
    if !isInterrupted { try ledger.checkFree(model: recipe.modelName, in: corpus.record) }
    if let standing {
      throw TrainNetworkError.checkpointStands(
        model: recipe.modelName, epoch: standing.epoch, saved: standing.createdAt)
    }
  }

  private static func load(
    _ record: CheckpointRecord, _ recipe: TrainNetwork, _ settings: NetworkSettings, of corpus: StoredCorpus,
    in ledger: Ledger, _ bench: Workbench
  ) throws -> Checkpoint {
    // What the row claims of its size is reckoned with only once the chunks are as long.
    let bytes = try ledger.sizedArtifact(record.artifactID).bytes
    try bench.require(bytes + Workbench.leastMemory, for: "the checkpoint of '\(recipe.modelName)'")
    let checkpoint = try Checkpoint(decoding: ledger.loadArtifact(record.artifactID))
    let differences = checkpoint.refusals(
      for: settings.shape, settings.training, hasEOS: corpus.record.hasEOS, threads: bench.threads)
    guard differences.isEmpty else {
      throw TrainNetworkError.otherSettings(model: recipe.modelName, differences: differences)
    }
    let now = (Arithmetic.matrixLibrary, Arithmetic.instructionSet)
    if checkpoint.arithmetic != now {
      bench.progress(
        .warning(
          """
          the checkpoint was made with \(Figures.safe(checkpoint.arithmetic.matrixLibrary)) on \
          \(Figures.safe(checkpoint.arithmetic.instructionSet)), and goes on with \(now.0) on \(now.1): the last digits will \
          be others than without the interruption
          """))
    }
    return checkpoint
  }
}
