internal import Foundation

/// Sums of powers at equal distances, Σ_{k=0}^{count−1} (x + k)^−s, with their derivatives in s.
///
/// With count = ∞ this is Hurwitz' zeta function ζ(s, x). The first terms are added one by one until x + k ≥ s + 12;
/// the rest is Euler and Maclaurin's formula with ten Bernoulli terms (Abramowitz & Stegun 23.1.30; Johansson,
/// "Rigorous high-precision computation of the Hurwitz zeta function", Numerical Algorithms 69, 2015), whose error is
/// there below the rounding of a Double. At s = 0 the derivatives are Σ ln and Σ ln².
enum PowerSum {
  /// B(2j) / (2j)! for j = 1…10.
  private static let bernoulli: [Double] = [
    1.0 / 12, -1.0 / 720, 1.0 / 30240, -1.0 / 1_209_600, 1.0 / 47_900_160, -691.0 / 1_307_674_368_000,
    1.0 / 74_724_249_600, -3617.0 / 10_670_622_842_880_000, 43867.0 / 5_109_094_217_170_944_000,
    -174611.0 / 802_857_662_698_291_200_000,
  ]

  /// Σ ((x + k)/x)^−s: relative to its first term, so that no s underflows.
  /// - Parameters:
  ///   - x: above zero.
  ///   - count: a whole number or infinity; infinity asks for s > 1.
  ///   - s: at least zero.
  /// - Complexity: O(1): at most some sixty terms.
  static func relative(from x: Double, count: Double, s: Double) -> Jet {
    var sum = Jet.zero
    var k = 0.0
    while k < count && (x + k < s + 12 || count - k <= 12) {
      let term = Jet.decay(s, log1p(k / x))
      sum += term
      k += 1
      // What follows is too small to count; no term of the sum is negative.
      let rest = term.value * (x + k)
      if k > 1 && s > 2 && (rest < 1e-19 * sum.value && term.second * (x + k) <= 1e-19 * sum.second) { return sum }
    }
    return k < count ? sum + tail(x, k, count, s) : sum
  }

  /// The terms from number k on.
  private static func tail(_ x: Double, _ k: Double, _ count: Double, _ s: Double) -> Jet {
    let start = x + k
    let end = x + (count - 1)
    let first = Jet.decay(s, log1p(k / x))
    let last = end.isFinite ? Jet.decay(s, log1p((count - 1) / x)) : .zero
    let range = end.isFinite ? log(end / start) : .infinity
    let integral = moments(1 - s, range)
    // ∫ f = start · f(start) · ∫ e^((1 − s) τ) dτ, and each derivative brings −τ.
    var sum =
      start * (first * Jet(value: integral.value, first: -integral.first, second: integral.second))
      + 0.5 * (first + last)
    var rising = Jet(value: s, first: 1, second: 0)
    var (powerOfStart, powerOfEnd) = (1 / start, 1 / end)
    for (j, coefficient) in bernoulli.enumerated() {
      let term = coefficient * (rising * (powerOfStart * first - powerOfEnd * last))
      sum += term
      if abs(term.value) + abs(term.first) + abs(term.second) < 1e-19 * first.value { break }
      for step in [Double(2 * j + 1), Double(2 * j + 2)] {
        rising = rising * Jet(value: s + step, first: 1, second: 0)
      }
      powerOfStart /= start * start
      powerOfEnd /= end * end
    }
    return sum
  }

  /// ∫_0^range τ^k e^(c τ) dτ for k = 0, 1, 2.
  private static func moments(_ c: Double, _ range: Double) -> Jet {
    if range == .infinity {
      guard c < 0 else { return Jet(value: .infinity, first: .infinity, second: .infinity) }
      return Jet(value: -1 / c, first: 1 / (c * c), second: -2 / (c * c * c))
    }
    if abs(c * range) > 2 {
      let growth = exp(c * range)
      let zeroth = expm1(c * range) / c
      let first = (range * growth - zeroth) / c
      return Jet(value: zeroth, first: first, second: (range * range * growth - 2 * first) / c)
    }
    // Near c = 0 the closed form is 0/0: the power series of e^(cτ), term by term.
    var sum = Jet.zero
    var term = range
    for n in 0..<40 {
      let order = Double(n)
      sum += Jet(
        value: term / (order + 1), first: term * range / (order + 2), second: term * range * range / (order + 3))
      term *= c * range / (order + 1)
      if abs(term) < 1e-19 * sum.value { break }
    }
    return sum
  }
}
