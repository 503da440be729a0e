internal import Evaluation
internal import Foundation
internal import Platform

/// The end of an epoch: what it brought, and what follows from it.
extension Trainer {
  /// After an epoch's last update: what it brought, and its weights kept if they are the best.
  /// - Parameter batches: of the epoch.
  /// - Returns: the same for the same parts, whatever the threads; nil, and nothing is changed, where it was told to stop.
  func validate(
    on valid: [UInt32], batches: Int, shouldStop: () -> Bool = { false }
  ) throws(RecurrentError) -> EpochResult? {
    let norm = state.norms / Double(batches)
    let averaged = optimizer.averaged
    // The average takes the weights' place while it is scored.
    if let averaged { network.parameters.exchange(with: averaged) }
    let perplexity =
      valid.isEmpty
      ? nil
      : try network.perplexity(
        of: valid, lanes: settings.validationLanes, clearsAtSegments: settings.clearsAtSegments, hasEOS: hasEOS,
        threads: settings.validationLanes > 1 ? parts : threads, shouldStop: shouldStop)
    if let averaged { network.parameters.exchange(with: averaged) }
    if perplexity == nil && !valid.isEmpty { return nil }
    guard perplexity?.isFinite ?? true else { throw diverged(step: state.step, gradientNorm: norm) }
    try checkWeights(gradientNorm: norm)
    let isBest = perplexity.map { $0 < state.stopping.best ?? .infinity } ?? true
    if isBest { best?.copy(averaged ?? network.parameters) }
    return EpochResult(
      trainPerplexity: exp(state.loss / Double(state.positionsOfEpoch)), validPerplexity: perplexity,
      validationLanes: min(settings.validationLanes, max(1, valid.count)), isAveraged: averaged != nil,
      meanGradientNorm: norm, isBest: isBest,
      isWorseThanUniform: perplexity ?? exp(state.loss / Double(state.positionsOfEpoch)) > Double(shape.vocabulary))
  }

  /// How gradients flow through the weights as they are now, over the first windows of each lane.
  /// - Parameter train: as ``check(_:)`` accepts it.
  /// - Throws: ``RecurrentError/outOfMemory(bytes:)``.
  public func flow(in train: [UInt32]) throws(RecurrentError) -> [FlowFigure] {
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
    // NT-ASGD (Merity et al. 2018): the average begins where the weights alone get no better. Without `valid` nobody
    // knows: after the first epoch then.
    if (!result.isBest || result.validPerplexity == nil) && settings.optimizer.averagesFrom == nil {
      optimizer.startAveraging()
    }
    state.endEpoch(result, random: random)
  }

  /// The last update is followed by no loss that would show what became of the weights.
  func checkWeights(gradientNorm: @autoclosure () -> Double) throws(RecurrentError) {
    guard Float.isFinite(network.parameters) else {
      throw diverged(step: state.step, gradientNorm: gradientNorm())
    }
  }
}
