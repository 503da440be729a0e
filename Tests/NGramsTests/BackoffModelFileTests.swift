import Counts
import Testing

@testable import NGrams

@Suite struct BackoffModelFileTests {
  static func bytes(_ model: BackoffModel, threads: Int = 1) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try model.encode(threads: threads) { piece in for index in piece.indices { bytes.append(piece[index]) } }
    return bytes
  }

  private static func model(
    _ order: Int, _ smoothing: Smoothing = .modifiedKneserNey, eos: UInt32? = 1, sample: Int = 0
  ) throws -> BackoffModel {
    let sample = eos == nil ? SmoothingSample.some[sample].withoutSegments : SmoothingSample.some[sample]
    return BackoffEstimator(try sample.trie(order: order), EstimationSettings(smoothing)).estimate().model
  }

  @Test(arguments: [1, 2, 3, 5], [1, nil] as [UInt32?]) func comesBackAsItWas(order: Int, eos: UInt32?) throws {
    for smoothing in [Smoothing.modifiedKneserNey, .stupidBackoff(factor: 0.4)] {
      let model = try Self.model(order, smoothing, eos: eos)
      let bytes = try Self.bytes(model)
      #expect(try BackoffModel(decoding: bytes) == model)
      #expect(try Self.bytes(model, threads: 3) == bytes)
      #expect(try BackoffModel(decoding: bytes, threads: 3) == model)
    }
  }

  /// More n-grams than one block, probabilities of zero, and a model of which most was pruned.
  @Test func largeAndSparseModels() throws {
    let sample = SmoothingSample(
      testDescription: "long", segments: OracleText.segments(20_000, vocabularySize: 900, seed: 9), size: 900)
    let trie = try sample.trie(order: 3, threads: 2)
    #expect(trie.levels[2].count > 70_000)
    let addAlpha = BackoffModel(AddAlphaModel(trie, alpha: 0))
    #expect(addAlpha.levels[1].logBackoffs.contains(-.infinity))
    let pruned = BackoffEstimator(trie, EstimationSettings(.wittenBell, cutoffs: [0, 1, 4])).estimate().model
    for model in [addAlpha, pruned, pruned.keeping { n, _ in n == 1 }] {
      let bytes = try Self.bytes(model, threads: 2)
      #expect(try BackoffModel(decoding: bytes, threads: 2) == model)
      #expect(bytes.count < 20 * model.count)
    }
  }

  @Test func truncatedAnywhere() throws {
    let bytes = try Self.bytes(Self.model(3, sample: 3))
    for count in 0..<bytes.count {
      #expect(throws: DamagedNGrams.self) { try BackoffModel(decoding: Array(bytes[..<count])) }
    }
    #expect(throws: DamagedNGrams.self) { try BackoffModel(decoding: bytes + [0]) }
  }

  /// Each byte changed in some ways: an error, or another model, which must be as safe to use; and never much
  /// memory. It runs by itself, so that a trap is a failure and not the end of all tests.
  @Test func anyByteChanged() async {
    await #expect(processExitsWith: .success) {
      try limitMemory(toMore: 150 << 20)
      for (order, eos) in [(3, 1), (2, nil)] as [(Int, UInt32?)] {
        let bytes = try Self.bytes(Self.model(order, eos: eos, sample: 3))
        for place in bytes.indices {
          for change: UInt8 in [1, 2, 3, 0x10, 0x80, 0xFF] {
            var damaged = bytes
            damaged[place] ^= change
            guard let model = try? BackoffModel(decoding: damaged, threads: 1) else { continue }
            var state = model.start()
            let known = UInt32(model.vocabularySize)
            let text: [UInt32] = [2, 3, 2, 1, 4, 0, 3].filter { $0 < known }
            guard model.score(text, from: &state).count == text.count else { fatalError("all are scored") }
            for history in [[], [known], [known, 2], [2, 3], [1], [0]] as [[UInt32]] {
              guard model.distribution(after: BackoffModel.State(history: history)).count == model.vocabularySize else {
                fatalError("V probabilities")
              }
            }
          }
        }
      }
    }
  }

  /// An n-gram that ends in `<bos>` can be in no model: nothing would predict it, and it has no place in a distribution.
  @Test func bosIsNotPredicted() throws {
    let level = { (words: [UInt32], starts: [UInt32], isLast: Bool) in
      BackoffModel.Level(
        words: words, continuations: starts, logProbabilities: words.map { _ in -1 },
        logBackoffs: isLast ? [] : words.map { _ in 0 })
    }
    let model = BackoffModel(
      vocabularySize: 2, endOfSegment: 1, levels: [level([0, 1, 2], [0, 0, 0, 1], false), level([2], [], true)])
    let bytes = try Self.bytes(model)
    #expect(throws: DamagedNGrams.self) { try BackoffModel(decoding: bytes) }
  }

  /// Numbers of a header that lie, most of them by far more than there is memory; and what else can be said of them.
  @Test func sizesThatLie() throws {
    let bytes = try Self.bytes(Self.model(2, sample: 3))
    let large: [UInt64] = [0, 17, 1 << 20, 1 << 31, 1 << 32, 1 << 40, 1 << 62, .max]
    // Word by word: the magic number, N, V, <eos>, β of the unseen, whether it is normalised, unigrams, bigrams.
    for (word, values) in [
      (0, large), (1, large), (2, large), (3, [5, 6, 1 << 32]), (4, [0x7F80_0000, 0x3F80_0000, 1 << 32, .max]),
      (5, [2, .max]), (6, large), (7, [0, 6, 8] + large),
    ] as [(Int, [UInt64])] {
      for value in values {
        var damaged = bytes
        for byte in 0..<8 { damaged[8 * word + byte] = UInt8(truncatingIfNeeded: value >> UInt64(8 * byte)) }
        do {
          _ = try BackoffModel(decoding: damaged)
          Issue.record("word \(word) = \(value) was believed")
        } catch {
          #expect("\(error)".contains("--replace") && error.offset <= bytes.count)
        }
      }
    }
  }

  /// NaN and +∞ are no logarithms; the last four bytes are one.
  @Test(arguments: [Float.nan, .infinity, -.nan]) func numbersThatAreNone(number: Float) throws {
    let bytes = try Self.bytes(Self.model(2, sample: 3))
    let end = (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * $0)) }
    #expect(throws: DamagedNGrams.self) { try BackoffModel(decoding: bytes.dropLast(4) + end) }
    #expect(throws: Never.self) { try BackoffModel(decoding: bytes.dropLast(4) + [0, 0, 0x80, 0xFF]) }
  }

  @Test func countsAreNoModel() throws {
    var counts: [UInt8] = []
    try SmoothingSample.some[3].trie(order: 2).encode { piece in
      for index in piece.indices { counts.append(piece[index]) }
    }
    #expect(throws: DamagedNGrams(offset: 0, reason: "this is no n-gram model")) {
      try BackoffModel(decoding: counts)
    }
  }
}
