import Foundation

/// Jelinek & Mercer (1980), recursive as in Chen & Goodman (1998, 2.4):
///
///     P(w | h) = λ c(h w) / c(h) + (1 − λ) P(w | h'),   P(w | nothing at all) = 1 / V
///
/// λ belongs to the order and to the bucket ⌊log₂ c(h)⌋ of the history; an unseen history has λ = 0. Under `leftover`
/// the unigrams leave 1 − λ to the types with count zero (to all, where there are none) instead of 1/V each.
///
/// The weights are those of EM on held-out text, all orders at once. Each sum of evidence starts with one imagined token
/// that the order explained and one that it did not (the maximum a posteriori under a Beta(2, 2) prior): no weight is 0
/// or 1, and a bucket that the held-out text never reaches stays at ½.
struct JelinekMercerOracle: OracleModel {
  /// An order and a bucket of histories.
  struct Bucket: Hashable {
    let order: Int
    let log2: Int
  }

  private let vocabularySize: Int
  private let unseen: Oracle.Unseen
  private let counts: OracleCounts
  private let pruning: OraclePruning
  /// Σ_w c(h w) over the n-grams that are listed.
  private var kept: [[UInt32]: Int] = [:]
  /// λ; ½ for a bucket that is not there.
  private(set) var weights: [Bucket: Double] = [:]

  init(
    _ counts: OracleCounts, pruning: OraclePruning, unseen: Oracle.Unseen, valid: [[UInt32]], rounds: Int
  ) {
    self.counts = counts
    self.pruning = pruning
    self.unseen = unseen
    vocabularySize = counts.vocabularySize
    for raw in counts.raw {
      for (ngram, count) in raw where pruning.keeps(ngram) { kept[Array(ngram.dropLast()), default: 0] += count }
    }
    for _ in 0..<rounds { improve(on: counts.positions(of: valid)) }
  }

  /// λ(h), and its bucket where h was seen.
  private func weight(_ history: [UInt32]) -> (lambda: Double, bucket: Bucket?) {
    guard let total = counts.totals[history] else { return (0, nil) }
    let bucket = Bucket(order: history.count + 1, log2: Int(log2(Double(total))))
    return (weights[bucket, default: 0.5], bucket)
  }

  /// λ c(h w) / c(h). A pruned n-gram counts as unseen, and its mass goes to the lower order.
  private func explained(_ token: UInt32, _ history: [UInt32]) -> Double {
    guard let total = counts.totals[history], pruning.keeps(history + [token]) else { return 0 }
    return weight(history).lambda * Double(counts.raw[history.count][history + [token], default: 0]) / Double(total)
  }

  /// What the order leaves to the one below it: 1 − λ, and the mass of pruned n-grams.
  private func left(_ history: [UInt32]) -> Double {
    guard let total = counts.totals[history] else { return 1 }
    return 1 - weight(history).lambda * Double(kept[history, default: 0]) / Double(total)
  }

  func probability(of token: UInt32, after history: [UInt32]) -> Double {
    let lower =
      history.isEmpty ? floor(token) : probability(of: token, after: Array(history.dropFirst()))
    return explained(token, history) + left(history) * lower
  }

  /// What stands below the unigrams.
  private func floor(_ token: UInt32) -> Double {
    let seen = counts.raw[0].count
    if unseen == .uniform || seen == vocabularySize { return 1 / Double(vocabularySize) }
    return counts.raw[0][[token]] == nil ? 1 / Double(vocabularySize - seen) : 0
  }

  /// One round of EM: how much of each held-out token every order explains, then the weights anew.
  private mutating func improve(on positions: [(history: [UInt32], token: UInt32)]) {
    var explained: [Bucket: Double] = [:]
    var reached: [Bucket: Double] = [:]
    for (history, token) in positions {
      var mass = 1.0
      for length in stride(from: history.count, through: 0, by: -1) {
        let h = Array(history.suffix(length))
        guard let bucket = weight(h).bucket else { continue }
        let p = probability(of: token, after: h)
        let share = p > 0 ? mass * self.explained(token, h) / p : 0
        explained[bucket, default: 0] += share
        reached[bucket, default: 0] += mass
        mass -= share
      }
    }
    for (bucket, reached) in reached { weights[bucket] = (1 + explained[bucket, default: 0]) / (2 + reached) }
  }
}
