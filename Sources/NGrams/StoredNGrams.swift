internal import Counts

/// How much memory stored n-grams take once they are read, told before they are: by the numbers in their header.
public enum StoredNGrams {
  /// Bytes that are taken beside the stored ones while these are read, at most.
  ///
  /// An n-gram has its word, its continuations and its count, or p and β, 4 bytes each; while an order is unpacked, the
  /// numbers of its continuations stand beside that.
  /// - Parameters:
  ///   - head: the first of them.
  ///   - bytes: how many they are. A stored number takes at least one, so that no header asks for more than four times as
  ///     much and a quarter of that for a while.
  public static func memory(head: [UInt8], bytes: Int) -> Int {
    let words = (0..<head.count / 8).map { place in
      (0..<8).reduce(0 as UInt64) { $0 | UInt64(head[8 * place + $1]) << UInt64(8 * $1) }
    }
    let most = bytes.multipliedReportingOverflow(by: 5)
    let limit = most.overflow ? Int.max : most.partialValue
    // Mark, N, V, <eos>; a model has two numbers more than counts have.
    guard words.count > 4, let order = Int(exactly: words[1]), (1...TrieCounter.mostOrders).contains(order) else {
      return limit
    }
    let hasWeights = words[0] == BackoffModel.magic
    let first = hasWeights ? 6 : 4
    guard words.count >= first + order else { return limit }
    let counts = words[first..<first + order].map { Double($0) }
    let lower = counts.dropLast().reduce(0, +)
    let sum = (hasWeights ? 16 : 12) * lower + 8 * (counts.last ?? 0) + 4 * (counts.max() ?? 0)
    return sum < Double(limit) ? Int(sum) : limit
  }
}
