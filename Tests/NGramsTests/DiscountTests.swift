import Testing

@testable import NGrams

/// All by hand.
@Suite struct DiscountTests {
  /// Y = 4 / (4 + 2·2) = 1/2: D₁ = 1 − 2·1/2·2/4, D₂ = 2 − 3·1/2·1/2, D₃ = 3 − 4·1/2·1/1.
  @Test func modifiedKneserNey() {
    let (discounts, isFallback) = Discount.modifiedKneserNey([0, 4, 2, 1, 1, 0, 0, 0, 0])
    #expect(discounts == [0.5, 1.25, 1] && !isFallback)
    // No n-gram occurs four times: D₃ is 3, and that is no fallback (KenLM).
    let (withoutT4, isFallbackWithoutT4) = Discount.modifiedKneserNey([0, 4, 2, 1, 0, 7, 0, 0, 0])
    #expect(withoutT4 == [0.5, 1.25, 3] && !isFallbackWithoutT4)
  }

  /// A t that is missing, or a discount below 0 (D₂ = 2 − 3·10/12·10) or above its count.
  @Test(arguments: [[0, 0, 2, 1, 1], [0, 4, 0, 1, 1], [0, 4, 2, 0, 1], [0, 10, 1, 10, 0], [0, 1, 1, 1, 100]])
  func modifiedKneserNeyFallsBack(t: [Int]) {
    let (discounts, isFallback) = Discount.modifiedKneserNey(t + [0, 0, 0, 0])
    #expect(discounts == [0.5, 1, 1.5] && isFallback)
  }

  @Test func kneserNey() {
    #expect(Discount.kneserNey([0, 4, 2, 0, 0]).discounts == [0.5])
    #expect(Discount.kneserNey([0, 3, 1, 0, 0]).discounts == [0.6])
    #expect(!Discount.kneserNey([0, 3, 1, 0, 0]).isFallback)
    for t in [[0, 0, 1, 0, 0], [0, 1, 0, 0, 0], [0, 0, 0, 0, 0]] {
      #expect(Discount.kneserNey(t).discounts == [0.5] && Discount.kneserNey(t).isFallback)
    }
  }

  @Test func whatIsKept() {
    let three = Discount(subtracting: [0.5, 1.25, 1])
    #expect([0, 1, 2, 3, 4, 100].map { three.kept($0) } == [0, 0.5, 0.75, 2, 3, 99])
    #expect(three.kept(.max) == 4_294_967_294)
    let one = Discount(subtracting: [0.5])
    #expect([0, 1, 2, 50].map { one.kept($0) } == [0, 0.5, 1.5, 49.5])
    for discount in [Discount.none, .wittenBell, Discount(subtracting: [])] {
      #expect([0, 1, 2, 3, 1_000].map { discount.kept($0) } == [0, 1, 2, 3, 1_000])
    }
  }

  /// t₅ … t₈ are 0: k falls to 3, and A = 4·1/10 = 2/5.
  ///
  ///     d₁ = (2·4/10 − 2/5) / (3/5) = 2/3,   d₂ = (3·2/(2·4) − 2/5) / (3/5) = 7/12,   d₃ = (4·1/(3·2) − 2/5) / (3/5) = 4/9
  @Test func goodTuring() {
    let discount = Discount.goodTuring([0, 10, 4, 2, 1, 0, 0, 0, 0], cutoff: 7)
    let kept: [Double] = [0, 2.0 / 3, 7.0 / 6, 4.0 / 3, 4, 5, 9]
    for (count, kept) in zip([0, 1, 2, 3, 4, 5, 9] as [UInt32], kept) {
      #expect(abs(discount.kept(count) - kept) < 1e-15, "\(count)")
    }
  }

  /// A ratio that says nothing is 1: where r* > r, where 1 − A is 0, where it is not positive.
  @Test func goodTuringTakesNothingWhereRatiosAreOfNoUse() {
    // A = 4·1/4 = 1.
    let divided = Discount.goodTuring([0, 4, 4, 1, 1, 0, 0, 0, 0], cutoff: 7)
    #expect((0...4).map { divided.kept($0) } == [0, 1, 2, 3, 4])
    // A = 4·2/10; r* / r = 3/5, 1/2, 8/3.
    let negative = Discount.goodTuring([0, 10, 3, 1, 2, 0, 0, 0, 0], cutoff: 7)
    #expect((0...4).map { negative.kept($0) } == [0, 1, 2, 3, 4])
    // With k = 1 the only ratio is (A − A) / (1 − A).
    let unigrams = Discount.goodTuring([0, 10, 4, 2, 1, 1, 1, 1, 1], cutoff: 1)
    #expect((0...4).map { unigrams.kept($0) } == [0, 1, 2, 3, 4])
    for t in [[0, 0, 4, 2, 1, 1, 1, 1, 1], [0, 5, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0, 0]] {
      let none = Discount.goodTuring(t, cutoff: 7)
      #expect((0...4).map { none.kept($0) } == [0, 1, 2, 3, 4], "\(t)")
    }
  }

  /// A count in the middle that no n-gram has keeps what it has; its neighbours' ratios are 0 over something.
  @Test func goodTuringWithAGap() {
    // k = 4: t₅ = 1, A = 5·1/20 = 1/4; d₁ = (2·5/20 − 1/4)/(3/4) = 1/3; t₂ → t₃ = 0: (0 − 1/4)/(3/4) < 0;
    // d₄ = (5·1/(4·2) − 1/4)/(3/4) = 1/2.
    let discount = Discount.goodTuring([0, 20, 5, 0, 2, 1, 0, 0, 0], cutoff: 7)
    for (count, kept) in zip([1, 2, 3, 4, 5] as [UInt32], [1.0 / 3, 2, 3, 2, 5]) {
      #expect(abs(discount.kept(count) - kept) < 1e-15, "\(count)")
    }
  }
}
