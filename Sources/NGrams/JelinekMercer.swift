public import Counts

/// λ of Jelinek–Mercer smoothing: one for each order and bucket of c(h).
///
///     P(w | h) = λ c(h w) / c(h) + (1 − λ) P(w | h')
///
/// A history that was never seen has λ = 0. Buckets are powers of two: b = ⌊log₂ c(h)⌋ (Chen & Goodman 1998, section
/// 2.4, bucket by c(h) too).
public struct JelinekMercerWeights: Hashable, Sendable {
  /// `byOrder[n − 1][b]`.
  public let byOrder: [[Double]]

  static let buckets = 64

  static func bucket(_ total: UInt64) -> Int { max(0, 63 - total.leadingZeroBitCount) }

  public init(byOrder: [[Double]]) { self.byOrder = byOrder }

  /// Weights by expectation maximization on held-out text (Jelinek & Mercer 1980), all orders at once, until no weight
  /// moves by more than 10⁻⁶, or for `rounds` rounds.
  ///
  /// One imagined success and one failure a bucket keep weights off 0 and 1; a bucket without evidence keeps ½.
  /// - Parameter valid: the stream that the weights are chosen on.
  public init(_ trie: NGramTrie, on valid: [UInt32], unseen: Unseen, rounds: Int = 200, threads: Int = 1) {
    let evidence = HeldOut(trie, valid, unseen, threads: threads)
    var weights = Array(repeating: Array(repeating: 0.5, count: Self.buckets), count: trie.order)
    for _ in 0..<rounds {
      let next = evidence.maximized(weights)
      let moved = zip(weights, next).lazy.flatMap { zip($0, $1) }.map { abs($0 - $1) }.max() ?? 0
      weights = next
      if moved < 1e-6 { break }
    }
    byOrder = weights
  }

  /// What the counts say of each held-out position.
  private struct HeldOut {
    /// For each order and position c(h w) / c(h), and the bucket of c(h), or −1 where h was never seen.
    var likelihoods: [[Double]] = []
    var buckets: [[Int8]] = []
    /// Below unigrams: 1/V, or each type's part of what is left over.
    var lowest: [Double] = []

    init(_ trie: NGramTrie, _ valid: [UInt32], _ unseen: Unseen, threads: Int) {
      let text = SegmentedText(valid, trie.vocabularySize, trie.endOfSegment)
      let nodes = trie.nodes(endingIn: text.ids, threads: threads)
      let counts = trie.levels[0].counts
      let total = counts[..<trie.vocabularySize].reduce(0.0) { $0 + Double($1) }
      let unseenTypes = counts[..<trie.vocabularySize].count { $0 == 0 }
      lowest = valid.map { id in
        if unseen == .uniform || unseenTypes == 0 { return 1 / Double(trie.vocabularySize) }
        return counts[Int(id)] == 0 ? 1 / Double(unseenTypes) : 0
      }
      for n in 1...trie.order {
        var (likelihoods, buckets) = ([Double](), [Int8]())
        for position in text.positions {
          var (seen, after) = (0.0, 0.0)
          if n == 1 {
            (seen, after) = (Double(counts[Int(text.ids[position])]), total)
          } else if position > 0, nodes[n - 2][position - 1] != TrieLinks.none {
            after = Double(trie.continuationCount(order: n - 1, Int(nodes[n - 2][position - 1])))
            let node = nodes[n - 1][position]
            if node != TrieLinks.none { seen = Double(trie.levels[n - 1].counts[Int(node)]) }
          }
          likelihoods.append(after > 0 ? seen / after : 0)
          buckets.append(after > 0 ? Int8(JelinekMercerWeights.bucket(UInt64(after))) : -1)
        }
        self.likelihoods.append(likelihoods)
        self.buckets.append(buckets)
      }
    }

    /// One round: how much of each position's probability each order is to be thanked for, and the weights that these
    /// shares would have.
    func maximized(_ weights: [[Double]]) -> [[Double]] {
      let orders = weights.count
      var taken = weights.map { $0.map { _ in 0.0 } }
      var reached = taken
      var p = Array(repeating: 0.0, count: orders + 1)
      for position in lowest.indices {
        p[0] = lowest[position]
        for n in 1...orders {
          let bucket = Int(buckets[n - 1][position])
          let weight = bucket < 0 ? 0 : weights[n - 1][bucket]
          p[n] = weight * likelihoods[n - 1][position] + (1 - weight) * p[n - 1]
        }
        guard p[orders] > 0 else { continue }
        var reach = 1.0
        for n in stride(from: orders, through: 1, by: -1) {
          let bucket = Int(buckets[n - 1][position])
          if bucket < 0 || p[n] == 0 { continue }
          let share = reach * weights[n - 1][bucket] * likelihoods[n - 1][position] / p[n]
          taken[n - 1][bucket] += share
          reached[n - 1][bucket] += reach
          reach -= share
        }
      }
      return zip(taken, reached).map { zip($0, $1).map { (1 + $0) / (2 + $1) } }
    }
  }
}
