internal import Counts
internal import Foundation
internal import Platform

/// Pruning by relative entropy: Stolcke (1998), Entropy-based pruning of backoff language models.
///
/// An n-gram h w is left out where the training perplexity rises by no more than a part θ without it:
///
///     β' = (num + p) / (den + q),   p = P(w | h), q = P(w | h'), num = 1 − Σ P(w | h), den = 1 − Σ P(w | h')
///     D  = −P(h) { p [ln q + ln β' − ln p] + num [ln β' − ln β] },   exp(D) − 1 ≤ θ
///
/// decided from the highest order down, by the model as it was. P(h) is the product of the model's own probabilities;
/// where `<bos>` begins it, that of `<eos>` stands for it, as in SRILM. Histories of n-grams that stay do, and so does what
/// they end in: other programs read no file without it. Then all β are worked out anew.
extension BackoffModel {
  /// - Parameter threshold: θ > 0.
  /// - Complexity: O(n-grams); memory: 20 bytes an n-gram.
  public func prunedByEntropy(_ threshold: Double, threads: Int = 1) -> BackoffModel {
    let ends = endings(threads: threads)
    let joint = jointProbabilities()
    // Of each order, which n-grams stay; of the orders below the highest those that longer ones need are marked first.
    var stays = levels.map { Array(repeating: false, count: $0.count) }
    stays[0] = Array(repeating: true, count: levels[0].count)
    for n in stride(from: order, to: 1, by: -1) {
      for history in 0..<levels[n - 2].count {
        let range = continuations(order: n - 1, history)
        if range.isEmpty { continue }
        prune(range, order: n, history, joint: joint[n - 2][history], ends[n - 1], threshold, &stays[n - 1])
        // A history of what stays is needed.
        if n > 2, range.contains(where: { stays[n - 1][$0] }) { stays[n - 2][history] = true }
      }
      if n > 2 {
        for index in stays[n - 1].indices where stays[n - 1][index] { stays[n - 2][Int(ends[n - 1][index])] = true }
      }
    }
    return keeping { n, index in stays[n - 1][index] }.withNewBackoffs(threads: threads)
  }

  private func prune(
    _ range: Range<Int>, order n: Int, _ history: Int, joint: Double, _ ends: [UInt32], _ threshold: Double,
    _ stays: inout [Bool]
  ) {
    let logBeta = Double(levels[n - 2].logBackoffs[history]) * Self.natural
    let lower = range.map { Double(levels[n - 2].logProbabilities[Int(ends[$0])]) * Self.natural }
    let den = max(0, 1 - lower.reduce(0) { $0 + exp($1) })
    let num = exp(logBeta) * den
    for (q, index) in zip(lower, range) where !stays[index] {
      let logP = Double(levels[n - 1].logProbabilities[index]) * Self.natural
      let p = exp(logP)
      let logNew = log((num + p) / (den + exp(q)))
      let unseen = num > 0 ? num * (logNew - logBeta) : 0
      let distance = p > 0 ? -joint * (p * (q + logNew - logP) + unseen) : 0
      stays[index] = expm1(distance) > threshold
    }
  }

  private static var natural: Double { log(10.0) }

  /// P of each n-gram below the highest order.
  private func jointProbabilities() -> [[Double]] {
    var joint: [[Double]] = []
    for n in 1..<max(2, order) {
      let level = levels[n - 1]
      var mine = level.logProbabilities.map { exp(Double($0) * Self.natural) }
      if n == 1, let endOfSegment {
        mine[vocabularySize] = mine[Int(endOfSegment)]
      } else if n > 1 {
        for history in joint[n - 2].indices {
          for index in continuations(order: n - 1, history) { mine[index] *= joint[n - 2][history] }
        }
      }
      joint.append(mine)
    }
    return joint
  }

  /// What each n-gram ends in, among those of the order below; empty for order 1.
  private func endings(threads: Int) -> [[UInt32]] {
    let trie = NGramTrie(
      vocabularySize: vocabularySize, endOfSegment: endOfSegment,
      levels: levels.map { NGramTrie.Level(words: $0.words, counts: [], continuations: $0.continuations) })
    var (ends, shorter) = ([[UInt32]()], nil as Suffixes?)
    for n in 1..<max(1, order) {
      let suffixes = trie.suffixes(order: n, shorter: shorter, threads: threads)
      ends.append(suffixes.indices)
      shorter = suffixes
    }
    return ends
  }

  /// The same n-grams with the same probabilities, and what is left over after each history given to all others.
  func withNewBackoffs(threads: Int) -> BackoffModel {
    let ends = endings(threads: threads)
    var levels = levels
    for n in 2..<max(2, order + 1) {
      for history in levels[n - 2].logBackoffs.indices {
        let range = continuations(order: n - 1, history)
        var (left, leftBelow) = (1.0, 1.0)
        for index in range {
          left -= exp(Double(levels[n - 1].logProbabilities[index]) * Self.natural)
          leftBelow -= exp(Double(levels[n - 2].logProbabilities[Int(ends[n - 1][index])]) * Self.natural)
        }
        let isFull = left < HistorySmoother.epsilon || leftBelow < HistorySmoother.epsilon
        // Where nothing was left out, the weight as it was estimated has more digits.
        let isWhole = abs(log10(left / leftBelow) - Double(levels[n - 2].logBackoffs[history])) < 1e-5
        if !isFull && !isWhole {
          levels[n - 2].logBackoffs[history] = range.isEmpty ? 0 : Float(log10(left / leftBelow))
        }
      }
    }
    return BackoffModel(
      vocabularySize: vocabularySize, endOfSegment: endOfSegment, levels: levels,
      logBackoffOfUnseen: logBackoffOfUnseen, isNormalized: isNormalized)
  }
}
