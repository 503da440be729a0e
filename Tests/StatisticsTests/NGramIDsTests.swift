import Counts
import Statistics
import Testing

@Suite struct NGramIDsTests {
  @Test func workedExample() throws {
    // "a b a b a": bigrams ab ba ab ba, trigrams aba bab aba.
    let stream: [UInt32] = [0, 1, 0, 1, 0]
    let bigrams = nGramIDs(stream, order: 2)
    #expect(bigrams.count == 4 && bigrams[0] == bigrams[2] && bigrams[1] == bigrams[3] && bigrams[0] != bigrams[1])
    let trigrams = nGramIDs(stream, order: 3)
    #expect(trigrams.count == 3 && trigrams[0] == trigrams[2] && trigrams[0] != trigrams[1])
    #expect(nGramIDs(stream, order: 1) == stream)
    #expect(nGramIDs(stream, order: 5).count == 1)
  }

  /// As many of each as are counted, whatever the order and the segments.
  @Test(arguments: [1, 2, 3, 5], [nil, 1] as [UInt32?]) func agreesWithCounting(_ order: Int, _ end: UInt32?) throws {
    var random = SplitMix(state: 17)
    let stream = (0..<500).map { _ in UInt32.random(in: 0..<6, using: &random) }
    let table = try NGramCounter(order: order, vocabularySize: 6, endOfSegment: end).count(stream)
    var counts: [UInt32: UInt64] = [:]
    for id in nGramIDs(stream, order: order, endOfSegment: end) { counts[id, default: 0] += 1 }
    #expect(counts.values.sorted() == table.unpaddedCounts.sorted())
  }

  /// Ids of 1, 20 and 32 bits, so that keys hold many ids, three, and one beside a name: equal where the slices are.
  @Test(arguments: [0, 700_000, 4_294_967_290] as [UInt32], [2, 3, 4, 7]) func anyWidth(_ base: UInt32, _ order: Int)
    throws
  {
    var random = SplitMix(state: 11)
    let stream = (0..<300).map { _ in base + UInt32.random(in: 0..<2, using: &random) }
    let names = nGramIDs(stream, order: order)
    var slices: [[UInt32]: UInt32] = [:]
    for (start, name) in names.enumerated() {
      let slice = Array(stream[start..<start + order])
      #expect(slices[slice, default: name] == name)
      slices[slice] = name
    }
    #expect(names.count == 300 - order + 1)
    #expect(Set(slices.values).count == slices.count)
  }

  @Test func nothing() throws {
    #expect(nGramIDs([], order: 2).isEmpty)
    #expect(nGramIDs([1, 2], order: 3).isEmpty)
    #expect(nGramIDs([1, 2], order: .max).isEmpty)
    #expect(nGramIDs([1, 2], order: 0).isEmpty)
    #expect(nGramIDs([1, 2], order: -1).isEmpty)
  }
}
