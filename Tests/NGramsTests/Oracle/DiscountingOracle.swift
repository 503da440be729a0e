/// What a discounting method says about counts; how the orders are then joined is another question, answered by
/// ``InterpolatingOracle`` and ``BackingOffOracle``.
///
///     P(w | h) = disc(a(h w)) / base(h)   + what the lower order adds
///     γ(h)     = 1 − Σ_w disc(a(h w)) / base(h)
protocol DiscountingOracle {
  /// a(g): the counts that the method works on.
  func counts(ofOrder n: Int) -> [[UInt32]: Int]

  /// disc(a): what is left of a count.
  func discounted(_ count: Int, order n: Int) -> Double

  /// The denominator of a history whose counts sum to `total` and which `types` different tokens follow.
  func base(total: Int, types: Int, order n: Int) -> Double
}

/// Interpolation down to the uniform distribution, as KenLM does it (Chen & Goodman 1998, equation 23):
///
///     P(w | h) = disc(a(h w)) / base(h) + γ(h) P(w | h'),   P(w | nothing at all) = 1 / V
///
/// A history that nothing follows has γ = 1. An n-gram that is pruned has no first term, and so its mass is in γ.
struct InterpolatingOracle: OracleModel {
  private let vocabularySize: Int
  /// disc(a(g)) / base(h) of each n-gram g = h w that is listed.
  private var first: [[UInt32]: Double] = [:]
  /// γ(h).
  private var gamma: [[UInt32]: Double] = [:]

  init(_ method: any DiscountingOracle, _ counts: OracleCounts, pruning: OraclePruning) {
    vocabularySize = counts.vocabularySize
    for n in 1...counts.order {
      for (history, followers) in OracleCounts.byHistory(method.counts(ofOrder: n)) {
        let base = method.base(total: followers.reduce(0) { $0 + $1.count }, types: followers.count, order: n)
        var rest = base
        for (token, count) in followers where pruning.keeps(history + [token]) {
          first[history + [token]] = method.discounted(count, order: n) / base
          rest -= method.discounted(count, order: n)
        }
        gamma[history] = rest / base
      }
    }
  }

  func probability(of token: UInt32, after history: [UInt32]) -> Double {
    let lower =
      history.isEmpty
      ? 1 / Double(vocabularySize) : probability(of: token, after: Array(history.dropFirst()))
    return first[history + [token], default: 0] + gamma[history, default: 1] * lower
  }
}
