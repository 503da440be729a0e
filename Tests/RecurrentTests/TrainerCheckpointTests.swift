import Foundation
import Platform
import Testing

@testable import Recurrent

/// A training that is stopped, put into bytes and gone on with elsewhere ends as one that never stopped, bit by bit.
@Suite struct TrainerCheckpointTests {
  static let stream = TrainerTests.stream
  /// Agrees with the stream in part, so that it gets better, then worse.
  static let valid: [UInt32] = (0..<20).flatMap { [2, 3, 4, $0 % 3 == 0 ? 2 : 5, 1] }
  static let shape = NetworkShape(vocabulary: 7, embedding: 5, hidden: 9, layers: 2)

  static func settings(_ change: (inout TrainingSettings) -> Void = { _ in }) -> TrainingSettings {
    var settings = TrainingSettings(lanes: 5, steps: 17, epochs: 4, learningRate: 0.5, clip: 0.5, seed: 11)
    change(&settings)
    return settings
  }

  static let optimizers: [OptimizerSettings] = [
    OptimizerSettings(.sgd, learningRate: 0.5), OptimizerSettings(.sgd, learningRate: 0.1, momentum: 0.9),
    OptimizerSettings(.sgd, learningRate: 0.1, momentum: 0.9, isNesterov: true, weightDecay: 1e-3),
    OptimizerSettings(.adam, learningRate: 0.02), OptimizerSettings(.adamw, learningRate: 0.02, weightDecay: 0.1),
    OptimizerSettings(.rmsprop, learningRate: 0.01), OptimizerSettings(.rmsprop, learningRate: 0.01, momentum: 0.5),
    OptimizerSettings(.adagrad, learningRate: 0.1), OptimizerSettings(.asgd, learningRate: 2),
    OptimizerSettings(.asgd, learningRate: 0.5, averagesFrom: 6),
  ]

  @Test(arguments: optimizers, [1, 2]) func everyOptimizer(_ optimizer: OptimizerSettings, threads: Int) throws {
    let settings = Self.settings { $0.optimizer = optimizer }
    let straight = try Self.straight(settings, threads: threads)
    #expect(straight.steps.count == 16 && straight.epochs.count == 4)
    #expect(try Self.inPieces(settings, threads: threads) == straight)
    #expect(try Self.inPieces(settings, threads: threads, updates: 3) == straight)
    #expect(try Self.straight(settings, threads: threads) == straight)
  }

  static let schedules: [Schedule] = [
    .constant, .plateau(factor: 4), .exponential(decay: 0.5, after: 2), .cosine(warmUp: 3, floor: 0.1),
  ]

  @Test(arguments: schedules, [1, 2]) func everySchedule(_ schedule: Schedule, threads: Int) throws {
    let settings = Self.settings {
      $0.schedule = schedule
      $0.epochs = 8
      $0.optimizer.learningRate = 3
      $0.patience = 2
    }
    let straight = try Self.straight(settings, threads: threads)
    #expect(Set(straight.steps.map { $0[2] }).count > 1 || schedule == .constant, "the rate has changed")
    #expect(try Self.inPieces(settings, threads: threads) == straight)
  }

  static let dropouts = [
    Dropout.none, Dropout(rate: 0.3, kind: .standard), Dropout(rate: 0.3, kind: .variational),
  ]

  @Test(arguments: dropouts, [1, 2]) func everySamplingAndDropout(_ dropout: Dropout, threads: Int) throws {
    for (sampling, hasOffset) in [(Sampling.sequential, false), (.sequential, true), (.random, false)] {
      for clears in [false, true] {
        let settings = Self.settings {
          $0.dropout = dropout
          $0.sampling = sampling
          $0.hasRandomOffset = hasOffset
          $0.clearsAtSegments = clears
          $0.validationLanes = clears ? 3 : 1
        }
        let straight = try Self.straight(settings, threads: threads)
        #expect(try Self.inPieces(settings, threads: threads) == straight)
      }
    }
  }

  @Test(arguments: TrainerTests.cells, [1, 2]) func everyCell(_ shape: NetworkShape, threads: Int) throws {
    let settings = Self.settings { ($0.dropout.rate, $0.epochs) = (0.1, 2) }
    let straight = try Self.straight(settings, shape: shape, threads: threads)
    #expect(try Self.inPieces(settings, shape: shape, threads: threads) == straight)
  }

  /// Other outputs: tied, adaptive, one-hot input, and columns of a wide vocabulary.
  @Test func everyOutput() throws {
    let settings = Self.settings { $0.epochs = 2 }
    for shape in [
      NetworkShape(vocabulary: 7, embedding: 9, hidden: 9, isTied: true),
      NetworkShape(vocabulary: 7, embedding: 5, hidden: 9, cutoffs: [3, 5]),
      NetworkShape(vocabulary: 7, embedding: nil, hidden: 9, cell: .gru, gru: .resetBefore),
      NetworkShape(vocabulary: 2100, embedding: 5, hidden: 9, cell: .lstm),
    ] {
      let straight = try Self.straight(settings, shape: shape, threads: 2)
      #expect(try Self.inPieces(settings, shape: shape, threads: 2, updates: 3) == straight)
    }
  }

