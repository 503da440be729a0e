import Testing

@testable import Counts

@Suite struct SuffixesTests {
  /// What an n-gram ends in is the n-gram without its first token; and the other way round, in order.
  @Test(arguments: someStreams.indices, [1, 3]) func agreesWithTheNGrams(number: Int, threads: Int) throws {
    let (ids, size, eos) = someStreams[number]
    let trie = try TrieCounter(order: 5, vocabularySize: size, endOfSegment: eos).count(ids)
    var suffixes: Suffixes?
    for n in 1..<5 {
      let next = trie.suffixes(order: n, shorter: suffixes, threads: threads)
      let (shorter, longer) = (grams(trie, order: n), grams(trie, order: n + 1))
      #expect(next.indices.count == longer.count && next.places.count == shorter.count + 1)
      #expect(zip(longer, next.indices).allSatisfy { Array($0.dropFirst()) == shorter[Int($1)] })
      // Of the highest order nothing is looked up by them.
      #expect(n < 4 || next.members.isEmpty)
      for key in shorter.indices {
        let range = Int(next.places[key])..<Int(next.places[key + 1])
        #expect(next.counts[key] == UInt32(range.count))
        if n == 4 { continue }
        #expect(
          Array(next.members[range]) == next.indices.indices.filter { next.indices[$0] == key }.map { UInt32($0) })
      }
      suffixes = next
    }
  }

  /// Histories with few continuations are walked, those with many have a table, a long list with one member is halved.
  @Test func longLists() throws {
    let (size, order) = (3_000, 4)
    let stream =
      randomStream(60_000, size: size, seed: 5)
      + randomStream(3_000, size: size, seed: 6).flatMap { [UInt32]([7, 7, $0]) }
    let trie = try TrieCounter(order: order, vocabularySize: size, endOfSegment: 1).count(stream)
    var one: Suffixes?
    for n in 1..<order {
      let next = trie.suffixes(order: n, shorter: one, threads: 1)
      let (shorter, longer) = (grams(trie, order: n), grams(trie, order: n + 1))
      #expect(zip(longer, next.indices).allSatisfy { $0.dropFirst() == shorter[Int($1)][...] })
      let three = trie.suffixes(order: n, shorter: one, threads: 3)
      #expect(three.indices == next.indices && three.members == next.members && three.places == next.places)
      one = next
    }
  }

  /// How many different tokens stand to the left. Where a segment begins nothing can, and the count stays; the start of a
  /// stream without segments is one more.
  @Test(arguments: someStreams.indices) func leftNeighbours(number: Int) throws {
    let (ids, size, eos) = someStreams[number]
    let counts = slowTrie(ids, order: 5, size: size, eos: eos)
    let trie = try TrieCounter(order: 5, vocabularySize: size, endOfSegment: eos).count(ids)
    var suffixes: Suffixes?
    for n in 1..<5 {
      let next = trie.suffixes(order: n, shorter: suffixes)
      var expected: [[UInt32]: UInt32] = [:]
      for longer in counts.keys where longer.count == n + 1 { expected[Array(longer.dropFirst()), default: 0] += 1 }
      for (gram, count) in counts where gram.count == n && gram[0] == UInt32(size) { expected[gram] = count }
      if eos == nil, ids.count >= n { expected[Array(ids.prefix(n)), default: 0] += 1 }
      let found = trie.leftNeighbours(order: n, next)
      for (gram, found) in zip(grams(trie, order: n), found) {
        #expect(found == expected[gram, default: 0], "\(gram)")
      }
      suffixes = next
    }
  }

  /// "a b a b" without segments: a follows the start and b, b follows a; "a b" follows the start and b.
  @Test func workedExample() throws {
    let trie = try TrieCounter(order: 3, vocabularySize: 4, endOfSegment: nil).count([2, 3, 2, 3])
    let bigrams = trie.suffixes(order: 1, shorter: nil)
    #expect(trie.leftNeighbours(order: 1, bigrams) == [0, 0, 2, 1, 0])
    let trigrams = trie.suffixes(order: 2, shorter: bigrams)
    #expect(grams(trie, order: 2) == [[2, 3], [3, 2]])
    #expect(trie.leftNeighbours(order: 2, trigrams) == [2, 1])
  }
}
