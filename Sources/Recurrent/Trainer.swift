internal import Evaluation
internal import Foundation
internal import Platform

/// Stochastic gradient descent by truncated backpropagation through time.
///
/// One epoch: for each batch of windows, forward, backward, clip, update; then the perplexity of `valid`, exactly as
/// it will be scored. The best epoch's weights are the model.
public final class Trainer {
  private let shape: NetworkShape
  private let settings: TrainingSettings
  private let hasEOS: Bool
  private let network: Network<Float>
  private let optimizer: Optimizer<Float>
  private var parameters: View<Float> { network.parameters }
  private var updates = 0
  private var random: RandomSource

  /// - Parameters:
  ///   - threads: parts that a batch is cut into; results differ in the last digits between counts.
  ///   - hasEOS: whether the stream has segments that end in `<eos>`.
  /// - Throws: ``RecurrentError``: settings that train nothing, sizes beyond memory.
  public init(_ shape: NetworkShape, _ settings: TrainingSettings, hasEOS: Bool, threads: Int) throws(RecurrentError) {
    try settings.check()
    guard let weights = shape.parameters else { throw .tooLarge(shape) }
    guard Self.memory(shape, settings, threads: threads) != nil else {
      throw .badSetting(
        name: "--batch times --steps", value: "\(settings.lanes) × \(settings.steps)", expected: "a smaller window")
    }
    self.shape = shape
    self.settings = settings
    self.hasEOS = hasEOS
    (network, optimizer) = try allocating { () throws(OutOfMemory) in
      (
        try Network(
          shape, window: WindowShape(lanes: settings.lanes, steps: settings.steps), dropout: settings.dropout,
          resetsAt: settings.clearsAtSegments && hasEOS ? SpecialID.endOfSegment : nil,
          padding: hasEOS ? SpecialID.endOfSegment : SpecialID.unknown, seed: settings.seed, threads: threads),
        try Optimizer(settings.optimizer, count: weights)
      )
    }
    random = RandomSource(seed: settings.seed)
    Initialization.fill(network.parameters, network.tensors, hidden: shape.hidden, seed: random.next())
  }

  /// Bytes that training will hold: weights three times (now, best, gradient) and a gradient more for each further
  /// thread; activations, W_hh turned, and scores, of training and of scoring `valid`. Nil where that is beyond any
  /// memory.
  public static func memory(_ shape: NetworkShape, _ settings: TrainingSettings, threads: Int) -> Int? {
    guard let weights = shape.parameters.map(Double.init) else { return nil }
    let (V, D, H) = (Double(shape.vocabulary), Double(shape.embedding ?? 0), Double(shape.hidden))
    let (layers, gates) = (Double(shape.layers), Double(shape.cell.gates))
    let threads = Double(min(max(1, threads), settings.lanes))
    let rows = Double(settings.lanes) * Double(settings.steps) + 64
    let activations = rows * (H * (layers * (gates + 2) + 2) + 3 * D)
    let turned = (threads + 1) * layers * gates * H * H
    let scores = (threads + 1) * min(rows * V, max(128 * V, 0x1p21))
    // In Double, where nothing overflows: the last digits do not matter here.
    let bytes = 4 * (weights * (2 + threads) + activations + turned + scores)
    return bytes < 0x1p60 ? Int(bytes) : nil
  }

  /// The number of trained weights.
  public var parameterCount: Int { parameters.count }

  /// - Throws: ``RecurrentError/tooFewPositions(positions:lanes:)`` for a stream that cannot be trained on.
  public func check(_ train: [UInt32]) throws(RecurrentError) {
    guard train.count >= settings.lanes else {
      throw .tooFewPositions(positions: train.count, lanes: settings.lanes)
    }
  }

  /// - Parameters:
  ///   - train: the stream that is learnt.
  ///   - valid: the stream that picks the best epoch; empty for none, and then the last epoch is the model.
  /// - Returns: a model with weights of its own. Training again goes on from where the last epoch ended.
  /// - Throws: ``RecurrentError``: a stream too short, a training that diverged; and whatever `report` throws.
  public func train(
    on train: [UInt32], validating valid: [UInt32], report: (TrainingEvent) throws -> Void
  ) throws -> RecurrentModel {
    try check(train)
    let best = try allocating { () throws(OutOfMemory) in try View<Float>(count: parameters.count) }
    var bestPerplexity = Double.infinity
    var meter = TrainingMeter(epochs: settings.epochs)
    for epoch in 1...settings.epochs {
      meter.beginEpoch()
      let (loss, norm) = try trainEpoch(on: train, &meter, report)
      let perplexity = valid.isEmpty ? nil : try perplexity(of: valid)
      // The last update of an epoch is followed by no loss that would show what became of the weights.
      guard Float.sumOfSquares(parameters).isFinite, perplexity?.isFinite ?? true else {
        throw RecurrentError.diverged(
          epoch: epoch, step: nil, gradientNorm: norm, learningRate: settings.optimizer.learningRate)
      }
      let isBest = perplexity.map { $0 < bestPerplexity } ?? true
      if isBest {
        bestPerplexity = perplexity ?? .infinity
        best.copy(parameters)
      }
      try report(
        .epoch(
          meter.progress, trainPerplexity: exp(loss), validPerplexity: perplexity, meanGradientNorm: norm,
          isBest: isBest))
    }
    return try model(best)
  }

  /// - Returns: the mean loss, and the mean gradient norm before clipping.
  private func trainEpoch(
    on train: [UInt32], _ meter: inout TrainingMeter, _ report: (TrainingEvent) throws -> Void
  ) throws -> (loss: Double, gradientNorm: Double) {
    let batches = settings.sampling.batches(
      positions: train.count, lanes: settings.lanes, steps: settings.steps, random: &random)
    var (loss, norms, positions) = (0.0, 0.0, 0)
    for (index, batch) in batches.enumerated() {
      let (batchLoss, norm) = update(batch, of: train)
      let count = batch.starts.count * batch.steps
      // A saturated network's loss may grow without ever becoming infinite: its perplexity does.
      guard exp(batchLoss / Double(count)).isFinite, norm.isFinite else {
        throw RecurrentError.diverged(
          epoch: meter.progress.epoch, step: index + 1, gradientNorm: norm, learningRate: settings.optimizer.learningRate)
      }
      loss += batchLoss
      norms += norm
      positions += count
      meter.count(positions: count, fraction: Double(index + 1) / Double(batches.count))
      try report(.step(meter.progress, loss: batchLoss / Double(count), gradientNorm: norm))
    }
    return (loss / Double(positions), norms / Double(batches.count))
  }

  /// Forward, backward, clip, update.
  /// - Returns: Σ −ln p over the batch, and the gradient's norm before clipping.
  private func update(_ batch: Batch, of ids: [UInt32]) -> (loss: Double, gradientNorm: Double) {
    defer { updates += 1 }
    return network.step(
      batch, of: ids, first: hasEOS ? SpecialID.endOfSegment : SpecialID.unknown, update: updates,
      optimizer: optimizer, rate: settings.optimizer.learningRate, clip: settings.clip, clipValue: settings.clipValue)
  }

  private func perplexity(of ids: [UInt32]) throws -> Double {
    let model = try model(parameters)
    var state = model.start()
    return exp(-model.score(ids, from: &state).reduce(0, +) / Double(ids.count))
  }

  private func model(_ weights: View<Float>) throws(RecurrentError) -> RecurrentModel {
    try RecurrentModel(shape, weights, clearsAtSegments: settings.clearsAtSegments, hasEOS: hasEOS)
  }
}
