import Counts
import Statistics
import Testing

@Suite struct CollocationsTests {
  private func tables(_ stream: [UInt32], _ size: Int, end: UInt32? = nil) throws -> (NGramTable, NGramTable) {
    let counter = { try NGramCounter(order: $0, vocabularySize: size, endOfSegment: end).count(stream) }
    return (try counter(2), try counter(1))
  }

  /// "a b c a b a c": a b twice of 3 and 2 among 7.
  @Test func workedExample() throws {
    let (bigrams, words) = try tables([0, 1, 2, 0, 1, 0, 2], 3)
    let all = try #require(Collocations(bigrams: bigrams, words: words, occurringAtLeast: 1))
    #expect(all.pairs.count == 5)
    let best = try #require(all.highest(1, by: .tScore).first)
    #expect(best.pair.first == 0 && best.pair.second == 1)
    #expect(best.pair.table == Contingency(both: 2, first: 3, second: 2, total: 7))
    #expect(best.value == best.pair.table.tScore)
    #expect(try #require(Collocations(bigrams: bigrams, words: words, occurringAtLeast: 2)).pairs.count == 1)
    #expect(try #require(Collocations(bigrams: bigrams, words: words)).pairs.isEmpty)
  }

  /// No pair over a segment's start, none with its end, and the end is no token.
  @Test func segments() throws {
    let (bigrams, words) = try tables([0, 2, 1, 0, 2, 1, 3, 1], 4, end: 1)
    let mine = try #require(Collocations(bigrams: bigrams, words: words, occurringAtLeast: 1, excluding: [1, 99]))
    #expect(mine.pairs.map { [$0.first, $0.second] } == [[0, 2]])
    #expect(mine.pairs[0].table.total == 5)
  }

  @Test func rankedWithTiesInOrderOfIDs() throws {
    let (bigrams, words) = try tables([0, 1, 0, 1, 2, 3, 2, 3, 4, 4, 4], 5)
    let mine = try #require(Collocations(bigrams: bigrams, words: words, occurringAtLeast: 1))
    for measure in Collocations.Measure.allCases {
      let ranked = mine.highest(100, by: measure)
      #expect(!ranked.isEmpty)
      for (above, below) in zip(ranked, ranked.dropFirst()) {
        let isTie = above.value == below.value
        #expect(
          isTie
            ? (above.pair.first, above.pair.second) < (below.pair.first, below.pair.second) : above.value > below.value)
      }
      #expect(mine.highest(0, by: measure).isEmpty && mine.highest(-1, by: measure).isEmpty)
    }
  }

  @Test func otherTables() throws {
    let (bigrams, words) = try tables([0, 1, 0], 2)
    #expect(Collocations(bigrams: words, words: words) == nil)
    #expect(Collocations(bigrams: bigrams, words: bigrams) == nil)
    #expect(Collocations(bigrams: bigrams, words: try tables([0, 1], 3).1) == nil)
  }
}
