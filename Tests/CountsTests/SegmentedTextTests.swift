import Counts
import Testing

@Suite struct SegmentedTextTests {
  /// V = 5: `<bos>` is 5, and stands before each segment that begins.
  @Test func bosStandsBeforeEachSegment() {
    let text = SegmentedText([2, 3, 1, 1, 4], 5, 1)
    #expect(text.ids == [5, 2, 3, 1, 5, 1, 5, 4] && text.positions == [1, 2, 3, 5, 7])
    let endless = SegmentedText([2, 1, 4], 5, nil)
    #expect(endless.ids == [2, 1, 4] && endless.positions == [0, 1, 2])
    #expect(SegmentedText([], 5, 1).ids.isEmpty)
    #expect(SegmentedText([2, 1], 5, 1).ids == [5, 2, 1])
  }

  /// What was read before stands before, and the segment goes on.
  @Test func afterAHistory() {
    let text = SegmentedText([2, 1, 3], 5, 1, after: [5, 4])
    #expect(text.ids == [5, 4, 2, 1, 5, 3] && text.positions == [2, 3, 5])
    #expect(SegmentedText([2], 5, nil, after: [4]).positions == [1])
  }

  /// c(h) = Σ_w c(h w), summed over the n-grams that are one longer; of the highest order too.
  @Test(arguments: someStreams.indices, [1, 2, 4]) func continuationCounts(number: Int, order: Int) throws {
    let (ids, size, eos) = someStreams[number]
    let trie = try TrieCounter(order: order, vocabularySize: size, endOfSegment: eos).count(ids)
    var expected: [[UInt32]: UInt32] = [:]
    for (gram, count) in slowTrie(ids, order: order + 1, size: size, eos: eos) where gram.count > 1 {
      expected[Array(gram.dropLast()), default: 0] += count
    }
    for n in 1...order {
      for (index, gram) in grams(trie, order: n).enumerated() {
        #expect(trie.continuationCount(order: n, index) == expected[gram, default: 0], "\(gram)")
      }
    }
  }

  /// The last ids of a stream whose last segment is open: what they end with is followed by nothing, once.
  @Test func closings() throws {
    func closing(_ ids: [UInt32], _ eos: UInt32?) throws -> [UInt32] {
      try TrieCounter(order: 3, vocabularySize: 5, endOfSegment: eos).count(ids).closing
    }
    #expect(try closing([2, 3, 1], 1) == [])
    #expect(try closing([2, 1, 3], 1).suffix(2) == [5, 3])
    #expect(try closing([3], 1) == [5, 3])
    #expect(try closing([2, 3, 4, 2], 1).suffix(3) == [3, 4, 2])
    #expect(try closing([2, 3, 4, 2], nil) == [3, 4, 2])
    #expect(try closing([], 1) == [] && closing([], nil) == [])
  }
}
