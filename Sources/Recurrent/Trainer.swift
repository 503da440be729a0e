internal import Evaluation
internal import Foundation
internal import Platform

/// Gradient descent by truncated backpropagation through time.
///
/// One epoch: for each batch of windows, forward, backward, clip, update; then the perplexity of `valid`. The best epoch's
/// weights are the model. A ``Checkpoint`` can be taken after any update: a training that goes on from it, in another
/// process, ends with the same bytes as one that was never stopped.
public final class Trainer {
  let shape: NetworkShape
  let settings: TrainingSettings
  let hasEOS: Bool
  let threads: Int
  /// What a batch is cut into: a part a thread, but no more than it has lanes.
  let parts: Int
  package let network: Network<Float>
  let optimizer: Optimizer<Float>
  /// The weights of the best epoch so far; nil before the first one's end.
  var best: View<Float>?
  /// Where this training is.
  var state: TrainerState
  /// Whether each epoch's result tells how gradients flow. It changes nothing else, and is no part of the settings.
  public var diagnosesGradients = false
  /// Updates of the whole training: what a schedule may stretch over.
  var updates = 0

  /// - Parameters:
  ///   - threads: parts that a batch is cut into; results differ in the last digits between counts.
  ///   - hasEOS: whether the stream has segments that end in `<eos>`.
  /// - Throws: ``RecurrentError``: settings that train nothing, sizes beyond memory.
  public init(_ shape: NetworkShape, _ settings: TrainingSettings, hasEOS: Bool, threads: Int) throws(RecurrentError) {
    try shape.check()
    try settings.check()
    try settings.initialization.check(for: shape)
    guard let weights = shape.parameters else { throw .tooLarge(shape) }
    guard Self.memory(shape, settings, threads: threads) != nil else {
      throw .badSetting(
        name: "--batch times --steps", value: "\(settings.lanes) × \(settings.steps)", expected: "a smaller window")
    }
    self.shape = shape
    self.settings = settings
    self.hasEOS = hasEOS
    let parts = Self.parts(of: settings.lanes, threads: threads)
    (self.parts, self.threads) = (parts, max(1, threads))
    (network, optimizer) = try allocating { () throws(OutOfMemory) in
      (
        try Network(
          shape, window: WindowShape(lanes: settings.lanes, steps: settings.steps), dropout: settings.dropout,
          resetsAt: settings.clearsAtSegments && hasEOS ? SpecialID.endOfSegment : nil,
          padding: hasEOS ? SpecialID.endOfSegment : SpecialID.unknown, seed: settings.seed, threads: parts),
        try Optimizer(settings.optimizer, count: weights)
      )
    }
    var random = RandomSource(seed: settings.seed)
    Initialization.fill(network.parameters, shape, settings.initialization, seed: random.next())
    state = TrainerState(settings, random: random)
  }

  /// How many parts a batch is cut into.
  static func parts(of lanes: Int, threads: Int) -> Int { min(max(1, threads), lanes) }

  /// The number of trained weights.
  public var parameterCount: Int { network.parameters.count }

  /// - Throws: ``RecurrentError/tooFewPositions(positions:lanes:)`` for a stream that cannot be trained on.
  public func check(_ train: [UInt32]) throws(RecurrentError) {
    guard train.count >= settings.lanes else {
      throw .tooFewPositions(positions: train.count, lanes: settings.lanes)
    }
  }

  /// Trains, and returns the best epoch's network.
  public func train(
    on train: [UInt32], validating valid: [UInt32], report: (TrainingEvent) throws -> Void
  ) throws -> RecurrentModel {
    guard case .finished(let model) = try self.train(on: train, validating: valid, resuming: nil, report: report) else {
      preconditionFailure("nothing tells this training to stop")
    }
    return model
  }

