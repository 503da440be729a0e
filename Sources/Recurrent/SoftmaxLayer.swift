internal import Foundation
internal import Platform

/// The last layer: scores W h + b over V, their softmax, its cross-entropy (CS231n `temporal_softmax_loss`), and back.
///
/// Its columns are cut into fixed parts that may be worked on side by side. One pass is: `forward` of each part,
/// `combine` for all rows (in any partition), `backward` of each part.
final class SoftmaxLayer<S: Scalar> {
  let vocabulary: Int
  let hidden: Int
  let parts: [SoftmaxColumns<S>]
  /// (rows): the score of the target.
  private let targetScores: View<S>
  /// (parts, rows): s.
  private let scales: View<S>
  private let capacity: Int

  /// - Parameter trains: false where only scores are wanted.
  /// - Throws: ``OutOfMemory``.
  init(vocabulary: Int, hidden: Int, rows: Int, parts count: Int, trains: Bool) throws(OutOfMemory) {
    self.vocabulary = vocabulary
    self.hidden = hidden
    capacity = rows
    var parts: [SoftmaxColumns<S>] = []
    for index in 0..<count {
      parts.append(
        try SoftmaxColumns(
          columns: part(index, of: count, in: vocabulary), hidden: hidden, rows: rows, trains: trains))
    }
    self.parts = parts
    targetScores = try View(count: rows)
    scales = try View(count: trains ? count * rows : 0)
  }

  /// One part's share of the scores.
  /// - Parameters:
  ///   - h: (rows, H).
  ///   - targets: (rows): ids below V, or ``SoftmaxLoss/ignored``.
  func forward(part index: Int, _ h: View<S>, _ weights: SoftmaxWeights<S>, targets: View<UInt32>) {
    parts[index].forward(h, weights, targets: targets, targetScores: targetScores[0..<targets.count])
  }

  /// ln p(target) of a row after all parts' `forward`, in nats.
  func logProbability(row: Int) -> Double {
    let (top, sum) = normalizer(row)
    return Double(targetScores[row]) - top - log(sum)
  }

  /// The rows' loss and the gradient of h, after all parts' `forward`.
  /// - Parameters:
  ///   - rows: these alone.
  ///   - factor: 1 / (N·T) for the mean over a window; 1 / N for the notes' sum over time.
  ///   - dh: (all rows, H): these rows are written.
  /// - Returns: Σ −ln p(target) in nats, without the factor.
  func combine(
    rows: Range<Int>, _ weights: SoftmaxWeights<S>, targets: View<UInt32>, factor: S, into dh: View<S>
  ) -> Double {
    var loss = 0.0
    for row in rows {
      let (top, sum) = normalizer(row)
      let isIgnored = targets[row] == SoftmaxLoss.ignored
      for (index, part) in parts.enumerated() {
        scales[index * capacity + row] =
          isIgnored ? 0 : factor * S(exp(Double(part.shift[row]) - top) / sum)
      }
      if !isIgnored { loss += top + log(sum) - Double(targetScores[row]) }
    }
    // dh = Σ_parts s ⊙ Σ_c e_c W_c − factor · W_target
    let wide = rows.lowerBound * hidden..<rows.upperBound * hidden
    let out = dh[wide]
    for (index, part) in parts.enumerated() {
      let scales = scales[index * capacity + rows.lowerBound..<index * capacity + rows.upperBound]
      if index == 0 {
        S.scaleRows(part.sumsOfWeights[wide], by: scales, into: out)
      } else {
        S.addScaledRows(part.sumsOfWeights[wide], by: scales, to: out)
      }
    }
    S.addRows(targets[rows], of: weights.weight, scaledBy: -factor, width: hidden, to: out)
    return loss
  }

  /// One part's share of the gradients, after `combine` of all rows.
  /// - Parameter adding: whether they are added to what is there, or written.
  func backward(
    part index: Int, _ h: View<S>, targets: View<UInt32>, factor: S, gradients: SoftmaxWeights<S>, adding: Bool
  ) {
    let first = index * capacity
    parts[index].backward(
      h, targets: targets, scales: scales[first..<first + targets.count], factor: factor, gradients: gradients,
      adding: adding)
  }

  /// The largest shift, and Σ e^(score − it) over all parts.
  private func normalizer(_ row: Int) -> (top: Double, sum: Double) {
    var top = -Double.infinity
    for part in parts { top = max(top, Double(part.shift[row])) }
    var sum = 0.0
    for part in parts { sum += exp(Double(part.shift[row]) - top) * part.sums[row] }
    return (top, sum)
  }
}

/// The softmax loss by itself.
public enum SoftmaxLoss {
  /// A target that counts for nothing: neither loss nor gradient.
  public static let ignored = UInt32.max

  /// The loss Σ −ln softmax(scores[i])[targets[i]] in nats, summed over the rows; scores become their gradient.
  ///
  /// The plain form, over scores that are all there: what the layer's panels are held against.
  /// - Parameters:
  ///   - scores: (rows, V). In: the logits. Out: factor · (softmax − onehot), zero in ignored rows.
  ///   - targets: one a row, below V or ``ignored``.
  ///   - factor: 1 / (N·T) for the mean over a window; 1 / N for the notes' sum over time.
  public static func forwardBackward<S: Scalar>(
    _ scores: View<S>, targets: ArraySlice<UInt32>, vocabulary: Int, factor: S
  ) -> Double {
    var loss = 0.0
    for (i, target) in targets.enumerated() {
      let row = scores.row(i, width: vocabulary)
      if target == ignored {
        row.fill(0)
      } else {
        loss += S.softmaxGradient(row, target: Int(target), factor: factor)
      }
    }
    return loss
  }
}
