import Testing

@Suite struct OracleAbsoluteTests {
  private typealias T = OracleText

  /// D = 1/2: γ = 2/9, a (3 − 1/2)/9 + 2/45 = 29/90, b 19/90, c 9/90, `<eos>` 29/90, `<unk>` 4/90.
  ///
  ///     P(b | a) = (2 − 1/2)/3 + (1/2 · 2)/3 · 19/90 = 77/135
  @Test func interpolated() {
    let oracle = T.oracle(.absolute(discount: 0.5))
    let unigrams: [Double] = [4, 29, 29, 19, 9]
    for (id, p) in unigrams.enumerated() {
      #expect(isClose(oracle.probability(of: UInt32(id), after: [T.unk]), p / 90))
    }
    #expect(isClose(oracle.probability(of: T.b, after: [T.a]), 77.0 / 135))
  }

  /// a 5/18, b 3/18, c 1/18, `<eos>` 5/18, `<unk>` 4/18; β(a) = (1/3) / (1 − 3/18 − 5/18) = 3/5.
  @Test func backingOff() {
    let oracle = T.oracle(.absolute(discount: 0.5), backsOff: true, unseen: .leftover)
    #expect(isClose(oracle.probability(of: T.b, after: [T.a]), 1.0 / 2))
    #expect(isClose(oracle.probability(of: T.eos, after: [T.a]), 1.0 / 6))
    #expect(isClose(oracle.probability(of: T.unk, after: [T.a]), 2.0 / 15))
    #expect(isClose(oracle.probability(of: T.c, after: [T.a]), 3.0 / 5 / 18))
  }
}
