import Counts
import Testing

@testable import NGrams

@Suite struct CountsFileTests {
  private static func bytes(_ trie: NGramTrie, threads: Int = 1) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try trie.encode(threads: threads) { piece in for index in piece.indices { bytes.append(piece[index]) } }
    return bytes
  }

  @Test(arguments: [1, 2, 3, 6], SmoothingSample.some) func comesBackAsItWas(order: Int, sample: SmoothingSample) throws
  {
    for sample in [sample, sample.withoutSegments] {
      let trie = try sample.trie(order: order)
      let bytes = try Self.bytes(trie)
      #expect(try NGramTrie(decoding: bytes) == trie)
      #expect(try Self.bytes(trie, threads: 3) == bytes)
      #expect(try NGramTrie(decoding: bytes, threads: 3) == trie)
    }
    // A stream that ends within a segment, or within its first words.
    for stream in [sample.stream + [2], [2], [2, 2], []] as [[UInt32]] {
      let trie = try TrieCounter(order: order, vocabularySize: sample.size + 1, endOfSegment: 1).count(stream)
      #expect(try NGramTrie(decoding: Self.bytes(trie)) == trie)
    }
  }

  @Test func moreThanABlock() throws {
    let segments = OracleText.segments(20_000, vocabularySize: 900, seed: 9)
    let stream: [UInt32] = segments.flatMap { $0 + [1] }
    let trie = try TrieCounter(order: 3, vocabularySize: 900, endOfSegment: 1, threads: 2).count(stream)
    #expect(trie.levels[2].count > 70_000)
    let bytes = try Self.bytes(trie, threads: 2)
    #expect(bytes.count < 5 * trie.count)
    #expect(try NGramTrie(decoding: bytes, threads: 2) == trie)
  }

  @Test func truncatedAnywhere() throws {
    let bytes = try Self.bytes(SmoothingSample.some[3].withoutSegments.trie(order: 3))
    for count in 0..<bytes.count {
      #expect(throws: DamagedNGrams.self) { try NGramTrie(decoding: Array(bytes[..<count])) }
    }
    #expect(throws: DamagedNGrams.self) { try NGramTrie(decoding: bytes + [0]) }
  }

  /// Each byte changed in some ways: an error, or other counts, which must be as safe to use; and never much
  /// memory. It runs by itself, so that a trap is a failure and not the end of all tests.
  @Test func anyByteChanged() async {
    await #expect(processExitsWith: .success) {
      try limitMemory(toMore: 150 << 20)
      for sample in [SmoothingSample.some[3], SmoothingSample.some[3].withoutSegments] {
        let bytes = try Self.bytes(sample.trie(order: 3))
        for place in bytes.indices {
          for change: UInt8 in [1, 2, 3, 0x10, 0x80, 0xFF] {
            var damaged = bytes
            damaged[place] ^= change
            guard let trie = try? NGramTrie(decoding: damaged, threads: 1) else { continue }
            let model = AddAlphaModel(trie, alpha: 0.5)
            let known = UInt32(trie.vocabularySize)
            let text: [UInt32] = [2, 3, 2, 1, 4, 0, 3].filter { $0 < known }
            var state = model.start()
            guard model.score(text, from: &state).count == text.count else { fatalError("all are scored") }
            for history in [[], [known], [known, 2], [2, 3], [1], [0]] as [[UInt32]] {
              guard model.distribution(after: BackoffModel.State(history: history)).count == trie.vocabularySize else {
                fatalError("V probabilities")
              }
            }
          }
        }
      }
    }
  }

  @Test func bosIsNotPredicted() throws {
    let trie = NGramTrie(
      vocabularySize: 2, endOfSegment: 1,
      levels: [
        NGramTrie.Level(words: [0, 1, 2], counts: [0, 1, 1], continuations: [0, 0, 0, 1]),
        NGramTrie.Level(words: [2], counts: [1], continuations: []),
      ])
    let bytes = try Self.bytes(trie)
    #expect(throws: DamagedNGrams.self) { try NGramTrie(decoding: bytes) }
  }

  /// Numbers of a header that lie.
  @Test func sizesThatLie() throws {
    let bytes = try Self.bytes(SmoothingSample.some[3].trie(order: 2))
    let large: [UInt64] = [0, 17, 1 << 20, 1 << 31, 1 << 32, 1 << 40, 1 << 62, .max]
    // Word by word: the magic number, N, V, <eos>, unigrams, bigrams, opening and closing ids.
    for (word, values) in [
      (0, large), (1, large), (2, large), (3, [5, 6, 1 << 32]), (4, large), (5, [6, 8] + large),
      (6, [1, 2, 3, 1 << 40, .max]), (7, [1, 4, 1 << 40, .max]),
    ] as [(Int, [UInt64])] {
      for value in values {
        var damaged = bytes
        for byte in 0..<8 { damaged[8 * word + byte] = UInt8(truncatingIfNeeded: value >> UInt64(8 * byte)) }
        do {
          _ = try NGramTrie(decoding: damaged)
          Issue.record("word \(word) = \(value) was believed")
        } catch {
          #expect("\(error)".contains("--replace") && error.offset <= bytes.count)
        }
      }
    }
  }
}
