import Counts
import Testing

@Suite struct NGramTrieMostFrequentTests {
  @Test(arguments: someStreams.indices) func theFirstOfAllSorted(number: Int) throws {
    let (ids, size, eos) = someStreams[number]
    let trie = try TrieCounter(order: 3, vocabularySize: size, endOfSegment: eos).count(ids)
    for n in 1...3 {
      let counts = trie.levels[n - 1].counts
      let rows = (0..<(n == 1 ? size : counts.count)).filter { counts[$0] > 0 }
      let sorted = rows.sorted { (counts[$1], $0) < (counts[$0], $1) }
      for limit in [0, 1, 2, 7, 50, sorted.count, sorted.count + 1, .max] {
        #expect(trie.mostFrequent(limit, order: n) == Array(sorted.prefix(limit)), "order \(n), \(limit)")
      }
      #expect(trie.mostFrequent(-1, order: n).isEmpty)
    }
  }

  /// The ids of each, and where its history stands.
  @Test(arguments: someStreams.indices) func gramsOfIndices(number: Int) throws {
    let (ids, size, eos) = someStreams[number]
    let trie = try TrieCounter(order: 4, vocabularySize: size, endOfSegment: eos).count(ids)
    for n in 1...4 {
      for (index, gram) in grams(trie, order: n).enumerated() {
        let found = trie.gram(order: n, index)
        #expect(found.ids == gram)
        #expect(found.history == (n == 1 ? nil : n == 2 ? Int(gram[0]) : trie.index(of: Array(gram.dropLast()))))
      }
    }
  }

  @Test(arguments: someStreams.indices, [1, 2, 3, 5]) func sizeOfTheTable(number: Int, order: Int) throws {
    let (ids, size, eos) = someStreams[number]
    let trie = try TrieCounter(order: order, vocabularySize: size, endOfSegment: eos).count(ids)
    #expect(NGramTable.size(of: trie) == NGramTable(trie).count)
  }
}
