import Evaluation
import Foundation
import Platform
import Testing

@testable import Recurrent

@Suite struct TrainerEpochTests {
  static let shape = TrainerCheckpointTests.shape
  static let valid = TrainerCheckpointTests.valid

  private struct Run {
    var steps: [(now: TrainingProgress, loss: Double, norm: Double)] = []
    var epochs: [(now: TrainingProgress, result: EpochResult)] = []
    /// At each epoch's end.
    var weights: [[UInt8]] = []
    var averages: [[UInt8]] = []
    var model: RecurrentModel
  }

  private func run(_ settings: TrainingSettings, validating valid: [UInt32] = valid) throws -> Run {
    let trainer = try Trainer(Self.shape, settings, hasEOS: true, threads: 1)
    let untrained = try trainer.network.model(clearsAtSegments: false, hasEOS: true, threads: 1)
    var run = Run(model: untrained)
    run.model = try trainer.train(on: TrainerTests.stream, validating: valid) { event in
      switch event {
      case .step(let now, let loss, let norm): run.steps.append((now, loss, norm))
      case .epoch(let now, let result): run.epochs.append((now, result))
      case .checkpoint(let checkpoint, _):
        run.weights.append(Array(checkpoint.block("parameters")))
        run.averages.append(Array(checkpoint.block("ax")))
      }
    }
    return run
  }

  /// All that a line of progress shows.
  @Test func eventsSayHowFarTrainingIs() throws {
    let settings = TrainerCheckpointTests.settings { $0.schedule = .exponential(decay: 0.5, after: 2) }
    let run = try run(settings)
    #expect(run.steps.map(\.now.step) == Array(1...16))
    #expect(run.steps.map(\.now.epoch) == (0..<16).map { 1 + $0 / 4 })
    #expect(run.steps.map(\.now.epochsDone) == (1...16).map { Double($0) / 4 })
    #expect(run.steps.map(\.now.learningRate) == [0.5, 0.5, 0.25, 0.125].flatMap { Array(repeating: $0, count: 4) })
    // 60 positions a lane: windows of 17, 17, 17 and 9.
    #expect(run.steps.prefix(5).map(\.now.positions) == [85, 170, 255, 300, 385])
    #expect(run.steps.allSatisfy { $0.now.epochs == 4 && $0.now.positionsPerSecond > 0 && $0.norm > 0 })
    #expect(run.steps.map(\.now.seconds) == run.steps.map(\.now.seconds).sorted())
    #expect(run.epochs.map(\.now.step) == [4, 8, 12, 16] && run.epochs.map(\.now.epoch) == [1, 2, 3, 4])
    #expect(run.epochs.map(\.now.epochsDone) == [1, 2, 3, 4])
    #expect(run.epochs.map(\.now.learningRate) == [0.5, 0.5, 0.25, 0.125], "the rate that the epoch was trained with")
    for (epoch, (now, result)) in run.epochs.enumerated() {
      let steps = run.steps[4 * epoch..<4 * epoch + 4]
      let weighted = zip(steps, [85, 85, 85, 45]).reduce(0) { $0 + $1.0.loss * $1.1 } / 300
      #expect(abs(log(result.trainPerplexity) - weighted) < 1e-12)
      #expect(abs(now.meanLoss - weighted) < 1e-12 && abs((steps.last?.now.meanLoss ?? 0) - weighted) < 1e-12)
      #expect(abs(result.meanGradientNorm - steps.map(\.norm).reduce(0, +) / 4) < 1e-12)
    }
  }

