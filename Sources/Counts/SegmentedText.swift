/// A stream with `<bos>` before each segment, as tries of n-grams are read.
public struct SegmentedText: Sendable {
  /// Ids of at most V.
  public private(set) var ids: [UInt32]
  /// Where the stream's own positions are in it, in order.
  public private(set) var positions: [Int]

  /// - Parameters:
  ///   - stream: ids below V.
  ///   - history: what stands before the stream, `<bos>` among it; empty to begin anew.
  public init(_ stream: [UInt32], _ vocabularySize: Int, _ endOfSegment: UInt32?, after history: [UInt32] = []) {
    ids = history
    positions = []
    ids.reserveCapacity(stream.count + stream.count / 8 + history.count)
    positions.reserveCapacity(stream.count)
    let bos = UInt32(vocabularySize)
    var begins = history.isEmpty && endOfSegment != nil
    for id in stream {
      if begins { ids.append(bos) }
      positions.append(ids.count)
      ids.append(id)
      begins = id == endOfSegment
    }
  }
}

extension NGramTrie {
  /// For each position of a text the n-gram of order 1, 2, … that ends there.
  public func nodes(endingIn text: [UInt32], threads: Int = 1) -> [[UInt32]] {
    TrieLinks.nodes(levels.map { ($0.words, $0.continuations) }, endingIn: text, threads: threads)
  }

  /// c(h) = Σ_w c(h w) of an n-gram of order n: how often it is followed by something.
  ///
  /// That is its own count, but for the end of a segment, and where the stream ends with it.
  public func continuationCount(order n: Int, _ index: Int) -> UInt32 {
    let (count, word) = (levels[n - 1].counts[index], levels[n - 1].words[index])
    return word == endOfSegment || count == 0 ? 0 : count - (isClosing(order: n, index) ? 1 : 0)
  }

  private func isClosing(order n: Int, _ index: Int) -> Bool {
    closing.count >= n && levels[n - 1].words[index] == closing[closing.count - 1]
      && self.index(of: Array(closing.suffix(n))) == index
  }
}
