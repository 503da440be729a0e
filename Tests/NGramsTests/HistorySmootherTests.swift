import Testing

@testable import NGrams

/// One history by hand: two words follow it, 2 and 1 times, to which the lower order gives 1/4 and 1/8.
@Suite struct HistorySmootherTests {
  private func smoother(
    _ discount: Discount, interpolates: Bool = true, leavesSome: Bool = false, size: Int = 5, cutoff: UInt32 = 0,
    weights: [Double]? = nil, factor: Double? = nil
  ) -> HistorySmoother {
    HistorySmoother(
      discount: discount, interpolates: interpolates, leavesSome: leavesSome, vocabularySize: size, cutoff: cutoff,
      weights: weights, factor: factor)
  }

  private func expect(
    _ smoother: HistorySmoother, _ counts: [UInt32] = [2, 1], occurrences: [UInt32]? = nil,
    lower: [Double] = [1.0 / 4, 1.0 / 8], gives expected: [Double], _ backoff: Double, within: Double = 1e-15,
    _ location: SourceLocation = #_sourceLocation
  ) {
    let occurrences = occurrences ?? counts
    // What stands before belongs to another history.
    var p = [9, 9] + lower
    var values = p.mutableSpan
    let found = smoother.smooth(counts.span, occurrences.span, &values, from: 2)
    #expect(p[..<2] == [9, 9], sourceLocation: location)
    for (p, expected) in zip(p[2...], expected) {
      #expect(abs(p - expected) <= within, "\(p), not \(expected)", sourceLocation: location)
    }
    #expect(abs(found - backoff) <= within, "β is \(found), not \(backoff)", sourceLocation: location)
  }

  /// D = 1/2, γ = 1/3: (2 − 1/2)/3 + 1/3·1/4, (1 − 1/2)/3 + 1/3·1/8. Backing off, β = (1 − 2/3) / (1 − 3/8).
  @Test func oneDiscount() {
    let discount = Discount(subtracting: [0.5])
    expect(smoother(discount), gives: [7.0 / 12, 5.0 / 24], 1.0 / 3)
    expect(smoother(discount, interpolates: false), gives: [1.0 / 2, 1.0 / 6], 8.0 / 15)
  }

  /// D₁ = 1/2, D₂ = 1: what is kept of 2 and 1 is 1 and 1/2.
  @Test func threeDiscounts() {
    let discount = Discount(subtracting: [0.5, 1, 1.5])
    expect(smoother(discount), gives: [1.0 / 3 + 1.0 / 8, 1.0 / 6 + 1.0 / 16], 1.0 / 2)
    expect(smoother(discount, interpolates: false), gives: [1.0 / 3, 1.0 / 6], 4.0 / 5)
  }

  /// Two types add two: 2/5 + 2/5·1/4, 1/5 + 2/5·1/8.
  @Test func wittenBell() {
    expect(smoother(.wittenBell), gives: [1.0 / 2, 1.0 / 4], 2.0 / 5)
    expect(smoother(.wittenBell, interpolates: false), gives: [2.0 / 5, 1.0 / 5], 16.0 / 25)
  }

  /// c(h) = 3 is in the bucket 1: λ = 3/4.
  @Test func jelinekMercer() {
    let weights = [0, 0.75] + Array(repeating: 0, count: 62)
    expect(smoother(.none, weights: weights), gives: [1.0 / 2 + 1.0 / 16, 1.0 / 4 + 1.0 / 32], 1.0 / 4)
    // What is cut off keeps nothing: γ = 1 − 3/4·2/3.
    expect(smoother(.none, cutoff: 1, weights: weights), gives: [1.0 / 2 + 1.0 / 8], 1.0 / 2)
  }

  @Test func stupidBackoff() {
    expect(smoother(.none, factor: 0.4), gives: [2.0 / 3, 1.0 / 3], 0.4)
  }

