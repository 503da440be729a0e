import Testing

@testable import Recurrent

/// One training in one go, and the same in pieces.
extension TrainerCheckpointTests {
  /// All that a training told and left, without what the clock says.
  struct Told: Equatable {
    var steps: [[Double]] = []
    var epochs: [EpochResult] = []
    var model: [UInt8] = []
    /// As the last checkpoint has them.
    var weights: [UInt8] = []
    var state: TrainerState?

    mutating func take(_ event: TrainingEvent) {
      switch event {
      case .step(let now, let loss, let norm):
        steps.append([
          loss, norm, now.learningRate, now.meanLoss, now.epochsDone, Double(now.step), Double(now.positions),
        ])
      case .epoch(_, let result): epochs.append(result)
      case .checkpoint(let checkpoint, _):
        weights = Array(checkpoint.block("parameters")) + checkpoint.block("exp_avg") + checkpoint.block("ax")
        state = checkpoint.header.training
        state?.seconds = 0
      }
    }
  }

  static func straight(
    _ settings: TrainingSettings, shape: NetworkShape = shape, threads: Int = 1, valid: [UInt32] = valid
  ) throws -> Told {
    var told = Told()
    let trainer = try Trainer(shape, settings, hasEOS: true, threads: threads)
    told.model = try trainer.train(on: stream, validating: valid) { told.take($0) }.encode()
    return told
  }

  /// A new trainer for every `updates` updates, which knows nothing but the bytes that the one before left.
  static func inPieces(
    _ settings: TrainingSettings, shape: NetworkShape = shape, threads: Int = 1, valid: [UInt32] = valid,
    updates: Int = 1
  ) throws -> Told {
    var told = Told()
    var bytes: [UInt8]?
    while true {
      let trainer = try Trainer(shape, settings, hasEOS: true, threads: threads)
      var (left, finals) = (updates, 0)
      let outcome = try trainer.train(
        on: stream, validating: valid, resuming: bytes.map { try Checkpoint(decoding: $0) }, shouldStop: { left <= 0 }
      ) { event in
        if case .step = event { left -= 1 }
        if case .checkpoint(let checkpoint, let isFinal) = event {
          bytes = checkpoint.encode()
          if isFinal { finals += 1 }
        }
        told.take(event)
      }
      #expect(finals == 1)
      if case .finished(let model) = outcome {
        told.model = model.encode()
        return told
      }
    }
  }
}