  @Test func withoutValid() throws {
    let settings = Self.settings { $0.hasRandomOffset = true }
    let straight = try Self.straight(settings, valid: [])
    #expect(try Self.inPieces(settings, valid: []) == straight)
  }

  /// Every few seconds is every update here; the last one's of an epoch is the epoch's own.
  @Test func checkpointsComeWithTheClockAndAtEachEnd() throws {
    let settings = Self.settings()
    func checkpoints(every seconds: Double?) throws -> [(checkpoint: Checkpoint, isFinal: Bool, after: String)] {
      var (found, last): ([(Checkpoint, Bool, String)], String) = ([], "")
      let trainer = try Trainer(Self.shape, settings, hasEOS: true, threads: 1)
      _ = try trainer.train(on: Self.stream, validating: Self.valid, resuming: nil, checkpointEvery: seconds) {
        switch $0 {
        case .step: last = "step"
        case .epoch: last = "epoch"
        case .checkpoint(let checkpoint, let isFinal): found.append((checkpoint, isFinal, last))
        }
      }
      return found
    }
    let all = try checkpoints(every: 0)
    #expect(all.map(\.checkpoint.step) == Array(1...16))
    #expect(all.map(\.isFinal) == Array(repeating: false, count: 15) + [true])
    #expect(all.map(\.after) == (1...16).map { $0 % 4 == 0 ? "epoch" : "step" })
    #expect(all.map(\.checkpoint.epochsDone) == (1...16).map { $0 / 4 })
    #expect(all.map { $0.checkpoint.isComplete() } == all.map(\.isFinal))
    #expect(all.map(\.checkpoint.seconds) == all.map(\.checkpoint.seconds).sorted())
    for seconds in [nil, 1e9] {
      #expect(try checkpoints(every: seconds).map(\.checkpoint.step) == [4, 8, 12, 16])
    }
    // Any of them leads to the same end.
    let straight = try Self.straight(settings)
    for (checkpoint, _, _) in all {
      let trainer = try Trainer(Self.shape, settings, hasEOS: true, threads: 1)
      let outcome = try trainer.train(
        on: Self.stream, validating: Self.valid, resuming: try Checkpoint(decoding: checkpoint.encode())
      ) { _ in }
      guard case .finished(let model) = outcome else {
        Issue.record("stopped")
        return
      }
      #expect(model.encode() == straight.model)
    }
  }

  /// Four epochs, and two more of the same training.
  @Test(arguments: schedules.dropLast()) func moreEpochs(_ schedule: Schedule) throws {
    let six = Self.settings { ($0.epochs, $0.schedule, $0.sampling) = (6, schedule, .random) }
    var four = six
    four.epochs = 4
    var last: Checkpoint?
    var told = Told()
    let trainer = try Trainer(Self.shape, four, hasEOS: true, threads: 2)
    _ = try trainer.train(on: Self.stream, validating: Self.valid) {
      if case .checkpoint(let checkpoint, _) = $0 { last = checkpoint }
      told.take($0)
    }
    let end = try #require(last)
    #expect(end.isComplete() && end.isComplete(for: four) && !end.isComplete(for: six))
    let other = try Trainer(Self.shape, six, hasEOS: true, threads: 2)
    guard
      case .finished(let model) = try other.train(
        on: Self.stream, validating: Self.valid, resuming: end, report: { told.take($0) })
    else {
      Issue.record("stopped")
      return
    }
    told.model = model.encode()
    #expect(try Self.straight(six, threads: 2) == told)
  }

  /// Where nothing is left to train, nothing is: the model is there at once.
  @Test(arguments: [nil, 1]) func aCompleteTrainingGivesItsModel(patience: Int?) throws {
    let settings = Self.settings { ($0.epochs, $0.optimizer.learningRate, $0.patience) = (20, 1, patience) }
    var last: Checkpoint?
    var told = Told()
    let trainer = try Trainer(Self.shape, settings, hasEOS: true, threads: 1)
    let model = try trainer.train(on: Self.stream, validating: Self.valid) {
      if case .checkpoint(let checkpoint, _) = $0 { last = checkpoint }
      told.take($0)
    }
    #expect((told.epochs.count < 20) == (patience == 1), "patience ends it early")
    #expect(told.epochs.last?.isBest == false, "the best weights are stored on their own")
    let end = try #require(last)
    #expect(end.isComplete())
    #expect(end.bestPerplexity == told.epochs.compactMap(\.validPerplexity).min())
    let other = try Trainer(Self.shape, settings, hasEOS: true, threads: 1)
    let outcome = try other.train(on: Self.stream, validating: Self.valid, resuming: end) { _ in
      Issue.record("nothing is left to tell")
    }
    guard case .finished(let again) = outcome else {
      Issue.record("stopped")
      return
    }
    #expect(again.encode() == model.encode())
  }

