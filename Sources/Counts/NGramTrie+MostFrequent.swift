extension NGramTrie {
  /// The indices of the most frequent n-grams of order n, ties in their order; `<bos>` alone is none.
  /// - Complexity: O(n-grams), and a sort of twice the limit now and then.
  public func mostFrequent(_ limit: Int, order n: Int) -> [Int] {
    guard limit > 0 else { return [] }
    let counts = levels[n - 1].counts
    let rows = n == 1 ? vocabularySize : counts.count
    // Rows that could still be among the first: sorted and cut each time twice as many have come together.
    var best: [Int] = []
    func cut() {
      best.sort { (counts[$1], $0) < (counts[$0], $1) }
      best.removeLast(max(0, best.count - limit))
    }
    var least: UInt32 = 0
    for row in 0..<rows where counts[row] > least {
      best.append(row)
      if limit < rows, best.count >= 2 * limit {
        cut()
        least = counts[best[best.count - 1]]
      }
    }
    cut()
    return best
  }

  /// The ids of an n-gram, and the index of its history among the n-grams of order n − 1, or nil where n is 1.
  /// - Complexity: O(n log n-grams).
  public func gram(order n: Int, _ index: Int) -> (ids: [UInt32], history: Int?) {
    var (gram, index, history) = ([levels[n - 1].words[index]], index, nil as Int?)
    for level in stride(from: n - 2, through: 0, by: -1) {
      // The history that the n-gram is among the continuations of: the last that begins no later.
      let starts = levels[level].continuations
      var (low, high) = (0, starts.count - 1)
      while low + 1 < high {
        let middle = (low + high) / 2
        if Int(starts[middle]) <= index { low = middle } else { high = middle }
      }
      gram.append(levels[level].words[low])
      index = low
      if history == nil { history = low }
    }
    return (gram.reversed(), history)
  }
}

extension NGramTable {
  /// How many rows the table of a trie's highest order would have.
  public static func size(of trie: NGramTrie) -> Int {
    let n = trie.order
    if n == 1 { return trie.levels[0].counts[..<trie.vocabularySize].count { $0 > 0 } }
    let padded =
      trie.endOfSegment == nil
      ? min(n - 1, trie.opening.count) : (2..<n).reduce(0) { $0 + trie.beginningOfSegments(order: $1).count }
    return trie.levels[n - 1].count + padded
  }
}