  /// The average is validated and becomes the model, while training goes on with the weights themselves.
  @Test func averagedWeightsAreTheModel() throws {
    var settings = TrainerCheckpointTests.settings { $0.epochs = 3 }
    settings.optimizer = OptimizerSettings(.asgd, learningRate: 0.5, averagesFrom: 6)
    var plain = settings
    plain.optimizer = OptimizerSettings(.sgd, learningRate: 0.5)
    let (run, reference) = (try run(settings), try self.run(plain))
    #expect(run.epochs.map(\.result.isAveraged) == [false, true, true])
    #expect(run.weights == reference.weights && run.steps.map(\.loss) == reference.steps.map(\.loss))
    #expect(run.epochs[0].result.validPerplexity == reference.epochs[0].result.validPerplexity)
    #expect(run.epochs[2].result.validPerplexity != reference.epochs[2].result.validPerplexity)
    let best = try #require(run.epochs.lastIndex { $0.result.isBest })
    #expect(best > 0, "an averaged epoch is the best")
    var bytes: [UInt8] = []
    run.model.parameters.append(to: &bytes)
    #expect(bytes == run.averages[best] && bytes != run.weights[best])
  }

  /// Without a first update to average from, the average begins where `valid` gets no better (NT-ASGD).
  @Test func theAverageBeginsWhereValidGetsNoBetter() throws {
    var settings = TrainerCheckpointTests.settings { $0.epochs = 30 }
    settings.optimizer = OptimizerSettings(.asgd, learningRate: 1.5)
    let results = try run(settings).epochs.map(\.result)
    let firstWorse = try #require(results.firstIndex { !$0.isBest })
    #expect(firstWorse > 0 && firstWorse < 29)
    #expect(results.map(\.isAveraged) == results.indices.map { $0 > firstWorse })
    let without = try run(settings, validating: []).epochs.map(\.result)
    #expect(without.map(\.isAveraged) == without.indices.map { $0 > 0 })
  }

  /// The error has the place; what was handed out, and the best epoch's network, are as good as before.
  @Test func aDivergedTrainingLeavesItsBest() throws {
    // An exploding rate after two good epochs: ReLU grows without bound.
    let shape = NetworkShape(vocabulary: 7, embedding: 5, hidden: 9, cell: .relu)
    let settings = TrainerCheckpointTests.settings { ($0.epochs, $0.optimizer.learningRate, $0.clip) = (60, 0.3, nil) }
    let trainer = try Trainer(shape, settings, hasEOS: true, threads: 1)
    #expect(try trainer.bestModel() == nil)
    var (ended, best): (Int, Checkpoint?) = (0, nil)
    do {
      _ = try trainer.train(on: TrainerTests.stream, validating: Self.valid) { event in
        switch event {
        case .epoch: ended += 1
        case .checkpoint(let checkpoint, let isFinal):
          #expect(!isFinal)
          best = checkpoint
          // What an exploding gradient leaves behind.
          if ended == 2 { trainer.network.parameters[0..<40].fill(1e30) }
        case .step: #expect(ended < 3)
        }
      }
      Issue.record("a model came of it")
    } catch RecurrentError.diverged(let epoch, let step, let norm, let rate, let cell) {
      #expect(epoch == 3 && step == 9 && !norm.isFinite && rate == 0.3 && cell == .relu)
    }
    let last = try #require(best)
    #expect(last.epochsDone == 2 && last.step == 8)
    let model = try #require(try trainer.bestModel())
    #expect(Float.isFinite(model.parameters))
    var state = model.start()
    let perplexity = exp(-model.score(Self.valid, from: &state).reduce(0, +) / Double(Self.valid.count))
    #expect(perplexity == last.bestPerplexity)
  }

  /// Weights that are no longer numbers never reach a checkpoint.
  @Test func noCheckpointOfWeightsThatAreNoNumbers() throws {
    let trainer = try Trainer(Self.shape, TrainerCheckpointTests.settings(), hasEOS: true, threads: 1)
    var checkpoints = 0
    #expect(throws: RecurrentError.self) {
      try trainer.train(on: TrainerTests.stream, validating: [], resuming: nil, checkpointEvery: 0) { event in
        switch event {
        case .step(let now, _, _): if now.step == 3 { trainer.network.parameters[0] = .nan }
        case .checkpoint: checkpoints += 1
        case .epoch: break
        }
      }
    }
    #expect(checkpoints == 2)
  }
}
