import Testing

@Suite struct OracleCountsTests {
  private typealias T = OracleText

  /// a b a · a b · c, with `<bos>` before and `<eos>` behind each.
  @Test func rawCounts() {
    let counts = T.counts(order: 3)
    #expect(counts.raw[0] == [[T.a]: 3, [T.b]: 2, [T.c]: 1, [T.eos]: 3])
    #expect(
      counts.raw[1] == [
        [T.bos, T.a]: 2, [T.bos, T.c]: 1, [T.a, T.b]: 2, [T.b, T.a]: 1, [T.a, T.eos]: 1, [T.b, T.eos]: 1,
        [T.c, T.eos]: 1,
      ])
    #expect(
      counts.raw[2] == [
        [T.bos, T.a, T.b]: 2, [T.a, T.b, T.a]: 1, [T.b, T.a, T.eos]: 1, [T.a, T.b, T.eos]: 1, [T.bos, T.c, T.eos]: 1,
      ])
    #expect(counts.totals[[]] == 9)
    #expect(counts.totals[[T.bos]] == 3)
    #expect(counts.totals[[T.a, T.b]] == 2)
    #expect(counts.totals[[T.eos]] == nil)
  }

  /// Of order 3: a has `<bos>` and b to its left; a b occurs twice, both times after `<bos>`; `<bos>` a stays 2.
  @Test func continuationCounts() {
    let counts = T.counts(order: 3)
    #expect(counts.continuation(ofOrder: 1) == [[T.a]: 2, [T.b]: 1, [T.c]: 1, [T.eos]: 3])
    #expect(
      counts.continuation(ofOrder: 2) == [
        [T.bos, T.a]: 2, [T.bos, T.c]: 1, [T.a, T.b]: 1, [T.b, T.a]: 1, [T.a, T.eos]: 1, [T.b, T.eos]: 1,
        [T.c, T.eos]: 1,
      ])
    #expect(counts.continuation(ofOrder: 3) == counts.raw[2])
  }

  /// The stream a b a c: what starts it has the start as one more left neighbour.
  @Test func aStreamHasOneStart() {
    let counts = OracleCounts(segments: [[2, 3], [2, 4]], vocabularySize: 5, endOfSegment: nil, order: 3)
    #expect(counts.raw[0] == [[2]: 2, [3]: 1, [4]: 1])
    #expect(counts.raw[1] == [[2, 3]: 1, [3, 2]: 1, [2, 4]: 1])
    #expect(counts.raw[2] == [[2, 3, 2]: 1, [3, 2, 4]: 1])
    #expect(counts.continuation(ofOrder: 1) == [[2]: 2, [3]: 1, [4]: 1])
    #expect(counts.continuation(ofOrder: 2) == [[2, 3]: 1, [3, 2]: 1, [2, 4]: 1])
    let twice = OracleCounts(segments: [[2, 2, 3, 2]], vocabularySize: 5, endOfSegment: nil, order: 2)
    #expect(twice.continuation(ofOrder: 1) == [[2]: 3, [3]: 1])
  }

  @Test func positionsHoldTheHistoryOfTheirSegment() {
    let positions = T.counts(order: 3).positions(of: [[T.a, T.b], []])
    #expect(positions.map(\.token) == [T.a, T.b, T.eos, T.eos])
    #expect(positions.map(\.history) == [[T.bos], [T.bos, T.a], [T.a, T.b], [T.bos]])
    let stream = OracleCounts(segments: [], vocabularySize: 5, endOfSegment: nil, order: 2)
    #expect(stream.positions(of: [[T.a, T.b], [T.c]]).map(\.history) == [[], [T.a], [T.b]])
  }
}
