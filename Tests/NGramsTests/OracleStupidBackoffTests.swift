import Testing

@Suite struct OracleStupidBackoffTests {
  private typealias T = OracleText

  /// S(b | a) = 2/3; S(c | a) = 0.4 · 1/9; S(`<unk>` | a) = 0.4 · 0.4/5; after an unseen history too 0.4 is paid.
  @Test func relativeFrequenciesAndFourTenths() {
    let oracle = T.oracle(.stupidBackoff)
    #expect(isClose(oracle.probability(of: T.b, after: [T.a]), 2.0 / 3))
    #expect(isClose(oracle.probability(of: T.c, after: [T.a]), 0.4 / 9))
    #expect(isClose(oracle.probability(of: T.unk, after: [T.a]), 0.4 * 0.4 / 5))
    #expect(isClose(oracle.probability(of: T.a, after: [T.unk]), 0.4 * 3 / 9))
    #expect(T.oracle(.stupidBackoff, unseen: .leftover).probability(of: T.unk, after: [T.a]) == 0)
  }

  /// a b is seen twice and stays; b a, once, is looked up in the unigrams.
  @Test func pruned() {
    let oracle = T.oracle(.stupidBackoff, prune: [0, 1])
    #expect(isClose(oracle.probability(of: T.b, after: [T.a]), 2.0 / 3))
    #expect(isClose(oracle.probability(of: T.a, after: [T.b]), 0.4 * 3 / 9))
  }
}
