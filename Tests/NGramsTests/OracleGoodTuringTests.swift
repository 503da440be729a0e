import Testing

@Suite struct OracleGoodTuringTests {
  /// "d a", "c b d a b", "d a" over V = 6 (a = 2, b = 3, c = 4, d = 5, `<bos>` = 6).
  private static let lines: [[UInt32]] = [[5, 2], [4, 3, 5, 2, 3], [5, 2]]

  private func oracle(_ unseen: Oracle.Unseen) -> Oracle {
    Oracle(
      segments: Self.lines, vocabularySize: 6, endOfSegment: 1, order: 2, method: .goodTuring, backsOff: true,
      unseen: unseen)
  }

  /// Bigrams: d a 3, `<bos>` d 2, a `<eos>` 2, and five once: t = 5, 2, 1, so k = 2 and A = 3·1/5 = 3/5.
  ///
  ///     d₁ = (2·2/5 − 3/5) / (2/5) = 1/2,   d₂ = (3·1/(2·2) − 3/5) / (2/5) = 3/8
  ///
  /// Unigrams, k = 1: 3 3 2 1 3 of 12 leave nothing, so they are out of 13, and `<unk>` has 1/13.
  ///
  ///     P(<eos> | a) = 3/8 · 2/3 = 1/4, P(b | a) = 1/2 · 1/3 = 1/6, β(a) = (7/12) / (1 − 3/13 − 2/13) = 91/96
  ///     P(a | d) = 3/3 leaves nothing: 3/4, and β(d) = (1/4) / (1 − 3/13) = 13/40
  @Test func leftoverMassGoesToTheUnknown() {
    let oracle = oracle(.leftover)
    let unigrams: [Double] = [1, 3, 3, 2, 1, 3]
    for (id, p) in unigrams.enumerated() {
      #expect(isClose(oracle.probability(of: UInt32(id), after: [0]), p / 13))
    }
    #expect(isClose(oracle.probability(of: 1, after: [6, 5, 2]), 1.0 / 4))
    #expect(isClose(oracle.probability(of: 3, after: [2]), 1.0 / 6))
    #expect(isClose(oracle.probability(of: 4, after: [2]), 91.0 / 96 / 13))
    #expect(isClose(oracle.probability(of: 2, after: [5]), 3.0 / 4))
    #expect(isClose(oracle.probability(of: 0, after: [5]), 13.0 / 40 / 13))
  }

  /// Unigrams with k = 7: t = 1, 1, 3, so k = 2, and both ratios (2·1/1, 3·3/2) exceed 1: none is discounted, and one
  /// count is added for the unseen: P(w) = c/13 + 1/13 · 1/6.
  @Test func uniformNeedsAWeight() {
    let oracle = oracle(.uniform)
    let unigrams: [Double] = [1, 19, 19, 13, 7, 19]
    for (id, p) in unigrams.enumerated() {
      #expect(isClose(oracle.probability(of: UInt32(id), after: [0]), p / 78))
    }
    #expect(isClose(oracle.probability(of: 3, after: [2]), 1.0 / 6))
  }

  /// A stream of types that occur 3, 2, 2 and five times 1: t = 5, 2, 1 as above. `leftover` discounts no unigram.
  ///
  ///     3 + 2 · 3/8 · 2 + 5 · 1/2 = 7 of 12 remain:   P(w | seen twice) = (3/4)/12 + 5/12 · 1/10
  @Test func unigramsAreDiscountedUnderUniformOnly() {
    let stream: [UInt32] = [1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8]
    let counts = OracleCounts(segments: [stream], vocabularySize: 10, endOfSegment: nil, order: 1)
    let uniform = GoodTuringOracle(counts, unseen: .uniform).coefficients[0]
    #expect(uniform.count == 2)
    #expect(isClose(uniform[1, default: 0], 1.0 / 2))
    #expect(isClose(uniform[2, default: 0], 3.0 / 8))
    #expect(GoodTuringOracle(counts, unseen: .leftover).coefficients[0] == [1: 1])
    let p = [Oracle.Unseen.uniform, .leftover].map {
      Oracle(counts, method: .goodTuring, backsOff: true, unseen: $0).probability(of: 2, after: [])
    }
    #expect(isClose(p[0], 5.0 / 48))
    // Of 12, nothing would be left for the two unseen: they share one of 13.
    #expect(isClose(p[1], 2.0 / 13))
  }

  /// Type r of eight occurs r times: t₁ … t₈ = 1, k = 7, A = 8. Every ratio (r + 1)/r exceeds 1: nothing is discounted.
  /// With 16 singletons, t₁ = 16: A = 1/2, d₁ = (2/16 − 1/2)/(1/2) < 0 is out of range too; the rest stays above 1.
  @Test func ratiosOutOfRangeDiscountNothing() {
    func coefficients(singletons: Int) -> [Int: Double] {
      var line: [UInt32] = []
      for r: UInt32 in 1...8 { line += Array(repeating: 1 + r, count: Int(r)) }
      for extra in 0..<UInt32(singletons - 1) { line.append(10 + extra) }
      let counts = OracleCounts(segments: [line], vocabularySize: 40, endOfSegment: nil, order: 1)
      return GoodTuringOracle(counts, unseen: .uniform).coefficients[0]
    }
    for singletons in [1, 16] {
      #expect(coefficients(singletons: singletons) == Dictionary(uniqueKeysWithValues: (1...7).map { ($0, 1.0) }))
    }
  }
}
