/// How much of a second model is best mixed into a first one.
enum MixingWeight {
  /// The λ in [0, `most`] that makes Σ ln((1 − λ) p + λ q) largest, to 10⁻⁷.
  ///
  /// The sum is concave in λ, so that its slope Σ (q − p) / (p + λ (q − p)) falls: where it is zero is found by halving,
  /// in a number of steps that is known, where EM would climb to the same place ever more slowly.
  /// - Parameters:
  ///   - p: the first model's probability of each token; zero is allowed.
  ///   - q: the second one's; NaN where it has none, and the first stands alone.
  static func best(_ p: [Double], _ q: [Float], most: Double = 0.999) -> Double {
    precondition(p.count == q.count, "two probabilities a token")
    if !(slope(p, q, at: 0) > 0) { return 0 }
    if slope(p, q, at: most) > 0 { return most }
    var (low, high) = (0.0, most)
    while high - low > 1e-7 {
      let middle = (low + high) / 2
      if slope(p, q, at: middle) > 0 { low = middle } else { high = middle }
    }
    return low
  }

  private static func slope(_ p: [Double], _ q: [Float], at weight: Double) -> Double {
    var slope = 0.0
    for i in p.indices {
      let difference = Double(q[i]) - p[i]
      let mixed = p[i] + weight * difference
      // Impossible in both, or without a second one: it tells nothing of λ.
      if difference.isNaN || (mixed <= 0 && difference <= 0) { continue }
      slope += difference / mixed
    }
    return slope
  }
}
