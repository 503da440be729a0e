internal import Foundation
package import Platform

/// The loss of a stream that is read in several lanes side by side, each from a zero state: quicker than one lane, and
/// not quite its score, since the state is lost at each lane's start.
package final class LaneScorer<S: Scalar> {
  private let shape: NetworkShape
  private let lanes: [Lanes<S>]
  private let output: OutputScorer<S>
  private let window: WindowShape
  private let threads: Int
  private let first: UInt32

  /// - Parameters:
  ///   - window: lanes, and steps that are worked on at a time.
  ///   - first: what stands before the stream.
  ///   - threads: parts that the lanes are cut into; results differ in the last digits between counts.
  /// - Throws: ``OutOfMemory``.
  package init(
    _ shape: NetworkShape, window: WindowShape, resetsAt: UInt32?, first: UInt32, threads: Int
  ) throws(OutOfMemory) {
    self.shape = shape
    self.window = window
    self.threads = threads
    self.first = first
    let count = min(max(1, threads), window.lanes)
    var lanes: [Lanes<S>] = []
    for index in 0..<count {
      let mine = WindowShape(lanes: part(index, of: count, in: window.lanes).count, steps: window.steps)
      lanes.append(try Lanes(shape, capacity: mine, resetsAt: resetsAt, padding: first, trains: false))
    }
    self.lanes = lanes
    output = try OutputScorer(shape, rows: window.rows, threads: threads)
  }

  /// Σ −ln p over the positions that fill all lanes, in nats, and their number.
  package func score(_ ids: [UInt32], parameters: View<S>) -> (nats: Double, positions: Int) {
    guard let sum = score(ids, parameters: parameters, shouldStop: { false }) else {
      preconditionFailure("nothing tells it to stop")
    }
    return sum
  }

  /// - Parameter shouldStop: asked before each window.
  /// - Returns: nil where it was told to stop.
  func score(
    _ ids: [UInt32], parameters: View<S>, shouldStop: () -> Bool
  ) -> (nats: Double, positions: Int)? {
    for part in lanes { part.clearState() }
    var random = RandomSource(seed: 0)
    var (nats, positions) = (0.0, 0)
    for batch in Sampling.sequential.batches(
      positions: ids.count, lanes: window.lanes, steps: window.steps, random: &random)
    {
      if shouldStop() { return nil }
      let logProbabilities = score(batch, of: ids, parameters: parameters)
      nats -= logProbabilities.reduce(0, +)
      positions += logProbabilities.count
    }
    return (nats, positions)
  }

  /// ln p of a batch's positions, in nats, from the state of the batch before on: a zero state before the first.
  func score(_ batch: Batch, of ids: [UInt32], parameters: View<S>) -> [Double] {
    let targets = inParallel(lanes.count, threads: threads) { index in
      let mine = part(index, of: lanes.count, in: batch.starts.count)
      let window = WindowShape(lanes: mine.count, steps: batch.steps)
      let (inputs, targets) = batch.window(mine, of: ids, first: first)
      lanes[index].forward(inputs, parameters: parameters, window: window)
      let rows = mine.lowerBound * batch.steps * shape.hidden..<mine.upperBound * batch.steps * shape.hidden
      output.h[rows].copy(lanes[index].top[0..<rows.count])
      lanes[index].carryState(window)
      return targets
    }
    var out: [Double] = []
    output.score(Array(targets.joined()), parameters: parameters, into: &out)
    return out
  }
}
