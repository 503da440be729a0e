internal import Foundation
internal import Platform

/// The adaptive softmax (Grave et al. 2017; PyTorch's `AdaptiveLogSoftmaxWithLoss`): the frequent types and one stand-in
/// for each cluster of rare ones share a head; a cluster's types share a softmax of their own over a narrower projection
/// of h, which only rows whose target lies in it compute.
///
///     p(w) = head(w) for w of the shortlist;  p(w) = head(cluster) · tail_cluster(w) for the others
///
/// Exactly normalised: the head sums to one, and so does each tail.
final class AdaptiveSoftmax<S: Scalar> {
  private let headTensor: Tensor
  private let shortlist: Int
  private let head: SoftmaxLayer<S>
  private let clusters: [Cluster]
  private let hidden: Int
  private let headTargets: View<UInt32>

  private final class Cluster {
    let tensors: ClusterTensors
    let softmax: SoftmaxLayer<S>
    /// Which rows have their target here, and the target within the cluster.
    var rows: [Int] = []
    let targets: View<UInt32>
    /// (rows, H) and (rows, P) of those rows, and their gradients.
    let h: View<S>
    let projected: View<S>
    let dh: View<S>
    let dProjected: View<S>

    var width: Int { tensors.weight.columns }

    init(_ tensors: ClusterTensors, hidden: Int, rows: Int, trains: Bool) throws(OutOfMemory) {
      self.tensors = tensors
      softmax = try SoftmaxLayer(
        vocabulary: tensors.ids.count, hidden: tensors.weight.columns, rows: rows, parts: 1, trains: trains)
      targets = try View(count: rows)
      h = try View(count: rows * hidden)
      projected = try View(count: rows * tensors.weight.columns)
      dh = try View(count: trains ? rows * hidden : 0)
      dProjected = try View(count: trains ? rows * tensors.weight.columns : 0)
    }
  }

  /// - Throws: ``OutOfMemory``.
  init(head: Tensor, clusters: [ClusterTensors], rows: Int, trains: Bool) throws(OutOfMemory) {
    headTensor = head
    hidden = head.columns
    shortlist = head.rows - clusters.count
    self.head = try SoftmaxLayer(vocabulary: head.rows, hidden: head.columns, rows: rows, parts: 1, trains: trains)
    var made: [Cluster] = []
    for tensors in clusters {
      made.append(try Cluster(tensors, hidden: head.columns, rows: rows, trains: trains))
    }
    self.clusters = made
    headTargets = try View(count: rows)
  }

  /// Adds the gradients of factor · Σ −ln p(target).
  /// - Parameters:
  ///   - h: (rows, H).
  ///   - dh: (rows, H), written.
  /// - Returns: Σ −ln p(target) in nats, without the factor.
  func forwardBackward(
    _ h: View<S>, targets: View<UInt32>, factor: S, parameters: View<S>, gradients: View<S>, into dh: View<S>
  ) -> Double {
    forward(h, targets: targets, parameters: parameters)
    let rows = targets.count
    let (headTargets, weights) = (headTargets[0..<rows], SoftmaxWeights(weight: parameters[headTensor], bias: nil))
    var loss = head.combine(rows: 0..<rows, weights, targets: headTargets, factor: factor, into: dh)
    head.backward(
      part: 0, h, targets: headTargets, factor: factor,
      gradients: SoftmaxWeights(weight: gradients[headTensor], bias: nil), adding: true)
    for cluster in clusters where !cluster.rows.isEmpty {
      let (count, width) = (cluster.rows.count, cluster.width)
      let weights = SoftmaxWeights(weight: parameters[cluster.tensors.weight], bias: nil)
      let targets = cluster.targets[0..<count]
      let (projected, dProjected) = (cluster.projected[0..<count * width], cluster.dProjected[0..<count * width])
      loss += cluster.softmax.combine(rows: 0..<count, weights, targets: targets, factor: factor, into: dProjected)
      cluster.softmax.backward(
        part: 0, projected, targets: targets, factor: factor,
        gradients: SoftmaxWeights(weight: gradients[cluster.tensors.weight], bias: nil), adding: true)
      let (h, dhOfRows) = (cluster.h[0..<count * hidden], cluster.dh[0..<count * hidden])
      Affine.addDWeight(dProjected, x: h, rows: count, to: gradients[cluster.tensors.projection])
      Affine.dInput(dProjected, weight: parameters[cluster.tensors.projection], rows: count, into: dhOfRows)
      for (place, row) in cluster.rows.enumerated() {
        S.add(dhOfRows.row(place, width: hidden), scaledBy: 1, to: dh.row(row, width: hidden))
      }
    }
    return loss
  }

  /// ln p(target) of each row, in nats.
  func score(_ h: View<S>, targets: View<UInt32>, parameters: View<S>, into out: inout [Double]) {
    forward(h, targets: targets, parameters: parameters)
    let first = out.count
    for row in targets.indices { out.append(head.logProbability(row: row)) }
    for cluster in clusters {
      for (place, row) in cluster.rows.enumerated() {
        out[first + row] += cluster.softmax.logProbability(row: place)
      }
    }
  }

  /// Sorts the rows by where their targets lie, and makes the scores of the head and of the clusters that are met.
  private func forward(_ h: View<S>, targets: View<UInt32>, parameters: View<S>) {
    for cluster in clusters { cluster.rows.removeAll(keepingCapacity: true) }
    for row in targets.indices {
      let target = targets[row]
      headTargets[row] = target
      if target == SoftmaxLoss.ignored || Int(target) < shortlist { continue }
      guard let index = clusters.firstIndex(where: { $0.tensors.ids.contains(Int(target)) }) else { continue }
      let cluster = clusters[index]
      headTargets[row] = UInt32(shortlist + index)
      cluster.targets[cluster.rows.count] = target - UInt32(cluster.tensors.ids.lowerBound)
      cluster.h.row(cluster.rows.count, width: hidden).copy(h.row(row, width: hidden))
      cluster.rows.append(row)
    }
    head.forward(
      part: 0, h, SoftmaxWeights(weight: parameters[headTensor], bias: nil), targets: headTargets[targets.indices])
    for cluster in clusters where !cluster.rows.isEmpty {
      let count = cluster.rows.count
      let projected = cluster.projected[0..<count * cluster.width]
      Affine.forward(
        cluster.h[0..<count * hidden], weight: parameters[cluster.tensors.projection], bias: nil, rows: count,
        into: projected)
      cluster.softmax.forward(
        part: 0, projected, SoftmaxWeights(weight: parameters[cluster.tensors.weight], bias: nil),
        targets: cluster.targets[0..<count])
    }
  }
}
