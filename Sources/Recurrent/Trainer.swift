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
  private let parts: [Lanes<Float>]
  private let parameters: View<Float>
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
    let lanes = settings.lanes
    (parameters, parts) = try allocating { () throws(OutOfMemory) in
      let count = min(max(1, threads), lanes)
      var parts: [Lanes<Float>] = []
      for index in 0..<count {
        let window = WindowShape(lanes: part(index, of: count, in: lanes).count, steps: settings.steps)
        parts.append(
          try Lanes(
            shape, capacity: window,
            resetsAt: settings.clearsAtSegments && hasEOS ? SpecialID.endOfSegment : nil, trains: true))
      }
      return (try View(count: weights), parts)
    }
    random = RandomSource(seed: settings.seed)
    Initialization.fill(parameters, parts[0].tensors, hidden: shape.hidden, seed: random.next())
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
    let factor = 1 / Float(batch.starts.count * batch.steps)
    let first = hasEOS ? SpecialID.endOfSegment : SpecialID.unknown
    concurrently(parts.count) { index in
      let (lanes, mine) = (parts[index], part(index, of: parts.count, in: batch.starts.count))
      lanes.clearGradients()
      lanes.loss = 0
      if !batch.continues { lanes.clearState() }
      if mine.isEmpty { return }
      let window = WindowShape(lanes: mine.count, steps: batch.steps)
      let (inputs, targets) = batch.window(mine, of: ids, first: first)
      lanes.forward(inputs, parameters: parameters, window: window)
      lanes.loss = lanes.backward(targets, inputs: inputs, factor: factor, parameters: parameters, window: window)
      lanes.carryState(window)
    }
    let norm = Descent.step(parameters, parts, rate: settings.optimizer.learningRate, clip: settings.clip)
    return (parts.map(\.loss).reduce(0, +), norm)
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
