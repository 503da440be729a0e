import Testing

@Suite struct OracleWittenBellTests {
  private typealias T = OracleText

  /// C = 9, T = 4, γ = 4/13: a 3/13 + 4/13·1/5 = 19/65, b 14/65, c 9/65, `<eos>` 19/65, `<unk>` 4/65.
  ///
  ///     P(b | a) = 2/(3 + 2) + 2/5 · 14/65 = 158/325,   P(c | a) = 2/5 · 9/65
  @Test(arguments: Oracle.Unseen.allCases) func interpolated(unseen: Oracle.Unseen) {
    let oracle = T.oracle(.wittenBell, unseen: unseen)
    let unigrams: [Double] = [4, 19, 19, 14, 9]
    for (id, p) in unigrams.enumerated() {
      #expect(isClose(oracle.probability(of: UInt32(id), after: [T.unk]), p / 65))
    }
    #expect(isClose(oracle.probability(of: T.b, after: [T.bos, T.a]), 158.0 / 325))
    #expect(isClose(oracle.probability(of: T.c, after: [T.a]), 18.0 / 325))
  }

  /// a 3/13, b 2/13, c 1/13, `<eos>` 3/13, `<unk>` 4/13; P(b | a) = 2/5, P(`<eos>` | a) = 1/5.
  ///
  ///     β(a) = (2/5) / (1 − 2/13 − 3/13) = 13/20:   a 3/20, c 1/20, <unk> 4/20
  @Test func backingOff() {
    let oracle = T.oracle(.wittenBell, backsOff: true, unseen: .leftover)
    let after: [Double] = [4, 4, 3, 8, 1]
    for (id, p) in after.enumerated() { #expect(isClose(oracle.probability(of: UInt32(id), after: [T.a]), p / 20)) }
    #expect(isClose(oracle.probability(of: T.unk, after: []), 4.0 / 13))
  }

  /// With 1/V below, b and `<eos>` are worth 14/65 and 19/65: β(a) = (2/5) / (1 − 33/65) = 13/16, P(c | a) = 13/16 · 9/65.
  @Test func backingOffToUniform() {
    let oracle = T.oracle(.wittenBell, backsOff: true)
    #expect(isClose(oracle.probability(of: T.b, after: [T.a]), 2.0 / 5))
    #expect(isClose(oracle.probability(of: T.c, after: [T.a]), 9.0 / 80))
    #expect(isClose(oracle.probability(of: T.c, after: [T.unk]), 9.0 / 65))
  }

  /// a n times, b, `<eos>`: three types, and `<unk>` the fourth. Interpolation leaves 3/(n + 5) · 1/4 to it: more than
  /// 3e-6 for n = 200,000, less for 400,000, and there SRILM leaves the 1/4 out.
  @Test func whatInterpolationLeavesMustCount() {
    func unigrams(_ n: Int) -> Oracle {
      Oracle(
        segments: [Array(repeating: 2, count: n) + [3]], vocabularySize: 4, endOfSegment: 1, order: 1,
        method: .wittenBell, backsOff: false, unseen: .leftover)
    }
    let few = unigrams(200_000)
    #expect(isClose(few.probability(of: 0, after: []), 3.0 / 200_005 / 4))
    #expect(isClose(few.probability(of: 3, after: []), 1.0 / 200_005 + 3.0 / 200_005 / 4))
    let many = unigrams(400_000)
    #expect(isClose(many.probability(of: 0, after: []), 3.0 / 400_005))
    #expect(isClose(many.probability(of: 3, after: []), 1.0 / 400_005))
  }

  /// a 400,000 times and b; a. What `<unk>` has by 1/V, q = 3/400,007 · 1/4, is less than 3e-6 but stays at order 1.
  /// After a all but `<unk>` follow, and leave 3/400,004: more than q can take. It keeps q, they share the rest.
  @Test func theLowerOrderCannotTakeAll() {
    let oracle = Oracle(
      segments: [Array(repeating: 2, count: 400_000) + [3], [2]], vocabularySize: 4, endOfSegment: 1, order: 2,
      method: .wittenBell, backsOff: true, unseen: .uniform)
    let q = 3.0 / 400_007 / 4
    #expect(isClose(oracle.probability(of: 0, after: []), q))
    #expect(isClose(oracle.probability(of: 0, after: [2]), q))
    #expect(isClose(oracle.probability(of: 3, after: [2]), (1 - q) / 400_001))
    #expect(isClose(oracle.probability(of: 2, after: [2]), (1 - q) * 399_999 / 400_001))
  }

  /// After 0 come 0, 1 and 2, each once, and V = 3: the lower order has nobody left to give 3/6 to, and they share it.
  /// Interpolated, with 1/2 1/4 1/4 below, each has 1/6 and its part of the 3/6: though nothing is left, no rule applies.
  @Test func aHistoryThatSawEveryType() {
    func model(backsOff: Bool) -> Oracle {
      Oracle(
        segments: [[0, 0, 1, 0, 2]], vocabularySize: 3, endOfSegment: nil, order: 2, method: .wittenBell,
        backsOff: backsOff, unseen: .leftover)
    }
    for id: UInt32 in 0..<3 { #expect(isClose(model(backsOff: true).probability(of: id, after: [0]), 1.0 / 3)) }
    let interpolated = model(backsOff: false)
    #expect(isClose(interpolated.probability(of: 0, after: [0]), 5.0 / 12))
    #expect(isClose(interpolated.probability(of: 2, after: [0]), 7.0 / 24))
  }
}