  /// Trains from the start, or from where a checkpoint was taken.
  ///
  /// Training again without a checkpoint goes on with the weights, the optimizer and the random numbers as the last epoch
  /// left them, and counts anew.
  /// - Parameters:
  ///   - train: the stream that is learnt.
  ///   - valid: the stream that picks the best epoch; empty for none, and then the last epoch is the model.
  ///   - checkpoint: taken by a training with these settings (or fewer epochs) on these streams; it is let go once it has
  ///     been taken over.
  ///   - checkpointEvery: seconds after which a checkpoint is handed out within an epoch; nil for epochs' ends alone.
  ///   - shouldStop: asked after each update, within each epoch's validation and after it.
  /// - Returns: a model with weights of its own, or that training was told to stop.
  /// - Throws: ``RecurrentError``: a stream too short, another training's checkpoint, a training that diverged (what was
  ///   handed out before, and ``bestModel()``, are good then); and whatever `report` throws.
  public func train(
    on train: [UInt32], validating valid: [UInt32], resuming checkpoint: consuming Checkpoint?,
    checkpointEvery: Double? = nil, shouldStop: () -> Bool = { false }, report: (TrainingEvent) throws -> Void
  ) throws -> TrainingOutcome {
    try check(train)
    let streams = Self.digest(train, valid)
    try begin(from: checkpoint, streams: streams)
    // As large as the training itself.
    checkpoint = nil
    updates = settings.epochs * settings.mostBatches(positions: train.count)
    var meter = TrainingMeter(secondsBefore: state.seconds, checkpointEvery: checkpointEvery)
    while !state.isComplete(settings) {
      var random = state.random
      let batches = settings.batches(positions: train.count, random: &random)
      guard state.batchesDone <= batches.count else { throw RecurrentError.damagedCheckpoint("its epoch is too long") }
      meter.beginEpoch()
      for batch in batches[state.batchesDone...] {
        let (loss, norm) = try update(batch, of: train)
        meter.count(positions: batch.positions)
        try report(.step(progress(meter, of: batches.count), loss: loss, gradientNorm: norm))
        let stops = shouldStop()
        // One after the last update would be followed by the epoch's own at once.
        if stops || meter.isCheckpointDue && state.batchesDone < batches.count {
          try report(.checkpoint(try self.checkpoint(streams, seconds: meter.seconds), isFinal: stops))
          meter.countCheckpoint()
        }
        if stops { return .stopped }
      }
      guard var result = try validate(on: valid, batches: batches.count, shouldStop: shouldStop) else {
        // What was validated so far is left out: going on begins with the whole of it.
        try report(.checkpoint(try self.checkpoint(streams, seconds: meter.seconds), isFinal: true))
        return .stopped
      }
      if diagnosesGradients { result.flow = try flow(in: train) }
      try report(.epoch(progress(meter, of: batches.count), result))
      endEpoch(result, random: random)
      let (isComplete, stops) = (state.isComplete(settings), shouldStop())
      try report(
        .checkpoint(try self.checkpoint(streams, seconds: meter.seconds), isFinal: isComplete || stops))
      meter.countCheckpoint()
      if stops && !isComplete { return .stopped }
    }
    return .finished(try takeBest())
  }

  /// The best epoch's network so far, with weights of its own: what a training that diverged leaves.
  /// - Returns: nil before the first epoch's end.
  /// - Throws: ``RecurrentError/outOfMemory(bytes:)``.
  public func bestModel() throws(RecurrentError) -> RecurrentModel? {
    guard let best, state.bestStep != nil else { return nil }
    let weights = try allocating { () throws(OutOfMemory) in try View<Float>(count: best.count) }
    weights.copy(best)
    return try model(weights)
  }

  /// The best epoch's network, with the memory that held its weights here.
  private func takeBest() throws(RecurrentError) -> RecurrentModel {
    guard let best else { preconditionFailure("an epoch has ended") }
    self.best = nil
    return try model(best)
  }

  private func model(_ weights: View<Float>) throws(RecurrentError) -> RecurrentModel {
    try RecurrentModel(shape, weights, clearsAtSegments: settings.clearsAtSegments, hasEOS: hasEOS, threads: threads)
  }
}
