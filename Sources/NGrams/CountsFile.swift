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
    var reader = WordReader(bytes)
    guard try reader.word() == Self.magic else { throw DamagedNGrams(offset: 0, reason: "these are no counts") }
    let order = try reader.size("the order", 1...TrieCounter.mostOrders)
    let vocabularySize = try reader.size("the vocabulary", 1...max(1, bytes.count))
    let end = try reader.word()
    guard end == .max || end < UInt64(vocabularySize) else {
      throw DamagedNGrams(offset: 24, reason: "<eos> is \(end)")
    }
    var counts: [Int] = []
    for n in 1...order {
      counts.append(
        try reader.size("the number of \(n)-grams", n == 1 ? vocabularySize + 1...vocabularySize + 1 : 0...bytes.count))
    }
    let opening = try reader.size("the number of opening ids", 0...order)
    let closing = try reader.size("the number of closing ids", 0...order)
    var offset = reader.offset
    let ids = try PackedNumbers.unpack(opening + closing, from: bytes, at: &offset, threads: 1)
    guard ids.allSatisfy({ $0 <= vocabularySize }) else {
      throw DamagedNGrams(offset: reader.offset, reason: "a word is not in the vocabulary")
    }
    var levels: [Level] = []
    for n in 1...order {
      var words = n == 1 ? Array(0...UInt32(vocabularySize)) : []
      if n > 1 {
        let start = offset
        words = try PackedNumbers.unpack(counts[n - 1], from: bytes, at: &offset, threads: threads)
        try PackedTrie.sum(
          &words, levels[n - 2].continuations, highest: UInt32(vocabularySize) - 1, threads: threads, at: start)
      }
      let occurrences = try PackedNumbers.unpack(counts[n - 1], from: bytes, at: &offset, threads: threads)
      var continuations: [UInt32] = []
      if n < order {
        let start = offset
        let lengths = try PackedNumbers.unpack(counts[n - 1], from: bytes, at: &offset, threads: threads)
        continuations = try PackedTrie.starts(lengths, total: counts[n], at: start)
      }
      levels.append(Level(words: words, counts: occurrences, continuations: continuations))
    }
    guard offset == bytes.count else { throw DamagedNGrams(offset: offset, reason: "something follows") }
    self.init(
      vocabularySize: vocabularySize, endOfSegment: end == .max ? nil : UInt32(end), levels: levels,
      opening: Array(ids[..<opening]), closing: Array(ids[opening...]))
  }
}

/// 64-bit numbers of a header, each checked before it is believed.
struct WordReader {
  private let bytes: [UInt8]
  private(set) var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func word() throws(DamagedNGrams) -> UInt64 {
    guard bytes.count - offset >= 8 else { throw DamagedNGrams(offset: offset, reason: "it ends too early") }
    defer { offset += 8 }
    return (0..<8).reduce(0) { $0 | UInt64(bytes[offset + $1]) << (8 * UInt64($1)) }
  }

  mutating func size(_ what: String, _ range: ClosedRange<Int>) throws(DamagedNGrams) -> Int {
    let found = try word()
    guard found <= UInt64(range.upperBound), Int(found) >= range.lowerBound else {
      throw DamagedNGrams(offset: offset - 8, reason: "\(what) is \(found)")
    }
    return Int(found)
  }
}