  /// Ctrl-C within a validation, whole or in lanes, of the weights or of their average: it is done again, and the end has the
  /// same bytes.
  @Test(arguments: [(1, OptimizerKind.sgd), (3, .sgd), (1, .asgd)])
  func aValidationThatWasStoppedIsDoneAgain(lanes: Int, optimizer: OptimizerKind) throws {
    let settings = Self.settings {
      $0.validationLanes = lanes
      $0.optimizer = OptimizerSettings(optimizer, learningRate: 0.5)
    }
    let straight = try Self.straight(settings)
    let updates = straight.steps.count / straight.epochs.count
    var told = Told()
    var (bytes, stops) = ([UInt8]?.none, 0)
    while true {
      let trainer = try Trainer(Self.shape, settings, hasEOS: true, threads: 1)
      // Asked once after each update, then within the validation: a training that goes on with that is not stopped in it.
      var (done, asked) = (0, 0)
      let outcome = try trainer.train(
        on: Self.stream, validating: Self.valid, resuming: bytes.map { try Checkpoint(decoding: $0) },
        shouldStop: {
          asked += 1
          return done == updates && asked > 1
        }
      ) { event in
        if case .step = event { (done, asked) = (done + 1, 0) }
        if case .checkpoint(let checkpoint, _) = event { bytes = checkpoint.encode() }
        told.take(event)
      }
      guard case .finished(let model) = outcome else {
        stops += 1
        continue
      }
      told.model = model.encode()
      break
    }
    #expect(stops == straight.epochs.count)
    #expect(told == straight)
  }

  /// Ctrl-C during the last epoch's validation comes too late to stop anything.
  @Test func stoppingAtTheEndIsNoStopping() throws {
    let settings = Self.settings { $0.epochs = 1 }
    var isValidated = false
    let trainer = try Trainer(Self.shape, settings, hasEOS: true, threads: 1)
    let outcome = try trainer.train(
      on: Self.stream, validating: Self.valid, resuming: nil, shouldStop: { isValidated }
    ) { if case .epoch = $0 { isValidated = true } }
    guard case .finished = outcome else {
      Issue.record("stopped")
      return
    }
  }

  @Test func otherTrainingsAreRefused() throws {
    var last: Checkpoint?
    let trainer = try Trainer(Self.shape, Self.settings(), hasEOS: true, threads: 1)
    _ = try trainer.train(on: Self.stream, validating: Self.valid) {
      if case .checkpoint(let checkpoint, _) = $0 { last = checkpoint }
    }
    let end = try #require(last)
    func refusal(
      _ settings: TrainingSettings = Self.settings(), threads: Int = 1, on train: [UInt32] = Self.stream,
      validating valid: [UInt32] = Self.valid
    ) throws -> [String] {
      let trainer = try Trainer(Self.shape, settings, hasEOS: true, threads: threads)
      do {
        _ = try trainer.train(on: train, validating: valid, resuming: end) { _ in }
        return []
      } catch RecurrentError.otherTraining(let refusals) {
        return refusals
      }
    }
    #expect(try refusal() == [])
    #expect(try refusal(Self.settings { $0.seed = 12 }) == ["--seed was 11, and is 12 now"])
    #expect(try refusal(threads: 2) == ["--threads was 1, and is 2 now"])
    #expect(try refusal(on: Self.stream + [1]) == ["the corpus has other ids"])
    #expect(try refusal(validating: []) == ["the corpus has other ids"])
  }

  /// Sizes and counts that are those of some training, but not of this network and stream.
  @Test func whatDoesNotFitTheNetworkIsRefused() throws {
    var found: [Checkpoint] = []
    let trainer = try Trainer(Self.shape, Self.settings(), hasEOS: true, threads: 1)
    _ = try trainer.train(on: Self.stream, validating: Self.valid, resuming: nil, checkpointEvery: 0) {
      if case .checkpoint(let checkpoint, _) = $0 { found.append(checkpoint) }
    }
    let first = found[0]
    func resume(_ change: (inout Checkpoint.Header) -> Void, carried: [UInt8]) throws {
      var header = first.header
      change(&header)
      let weights = try View<Float>(count: try #require(Self.shape.parameters))
      let changed = try Checkpoint(header, weights: [("parameters", weights)], carried: carried)
      let trainer = try Trainer(Self.shape, Self.settings(), hasEOS: true, threads: 1)
      _ = try trainer.train(
        on: Self.stream, validating: Self.valid, resuming: try Checkpoint(decoding: changed.encode())
      ) { _ in }
    }
    let carried = Array(first.block("carried"))
    try resume({ _ in }, carried: carried)
    #expect(throws: RecurrentError.self) { try resume({ _ in }, carried: carried + [0]) }
    #expect(throws: RecurrentError.self) { try resume({ _ in }, carried: []) }
    #expect(throws: RecurrentError.self) {
      try resume({ ($0.training.batchesDone, $0.training.step) = (5, 5) }, carried: carried)
    }
  }
}
