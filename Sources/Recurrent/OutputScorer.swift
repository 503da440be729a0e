internal import Foundation
internal import Platform

/// The output layer without its gradients: ln p of targets, and whole distributions.
///
/// Rows, or the columns of a wide V, are cut into parts. Their number is fixed, not that of the threads, so that a score
/// does not depend on these.
final class OutputScorer<S: Scalar> {
  private let shape: NetworkShape
  private let tensors: NetworkTensors
  private let kind: Kind
  private let threads: Int
  /// (rows, H): what is scored.
  let h: View<S>
  /// (V): the scores of one row.
  private let scores: View<S>
  /// (P ≤ H): h in a cluster's narrower space.
  private let projected: View<S>

  private enum Kind {
    case byRows([RowOutput<S>])
    case byColumns(WideOutput<S>)
  }

  private static var parts: Int { 4 }

  /// - Parameter rows: the most there are.
  /// - Throws: ``OutOfMemory``.
  init(_ shape: NetworkShape, rows: Int, threads: Int) throws(OutOfMemory) {
    self.shape = shape
    self.threads = threads
    tensors = NetworkTensors(shape)
    h = try View(count: rows * shape.hidden)
    scores = try View(count: shape.vocabulary + shape.cutoffs.count)
    projected = try View(count: shape.hidden)
    if shape.isWide {
      kind = .byColumns(try WideOutput(shape, tensors, h: h, parts: Self.parts, trains: false))
    } else {
      var outputs: [RowOutput<S>] = []
      for index in 0..<min(Self.parts, rows) {
        outputs.append(
          try RowOutput(shape, tensors, rows: part(index, of: Self.parts, in: rows + Self.parts).count, trains: false))
      }
      kind = .byRows(outputs)
    }
  }

  /// ln p(target) of the first rows of ``h``, in nats.
  func score(_ targets: [UInt32], parameters: View<S>, into out: inout [Double]) {
    switch kind {
    case .byColumns(let output):
      output.take(targets, rows: targets.indices)
      forEach(Self.parts) { output.forward(part: $0, rows: targets.count, parameters: parameters) }
      for row in targets.indices { out.append(output.logProbability(row: row)) }
    case .byRows(let outputs):
      let pieces = inParallel(outputs.count, threads: threads) { index in
        let rows = part(index, of: outputs.count, in: targets.count)
        var piece: [Double] = []
        if rows.isEmpty { return piece }
        outputs[index].score(
          h[rows.lowerBound * shape.hidden..<rows.upperBound * shape.hidden], targets: Array(targets[rows]),
          parameters: parameters, into: &piece)
        return piece
      }
      for piece in pieces { out += piece }
    }
  }

  /// ln p of every type after one row (H), in nats.
  func distribution(after h: View<S>, parameters: View<S>) -> [Double] {
    switch tensors.output {
    case .full(let weight, let bias):
      Affine.forward(h, weight: parameters[weight], bias: parameters[bias], rows: 1, into: scores[0..<shape.vocabulary])
      return logSoftmax(scores[0..<shape.vocabulary])
    case .adaptive(let head, let clusters):
      let first = scores[0..<head.rows]
      Affine.forward(h, weight: parameters[head], bias: nil, rows: 1, into: first)
      var all = logSoftmax(first)
      let stands = all.suffix(clusters.count)
      all.removeLast(clusters.count)
      for (cluster, stand) in zip(clusters, stands) {
        let projected = projected[0..<cluster.weight.columns]
        Affine.forward(h, weight: parameters[cluster.projection], bias: nil, rows: 1, into: projected)
        let tail = scores[0..<cluster.ids.count]
        Affine.forward(projected, weight: parameters[cluster.weight], bias: nil, rows: 1, into: tail)
        all += logSoftmax(tail).map { stand + $0 }
      }
      return all
    }
  }

  private func logSoftmax(_ scores: View<S>) -> [Double] {
    let normalizer = S.logSumExp(scores)
    return scores.array.map { Double($0) - normalizer }
  }

  private func forEach(_ count: Int, _ body: (Int) -> Void) {
    if threads == 1 { for index in 0..<count { body(index) } } else { concurrently(count, body) }
  }
}
