public import Counts

extension NGramTable {
  /// The rows of n-grams that lie whole within a segment: those without `<bos>`.
  ///
  /// A table pads each segment's start, so that every position has an n-gram; the laws of text are about the n-grams
  /// that stand in it.
  public var unpaddedRows: [Int] {
    (0..<count).filter { ids[$0 * order] != UInt32(vocabularySize) }
  }

  /// The counts of ``unpaddedRows``, in order of their ids.
  public var unpaddedCounts: [UInt64] { unpaddedRows.map { counts[$0] } }
}
