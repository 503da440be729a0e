internal import Counts

/// Reads what files of n-grams have in common: a header of 64-bit numbers, each checked before it is believed, and the
/// shape of a trie.
struct ShapeReader {
  private let bytes: [UInt8]
  private let threads: Int
  /// Where the next number begins.
  var offset = 0
  private(set) var order = 0
  private(set) var vocabularySize = 0
  private(set) var endOfSegment: UInt32?
  /// How many n-grams each order has.
  private(set) var counts: [Int] = []

  init(_ bytes: [UInt8], threads: Int) {
    self.bytes = bytes
    self.threads = threads
  }

  // MARK: header

  /// The mark of the file, N, V and the id that ends a segment.
  mutating func begin(_ magic: UInt64, _ reason: String) throws(DamagedNGrams) {
    guard try word() == magic else { throw DamagedNGrams(offset: 0, reason: reason) }
    order = try size("the order", 1...TrieCounter.mostOrders)
    // No more ids than that are numbers of 32 bits, nor n-grams below.
    vocabularySize = try size("the vocabulary", 1...max(1, min(bytes.count, 1 << 31)))
    let end = try word()
    guard end == .max || end < UInt64(vocabularySize) else {
      throw DamagedNGrams(offset: offset - 8, reason: "<eos> is \(end)")
    }
    endOfSegment = end == .max ? nil : UInt32(end)
  }

  /// How many n-grams each order has: of order 1 one for each id and `<bos>`.
  mutating func readCounts() throws(DamagedNGrams) {
    let unigrams = vocabularySize + 1
    let most = min(bytes.count, Int(UInt32.max) - 1)
    for n in 1...order {
      counts.append(try size("the number of \(n)-grams", n == 1 ? unigrams...unigrams : 0...most))
    }
  }

  mutating func size(_ what: String, _ range: ClosedRange<Int>) throws(DamagedNGrams) -> Int {
    let found = try word()
    guard found <= UInt64(range.upperBound), Int(found) >= range.lowerBound else {
      throw DamagedNGrams(offset: offset - 8, reason: "\(what) is \(found)")
    }
    return Int(found)
  }

  private mutating func word() throws(DamagedNGrams) -> UInt64 {
    guard bytes.count - offset >= 8 else { throw DamagedNGrams(offset: offset, reason: "it ends too early") }
    defer { offset += 8 }
    return (0..<8).reduce(0) { $0 | UInt64(bytes[offset + $1]) << (8 * UInt64($1)) }
  }

  // MARK: n-grams

  mutating func numbers(_ count: Int) throws(DamagedNGrams) -> [UInt32] {
    try PackedNumbers.unpack(count, from: bytes, at: &offset, threads: threads)
  }

  /// The last ids of the n-grams of order n.
  /// - Parameter starts: where those that continue each n-gram of the order below begin.
  mutating func words(order n: Int, after starts: [UInt32]) throws(DamagedNGrams) -> [UInt32] {
    if n == 1 { return Array(0...UInt32(vocabularySize)) }
    let begun = offset
    var words = try numbers(counts[n - 1])
    try PackedTrie.sum(&words, starts, highest: UInt32(vocabularySize) - 1, threads: threads, at: begun)
    return words
  }

  /// Where the continuations of the n-grams of order n begin; empty at the highest order.
  mutating func continuations(order n: Int) throws(DamagedNGrams) -> [UInt32] {
    if n == order { return [] }
    let begun = offset
    return try PackedTrie.starts(try numbers(counts[n - 1]), total: counts[n], at: begun)
  }

  func end() throws(DamagedNGrams) {
    guard offset == bytes.count else { throw DamagedNGrams(offset: offset, reason: "something follows") }
  }
}
