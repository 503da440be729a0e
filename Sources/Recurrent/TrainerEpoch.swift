internal import Evaluation
internal import Foundation

/// The updates of an epoch, and how far they are.
extension Trainer {
  /// Forward, backward, clip, update.
  /// - Returns: the mean loss over the batch's positions in nats, and the gradient's norm before clipping.
  package func update(_ batch: Batch, of ids: [UInt32]) throws(RecurrentError) -> (loss: Double, gradientNorm: Double) {
    let (sum, norm) = network.step(
      batch, of: ids, first: hasEOS ? SpecialID.endOfSegment : SpecialID.unknown, update: state.step,
      optimizer: optimizer, rate: rate(ofUpdate: state.step), clip: settings.clip, clipValue: settings.clipValue)
    let loss = sum / Double(batch.positions)
    // A saturated network's loss may grow without ever becoming infinite: its perplexity does.
    guard exp(loss).isFinite, norm.isFinite else { throw diverged(step: state.step + 1, gradientNorm: norm) }
    state.count(loss: sum, gradientNorm: norm, positions: batch.positions)
    return (loss, norm)
  }

  /// - Parameter batches: of the epoch under way.
  func progress(_ meter: TrainingMeter, of batches: Int) -> TrainingProgress {
    TrainingProgress(
      epoch: state.epochsDone + 1, epochs: settings.epochs, step: state.step,
      epochsDone: Double(state.epochsDone) + Double(state.batchesDone) / Double(batches), positions: state.positions,
      positionsPerSecond: meter.positionsPerSecond, seconds: meter.seconds,
      learningRate: rate(ofUpdate: max(0, state.step - 1)), meanLoss: state.loss / Double(state.positionsOfEpoch))
  }

  private func rate(ofUpdate update: Int) -> Double {
    state.schedule.rate(atUpdate: update, of: updates, epoch: state.epochsDone)
  }

  func diverged(step: Int, gradientNorm: Double) -> RecurrentError {
    .diverged(
      epoch: state.epochsDone + 1, step: step, gradientNorm: gradientNorm,
      learningRate: settings.optimizer.learningRate, cell: shape.cell)
  }
}
