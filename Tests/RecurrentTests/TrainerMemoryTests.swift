import Testing

@testable import Recurrent

@Suite struct TrainerMemoryTests {
  static let shapes: [NetworkShape] = [
    NetworkShape(vocabulary: 28, embedding: nil, hidden: 64),
    NetworkShape(vocabulary: 28, embedding: nil, hidden: 64, layers: 2, cell: .lstm),
    NetworkShape(vocabulary: 3000, embedding: 40, hidden: 40, layers: 2, cell: .lstm),
    NetworkShape(vocabulary: 3000, embedding: 50, hidden: 50, cell: .gru, isTied: true),
    NetworkShape(vocabulary: 1000, embedding: 50, hidden: 60, cell: .gru, gru: .resetBefore),
    NetworkShape(vocabulary: 3000, embedding: 50, hidden: 64, cell: .lstm, cutoffs: [200, 1000]),
    NetworkShape(vocabulary: 1000, embedding: 30, hidden: 100, layers: 2, cell: .mlp, context: 4),
  ]

  /// Never less than is held, and not much more: all that can be reached from the trainer while a checkpoint is in hand
  /// that needs both its weights, or while `valid` is scored.
  @Test(arguments: shapes, [1, 2]) func theEstimateIsTrue(_ shape: NetworkShape, threads: Int) throws {
    for (optimizer, clears, validationLanes) in [
      (OptimizerKind.sgd, false, 1), (.adam, true, 10), (.rmsprop, false, 3),
    ] {
      let settings = TrainingSettings(
        lanes: 20, steps: 35, epochs: 1, optimizer: OptimizerSettings(optimizer, learningRate: 0.01), clip: 1,
        clearsAtSegments: clears, dropout: Dropout(rate: clears ? 0.5 : 0), validationLanes: validationLanes, seed: 1)
      let trainer = try Trainer(shape, settings, hasEOS: true, threads: threads)
      trainer.best = try View(count: trainer.parameterCount)
      let throughout = heldBytes(trainer)
      let weights = 4 * trainer.parameterCount
      let checkpoint = (2 + trainer.optimizer.moments.count) * weights
      let scorer: Any =
        validationLanes == 1
        ? try trainer.network.model(clearsAtSegments: clears, hasEOS: true, threads: threads)
        : try LaneScorer<Float>(
          shape, window: WindowShape(lanes: validationLanes, steps: 512 / validationLanes), resetsAt: clears ? 1 : nil,
          first: 1, threads: threads)
      let scoring = heldBytes(trainer, scorer) - throughout
      #expect(scoring > 0)
      let held = throughout + max(checkpoint, scoring)
      let estimate = try #require(Trainer.memory(shape, settings, threads: threads))
      let ratio = Double(estimate) / Double(held)
      #expect(ratio > 0.97 && ratio < 1.3, "\(shape) \(optimizer) \(threads): \(estimate) for \(held)")
    }
  }

  /// What each setting costs, in weights.
  @Test func weightsAreCounted() throws {
    let shape = NetworkShape(vocabulary: 10_000, embedding: 200, hidden: 200)
    let weights = 4 * (try #require(shape.parameters))
    func memory(_ optimizer: OptimizerSettings, threads: Int = 1, diagnoses: Bool = false) throws -> Int {
      let settings = TrainingSettings(lanes: 20, steps: 35, epochs: 1, optimizer: optimizer, clip: 1, seed: 1)
      return try #require(Trainer.memory(shape, settings, threads: threads, diagnosesGradients: diagnoses))
    }
    let sgd = try memory(OptimizerSettings(.sgd, learningRate: 1))
    // Now, best, gradient, and a checkpoint of two; the scores of 700 positions.
    #expect(sgd > 5 * weights + 28_000_000 && sgd < 5 * weights + 36_000_000)
    // In training and in the checkpoint.
    #expect(try memory(OptimizerSettings(.sgd, learningRate: 1, momentum: 0.9)) == sgd + 2 * weights)
    #expect(try memory(OptimizerSettings(.adam, learningRate: 1)) == sgd + 4 * weights)
    let two = try memory(OptimizerSettings(.sgd, learningRate: 1), threads: 2)
    #expect(two > sgd + weights && two < sgd + weights + 5_000_000)
    #expect(try memory(OptimizerSettings(.sgd, learningRate: 1), diagnoses: true) >= sgd)
  }

  @Test func beyondAnyMemoryIsNil() {
    let settings = TrainingSettings(lanes: 20, steps: 35, epochs: 1, learningRate: 1, clip: nil, seed: 1)
    #expect(Trainer.memory(NetworkShape(vocabulary: 5, embedding: 1, hidden: .max), settings, threads: 1) == nil)
    var wide = settings
    (wide.lanes, wide.steps) = (.max, .max)
    #expect(Trainer.memory(NetworkShape(vocabulary: 5, embedding: 1, hidden: 3), wide, threads: .max) == nil)
  }
}
