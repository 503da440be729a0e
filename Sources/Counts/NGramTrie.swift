/// The distinct n-grams of orders 1 to N of a stream, with their counts, in lexicographic order of their ids.
///
/// A trie that is read forwards: the n-grams that continue the same history stand side by side. With segments, each one
/// begins with `<bos>`, whose id is V, and no n-gram goes beyond its end. Memory: 12 bytes an n-gram, 8 of the highest
/// order.
public struct NGramTrie: Sendable, Equatable {
  /// The n-grams of one order.
  public struct Level: Sendable, Equatable {
    /// The last id of each. Of order 1 there is one for each id from 0 to V, whether it occurs or not.
    public var words: [UInt32]
    /// How often each occurs.
    public var counts: [UInt32]
    /// Those of the next order that continue the i-th: `continuations[i]..<continuations[i + 1]`. Empty at the highest
    /// order.
    public var continuations: [UInt32]

    public var count: Int { words.count }

    public init(words: [UInt32], counts: [UInt32], continuations: [UInt32]) {
      self.words = words
      self.counts = counts
      self.continuations = continuations
    }
  }

  /// V; `<bos>` has this id.
  public let vocabularySize: Int
  /// The id that ends a segment, or nil where the stream has none.
  public let endOfSegment: UInt32?
  /// `levels[n − 1]` holds the n-grams of order n.
  public let levels: [Level]
  /// Where the stream begins without `<bos>`: its first ids, up to N of them. Nothing stands to the left of these n-grams.
  public let opening: [UInt32]
  /// The last ids of a stream whose last segment has no end, `<bos>` among them, up to N: nothing follows these n-grams.
  public let closing: [UInt32]

  public var order: Int { levels.count }
  /// Distinct n-grams of all orders.
  public var count: Int { levels.reduce(0) { $0 + $1.count } }

  /// - Parameter levels: as described; the caller has checked them.
  public init(
    vocabularySize: Int, endOfSegment: UInt32?, levels: [Level], opening: [UInt32] = [], closing: [UInt32] = []
  ) {
    self.vocabularySize = vocabularySize
    self.endOfSegment = endOfSegment
    self.levels = levels
    self.opening = opening
    self.closing = closing
  }

  /// The same without the orders above `order`.
  public func cut(to order: Int) -> NGramTrie {
    var levels = Array(levels.prefix(order))
    levels[order - 1].continuations = []
    return NGramTrie(
      vocabularySize: vocabularySize, endOfSegment: endOfSegment, levels: levels,
      opening: Array(opening.prefix(order)), closing: Array(closing.suffix(order)))
  }

  /// The n-grams that begin with `<bos>`: they stand last, since no id is higher.
  public func beginningOfSegments(order: Int) -> Range<Int> {
    var range = vocabularySize..<vocabularySize + 1
    for n in 1..<max(1, order) {
      let continuations = levels[n - 1].continuations
      range = Int(continuations[range.lowerBound])..<Int(continuations[range.upperBound])
    }
    return range
  }

  /// The index of an n-gram among those of its order, or nil where it does not occur.
  /// - Complexity: O(n log V).
  public func index(of gram: [UInt32]) -> Int? {
    guard let first = gram.first, gram.count <= order, first <= vocabularySize else { return nil }
    var index = Int(first)
    if levels[0].counts[index] == 0 { return nil }
    for n in 1..<gram.count {
      let range = Int(levels[n - 1].continuations[index])..<Int(levels[n - 1].continuations[index + 1])
      guard let next = Self.search(levels[n].words, range, for: gram[n]) else { return nil }
      index = next
    }
    return index
  }

  private static func search(_ words: [UInt32], _ range: Range<Int>, for id: UInt32) -> Int? {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if words[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < range.upperBound && words[low] == id ? low : nil
  }
}
