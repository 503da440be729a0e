/// Absolute discounting (Ney, Essen & Kneser 1994) with a discount that is given, 0 < D < 1.
///
///     disc(c) = c − D,   base(h) = C(h),   γ(h) = D T(h) / C(h)
///
/// Raw counts at every order.
struct AbsoluteOracle: DiscountingOracle {
  let counts: OracleCounts
  let discount: Double

  func counts(ofOrder n: Int) -> [[UInt32]: Int] { counts.raw[n - 1] }

  func discounted(_ count: Int, order n: Int) -> Double { Double(count) - discount }

  func base(total: Int, types: Int, order n: Int) -> Double { Double(total) }
}
