import Counts
import Testing

@Suite struct DiskPartTests {
  /// Every n-gram of the text that was counted is there with its count, and no other.
  @Test(arguments: [nil, 1] as [UInt32?]) func hasWhatBothHave(eos: UInt32?) throws {
    let (stream, text) = (randomStream(500, size: 14, seed: 5), randomStream(120, size: 14, seed: 6))
    let whole = try TrieCounter(order: 4, vocabularySize: 14, endOfSegment: eos).count(stream)
    let trie = try countedOnDisk(stream, order: 4, size: 14, eos: eos, .tiny(positions: 70))
    let ofText = try trie.ngrams(of: text[...], after: [], order: 4)
    let shared = rows(try trie.counts(sharedWith: ofText)).filter { $0.gram.count > 1 }
    let expected = rows(ofText).map(\.gram).filter { $0.count > 1 && whole.index(of: $0) != nil }
    #expect(shared.map(\.gram) == expected)
    #expect(!expected.isEmpty && expected.count < rows(ofText).count)
    for (gram, count) in shared {
      let index = try #require(whole.index(of: gram))
      #expect(whole.levels[gram.count - 1].counts[index] == count)
    }
  }

  @Test func cutoffsLeaveOutWhatIsRare() throws {
    let stream = randomStream(500, size: 6, seed: 5)
    let whole = try TrieCounter(order: 3, vocabularySize: 6, endOfSegment: 1).count(stream)
    let trie = try countedOnDisk(stream, order: 3, size: 6, eos: 1, .tiny(positions: 70))
    let part = try trie.part(sharedWith: whole, cutoffs: [0, 2, 4])
    for (n, cutoff) in [(2, 2), (3, 4)] as [(Int, UInt32)] {
      let kept = whole.levels[n - 1].counts.indices.filter { whole.levels[n - 1].counts[$0] > cutoff }
      #expect(part.levels[n - 1].indices.map(Int.init) == kept)
    }
  }
}
