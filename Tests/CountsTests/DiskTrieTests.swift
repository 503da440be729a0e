import Counts
import Testing

@Suite struct DiskTrieTests {
  @Test(arguments: [nil, 1] as [UInt32?]) func findsWhatTheTrieInMemoryFinds(eos: UInt32?) throws {
    let stream = randomStream(400, size: 12, seed: 4)
    let whole = try TrieCounter(order: 4, vocabularySize: 12, endOfSegment: eos).count(stream)
    let trie = try countedOnDisk(stream, order: 4, size: 12, eos: eos, .tiny(positions: 60))
    for n in 1...4 {
      #expect(
        try trie.beginningOfSegments(order: n).count
          == (eos == nil ? n == 1 ? 1 : 0 : whole.beginningOfSegments(order: n).count))
      for index in 0..<trie.count(order: n) {
        let gram = try trie.gram(order: n, index)
        #expect(gram == whole.gram(order: n, index).ids)
        #expect(try trie.index(of: gram) == whole.index(of: gram))
      }
    }
    #expect(try trie.index(of: [2, 2, 2, 2, 2]) == nil)
    #expect(try trie.index(of: [13]) == nil)
    for first in 0..<12 as Range<UInt32> {
      for second in 0...12 as ClosedRange<UInt32> {
        #expect(try trie.index(of: [first, second, 3]) == whole.index(of: [first, second, 3]))
      }
    }
  }
}