  /// The second n-gram is cut off: its count stays in the denominator, and goes to the lower order whole.
  @Test func cutOff() {
    let discount = Discount(subtracting: [0.5])
    expect(smoother(discount, cutoff: 1), gives: [1.0 / 2 + 1.0 / 8, 1.0 / 16], 1.0 / 2)
    expect(smoother(discount, interpolates: false, cutoff: 1), gives: [1.0 / 2, 1.0 / 12], 2.0 / 3)
    // It is how often an n-gram occurs that counts there, not its left neighbours.
    expect(
      smoother(discount, cutoff: 1), [1, 2], occurrences: [5, 1], gives: [1.0 / 6 + 5.0 / 24, 5.0 / 48], 5.0 / 6)
    // All are: the lower order stays as it is.
    expect(smoother(discount, cutoff: 2), gives: [1.0 / 4, 1.0 / 8], 1)
    expect(smoother(discount, interpolates: false, cutoff: 2), gives: [1.0 / 4, 1.0 / 8], 1)
  }

  /// Rule A: nothing is discounted, so that the denominator grows to 4; β = 1/4 / (1 − 3/8).
  @Test func theDenominatorGrowsWhereNothingIsLeft() {
    expect(smoother(.none, interpolates: false), gives: [1.0 / 2, 1.0 / 4], 2.0 / 5)
    expect(smoother(.none, interpolates: false, leavesSome: true), gives: [1.0 / 2, 1.0 / 4], 2.0 / 5)
    // Not where every type follows: nothing needs to be left over.
    expect(
      smoother(.none, interpolates: false, leavesSome: true, size: 2), lower: [0.5, 0.5], gives: [2.0 / 3, 1.0 / 3], 1)
  }

  /// Rule A again: the lower order leaves next to nothing to the others, so that the history is not interpolated; then
  /// rule B: what was seen shares what that leaves, 1 − 10⁻⁷, as 1.5 : 0.5.
  @Test func interpolationEndsWhereNothingIsLeftBelow() {
    let lower = [0.5, 0.5 - 1e-7]
    expect(
      smoother(Discount(subtracting: [0.5]), leavesSome: true), lower: lower,
      gives: [0.75 * (1 - 1e-7), 0.25 * (1 - 1e-7)], 1, within: 1e-12)
    // KenLM has no such rule.
    expect(
      smoother(Discount(subtracting: [0.5])), lower: lower, gives: [2.0 / 3, (1 - 1e-7) / 3], 1.0 / 3, within: 1e-7)
  }

  /// Rule B: every type follows, so that β has nobody to give what is left to.
  @Test func whatWasSeenSharesAllWhereEveryTypeFollows() {
    expect(
      smoother(Discount(subtracting: [0.5]), interpolates: false, size: 2), lower: [0.5, 0.5],
      gives: [3.0 / 4, 1.0 / 4], 1)
  }

  /// Rule C: D₃ = 3 keeps nothing of 3: by back-off such an n-gram is as good as unseen, β = 7/8 / (1 − 1/8).
  @Test func whatIsDiscountedToNothingIsAsUnseen() {
    let discount = Discount(subtracting: [0.5, 1, 3])
    expect(smoother(discount, interpolates: false), [3, 1], gives: [1.0 / 4, 1.0 / 8], 1)
    expect(smoother(discount), [3, 1], gives: [7.0 / 32, 1.0 / 8 + 7.0 / 64], 7.0 / 8)
  }

  /// Four thousand million, and one: γ = (1/2 + 1/2) / 4000000001 has all its digits.
  @Test func aSmallRestKeepsItsDigits() {
    let counts: [UInt32] = [4_000_000_000, 1]
    var p = [0.25, 0.125]
    var values = p.mutableSpan
    let gamma = smoother(Discount(subtracting: [0.5])).smooth(counts.span, counts.span, &values)
    #expect(abs(gamma * 4_000_000_001 - 1) < 1e-12)
    #expect(p[0] > 0.99)
  }

  /// N-grams that only a later order knows: nothing to share, all goes to the lower order.
  @Test func noCounts() {
    expect(smoother(Discount(subtracting: [0.5])), [0, 0], gives: [1.0 / 4, 1.0 / 8], 1)
    expect(smoother(.wittenBell, interpolates: false), [], lower: [], gives: [], 1)
  }
}
