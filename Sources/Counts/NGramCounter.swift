/// Counts n-grams: the only place where that is done.
///
/// Each position's n-gram is packed into 64-bit words, ⌊64 / bits of V⌋ ids a word; the words are sorted by radix and
/// equal neighbours counted.
/// Memory while counting: 16 bytes a position for each word of 64 bits, 4 more where there are several.
public struct NGramCounter: Sendable {
  public let order: Int
  public let vocabularySize: Int
  /// The id that ends a segment, or nil where the stream has none.
  public let endOfSegment: UInt32?

  /// - Parameters:
  ///   - order: n ≥ 1.
  ///   - vocabularySize: V; all ids are below.
  public init(order: Int, vocabularySize: Int, endOfSegment: UInt32?) {
    precondition(order >= 1 && vocabularySize >= 1, "an order and a vocabulary of at least 1")
    self.order = order
    self.vocabularySize = vocabularySize
    self.endOfSegment = endOfSegment
  }

  private var bitsOfID: Int { UInt64.bitWidth - UInt64(vocabularySize).leadingZeroBitCount }
  private var idsOfWord: Int { UInt64.bitWidth / bitsOfID }

  /// Bytes that counting a stream of so many positions takes at most, the table included.
  public func memory(positions: Int) -> Int {
    let words = (order + idsOfWord - 1) / idsOfWord
    return positions * (words == 1 ? 16 : 8 * words + 28) + positions * (4 * order + 16)
  }

  public func count(_ stream: [UInt32]) -> NGramTable {
    order <= idsOfWord ? countSingle(stream) : countWide(stream)
  }

  /// One word holds the whole n-gram: it rolls along the stream.
  private func countSingle(_ stream: [UInt32]) -> NGramTable {
    let bits = UInt64(bitsOfID)
    let used = bits * UInt64(order)
    let mask = used == 64 ? UInt64.max : (1 << used) - 1
    let start = (0..<order).reduce(UInt64(0)) { key, _ in key << bits | UInt64(vocabularySize) } & mask
    var key = start
    var keys = stream.map { id in
      key = (key << bits | UInt64(id)) & mask
      let ofPosition = key
      if id == endOfSegment { key = start }
      return ofPosition
    }
    RadixSort.sort(&keys, bits: Int(used))
    var ids: [UInt32] = []
    var counts: [UInt64] = []
    var first = 0
    while first < keys.count {
      var next = first + 1
      while next < keys.count && keys[next] == keys[first] { next += 1 }
      for column in 0..<UInt64(order) {
        let shift = bits * (UInt64(order) - 1 - column)
        ids.append(UInt32(truncatingIfNeeded: keys[first] >> shift & ((1 << bits) - 1)))
      }
      counts.append(UInt64(next - first))
      first = next
    }
    return NGramTable(order: order, vocabularySize: vocabularySize, ids: ids, counts: counts)
  }

  /// Several words: the positions are sorted by the last word first, so that the sort stays that of whole n-grams.
  private func countWide(_ stream: [UInt32]) -> NGramTable {
    let starts = segmentStarts(stream)
    func id(_ column: Int, at position: Int) -> UInt32 {
      let source = position - (order - 1) + column
      return source < starts[position] ? UInt32(vocabularySize) : stream[source]
    }
    var positions = (0..<stream.count).map { UInt32($0) }
    for last in stride(from: order, to: 0, by: -idsOfWord) {
      let columns = max(0, last - idsOfWord)..<last
      var keys = positions.map { position in
        columns.reduce(UInt64(0)) { $0 << UInt64(bitsOfID) | UInt64(id($1, at: Int(position))) }
      }
      RadixSort.sort(&keys, carrying: &positions, bits: bitsOfID * columns.count)
    }
    var ids: [UInt32] = []
    var counts: [UInt64] = []
    for position in positions {
      let gram = (0..<order).map { id($0, at: Int(position)) }
      if !counts.isEmpty && ids[(ids.count - order)...].elementsEqual(gram) {
        counts[counts.count - 1] += 1
      } else {
        ids += gram
        counts.append(1)
      }
    }
    return NGramTable(order: order, vocabularySize: vocabularySize, ids: ids, counts: counts)
  }

  /// For each position, where its segment starts.
  private func segmentStarts(_ stream: [UInt32]) -> [Int] {
    var start = 0
    return stream.indices.map { position in
      let ofPosition = start
      if stream[position] == endOfSegment { start = position + 1 }
      return ofPosition
    }
  }
}
