/// Kneser & Ney (1995) with one discount an order, or Chen & Goodman's (1998) three.
///
///     disc(a) = a − D(a),   base(h) = Σ_w a(h w),   γ(h) = Σ_w D(a(h w)) / base(h)
///
/// One discount: D = t₁ / (t₁ + 2 t₂). Three (their equation 26): Y = t₁ / (t₁ + 2 t₂),
///
///     D₁ = 1 − 2 Y t₂ / t₁,   D₂ = 2 − 3 Y t₃ / t₂,   D₃₊ = 3 − 4 Y t₄ / t₃
///
/// t_r counts the n-grams of the order with the adjusted count r, pruned ones and those that begin with `<bos>` included.
/// Where a discount cannot be estimated the order takes ½, or ½, 1, 1½ (KenLM's --discount_fallback).
struct KneserNeyOracle: DiscountingOracle {
  /// D of each order for the counts 0, 1, 2, and 3 and above.
  let discounts: [[Double]]
  private let adjusted: [[[UInt32]: Int]]

  init(_ counts: OracleCounts, modified: Bool) {
    adjusted = (1...counts.order).map { counts.continuation(ofOrder: $0) }
    discounts = adjusted.map { counts in
      let t = OracleCounts.countsOfCounts(counts)
      let y = t(1) / (t(1) + 2 * t(2))
      if !modified {
        let d = t(1) > 0 && t(2) > 0 ? y : 0.5
        return [0, d, d, d]
      }
      let d = [1.0, 2, 3].map { r in r - (r + 1) * y * t(Int(r) + 1) / t(Int(r)) }
      let isSound = zip(d, [1.0, 2, 3]).allSatisfy { d, r in d >= 0 && d <= r }
      return [0] + (isSound ? d : [0.5, 1, 1.5])
    }
  }

  func counts(ofOrder n: Int) -> [[UInt32]: Int] { adjusted[n - 1] }

  func discounted(_ count: Int, order n: Int) -> Double { Double(count) - discounts[n - 1][min(count, 3)] }

  func base(total: Int, types: Int, order n: Int) -> Double { Double(total) }
}
