/// The distinct n-grams of a stream with their counts, in lexicographic order of their ids.
///
/// Every position of the stream counts one n-gram: its id after the n − 1 before it. Where a segment (or the stream)
/// starts, the history is filled up with `<bos>`, whose id is V, one above all that can be predicted.
/// Memory: 4 n + 16 bytes a distinct n-gram.
public struct NGramTable: Sendable, Equatable {
  /// n.
  public let order: Int
  /// V; `<bos>` has this id.
  public let vocabularySize: Int
  /// Row after row, `order` ids each.
  public let ids: [UInt32]
  /// How often each row occurs; never zero.
  public let counts: [UInt64]
  /// totals[i] = the sum of the counts before row i.
  private let totals: [UInt64]

  /// The number of distinct n-grams.
  public var count: Int { counts.count }
  /// The number of all n-grams: the positions of the stream.
  public var total: UInt64 { totals[count] }

  /// - Parameters:
  ///   - ids: rows in ascending order, each once; the caller has checked them.
  init(order: Int, vocabularySize: Int, ids: [UInt32], counts: [UInt64]) {
    precondition(ids.count == order * counts.count, "order ids a row")
    self.order = order
    self.vocabularySize = vocabularySize
    self.ids = ids
    self.counts = counts
    var totals: [UInt64] = [0]
    totals.reserveCapacity(counts.count + 1)
    for count in counts { totals.append(totals[totals.count - 1] + count) }
    self.totals = totals
  }

  /// The ids of one row.
  public func row(_ index: Int) -> ArraySlice<UInt32> { ids[index * order..<(index + 1) * order] }

  /// The last id of one row: the token that the others precede.
  public func token(_ row: Int) -> UInt32 { ids[row * order + order - 1] }

  /// Σ counts of some rows: c(h) where they are those of `rows(after: h)`.
  public func total(_ rows: Range<Int>) -> UInt64 { totals[rows.upperBound] - totals[rows.lowerBound] }

  /// The rows whose first n − 1 ids are `history`.
  /// - Complexity: O(n log count).
  public func rows(after history: [UInt32]) -> Range<Int> {
    precondition(history.count == order - 1, "a history of n − 1 ids")
    if order == 1 { return 0..<count }
    return firstRow { !precedes($0, history, orEquals: false) }..<firstRow { !precedes($0, history, orEquals: true) }
  }

  /// c(h, w): the count of `id` among the rows of one history, or zero.
  /// - Complexity: O(log rows).
  public func count(of id: UInt32, in rows: Range<Int>) -> UInt64 {
    if order == 1 && count == vocabularySize { return counts[Int(id)] }
    var (low, high) = (rows.lowerBound, rows.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if token(middle) < id { low = middle + 1 } else { high = middle }
    }
    return low < rows.upperBound && token(low) == id ? counts[low] : 0
  }

  /// The counts of every token after a history shorter than n − 1: of all rows that end in `history` and the token.
  ///
  /// Only the first n − 1 positions of a stream without segments need it.
  /// - Complexity: O(count).
  public func counts(afterShort history: [UInt32]) -> [UInt64] {
    var sums = Array(repeating: UInt64(0), count: vocabularySize)
    for row in 0..<count where self.row(row).dropLast().suffix(history.count).elementsEqual(history) {
      sums[Int(token(row))] += counts[row]
    }
    return sums
  }

  /// The rows with the highest counts, ties in order of their ids.
  public func mostFrequent(_ limit: Int) -> [Int] {
    guard limit > 0 else { return [] }
    // Rows that could still be among the first: sorted and cut each time twice as many have come together.
    var best: [Int] = []
    func cut() {
      best.sort { (counts[$1], $0) < (counts[$0], $1) }
      best.removeLast(max(0, best.count - limit))
    }
    var least: UInt64 = 0
    for row in 0..<count where counts[row] > least {
      best.append(row)
      if best.count >= 2 * limit {
        cut()
        least = counts[best[best.count - 1]]
      }
    }
    cut()
    return best
  }

  private func firstRow(where isInside: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if isInside(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func precedes(_ row: Int, _ history: [UInt32], orEquals: Bool) -> Bool {
    for column in 0..<order - 1 {
      let id = ids[row * order + column]
      if id != history[column] { return id < history[column] }
    }
    return orEquals
  }
}
