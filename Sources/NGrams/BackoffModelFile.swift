public import Counts
internal import Platform

/// A model as bytes.
///
/// A header of 64-bit numbers, little-endian: "lmctlbo1", N, V, the id that ends a segment (−1: none), the bits of
/// log₁₀ β of histories that are not listed, whether it is normalised, and how many n-grams each order has. Then order by
/// order: the words as steps, the numbers of continuations (both packed, ``PackedNumbers``; the words of order 1 are all
/// ids), log₁₀ p and log₁₀ β as Float. The highest order has neither continuations nor β.
extension BackoffModel {
  static let magic: UInt64 = 0x31_6F62_6C74_636D_6C  // "lmctlbo1"

  /// Hands the bytes out piece by piece, never two at a time, but from any thread; about 7 bytes an n-gram of order 3.
  public func encode(threads: Int = 1, _ write: (borrowing Span<UInt8>) throws -> Void) throws {
    func asBytes(_ memory: RawSpan) throws {
      unsafe try memory.withUnsafeBytes { bytes in
        unsafe try bytes.withMemoryRebound(to: UInt8.self) { unsafe try write($0.span) }
      }
    }
    let header = Self.header(
      vocabularySize, endOfSegment, logBackoffOfUnseen, isNormalized: isNormalized, counts: levels.map(\.count))
    try asBytes(unsafe header.span.bytes)
    var packed = packedShape(order: 1, threads: threads)
    for n in 1...order {
      let level = levels[n - 1]
      var next: [[UInt8]] = []
      // The shape of the next order is packed while this one is written.
      try concurrently {
        for block in packed { try write(block.span) }
        try asBytes(unsafe level.logProbabilities.span.bytes)
        if n < order { try asBytes(unsafe level.logBackoffs.span.bytes) }
      } with: {
        if n < order { next = packedShape(order: n + 1, threads: threads) }
      }
      packed = next
    }
  }

  /// The words and the numbers of continuations of one order.
  private func packedShape(order n: Int, threads: Int) -> [[UInt8]] {
    let words = n > 1 ? PackedTrie.steps(levels[n - 2].continuations, levels[n - 1].words, threads: threads) : []
    return words + (n < order ? PackedTrie.lengths(levels[n - 1].continuations, threads: threads) : [])
  }

  /// - Parameter counts: how many n-grams each order has.
  static func header(
    _ vocabularySize: Int, _ endOfSegment: UInt32?, _ logBackoffOfUnseen: Float, isNormalized: Bool, counts: [Int]
  ) -> [UInt64] {
    [magic, UInt64(counts.count), UInt64(vocabularySize), endOfSegment.map(UInt64.init) ?? .max]
      + [UInt64(logBackoffOfUnseen.bitPattern), isNormalized ? 1 : 0] + counts.map(UInt64.init)
  }

  /// - Throws: ``DamagedNGrams`` where the bytes are not those of a model; sizes are checked before memory is taken.
  public init(decoding bytes: [UInt8], threads: Int = 1) throws(DamagedNGrams) {
    var reader = ShapeReader(bytes, threads: threads)
    try reader.begin(Self.magic, "this is no n-gram model")
    let ofUnseen = Float(bitPattern: UInt32(try reader.size("a back-off weight", 0...Int(UInt32.max))))
    guard ofUnseen.isFinite, ofUnseen <= 0 else { throw DamagedNGrams(offset: 32, reason: "a back-off weight above 1") }
    let isNormalized = try reader.size("a flag", 0...1) == 1
    try reader.readCounts()
    let (order, counts) = (reader.order, reader.counts)
    var levels: [Level] = []
    for n in 1...order {
      let words = try reader.words(order: n, after: n > 1 ? levels[n - 2].continuations : [])
      let continuations = try reader.continuations(order: n)
      let logProbabilities = try Self.floats(counts[n - 1], bytes, &reader.offset)
      let logBackoffs = n < order ? try Self.floats(counts[n - 1], bytes, &reader.offset) : []
      levels.append(
        Level(
          words: words, continuations: continuations, logProbabilities: logProbabilities, logBackoffs: logBackoffs))
    }
    try reader.end()
    self.init(
      vocabularySize: reader.vocabularySize, endOfSegment: reader.endOfSegment, levels: levels,
      logBackoffOfUnseen: ofUnseen, isNormalized: isNormalized)
  }

  /// Logarithms: numbers, or −∞.
  private static func floats(_ count: Int, _ bytes: [UInt8], _ offset: inout Int) throws(DamagedNGrams) -> [Float] {
    guard count <= (bytes.count - offset) / 4 else { throw DamagedNGrams(offset: offset, reason: "it ends too early") }
    let start = offset
    let floats: [Float] = unsafe TrieLinks.filled(count, 1) { _, out in
      unsafe bytes.withUnsafeBytes { bytes in
        unsafe UnsafeMutableRawBufferPointer(start: out, count: 4 * count)
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[start..<start + 4 * count]))
      }
    }
    offset += 4 * count
    // NaN is not below +∞; neither is +∞.
    guard floats.allSatisfy({ $0 < .infinity }) else {
      throw DamagedNGrams(offset: start, reason: "a number is no logarithm")
    }
    return floats
  }
}
