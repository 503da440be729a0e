import Testing

@Suite struct OracleKneserNeyTests {
  private typealias T = OracleText

  /// Continuation counts a 2, b 1, c 1, `<eos>` 3: t₁ = 2, t₂ = 1, D = 2 / (2 + 2·1) = 1/2.
  /// Bigrams 2 1 2 1 1 1 1: t₁ = 5, t₂ = 2, D = 5 / (5 + 2·2) = 5/9.
  ///
  ///     γ = (1/2 · 4) / 7 = 2/7 = 4/70 · 5:   a (2 − 1/2)/7 + 4/70 = 19/70, b and c 9/70, <eos> 29/70, <unk> 4/70
  ///     P(b | a) = (2 − 5/9)/3 + (5/9 · 2)/3 · 9/70 = 13/27 + 1/21 = 100/189
  @Test func oneDiscountInterpolated() {
    let oracle = T.oracle(.kneserNey)
    let unigrams: [Double] = [4, 29, 19, 9, 9]
    for (id, p) in unigrams.enumerated() {
      #expect(isClose(oracle.probability(of: UInt32(id), after: [T.unk]), p / 70))
    }
    #expect(isClose(oracle.probability(of: T.b, after: [T.bos, T.a]), 100.0 / 189))
    #expect(isClose(oracle.probability(of: T.unk, after: [T.a]), 10.0 / 27 * 4 / 70))
  }

  /// Back-off, left-over to `<unk>`: a 3/14, b 1/14, c 1/14, `<eos>` 5/14, `<unk>` 2/7.
  ///
  ///     P(b | a) = 13/27, P(<eos> | a) = 4/27, β(a) = (10/27) / (1 − 1/14 − 5/14) = 35/54
  @Test func oneDiscountBackingOff() {
    let oracle = T.oracle(.kneserNey, backsOff: true, unseen: .leftover)
    #expect(isClose(oracle.probability(of: T.unk, after: [T.unk]), 2.0 / 7))
    #expect(isClose(oracle.probability(of: T.b, after: [T.a]), 13.0 / 27))
    #expect(isClose(oracle.probability(of: T.eos, after: [T.a]), 4.0 / 27))
    #expect(isClose(oracle.probability(of: T.unk, after: [T.a]), 35.0 / 54 * 2 / 7))
    #expect(isClose(oracle.probability(of: T.a, after: [T.a]), 35.0 / 54 * 3 / 14))
  }

  /// Unigrams: t = 2, 1, 1, 0: Y = 1/2, D₁ = 1 − 2·1/2·1/2 = 1/2, D₂ = 2 − 3·1/2·1 = 1/2, D₃₊ = 3 − 0 = 3.
  /// No bigram occurs three times: ½, 1, 1½ stand in.
  ///
  ///     γ = (2·1/2 + 1/2 + 3) / 7 = 9/14:   a 1.5/7 + 9/70 = 24/70, b and c 14/70, <eos> and <unk> 9/70
  ///     P(b | a) = (2 − 1)/3 + (1 + 1/2)/3 · 14/70 = 13/30
  @Test func threeDiscountsInterpolated() {
    let oracle = T.oracle(.modifiedKneserNey)
    let unigrams: [Double] = [9, 9, 24, 14, 14]
    for (id, p) in unigrams.enumerated() {
      #expect(isClose(oracle.probability(of: UInt32(id), after: [T.c, T.unk]), p / 70))
    }
    #expect(isClose(oracle.probability(of: T.b, after: [T.a]), 13.0 / 30))
    #expect(KneserNeyOracle(T.counts(order: 2), modified: true).discounts == [[0, 0.5, 0.5, 3], [0, 0.5, 1, 1.5]])
  }

  /// D₃₊ = 3 takes all of `<eos>`: like `<unk>` it has half of what a 1.5/7, b 0.5/7 and c 0.5/7 leave over, 4.5/7.
  @Test func whatIsDiscountedToNothingIsUnseen() {
    let oracle = T.oracle(.modifiedKneserNey, backsOff: true, unseen: .leftover)
    let unigrams: [Double] = [9, 9, 6, 2, 2]
    for (id, p) in unigrams.enumerated() {
      #expect(isClose(oracle.probability(of: UInt32(id), after: [T.unk]), p / 28))
    }
  }

  /// Bigrams seen once are pruned, `<eos>` after a among them: γ(a) = (1 + 1)/3, P(b | a) = 1/3 + 2/3 · 1/5.
  @Test func pruned() {
    let oracle = T.oracle(.modifiedKneserNey, prune: [0, 1])
    #expect(isClose(oracle.probability(of: T.b, after: [T.a]), 7.0 / 15))
    #expect(isClose(oracle.probability(of: T.eos, after: [T.a]), 2.0 / 3 * 9 / 70))
    #expect(isClose(oracle.probability(of: T.eos, after: [T.c]), 9.0 / 70))
  }

  /// Of order 1 the raw counts are discounted: 3 2 1 3, t₁ = t₂ = 1, D = 1/3; γ = (4/3)/9.
  @Test func orderOneKeepsRawCounts() {
    let oracle = T.oracle(.kneserNey, order: 1)
    #expect(isClose(oracle.probability(of: T.a, after: [T.bos]), (3 - 1.0 / 3) / 9 + 4.0 / 27 / 5))
  }
}
