import Counts
import Testing

/// The oracle: all n-grams of each order in a dictionary, as the segments have them.
func slowTrie(_ stream: [UInt32], order: Int, size: Int, eos: UInt32?) -> [[UInt32]: UInt32] {
  var counts: [[UInt32]: UInt32] = [:]
  func count(_ segment: [UInt32]) {
    for start in segment.indices {
      for end in start..<min(segment.count, start + order) { counts[Array(segment[start...end]), default: 0] += 1 }
    }
  }
  guard let eos else {
    count(stream)
    return counts
  }
  var segment = [UInt32(size)]
  for id in stream {
    segment.append(id)
    if id == eos {
      count(segment)
      segment = [UInt32(size)]
    }
  }
  if segment.count > 1 { count(segment) }
  return counts
}

/// Each n-gram that the trie holds, with its count, in its order.
func rows(_ trie: NGramTrie) -> [(gram: [UInt32], count: UInt32)] {
  var rows: [(gram: [UInt32], count: UInt32)] = []
  func walk(_ level: Int, _ index: Int, _ history: [UInt32]) {
    let gram = history + [trie.levels[level].words[index]]
    if trie.levels[level].counts[index] > 0 { rows.append((gram, trie.levels[level].counts[index])) }
    guard level + 1 < trie.order else { return }
    let continuations = trie.levels[level].continuations
    for next in continuations[index]..<continuations[index + 1] { walk(level + 1, Int(next), gram) }
  }
  for index in 0..<trie.levels[0].count { walk(0, index, []) }
  return rows
}

@Suite struct TrieCounterTests {
  /// Small and large vocabularies, so that keys hold one word and many; with segments and without; short and long streams.
  @Test(arguments: [1, 2, 3, 4, 5, 7, 16], [1, 2, 3, 8, 15, 200, 32_768, 70_000])
  func agreesWithTheOracle(order: Int, size: Int) throws {
    for (eos, length) in [(nil, 700), (1, 700), (0, 700), (nil, 3), (1, 1)] as [(UInt32?, Int)] where eos ?? 0 < size {
      let stream = randomStream(length, size: size, seed: UInt64(order * size))
      for threads in [1, 3] {
        let counter = TrieCounter(order: order, vocabularySize: size, endOfSegment: eos, threads: threads)
        let trie = try counter.count(stream)
        let found = rows(trie)
        let expected = slowTrie(stream, order: order, size: size, eos: eos)
        #expect(found.count == expected.count)
        #expect(found.allSatisfy { expected[$0.gram] == $0.count })
        #expect(zip(found, found.dropFirst()).allSatisfy { $0.gram.lexicographicallyPrecedes($1.gram) })
        #expect(trie.levels[order - 1].continuations.isEmpty)
        #expect(trie.levels.dropLast().allSatisfy { $0.continuations.count == $0.count + 1 })
      }
    }
  }

  /// Buckets of one frequent symbol and of many rare ones, groups that are sorted by each of the ways.
  @Test func longStream() throws {
    let stream = randomStream(300_000, size: 5_000, seed: 3)
    let one = try TrieCounter(order: 4, vocabularySize: 5_000, endOfSegment: 1).count(stream)
    let expected = slowTrie(stream, order: 4, size: 5_000, eos: 1)
    let found = rows(one)
    #expect(found.count == expected.count)
    #expect(found.allSatisfy { expected[$0.gram] == $0.count })
    for threads in [2, 5] {
      let counter = TrieCounter(order: 4, vocabularySize: 5_000, endOfSegment: 1, threads: threads)
      #expect(try counter.count(stream) == one)
    }
  }

  @Test func emptyStream() throws {
    let trie = try TrieCounter(order: 3, vocabularySize: 4, endOfSegment: 1, threads: 2).count([])
    #expect(trie.levels.map(\.count) == [5, 0, 0])
    #expect(trie.levels[0].counts == [0, 0, 0, 0, 0])
    #expect(trie.levels[0].continuations == [0, 0, 0, 0, 0, 0])
  }

  @Test func lowerOrdersAreThoseOfTheHigher() throws {
    let stream = randomStream(2_000, size: 30, seed: 9)
    let four = try TrieCounter(order: 4, vocabularySize: 30, endOfSegment: 1).count(stream)
    for order in 1...4 {
      let counter = TrieCounter(order: order, vocabularySize: 30, endOfSegment: 1)
      #expect(try counter.count(stream) == four.cut(to: order))
    }
  }
}
