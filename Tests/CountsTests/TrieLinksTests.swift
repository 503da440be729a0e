import Testing

@testable import Counts

@Suite struct TrieLinksTests {
  /// Parents with none, one and many continuations, ids that are there, between, below and above; more than are looked up
  /// at a time, and fewer.
  @Test(arguments: [0, 1, 31, 32, 33, 500], [1, 3]) func agreesWithASearch(count: Int, threads: Int) {
    let lengths: [UInt32] = [0, 1, 2, 700, 0, 0, 33, 5, 1, 0]
    var (starts, words) = ([UInt32](), [UInt32]())
    for length in lengths {
      starts.append(UInt32(words.count))
      words += (0..<length).map { 10 + 3 * $0 }
    }
    starts.append(UInt32(words.count))
    let seeds = randomStream(2 * count, size: 1 << 20, seed: UInt64(count + 1))
    var (parents, ids) = ([UInt32](), [UInt32]())
    for index in 0..<count {
      let parent = seeds[2 * index] % 11
      parents.append(parent == 10 ? TrieLinks.none : parent)
      ids.append(index % 5 == 0 ? 2_000 : seeds[2 * index + 1] % 140)
    }
    let found = TrieLinks.find(starts: starts, words: words, parents: parents, ids: ids, threads: threads)
    let expected = zip(parents, ids).map { parent, id -> UInt32 in
      if parent == TrieLinks.none { return TrieLinks.none }
      let range = Int(starts[Int(parent)])..<Int(starts[Int(parent) + 1])
      return range.first { words[$0] == id }.map { UInt32($0) } ?? TrieLinks.none
    }
    #expect(found == expected)
  }

  @Test func nothingContinues() {
    #expect(
      TrieLinks.find(starts: [0, 0], words: [], parents: [0, TrieLinks.none], ids: [0, 3])
        == [TrieLinks.none, TrieLinks.none])
  }

  /// At each position the index of the n-gram that ends there, by looking up each by itself.
  @Test(arguments: someStreams.indices) func nodesOfATextAreItsNGrams(number: Int) throws {
    let (ids, size, eos) = someStreams[number]
    let trie = try TrieCounter(order: 4, vocabularySize: size, endOfSegment: eos).count(ids)
    // A text like it, but not the same: n-grams that were not counted.
    let text = SegmentedText(randomStream(300, size: size, seed: 77), size, eos).ids
    for threads in [1, 2] {
      let nodes = trie.nodes(endingIn: text, threads: threads)
      #expect(nodes.count == 4 && nodes.allSatisfy { $0.count == text.count })
      for position in text.indices {
        #expect(nodes[0][position] == text[position])
        for n in 2...4 {
          let gram = position + 1 >= n ? Array(text[(position + 1 - n)...position]) : nil
          let expected = gram.flatMap { trie.index(of: $0) }.map { UInt32($0) } ?? TrieLinks.none
          #expect(nodes[n - 1][position] == expected)
        }
      }
    }
    #expect(trie.nodes(endingIn: []) == [[], [], [], []])
  }

  @Test(arguments: [0, 1, 5, 1_000], [1, 3, 8]) func filledByParts(count: Int, threads: Int) {
    let numbers: [UInt32] = unsafe TrieLinks.filled(count, threads) { range, out in
      for index in range { unsafe out[index - range.lowerBound] = UInt32(index) }
    }
    #expect(numbers == (0..<UInt32(count)).map(\.self))
  }
}
