internal import Counts
internal import Foundation

extension BackoffModel {
  /// Add-α in back-off form, exactly: the lower order is the uniform distribution.
  ///
  ///     P(w | h) = (c(h, w) + α) / (c(h) + α V)      where c(h, w) > 0: listed
  ///              = β(h) · 1/V,  β(h) = α V / (c(h) + α V)      otherwise
  ///
  /// N-grams of lower orders are listed as histories only, with what the uniform distribution gives, 1/V; but for those
  /// that begin a segment, whose histories are no longer. A history that was never seen is not listed: what is left is
  /// 1/V too. With α = 0 zero stands in the place of 1/V.
  /// - Precondition: `unseen` is uniform, or training saw all types but `<unk>`, and the stream has segments, or the order
  ///   is 1.
  public init(_ addAlpha: AddAlphaModel) {
    let (trie, alpha, v) = (addAlpha.trie, addAlpha.alpha, Double(addAlpha.vocabularySize))
    let uniform = alpha > 0 ? Float(-log10(v)) : -.infinity
    func probability(_ count: UInt32, _ history: Double) -> Float {
      let numerator = Double(count) + alpha
      return numerator > 0 ? Float(log10(numerator) - log10(history + alpha * v)) : -.infinity
    }
    let total = trie.levels[0].counts[..<trie.vocabularySize].reduce(0.0) { $0 + Double($1) }
    let last = trie.order
    var levels = trie.levels.enumerated().map { index, level in
      Level(
        words: level.words, continuations: level.continuations,
        logProbabilities: Array(repeating: uniform, count: level.count),
        logBackoffs: index + 1 < last ? Array(repeating: 0, count: level.count) : [])
    }
    if last == 1 { levels[0].logProbabilities = trie.levels[0].counts.map { probability($0, total) } }
    // <bos> is never predicted.
    levels[0].logProbabilities[trie.vocabularySize] = -.infinity
    for n in 2..<max(2, last + 1) {
      // Of lower orders only what begins a segment.
      let histories = n == last ? 0..<trie.levels[n - 2].count : trie.beginningOfSegments(order: n - 1)
      let starts = trie.levels[n - 2].continuations
      for history in histories {
        let count = Double(trie.continuationCount(order: n - 1, history))
        if count == 0 { continue }
        levels[n - 2].logBackoffs[history] = alpha > 0 ? Float(log10(alpha * v) - log10(count + alpha * v)) : -.infinity
        for next in Int(starts[history])..<Int(starts[history + 1]) {
          levels[n - 1].logProbabilities[next] = probability(trie.levels[n - 1].counts[next], count)
        }
      }
    }
    self.init(vocabularySize: trie.vocabularySize, endOfSegment: trie.endOfSegment, levels: levels)
  }
}
