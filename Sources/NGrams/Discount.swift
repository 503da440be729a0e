/// What is kept of a count at one order, as a table of small counts and one number for all larger.
public struct Discount: Sendable, Equatable {
  /// What is kept of the counts 0, 1, 2, …
  public let small: [Double]
  /// What is taken off every larger count.
  public let offLarger: Double
  /// Witten & Bell: each type after the history adds one to its denominator.
  let addsTypes: Bool

  func kept(_ count: UInt32) -> Double {
    Int(count) < small.count ? small[Int(count)] : Double(count) - offLarger
  }

  /// Nothing is taken off.
  static let none = Discount(small: [0], offLarger: 0, addsTypes: false)
  static let wittenBell = Discount(small: [0], offLarger: 0, addsTypes: true)

  /// D off the counts 1, 2, …, the last one off all larger.
  init(subtracting discounts: [Double]) {
    small = [0] + discounts.dropLast().enumerated().map { Double($0 + 1) - $1 }
    offLarger = discounts.last ?? 0
    addsTypes = false
  }

  private init(small: [Double], offLarger: Double, addsTypes: Bool) {
    self.small = small
    self.offLarger = offLarger
    self.addsTypes = addsTypes
  }

  /// Katz (1987), equation 16, with SRILM's care: where a ratio is of no use it is 1. `t[r]` is how many n-grams occur r
  /// times.
  ///
  ///     r* = (r + 1) t(r + 1) / t(r),  d(r) = (r*/r − A) / (1 − A),  A = (k + 1) t(k + 1) / t(1)
  static func goodTuring(_ t: [Int], cutoff: Int) -> Discount {
    var k = cutoff
    guard t[1] > 0 else { return .none }
    while k > 0 && t[k + 1] == 0 { k -= 1 }
    let common = Double(k + 1) * Double(t[k + 1]) / Double(t[1])
    let kept = (0...k).map { r -> Double in
      guard r > 0, t[r] > 0 else { return Double(r) }
      let ratio = Double(r + 1) * Double(t[r + 1]) / (Double(r) * Double(t[r]))
      let discount = (ratio - common) / (1 - common)
      return discount.isFinite && discount > 3e-6 && ratio <= 1 ? discount * Double(r) : Double(r)
    }
    return Discount(small: kept, offLarger: 0, addsTypes: false)
  }
}

/// How discounts of an order were come by: figures to show, and whether the counts sufficed.
public struct OrderDiscounts: Sendable, Equatable {
  public let order: Int
  /// t₁ … t₄: how many n-grams have the (adjusted) count 1, 2, 3, 4.
  public let countsOfCounts: [Int]
  /// D for the counts 1, 2, and 3 or more, or one D for all; of Good–Turing, the ratios d₁ … d₇.
  public let discounts: [Double]
  /// The formula had no usable value, and these are the fixed ones that KenLM takes with `--discount_fallback`.
  public let isFallback: Bool
}

extension Discount {
  /// Chen & Goodman (1998), equation 26: Y = t₁ / (t₁ + 2 t₂), D(k) = k − (k + 1) Y t(k+1) / t(k). Where these cannot be
  /// had, KenLM's fallback: ½, 1, 1½.
  static func modifiedKneserNey(_ t: [Int]) -> (discounts: [Double], isFallback: Bool) {
    let fallback = ([0.5, 1, 1.5], true)
    guard t[1] > 0, t[2] > 0, t[3] > 0 else { return fallback }
    let y = Double(t[1]) / Double(t[1] + 2 * t[2])
    let discounts = (1...3).map { k in Double(k) - Double(k + 1) * y * Double(t[k + 1]) / Double(t[k]) }
    let isUsable = zip(discounts, 1...3).allSatisfy { $0 >= 0 && $0 <= Double($1) }
    return isUsable ? (discounts, false) : fallback
  }

  /// Ney, Essen & Kneser (1994): D = t₁ / (t₁ + 2 t₂); ½ where t₁ or t₂ is zero.
  static func kneserNey(_ t: [Int]) -> (discounts: [Double], isFallback: Bool) {
    guard t[1] > 0, t[2] > 0 else { return ([0.5], true) }
    return ([Double(t[1]) / Double(t[1] + 2 * t[2])], false)
  }
}
