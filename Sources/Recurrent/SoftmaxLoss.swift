/// The softmax over V and its cross-entropy, over time (CS231n `temporal_softmax_loss`).
public enum SoftmaxLoss {
  /// A target that counts for nothing: neither loss nor gradient.
  public static let ignored = UInt32.max

  /// The loss Σ −ln softmax(scores[i])[targets[i]] in nats, summed over the rows; scores become their gradient.
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
