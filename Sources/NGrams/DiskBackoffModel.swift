public import Counts

/// A model in back-off form whose n-grams are on disk: it is written, and parts of it score texts.
public struct DiskBackoffModel {
  /// One order; what is cut off has its numbers all the same.
  struct Level {
    /// N-grams that are not cut off.
    let count: Int
    let logProbabilities: DiskArray<Float>
    /// Empty at the highest order.
    let logBackoffs: DiskArray<Float>
  }

  private let trie: DiskTrie
  private let levels: [Level]
  private let cutoffs: [UInt32]
  public let logBackoffOfUnseen: Float
  public let isNormalized: Bool

  init(_ trie: DiskTrie, _ levels: [Level], _ settings: EstimationSettings) {
    self.trie = trie
    self.levels = levels
    cutoffs = (1...levels.count).map(settings.cutoff(order:))
    logBackoffOfUnseen = settings.logBackoffOfUnseen
    isNormalized = settings.smoothing.isNormalized
  }

  public var order: Int { levels.count }
  /// All n-grams that are written.
  public var count: Int { levels.reduce(0) { $0 + $1.count } }

  // MARK: scoring

  /// What the whole model says of a text whose n-grams are given.
  public func part(sharedWith text: NGramTrie) throws -> BackoffModel {
    let window = trie.settings.batch
    let part = try trie.part(sharedWith: text, cutoffs: cutoffs)
    let shared = try zip(levels, part.levels).enumerated().map { index, level in
      BackoffModel.Level(
        words: level.1.words, continuations: level.1.continuations,
        logProbabilities: try level.0.logProbabilities.values(at: level.1.indices, window: window),
        logBackoffs: index + 1 < order ? try level.0.logBackoffs.values(at: level.1.indices, window: window) : [])
    }
    return BackoffModel(
      vocabularySize: trie.vocabularySize, endOfSegment: trie.endOfSegment, levels: shared,
      logBackoffOfUnseen: logBackoffOfUnseen, isNormalized: isNormalized)
  }

  /// ln p of each id of a stream from its beginning, as ``BackoffModel`` gives it.
  ///
  /// - Complexity: the files are read once for as many positions as are counted at a time.
  public func score(_ stream: [UInt32]) throws -> [Double] {
    try trie.score(stream, order: order) { try part(sharedWith: $0) }
  }

  // MARK: bytes

  /// The bytes that ``BackoffModel/encode(threads:_:)`` hands out.
  public func encode(_ write: (borrowing Span<UInt8>) throws -> Void) throws {
    let header = BackoffModel.header(
      trie.vocabularySize, trie.endOfSegment, logBackoffOfUnseen, isNormalized: isNormalized,
      counts: levels.map(\.count))
    try asBytes(unsafe header.span.bytes, write)
    for n in 1...order {
      if n > 1 { try trie.writeSteps(order: n, cutoff: cutoffs[n - 1], write) }
      if n < order { try trie.writeLengths(order: n, cutoff: cutoffs[n - 1], next: cutoffs[n], write) }
      try writeFloats(levels[n - 1].logProbabilities, order: n, write)
      if n < order { try writeFloats(levels[n - 1].logBackoffs, order: n, write) }
    }
  }

  private func writeFloats(
    _ floats: DiskArray<Float>, order n: Int, _ write: (borrowing Span<UInt8>) throws -> Void
  ) throws {
    var first = 0
    try floats.forEach(batch: trie.settings.batch) { floats in
      var kept = floats
      if cutoffs[n - 1] > 0 {
        let counts = try trie.counts(order: n, first..<first + floats.count)
        kept = zip(floats, counts).lazy.filter { $0.1 > cutoffs[n - 1] }.map(\.0)
      }
      first += floats.count
      try asBytes(unsafe kept.span.bytes, write)
    }
  }

  private func asBytes(_ memory: RawSpan, _ write: (borrowing Span<UInt8>) throws -> Void) throws {
    unsafe try memory.withUnsafeBytes { bytes in
      unsafe try bytes.withMemoryRebound(to: UInt8.self) { unsafe try write($0.span) }
    }
  }
}
