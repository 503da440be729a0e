internal import Foundation

/// A function of s at one point with its first two derivatives: what Newton's method needs of a sum.
struct Jet: Equatable {
  var value: Double
  var first: Double
  var second: Double

  static let zero = Jet(value: 0, first: 0, second: 0)

  /// scale · e^(−s logarithm).
  static func decay(_ s: Double, _ logarithm: Double, scale: Double = 1) -> Jet {
    let value = scale * exp(-s * logarithm)
    return Jet(value: value, first: -logarithm * value, second: logarithm * logarithm * value)
  }

  static func + (a: Jet, b: Jet) -> Jet {
    Jet(value: a.value + b.value, first: a.first + b.first, second: a.second + b.second)
  }

  static func += (a: inout Jet, b: Jet) { a = a + b }

  static func - (a: Jet, b: Jet) -> Jet { a + -1 * b }

  static func * (scale: Double, a: Jet) -> Jet {
    Jet(value: scale * a.value, first: scale * a.first, second: scale * a.second)
  }

  /// The product rule, twice.
  static func * (a: Jet, b: Jet) -> Jet {
    Jet(
      value: a.value * b.value,
      first: a.first * b.value + a.value * b.first,
      second: a.second * b.value + 2 * a.first * b.first + a.value * b.second)
  }

  /// ln of the function, where it is positive.
  var logarithm: Jet {
    let ratio = first / value
    return Jet(value: log(value), first: ratio, second: second / value - ratio * ratio)
  }
}
