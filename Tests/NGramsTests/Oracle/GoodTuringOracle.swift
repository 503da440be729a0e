/// Katz (1987): counts up to k = 7 are discounted after Good & Turing, so that in all they lose t₁, what the unseen
/// are worth; higher ones are trusted.
///
///     disc(r) = d_r r,   d_r = (r*/r − A) / (1 − A),   r* = (r + 1) t_{r+1} / t_r,   A = (k + 1) t_{k+1} / t₁
///
/// As SRILM has it: k falls until t_{k+1} > 0; d_r = 1 where t_r = 0, where d_r would be at most 3e-6, and where r* > r.
/// Raw counts at every order. Under `leftover` unigrams have k = 1, which discounts nothing (d₁ would be 0). Under
/// `uniform` they have k = 7 too, for 1/V needs a weight; if still nothing is taken off in all (or ratios above 1 add to it),
/// one count more than is kept makes room for the unseen.
struct GoodTuringOracle: DiscountingOracle {
  private let counts: OracleCounts
  private let unseen: Oracle.Unseen
  /// d_r of each order; 1 for an r that is not there.
  let coefficients: [[Int: Double]]

  init(_ counts: OracleCounts, unseen: Oracle.Unseen) {
    self.counts = counts
    self.unseen = unseen
    coefficients = (1...counts.order).map { n in
      Self.coefficients(
        OracleCounts.countsOfCounts(counts.raw[n - 1]), cutOff: n == 1 && unseen == .leftover ? 1 : 7)
    }
  }

  private static func coefficients(_ t: (Int) -> Double, cutOff: Int) -> [Int: Double] {
    var k = cutOff
    while k > 0 && t(k + 1) == 0 { k -= 1 }
    guard t(1) > 0 && k > 0 else { return [:] }
    let a = Double(k + 1) * t(k + 1) / t(1)
    var coefficients: [Int: Double] = [:]
    for r in 1...k where t(r) > 0 {
      let ratio = Double(r + 1) * t(r + 1) / (Double(r) * t(r))
      let d = (ratio - a) / (1 - a)
      coefficients[r] = d.isFinite && d > 3e-6 && ratio <= 1 ? d : 1
    }
    return coefficients
  }

  func counts(ofOrder n: Int) -> [[UInt32]: Int] { counts.raw[n - 1] }

  func discounted(_ count: Int, order n: Int) -> Double { coefficients[n - 1][count, default: 1] * Double(count) }

  func base(total: Int, types: Int, order n: Int) -> Double {
    guard n == 1 && unseen == .uniform else { return Double(total) }
    let kept = counts.raw[0].values.reduce(0) { $0 + discounted($1, order: 1) }
    return kept < Double(total) ? Double(total) : kept + 1
  }
}
