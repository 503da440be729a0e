internal import Platform

/// Where a training is: all that it counts and has decided so far, without the large arrays.
///
/// With the weights, the optimizer's moments and the carried state it is what a ``Checkpoint`` holds.
struct TrainerState: Codable, Equatable {
  /// Epochs that are over, validation included.
  var epochsDone = 0
  /// Updates done in the epoch after those.
  var batchesDone = 0
  /// Updates over all epochs.
  var step = 0
  /// Positions trained on over all epochs.
  var positions = 0
  /// As it was before the windows of the epoch under way were drawn: they are drawn again.
  var random: RandomSource
  /// Σ −ln p in nats, Σ gradient norms and positions of the epoch under way.
  var loss = 0.0
  var norms = 0.0
  var positionsOfEpoch = 0
  /// The step after which the best weights so far were taken; nil before the first epoch's end.
  var bestStep: Int?
  /// Whether they are ASGD's average.
  var bestIsAveraged = false
  var schedule: ScheduleState
  var stopping: EarlyStopping
  var seconds = 0.0

  /// - Parameter random: what the windows will be drawn from.
  init(_ settings: TrainingSettings, random: RandomSource) {
    self.random = random
    schedule = ScheduleState(settings.schedule, learningRate: settings.optimizer.learningRate)
    stopping = EarlyStopping(patience: settings.patience)
  }

  /// Whether there is nothing left to train with these settings.
  func isComplete(_ settings: TrainingSettings) -> Bool { stopping.isOver || epochsDone >= settings.epochs }

  /// Whether the best weights are the ones that training goes on with.
  var bestIsNow: Bool { bestStep == step && !bestIsAveraged }

  /// After an update.
  mutating func count(loss: Double, gradientNorm: Double, positions: Int) {
    batchesDone += 1
    step += 1
    self.positions += positions
    self.loss += loss
    norms += gradientNorm
    positionsOfEpoch += positions
  }

  /// After an epoch's validation.
  /// - Parameter random: as the epoch's windows left it.
  mutating func endEpoch(_ result: EpochResult, random: RandomSource) {
    if result.isBest { (bestStep, bestIsAveraged) = (step, result.isAveraged) }
    if let valid = result.validPerplexity {
      schedule.epochEnded(valid: valid)
      _ = stopping.epochEnded(epochsDone + 1, valid: valid)
    }
    self.random = random
    epochsDone += 1
    (batchesDone, positionsOfEpoch, loss, norms) = (0, 0, 0, 0)
  }

  /// Whether what was read from somewhere can be that of a training with these settings: nothing that is reckoned with
  /// it overflows.
  func isPlausible(_ settings: TrainingSettings) -> Bool {
    let counts = [
      epochsDone, batchesDone, step, positions, positionsOfEpoch, bestStep ?? 0, stopping.epochsWithoutBetter,
    ]
    return counts.allSatisfy { 0...(1 << 52) ~= $0 } && 0...1e12 ~= seconds && epochsDone <= settings.epochs
      && batchesDone <= step && (batchesDone == 0) == (positionsOfEpoch == 0) && positionsOfEpoch <= positions
      && bestStep ?? 0 <= step && (bestStep != nil) == (epochsDone > 0)
      && schedule.schedule == settings.schedule && 0...settings.optimizer.learningRate ~= schedule.learningRate
      && stopping.patience == settings.patience
  }
}
