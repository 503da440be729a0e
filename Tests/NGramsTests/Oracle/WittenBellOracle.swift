/// Witten & Bell's method C (1991): a type that follows a history for the first time is an event like any other, and
/// T(h) of the C(h) + T(h) events were such.
///
///     disc(c) = c,   base(h) = C(h) + T(h),   γ(h) = T(h) / (C(h) + T(h))
///
/// C(h) = Σ_w c(h w), T(h) is the number of types that follow h; raw counts at every order.
struct WittenBellOracle: DiscountingOracle {
  let counts: OracleCounts

  func counts(ofOrder n: Int) -> [[UInt32]: Int] { counts.raw[n - 1] }

  func discounted(_ count: Int, order n: Int) -> Double { Double(count) }

  func base(total: Int, types: Int, order n: Int) -> Double { Double(total + types) }
}
