import Counts
import Foundation
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
  @Test(arguments: isLong ? [1, 2, 3, 4, 5, 7, 16] : [1, 2, 3, 5, 16], [1, 2, 3, 8, 15, 200, 32_768, 70_000])
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
    let stream = randomStream(isLong ? 300_000 : 80_000, size: 5_000, seed: 3)
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

  /// Streams that take the ways which short ones do not: one huge segment, symbols of which each has a bucket of its own,
  /// keys that hold whole n-grams and no positions, keys that are filled to the last bit, n-grams that agree for long.
  struct Long: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let order: Int
    let size: Int
    let eos: UInt32?
    let stream: @Sendable () -> [UInt32]
  }

  static let long: [Long] = [
    Long(testDescription: "one segment, three frequent symbols", order: 4, size: 5_000, eos: 4_999) {
      randomStream(60_000, size: 4_900, seed: 4).flatMap { [UInt32]([7, 4_998, $0]) }
    },
    Long(testDescription: "order 16, and all again", order: 16, size: 14, eos: 1) {
      let half = randomStream(20_000, size: 14, seed: 6)
      return half + half
    },
    Long(testDescription: "order 16 without segments", order: 16, size: 15, eos: nil) {
      let half = randomStream(15_000, size: 15, seed: 8)
      return half + [14] + half
    },
    Long(testDescription: "one symbol", order: 8, size: 3, eos: nil) { Array(repeating: 2, count: 70_000) },
    Long(testDescription: "one symbol in a segment", order: 16, size: 3, eos: 1) {
      Array(repeating: 2, count: 40_000) + [1] + Array(repeating: 2, count: 40_000)
    },
    Long(testDescription: "empty segments", order: 5, size: 3, eos: 1) { Array(repeating: 1, count: 70_000) },
    Long(testDescription: "12 bits, order 5", order: 5, size: 4_094, eos: 1) {
      randomStream(80_000, size: 4_094, seed: 10)
    },
    Long(testDescription: "13 bits, order 4", order: 4, size: 4_095, eos: nil) {
      randomStream(80_000, size: 4_095, seed: 11)
    },
    Long(testDescription: "16 bits, order 3", order: 3, size: 65_534, eos: 0) {
      (0..<90_000).map { UInt32($0 * 7919 % 65_534) } + randomStream(30_000, size: 65_534, seed: 12)
    },
    Long(testDescription: "31 bits, order 2", order: 2, size: 1 << 20, eos: 1) {
      randomStream(90_000, size: 1 << 20, seed: 13)
    },
  ]

  @Test(arguments: long) func longStreamsAgreeWithPackedKeys(long: Long) throws {
    let stream = long.stream()
    let expected = Self.packedCounts(stream, long)
    for threads in isLong ? [1, 2, 5] : [1, 3] {
      let counter = TrieCounter(
        order: long.order, vocabularySize: long.size, endOfSegment: long.eos, threads: threads)
      let trie = try counter.count(stream)
      let found = Self.keys(of: trie, bits: UInt64(64 / long.order))
      for n in 1...long.order {
        #expect(found[n - 1].map(\.key) == expected[n - 1].map(\.key), "order \(n), \(threads) threads")
        #expect(found[n - 1].map(\.count) == expected[n - 1].map(\.count), "order \(n), \(threads) threads")
      }
    }
  }

  /// All symbols share a bucket, and its keys take 63, 64, 65 or 66 bits: with 64 whole n-grams stand in them, without their
  /// positions; with one bit more they do not.
  @Test(arguments: [
    (4, 65_534), (5, 5_000), (6, 1_500), (13, 20), (11, 40), (16, 14), (3, 1 << 20), (9, 120), (11, 31),
  ])
  func keysThatJustFit(order: Int, size: Int) throws {
    let half = randomStream(1_500, size: size, seed: UInt64(size))
    // What is rare stands in the upper part of the vocabulary, what is said twice has long n-grams twice.
    let stream = half + half.map { UInt32(size - 1) - $0 } + half
    for eos in [1, nil] as [UInt32?] {
      let expected = slowTrie(stream, order: order, size: size, eos: eos)
      let found = rows(try TrieCounter(order: order, vocabularySize: size, endOfSegment: eos).count(stream))
      #expect(found.count == expected.count)
      #expect(found.allSatisfy { expected[$0.gram] == $0.count })
      #expect(zip(found, found.dropFirst()).allSatisfy { $0.gram.lexicographicallyPrecedes($1.gram) })
    }
  }

  /// More threads than there is work for.
  @Test(arguments: [1, 2, 7, 256, 1_000]) func manyThreads(threads: Int) throws {
    for (ids, size, eos) in someStreams {
      let one = try TrieCounter(order: 3, vocabularySize: size, endOfSegment: eos).count(ids)
      #expect(
        try TrieCounter(order: 3, vocabularySize: size, endOfSegment: eos, threads: threads).count(ids) == one)
    }
  }

  typealias Keys = [(key: UInt64, count: UInt32)]

  /// Another slow count: the n-grams of each order as numbers, sorted, and equal ones counted.
  private static func packedCounts(_ stream: [UInt32], _ long: Long) -> [Keys] {
    let bits = UInt64(64 / long.order)
    let mask = { (n: Int) -> UInt64 in n * Int(bits) >= 64 ? .max : 1 << (UInt64(n) * bits) - 1 }
    var all = Array(repeating: [UInt64](), count: long.order)
    var (key, length) = (UInt64(0), 0)
    func read(_ id: UInt32) {
      key = key << bits | UInt64(id)
      length += 1
      for n in 1...min(length, long.order) { all[n - 1].append(key & mask(n)) }
    }
    var begins = long.eos != nil
    for id in stream {
      if begins {
        length = 0
        read(UInt32(long.size))
      }
      read(id)
      begins = id == long.eos
    }
    return all.map { keys in
      var counted: Keys = []
      for key in keys.sorted() {
        if counted.last?.key == key { counted[counted.count - 1].count += 1 } else { counted.append((key, 1)) }
      }
      return counted
    }
  }

  private static func keys(of trie: NGramTrie, bits: UInt64) -> [Keys] {
    var keys: [Keys] = []
    var histories: [UInt64] = []
    for (level, counts) in trie.levels.enumerated() {
      var mine: [UInt64] = []
      if level == 0 {
        mine = counts.words.map { UInt64($0) }
      } else {
        let starts = trie.levels[level - 1].continuations
        for history in histories.indices {
          for index in starts[history]..<starts[history + 1] {
            mine.append(histories[history] << bits | UInt64(counts.words[Int(index)]))
          }
        }
      }
      keys.append(zip(mine, counts.counts).filter { $0.1 > 0 }.map { (key: $0.0, count: $0.1) })
      histories = mine
    }
    return keys
  }
}
