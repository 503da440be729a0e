public import Counts

/// Counts as bytes: what models store that are no more than counts.
///
/// A header of 64-bit numbers, little-endian: "lmctlct1", N, V, the id that ends a segment (−1: none), how many n-grams
/// each order has, how many ids open and close the stream. Then packed (``PackedNumbers``): these ids; order by order the
/// words as steps, the counts, the numbers of continuations.
extension NGramTrie {
  private static var magic: UInt64 { 0x31_7463_6C74_636D_6C }  // "lmctlct1"

  public func encode(threads: Int = 1, _ write: (borrowing Span<UInt8>) throws -> Void) throws {
    func blocks(_ blocks: [[UInt8]]) throws { for bytes in blocks { try write(bytes.span) } }
    let header = Self.header(
      vocabularySize, endOfSegment, counts: levels.map(\.count), opening: opening.count, closing: closing.count)
    try write(header.span)
    try blocks(PackedNumbers.pack(opening + closing, threads: 1))
    for n in 1...order {
      if n > 1 { try blocks(PackedTrie.steps(levels[n - 2].continuations, levels[n - 1].words, threads: threads)) }
      try blocks(PackedNumbers.pack(levels[n - 1].counts, threads: threads))
      if n < order { try blocks(PackedTrie.lengths(levels[n - 1].continuations, threads: threads)) }
    }
  }

  /// - Parameter counts: how many n-grams each order has.
  static func header(
    _ vocabularySize: Int, _ endOfSegment: UInt32?, counts: [Int], opening: Int, closing: Int
  ) -> [UInt8] {
    var header = [magic, UInt64(counts.count), UInt64(vocabularySize), endOfSegment.map(UInt64.init) ?? .max]
    header += counts.map(UInt64.init) + [UInt64(opening), UInt64(closing)]
    return header.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
  }

  /// - Throws: ``DamagedNGrams`` where the bytes are not those of counts; sizes are checked before memory is taken.
  public init(decoding bytes: [UInt8], threads: Int = 1) throws(DamagedNGrams) {
    var reader = ShapeReader(bytes, threads: threads)
    try reader.begin(Self.magic, "these are no counts")
    try reader.readCounts()
    let order = reader.order
    let opening = try reader.size("the number of opening ids", 0...order)
    let closing = try reader.size("the number of closing ids", 0...order)
    let start = reader.offset
    let ids = try reader.numbers(opening + closing)
    guard ids.allSatisfy({ $0 <= reader.vocabularySize }) else {
      throw DamagedNGrams(offset: start, reason: "a word is not in the vocabulary")
    }
    var levels: [Level] = []
    for n in 1...order {
      let words = try reader.words(order: n, after: n > 1 ? levels[n - 2].continuations : [])
      let occurrences = try reader.numbers(reader.counts[n - 1])
      levels.append(Level(words: words, counts: occurrences, continuations: try reader.continuations(order: n)))
    }
    try reader.end()
    self.init(
      vocabularySize: reader.vocabularySize, endOfSegment: reader.endOfSegment, levels: levels,
      opening: Array(ids[..<opening]), closing: Array(ids[opening...]))
  }
}
