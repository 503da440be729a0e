public import Counts

/// Models that are no more than counts, on disk.
extension DiskTrie {
  /// The bytes that ``NGramTrie/encode(threads:_:)`` hands out, of the orders up to `order`.
  public func encode(order: Int, _ write: (borrowing Span<UInt8>) throws -> Void) throws {
    let (opening, closing) = (Array(opening.prefix(order)), Array(closing.suffix(order)))
    let header = NGramTrie.header(
      vocabularySize, endOfSegment, counts: (1...order).map(count(order:)), opening: opening.count,
      closing: closing.count)
    try write(header.span)
    for block in PackedNumbers.pack(opening + closing, threads: 1) { try write(block.span) }
    for n in 1...order {
      if n > 1 { try writeSteps(order: n, cutoff: 0, write) }
      try writeCounts(order: n, write)
      if n < order { try writeLengths(order: n, cutoff: 0, next: 0, write) }
    }
  }

  /// ln p of each id of a stream from its beginning, as ``AddAlphaModel`` gives it.
  public func addAlphaScores(_ stream: [UInt32], order: Int, alpha: Double, unseen: Unseen) throws -> [Double] {
    try score(stream, order: order) { AddAlphaModel(try counts(sharedWith: $0), alpha: alpha, unseen: unseen) }
  }
}
