internal import Platform

/// The output layer over some rows, all columns, on one thread: a full softmax of a narrow V, or an adaptive one.
final class RowOutput<S: Scalar> {
  private enum Kind {
    case full(SoftmaxLayer<S>, weight: Tensor, bias: Tensor)
    case adaptive(AdaptiveSoftmax<S>)
  }

  private let kind: Kind
  private let targets: View<UInt32>

  /// - Parameters:
  ///   - rows: the most there are.
  ///   - trains: false where only scores are wanted.
  /// - Throws: ``OutOfMemory``.
  init(_ shape: NetworkShape, _ tensors: NetworkTensors, rows: Int, trains: Bool) throws(OutOfMemory) {
    switch tensors.output {
    case .full(let weight, let bias):
      let softmax = try SoftmaxLayer<S>(
        vocabulary: shape.vocabulary, hidden: shape.hidden, rows: rows, parts: 1, trains: trains)
      kind = .full(softmax, weight: weight, bias: bias)
    case .adaptive(let head, let clusters):
      kind = .adaptive(try AdaptiveSoftmax(head: head, clusters: clusters, rows: rows, trains: trains))
    }
    targets = try View(count: rows)
  }

  /// Adds the gradients of factor · Σ −ln p(target).
  /// - Parameters:
  ///   - h: (rows, H).
  ///   - targets: ids below V, or ``SoftmaxLoss/ignored``.
  ///   - dh: (rows, H), written.
  /// - Returns: Σ −ln p(target) in nats, without the factor.
  func forwardBackward(
    _ h: View<S>, targets ids: [UInt32], factor: S, parameters: View<S>, gradients: View<S>, into dh: View<S>
  ) -> Double {
    let targets = take(ids)
    switch kind {
    case .full(let softmax, let weight, let bias):
      let weights = SoftmaxWeights(weight: parameters[weight], bias: parameters[bias])
      softmax.forward(part: 0, h, weights, targets: targets)
      let loss = softmax.combine(rows: targets.indices, weights, targets: targets, factor: factor, into: dh)
      softmax.backward(
        part: 0, h, targets: targets, factor: factor,
        gradients: SoftmaxWeights(weight: gradients[weight], bias: gradients[bias]), adding: true)
      return loss
    case .adaptive(let softmax):
      return softmax.forwardBackward(
        h, targets: targets, factor: factor, parameters: parameters, gradients: gradients, into: dh)
    }
  }

  /// ln p(target) of each row, in nats.
  func score(_ h: View<S>, targets ids: [UInt32], parameters: View<S>, into out: inout [Double]) {
    let targets = take(ids)
    switch kind {
    case .full(let softmax, let weight, let bias):
      let weights = SoftmaxWeights(weight: parameters[weight], bias: parameters[bias])
      softmax.forward(part: 0, h, weights, targets: targets)
      for row in targets.indices { out.append(softmax.logProbability(row: row)) }
    case .adaptive(let softmax): softmax.score(h, targets: targets, parameters: parameters, into: &out)
    }
  }

  private func take(_ ids: [UInt32]) -> View<UInt32> {
    let targets = targets[0..<ids.count]
    targets.copy(ids)
    return targets
  }
}

/// A full softmax over a wide V for the rows of all lanes, its columns cut into one part a thread.
final class WideOutput<S: Scalar> {
  private let softmax: SoftmaxLayer<S>
  private let weight: Tensor
  private let bias: Tensor
  private let hidden: Int
  /// (rows, H), which the caller fills, and their targets.
  private let h: View<S>
  private let targets: View<UInt32>
  private let dh: View<S>

  /// - Parameter h: (rows, H): where the caller will leave what is scored.
  /// - Throws: ``OutOfMemory``.
  init(
    _ shape: NetworkShape, _ tensors: NetworkTensors, h: View<S>, parts: Int, trains: Bool
  ) throws(OutOfMemory) {
    let rows = h.count / shape.hidden
    guard case .full(let weight, let bias) = tensors.output else { preconditionFailure("a full softmax") }
    (self.weight, self.bias) = (weight, bias)
    hidden = shape.hidden
    softmax = try SoftmaxLayer(
      vocabulary: shape.vocabulary, hidden: shape.hidden, rows: rows, parts: parts, trains: trains)
    self.h = h
    targets = try View(count: rows)
    dh = try View(count: trains ? rows * shape.hidden : 0)
  }

  /// Some rows' targets.
  func take(_ ids: [UInt32], rows: Range<Int>) { targets[rows].copy(ids) }

  /// Scores and their exponentials in a part's columns, for the first `rows` rows.
  func forward(part: Int, rows: Int, parameters: View<S>) {
    softmax.forward(part: part, h[wide(0..<rows)], weights(parameters), targets: targets[0..<rows])
  }

  /// ln p(target) of a row, after all parts' `forward`, in nats.
  func logProbability(row: Int) -> Double { softmax.logProbability(row: row) }

  /// Loss and gradient of h of some rows, after all parts' `forward`.
  /// - Parameter out: (these rows, H).
  /// - Returns: Σ −ln p(target) in nats, without the factor.
  func combine(rows: Range<Int>, of count: Int, factor: S, parameters: View<S>, into out: View<S>) -> Double {
    let loss = softmax.combine(
      rows: rows, weights(parameters), targets: targets[0..<count], factor: factor, into: dh[wide(0..<count)])
    out.copy(dh[wide(rows)])
    return loss
  }

  /// The gradients of a part's columns, after all rows are combined: written, not added to.
  func backward(part: Int, rows: Int, factor: S, gradients: View<S>) {
    softmax.backward(
      part: part, h[wide(0..<rows)], targets: targets[0..<rows], factor: factor, gradients: weights(gradients),
      adding: false)
  }

  private func weights(_ arena: View<S>) -> SoftmaxWeights<S> {
    SoftmaxWeights(weight: arena[weight], bias: arena[bias])
  }

  private func wide(_ rows: Range<Int>) -> Range<Int> { rows.lowerBound * hidden..<rows.upperBound * hidden }
}
