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
  /// Of this epoch, without validation.
  public var positionsPerSecond: Double
  /// Since training began.
  public var seconds: Double

  /// Seconds still to go, if it goes on like this.
  public var secondsLeft: Double { epochsDone > 0 ? seconds / epochsDone * (Double(epochs) - epochsDone) : .infinity }
}

/// What training tells while it runs.
public enum TrainingEvent: Sendable {
  /// After each update. `loss` is the mean over its N·T positions, in nats; the norm is that before clipping.
  case step(TrainingProgress, loss: Double, gradientNorm: Double)
  /// After each epoch. `trainPerplexity` is exp of the mean loss met on the way; `validPerplexity` nil without `valid`.
  case epoch(
    TrainingProgress, trainPerplexity: Double, validPerplexity: Double?, meanGradientNorm: Double, isBest: Bool)
}

/// Keeps the time of a training.
struct TrainingMeter {
  private let clock = ContinuousClock()
  private let begun: ContinuousClock.Instant
  private var epochBegun: ContinuousClock.Instant
  private var positionsOfEpoch = 0
  private(set) var progress: TrainingProgress

  init(epochs: Int) {
    begun = clock.now
    epochBegun = begun
    progress = TrainingProgress(
      epoch: 0, epochs: epochs, step: 0, epochsDone: 0, positions: 0, positionsPerSecond: 0, seconds: 0)
  }

  mutating func beginEpoch() {
    progress.epoch += 1
    positionsOfEpoch = 0
    epochBegun = clock.now
  }

  /// After an update.
  /// - Parameter fraction: how much of the epoch is done with it.
  mutating func count(positions: Int, fraction: Double) {
    positionsOfEpoch += positions
    progress.positions += positions
    progress.step += 1
    progress.epochsDone = Double(progress.epoch - 1) + fraction
    let now = clock.now
    progress.seconds = (now - begun) / .seconds(1)
    progress.positionsPerSecond = Double(positionsOfEpoch) / max((now - epochBegun) / .seconds(1), 1e-9)
  }
}
