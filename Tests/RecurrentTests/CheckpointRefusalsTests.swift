import Platform
import Testing

@testable import Recurrent

@Suite struct CheckpointRefusalsTests {
  static let shape = NetworkShape(vocabulary: 7, embedding: 5, hidden: 9, layers: 2)
  static let settings = TrainerCheckpointTests.settings { $0.optimizer.momentum = 0.5 }

  private func checkpoint(_ settings: TrainingSettings = settings, threads: Int = 2) throws -> Checkpoint {
    let header = Checkpoint.Header(
      shape: Self.shape, settings: settings, hasEOS: true, threads: threads, streams: "", matrixLibrary: "",
      instructionSet: "", training: TrainerState(settings, random: RandomSource(seed: 1)), optimizer: OptimizerState())
    return try Checkpoint(header, weights: [], carried: [])
  }

  private func refusals(
    _ shape: NetworkShape = shape, _ settings: TrainingSettings = settings, hasEOS: Bool = true, threads: Int = 2
  ) throws -> [String] {
    try checkpoint().refusals(for: shape, settings, hasEOS: hasEOS, threads: threads)
  }

  /// The width of a tied embedding is that of --hidden: nobody gave the other.
  @Test func tiedWidthsAreNamedOnce() throws {
    var (tied, wider) = (Self.shape, Self.shape)
    (tied.embedding, tied.isTied) = (9, true)
    (wider.embedding, wider.hidden, wider.isTied) = (12, 12, true)
    let header = Checkpoint.Header(
      shape: tied, settings: Self.settings, hasEOS: true, threads: 2, streams: "", matrixLibrary: "",
      instructionSet: "", training: TrainerState(Self.settings, random: RandomSource(seed: 1)),
      optimizer: OptimizerState())
    let checkpoint = try Checkpoint(header, weights: [], carried: [])
    func options(_ shape: NetworkShape) -> [String] {
      checkpoint.refusals(for: shape, Self.settings, hasEOS: true, threads: 2).compactMap {
        $0.split(separator: " ").first.map(String.init)
      }
    }
    #expect(options(wider) == ["--hidden"])
    #expect(options(Self.shape) == ["--tied"])
    #expect(options(tied).isEmpty)
  }

