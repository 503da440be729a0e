internal import Foundation

/// Student's t distribution, for whole degrees of freedom.
enum StudentT {
  /// Beyond this the normal distribution stands for it: p differs by less than 0.0015.
  static let normal = 200

  /// P(|T| > t), for t ≥ 0 and at least one degree of freedom.
  ///
  /// The finite series of Abramowitz & Stegun 26.7.3 and 26.7.4 in θ = atan(t / √ν); what is below 10⁻¹⁵ may be 0 there.
  static func twoSided(_ t: Double, degreesOfFreedom ν: Int) -> Double {
    precondition(ν >= 1 && t >= 0, "degrees of freedom, and a size")
    if ν > normal { return erfc(t / 2.0.squareRoot()) }
    let θ = atan(t / Double(ν).squareRoot())
    let (sine, cosine) = (sin(θ), cos(θ))
    // Odd: cos θ (1 + 2/3 cos² θ + 2·4/(3·5) cos⁴ θ + …); even: 1 + 1/2 cos² θ + 1·3/(2·4) cos⁴ θ + …
    let isOdd = ν % 2 == 1
    var term = isOdd ? cosine : 1
    var sum = ν == 1 ? 0 : term
    for k in stride(from: isOdd ? 3 : 2, through: ν - 2, by: 2) {
      term *= Double(k - 1) / Double(k) * cosine * cosine
      sum += term
    }
    let within = isOdd ? 2 / Double.pi * (θ + sine * sum) : sine * sum
    return max(0, 1 - within)
  }
}
