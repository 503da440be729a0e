public import Counts
internal import Foundation

/// From counts to a model in back-off form: one code path for all smoothings and orders.
///
/// Order by order, from unigrams up: adjust the counts, find the discounts, smooth each history (``HistorySmoother``)
/// with what the order below gives. The result is the same for any number of threads.
/// Memory: besides the counts, 24 bytes an n-gram of the highest order, 40 of each lower one.
public struct BackoffEstimator {
  private let trie: NGramTrie
  private let settings: EstimationSettings
  private let threads: Int

  public init(_ trie: NGramTrie, _ settings: EstimationSettings, threads: Int = 1) {
    self.trie = trie
    self.settings = settings
    self.threads = max(1, threads)
  }

  /// The model, and how the discounts of each order were come by.
  public func estimate() -> (model: BackoffModel, discounts: [OrderDiscounts]) {
    var levels: [BackoffModel.Level] = []
    var discounts: [OrderDiscounts] = []
    var suffixes: Suffixes?
    var lower: [Double] = []
    for n in 1...trie.order {
      // What follows of this order, and ends in it.
      let longer = n < trie.order ? trie.suffixes(order: n, shorter: suffixes, threads: threads) : nil
      let counts = adjusted(order: n, longer)
      // <bos> is no n-gram by itself.
      let tally = CountsOfCounts.tally(n == 1 ? counts[..<trie.vocabularySize] : counts[...], threads: threads)
      let (smoother, figures) = settings.smoother(order: n, tally, vocabularySize: trie.vocabularySize)
      discounts.append(figures)
      let logarithms: [Float]
      if let suffixes {
        let smoothed = SmoothedOrder(
          trie, order: n, counts, lower: lower, suffixes.indices, smoother, isLast: n == trie.order, threads: threads)
        levels[n - 2].logBackoffs = smoothed.logBackoffs
        logarithms = smoothed.logProbabilities
        lower = smoothed.probabilities
      } else {
        let unigrams = UnigramSmoother(smoother: smoother, unseen: settings.unseen)
        // <bos> is never predicted.
        lower = unigrams.probabilities(counts[..<trie.vocabularySize]) + [0]
        logarithms = lower.map { Float(log10($0)) }
      }
      let level = trie.levels[n - 1]
      levels.append(
        BackoffModel.Level(
          words: level.words, continuations: level.continuations, logProbabilities: logarithms, logBackoffs: []))
      suffixes = longer
    }
    let model = BackoffModel(
      vocabularySize: trie.vocabularySize, endOfSegment: trie.endOfSegment, levels: levels,
      logBackoffOfUnseen: settings.logBackoffOfUnseen, isNormalized: settings.smoothing.isNormalized)
    return (pruned(model), discounts)
  }

  /// Below the highest order Kneser–Ney counts left neighbours.
  private func adjusted(order n: Int, _ longer: Suffixes?) -> [UInt32] {
    guard settings.smoothing.countsNeighbours, let longer else { return trie.levels[n - 1].counts }
    return trie.leftNeighbours(order: n, longer)
  }

  /// Without the n-grams that are cut off. As cut-offs never fall, all that a listed one begins with and ends in is listed.
  private func pruned(_ model: BackoffModel) -> BackoffModel {
    guard (1...trie.order).contains(where: { settings.cutoff(order: $0) > 0 }) else { return model }
    return model.keeping { n, index in n == 1 || trie.levels[n - 1].counts[index] > settings.cutoff(order: n) }
  }
}
