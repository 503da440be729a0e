import Counts
import Testing

@Suite struct NGramTrieTests {
  /// Each n-gram has the index at which it stands; what does not occur has none.
  @Test(arguments: someStreams.indices) func indices(number: Int) throws {
    let (ids, size, eos) = someStreams[number]
    let trie = try TrieCounter(order: 4, vocabularySize: size, endOfSegment: eos).count(ids)
    for n in 1...4 {
      for (index, gram) in grams(trie, order: n).enumerated() {
        let occurs = trie.levels[n - 1].counts[index] > 0
        #expect(trie.index(of: gram) == (occurs ? index : nil))
        // The next of its kind, which only may be there.
        let other = gram.dropLast() + [gram[n - 1] &+ 1]
        let place = trie.index(of: Array(other))
        #expect(place.map { grams(trie, order: n)[$0] } == (place == nil ? nil : Array(other)))
      }
    }
    for gram in [[], [UInt32(size) + 1], [.max], [2, .max], [2, 2, 2, 2, 2]] as [[UInt32]] {
      #expect(trie.index(of: gram) == nil)
    }
  }

  /// All that begin with `<bos>` and no other, at the end of each order.
  @Test(arguments: someStreams.indices) func beginningsOfSegments(number: Int) throws {
    let (ids, size, eos) = someStreams[number]
    let trie = try TrieCounter(order: 4, vocabularySize: size, endOfSegment: eos).count(ids)
    for n in 1...4 {
      let all = grams(trie, order: n)
      #expect(Array(trie.beginningOfSegments(order: n)) == all.indices.filter { all[$0][0] == UInt32(size) })
    }
  }

  /// The same as counting only so far, what opens and closes the stream among it.
  @Test(arguments: someStreams.indices) func cut(number: Int) throws {
    let (ids, size, eos) = someStreams[number]
    let trie = try TrieCounter(order: 6, vocabularySize: size, endOfSegment: eos).count(ids)
    for n in 1...6 {
      let counted = try TrieCounter(order: n, vocabularySize: size, endOfSegment: eos).count(ids)
      #expect(trie.cut(to: n) == counted, "\(n)")
    }
  }

  @Test func sizes() throws {
    // "a b a", "c": <bos> twice, <eos> once.
    let trie = try TrieCounter(order: 2, vocabularySize: 5, endOfSegment: 1).count([2, 3, 2, 1, 4])
    #expect(trie.order == 2 && trie.vocabularySize == 5 && trie.endOfSegment == 1)
    #expect(trie.levels[0].words == [0, 1, 2, 3, 4, 5] && trie.levels[0].counts == [0, 1, 2, 1, 1, 2])
    #expect(grams(trie, order: 2) == [[2, 1], [2, 3], [3, 2], [5, 2], [5, 4]] && trie.count == 11)
    #expect(trie.opening.isEmpty)
    let endless = try TrieCounter(order: 2, vocabularySize: 5, endOfSegment: nil).count([2, 3, 2])
    #expect(endless.opening == [2, 3] && endless.levels[0].counts == [0, 0, 2, 1, 0, 0])
  }
}