  @Test func theSameTrainingPasses() throws {
    #expect(try refusals().isEmpty)
    // No more parts than lanes, whatever is asked for.
    #expect(
      try checkpoint(threads: 5).refusals(for: Self.shape, Self.settings, hasEOS: true, threads: 64).isEmpty)
  }

  static let shapes: [(String, @Sendable (inout NetworkShape) -> Void)] = [
    ("the vocabulary", { $0.vocabulary += 1 }), ("--embedding", { $0.embedding = nil }),
    ("--hidden", { $0.hidden = 10 }),
    ("--layers", { $0.layers = 1 }), ("--cell", { $0.cell = .lstm }), ("--biases", { $0.biases = .one }),
    ("--gru", { $0.gru = .resetBefore }), ("--context", { $0.context = 2 }), ("--tied", { $0.isTied = true }),
    ("--cutoffs", { $0.cutoffs = [2, 4] }),
  ]

  static let trainings: [(String, @Sendable (inout TrainingSettings) -> Void)] = [
    ("--batch", { $0.lanes = 4 }), ("--steps", { $0.steps = 4 }), ("--epochs", { $0.epochs = 3 }),
    ("--schedule", { $0.schedule = .plateau(factor: 2) }),
    ("--clip", { $0.clip = nil }), ("--clip-value", { $0.clipValue = 1 }), ("--sampling", { $0.sampling = .random }),
    ("--random-offset", { $0.hasRandomOffset = true }), ("--state", { $0.clearsAtSegments = true }),
    ("--dropout", { $0.dropout.rate = 0.1 }), ("--init", { $0.initialization.kind = .normal(variance: 3) }),
    ("--patience", { $0.patience = 3 }), ("--validation-lanes", { $0.validationLanes = 2 }),
    ("--seed", { $0.seed = 2 }),
    ("--optimizer", { $0.optimizer.kind = .adam }),
  ]

  static let others: [(String, @Sendable (inout TrainingSettings) -> Void)] = [
    ("--dropout-kind", { $0.dropout.kind = .variational }), ("--forget-bias", { $0.initialization.forgetBias = 1 }),
    ("--learning-rate", { $0.optimizer.learningRate = 0.7 }), ("--momentum", { $0.optimizer.momentum = 0.1 }),
    ("--nesterov", { $0.optimizer.isNesterov = true }), ("--weight-decay", { $0.optimizer.weightDecay = 0.1 }),
    ("beta 1", { $0.optimizer.beta1 = 0.1 }), ("beta 2", { $0.optimizer.beta2 = 0.1 }),
    ("epsilon", { $0.optimizer.epsilon = 0.1 }), ("alpha", { $0.optimizer.alpha = 0.1 }),
    ("the first averaged update", { $0.optimizer.averagesFrom = 1 }),
  ]

  /// Each thing that differs is named, and nothing else.
  @Test func everySettingIsNamed() throws {
    for (name, change) in Self.shapes {
      var shape = Self.shape
      change(&shape)
      let found = try refusals(shape)
      #expect(found.count == 1 && found[0].hasPrefix("\(name) was "), "\(name): \(found)")
    }
    for (name, change) in Self.trainings + Self.others {
      var settings = Self.settings
      change(&settings)
      let found = try refusals(Self.shape, settings)
      #expect(found.count == 1 && found[0].hasPrefix("\(name) was "), "\(name): \(found)")
    }
    #expect(try refusals(hasEOS: false) == ["the end of segments was on, and is off now"])
    #expect(try refusals(threads: 1) == ["--threads was 2, and is 1 now"])
  }

  /// A setting that is added later must be compared too: each field of the types is among those above.
  @Test func noFieldIsForgotten() {
    func fields(_ value: Any) -> Int { Mirror(reflecting: value).children.count }
    #expect(fields(Self.shape) == Self.shapes.count)
    #expect(fields(Self.settings) == Self.trainings.count)
    #expect(
      fields(Self.settings.optimizer) + fields(Self.settings.dropout) + fields(Self.settings.initialization) - 3
        == Self.others.count)
  }

  @Test func theWordsSayBothSides() throws {
    var settings = Self.settings
    (settings.schedule, settings.clip) = (.exponential(decay: 0.5, after: 6), nil)
    #expect(
      try refusals(Self.shape, settings) == [
        "--schedule was constant, and is exponential (times 0.5 after epoch 6) now",
        "--clip was 0.5, and is none now",
      ])
    #expect(
      RecurrentError.otherTraining(try refusals(Self.shape, settings)).description
        == """
        the checkpoint is of another training: --schedule was constant, and is exponential (times 0.5 after epoch 6) now; \
        --clip was 0.5, and is none now; give the recorded settings, or train anew without --resume
        """)
  }

  /// More epochs of the same training; but a cosine over all epochs would have begun otherwise.
  @Test func onlyMoreEpochsPass() throws {
    var more = Self.settings
    more.epochs = 9
    #expect(try refusals(Self.shape, more).isEmpty)
    var fewer = Self.settings
    fewer.epochs = 3
    #expect(try refusals(Self.shape, fewer) == ["--epochs was 4, and is 3 now: it may only be larger"])
    var cosine = Self.settings
    cosine.schedule = .cosine(warmUp: 0, floor: 0)
    let recorded = try checkpoint(cosine)
    #expect(recorded.refusals(for: Self.shape, cosine, hasEOS: true, threads: 2).isEmpty)
    cosine.epochs = 9
    let found = recorded.refusals(for: Self.shape, cosine, hasEOS: true, threads: 2)
    #expect(found.count == 1 && found[0].contains("cosine"))
  }
}
