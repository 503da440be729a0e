/// How far a training is, and how fast.
public struct TrainingProgress: Hashable, Sendable {
  /// From 1.
  public var epoch: Int
  public var epochs: Int
  /// Updates so far, over all epochs.
  public var step: Int
  /// Epochs done, with the fraction of the one under way.
  public var epochsDone: Double
  /// Positions trained on so far, over all epochs.
  public var positions: Int
  /// Of this epoch (since a resumption in it), without validation.
  public var positionsPerSecond: Double
  /// Since training began, without the time between an interruption and its resumption.
  public var seconds: Double
  /// The size of the last update's step, as the schedule has it.
  public var learningRate: Double
  /// The mean loss of this epoch so far, in nats; not a number before its first update.
  public var meanLoss: Double

  /// Seconds still to go, if it goes on like this.
  public var secondsLeft: Double { epochsDone > 0 ? seconds / epochsDone * (Double(epochs) - epochsDone) : .infinity }
}

/// What came of an epoch.
public struct EpochResult: Hashable, Sendable {
  /// exp of the mean loss met on the way.
  public var trainPerplexity: Double
  /// nil without `valid`.
  public var validPerplexity: Double?
  /// Lanes that read `valid`: 1 is the exact stream, as the leaderboard scores it; the lanes of more begin without a past,
  /// so that their perplexity is a little higher.
  public var validationLanes: Int
  /// Whether ASGD's average was validated, in place of the weights themselves.
  public var isAveraged: Bool
  /// Before clipping.
  public var meanGradientNorm: Double
  /// Whether this epoch's weights are the model so far.
  public var isBest: Bool
  /// Whether a perplexity is above V, that of the model that knows nothing: training diverges.
  public var isWorseThanUniform = false
  /// How gradients flow through the weights as they are now, where that was asked for.
  public var flow: [FlowFigure] = []
}

/// What training tells while it runs.
public enum TrainingEvent: Sendable {
  /// After each update. `loss` is the mean over its N·T positions, in nats; the norm is that before clipping.
  case step(TrainingProgress, loss: Double, gradientNorm: Double)
  /// After each epoch.
  case epoch(TrainingProgress, EpochResult)
  /// All that going on from here takes: at each epoch's end after its `epoch`, every so many seconds after a `step`, and
  /// where training is told to stop. Nothing comes after the one that is final.
  case checkpoint(Checkpoint, isFinal: Bool)
}

/// How a training ended that did not fail.
public enum TrainingOutcome {
  /// With the best epoch's weights.
  case finished(RecurrentModel)
  /// It was told to, and handed out a final checkpoint.
  case stopped
}

/// Keeps the time of a training.
struct TrainingMeter {
  private let clock = ContinuousClock()
  private let begun: ContinuousClock.Instant
  private let secondsBefore: Double
  private let checkpointEvery: Double?
  private var lastCheckpoint: Double
  private var epochBegun: ContinuousClock.Instant
  private var positionsOfEpoch = 0
  /// As the last update of the epoch left it.
  private(set) var positionsPerSecond = 0.0

  /// - Parameters:
  ///   - secondsBefore: what an interrupted training took up to its checkpoint.
  ///   - checkpointEvery: seconds, or nil for never.
  init(secondsBefore: Double = 0, checkpointEvery: Double? = nil) {
    begun = clock.now
    epochBegun = begun
    lastCheckpoint = secondsBefore
    self.secondsBefore = secondsBefore
    self.checkpointEvery = checkpointEvery
  }

  /// Since training began.
  var seconds: Double { secondsBefore + (clock.now - begun) / .seconds(1) }

  var isCheckpointDue: Bool { checkpointEvery.map { seconds - lastCheckpoint >= $0 } ?? false }

  mutating func beginEpoch() {
    positionsOfEpoch = 0
    epochBegun = clock.now
  }

  /// After an update.
  mutating func count(positions: Int) {
    positionsOfEpoch += positions
    positionsPerSecond = Double(positionsOfEpoch) / max((clock.now - epochBegun) / .seconds(1), 1e-9)
  }

  /// After a checkpoint: the time until the next begins when it has been handed out.
  mutating func countCheckpoint() { lastCheckpoint = seconds }
}
