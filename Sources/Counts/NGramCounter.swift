public import Platform

/// Counts the n-grams of one order as a table: for statistics, which want rows.
///
/// It is ``TrieCounter`` that counts. Memory: that of its trie, and of the table.
public struct NGramCounter: Sendable {
  private let counter: TrieCounter

  /// - Parameters:
  ///   - order: n, 1 to 16.
  ///   - vocabularySize: V; all ids are below.
  ///   - endOfSegment: the id that ends a segment, or nil where the stream has none.
  public init(order: Int, vocabularySize: Int, endOfSegment: UInt32?, threads: Int = 1) {
    counter = TrieCounter(order: order, vocabularySize: vocabularySize, endOfSegment: endOfSegment, threads: threads)
  }

  /// Bytes that counting a stream of so many positions takes at most, the table included.
  public func memory(positions: Int) -> Int {
    counter.memory(positions: positions) + positions * (4 * counter.order + 16)
  }

  /// - Throws: where memory is refused.
  public func count(_ stream: [UInt32]) throws(OutOfMemory) -> NGramTable {
    NGramTable(try counter.count(stream))
  }
}

extension NGramTable {
  /// The n-grams of a trie's highest order; before a segment's first tokens `<bos>` is repeated.
  ///
  /// The trie has `<bos>` once: what is shorter for that stands behind all others, since no id is higher.
  public init(_ trie: NGramTrie) {
    let n = trie.order
    var (ids, counts) = ([UInt32](), [UInt64]())
    ids.reserveCapacity(n * trie.levels[n - 1].count)
    counts.reserveCapacity(trie.levels[n - 1].count)
    let bos = UInt32(trie.vocabularySize)
    func add(_ level: Int, _ index: Int, _ gram: inout [UInt32], order: Int) {
      gram.append(trie.levels[level].words[index])
      if level + 1 == order {
        let count = trie.levels[level].counts[index]
        if count > 0 {
          ids.append(contentsOf: repeatElement(bos, count: n - order))
          ids.append(contentsOf: gram)
          counts.append(UInt64(count))
        }
      } else {
        let starts = trie.levels[level].continuations
        for next in starts[index]..<starts[index + 1] { add(level + 1, Int(next), &gram, order: order) }
      }
      gram.removeLast()
    }
    var gram: [UInt32] = []
    let firsts = n == 1 ? 0..<trie.vocabularySize : 0..<trie.vocabularySize + 1
    for id in firsts { add(0, id, &gram, order: n) }
    if trie.endOfSegment != nil {
      for order in stride(from: n - 1, to: 1, by: -1) { add(0, trie.vocabularySize, &gram, order: order) }
    } else {
      for length in stride(from: min(n - 1, trie.opening.count), to: 0, by: -1) {
        ids.append(contentsOf: repeatElement(bos, count: n - length))
        ids.append(contentsOf: trie.opening.prefix(length))
        counts.append(1)
      }
    }
    self.init(order: n, vocabularySize: trie.vocabularySize, ids: ids, counts: counts)
  }
}
