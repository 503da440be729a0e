internal import Evaluation
internal import Foundation
internal import Platform

/// What an epoch consists of.
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

  /// After an epoch's last update: what it brought, and its weights kept if they are the best.
  /// - Parameter batches: of the epoch.
  func validate(on valid: [UInt32], batches: Int) throws(RecurrentError) -> EpochResult {
    let norm = state.norms / Double(batches)
    let averaged = optimizer.averaged
    // The average takes the weights' place while it is scored.
    if let averaged { network.parameters.exchange(with: averaged) }
    let perplexity =
      valid.isEmpty
      ? nil
      : try network.perplexity(
        of: valid, lanes: settings.validationLanes, clearsAtSegments: settings.clearsAtSegments, hasEOS: hasEOS,
        threads: threads)
    if let averaged { network.parameters.exchange(with: averaged) }
    guard perplexity?.isFinite ?? true else { throw diverged(step: state.step, gradientNorm: norm) }
    try checkWeights(gradientNorm: norm)
    let isBest = perplexity.map { $0 < state.stopping.best ?? .infinity } ?? true
    if isBest { best?.copy(averaged ?? network.parameters) }
    return EpochResult(
      trainPerplexity: exp(state.loss / Double(state.positionsOfEpoch)), validPerplexity: perplexity,
      validationLanes: settings.validationLanes, isAveraged: averaged != nil, meanGradientNorm: norm, isBest: isBest)
  }

  /// How gradients flow through the weights as they are now, over the first windows of each lane.
  func flow(in train: [UInt32]) throws(RecurrentError) -> [FlowFigure] {
    let probe = try allocating { () throws(OutOfMemory) in
      try GradientProbe<Float>(
        shape, window: WindowShape(lanes: settings.lanes, steps: settings.steps),
        resetsAt: settings.clearsAtSegments && hasEOS ? SpecialID.endOfSegment : nil,
        first: hasEOS ? SpecialID.endOfSegment : SpecialID.unknown)
    }
    return probe.measure(train, parameters: network.parameters)
  }

  /// - Parameter random: as the epoch's windows left it.
  func endEpoch(_ result: EpochResult, random: RandomSource) {
    // NT-ASGD (Merity et al. 2018): the average begins where the weights alone get no better.
    if !result.isBest && settings.optimizer.averagesFrom == nil { optimizer.startAveraging() }
    state.endEpoch(result, random: random)
  }

  /// The last update is followed by no loss that would show what became of the weights.
  func checkWeights(gradientNorm: @autoclosure () -> Double) throws(RecurrentError) {
    guard Float.sumOfSquares(network.parameters).isFinite else {
      throw diverged(step: state.step, gradientNorm: gradientNorm())
    }
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

  private func diverged(step: Int, gradientNorm: Double) -> RecurrentError {
    .diverged(
      epoch: state.epochsDone + 1, step: step, gradientNorm: gradientNorm,
      learningRate: settings.optimizer.learningRate, cell: shape.cell)
  }
}
