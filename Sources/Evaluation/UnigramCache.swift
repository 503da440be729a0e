internal import Foundation

/// The unigram cache of Kuhn & De Mori (1990): what was said lately is likely to be said again.
///
/// p(w) = (1 − λ) p_model(w) + λ c(w) / N, c the counts of w among the last W tokens of the stream and N how many those are:
/// W, or fewer near its beginning; while there are none the model speaks alone. `<eos>` is counted like any token, and the
/// window reaches over segment ends.
///
/// `<unk>` is an ordinary type, and counted, where training has it. Where training never does, models give it next to
/// nothing, and a cache that counts it looks brilliant for nothing but noticing that it occurs (tiny Shakespeare: an LSTM's
/// perplexity 133 became 79, while without `<unk>` it rose from 76.7 to 77.1): there it is left out.
public struct UnigramCache: Codable, Hashable, Sendable {
  /// W.
  public let window: Int
  /// λ, from 0 to below 1.
  public let weight: Double
  /// Whether `<unk>` is counted.
  public let countsUnknown: Bool

  /// Windows that are tried unless others are given.
  public static let windows = [50, 100, 200, 500, 1000, 2000, 5000, 10_000]

  public init(window: Int, weight: Double, countsUnknown: Bool = true) {
    precondition(window >= 1 && weight >= 0 && weight < 1, "a window, and a share that leaves the model one")
    (self.window, self.weight, self.countsUnknown) = (window, weight, countsUnknown)
  }

  /// ln c(w) / N of each token, counted over what stands before it: −∞ where it is not in the window.
  ///
  /// - Complexity: O(n); memory: the result, the window, and 4 bytes for each id up to the highest.
  public static func logProbabilities(_ ids: [UInt32], window: Int, countsUnknown: Bool = true) -> [Double] {
    var seen = UnigramWindow(window, countsUnknown: countsUnknown)
    return ids.map { id in
      let count = seen.count(of: id)
      defer { seen.add(id) }
      return count > 0 ? log(Double(count) / Double(seen.filled)) : -.infinity
    }
  }

  /// The best window, with the best weight for it (by ``LinearMixture``).
  ///
  /// - Parameters:
  ///   - model: ln p of each position of held-out text; −∞ is a probability of zero.
  ///   - ids: that text; of the same count.
  ///   - windows: each at least 1; of two that are as good, the shorter one is taken.
  /// - Returns: nil where no position has anything before it, where there are no windows, or another number of `ids`.
  public static func tune(
    _ model: [Double], _ ids: [UInt32], windows: [Int] = UnigramCache.windows, countsUnknown: Bool = true
  ) -> UnigramCache? {
    guard model.count == ids.count else { return nil }
    // Where nothing is in the window, the model speaks alone, whatever the weight.
    let first = ids.firstIndex { countsUnknown || $0 != SpecialID.unknown }.map { $0 + 1 } ?? ids.count
    guard first < ids.count else { return nil }
    let base = Array(model[first...])
    var best: (cache: UnigramCache, logLikelihood: Double, zeros: Int)?
    for window in windows.sorted() {
      let cache = Array(logProbabilities(ids, window: window, countsUnknown: countsUnknown)[first...])
      guard let mixture = LinearMixture.weights(of: [base, cache]) else { continue }
      let isBetter = best.map { (-mixture.zeros, mixture.logLikelihood) > (-$0.zeros, $0.logLikelihood) } ?? true
      guard isBetter else { continue }
      // All of the weight would leave nothing to what is not in the window.
      let weight = min(mixture.weights[1], 1 - LinearMixture.tolerance)
      best = (
        UnigramCache(window: window, weight: weight, countsUnknown: countsUnknown), mixture.logLikelihood, mixture.zeros
      )
    }
    return best?.cache
  }

  /// ln p of each position with the cache.
  /// - Parameters:
  ///   - model: ln p of each position without it.
  ///   - ids: the whole stream from its beginning; of the same count.
  public func logProbabilities(_ model: [Double], _ ids: [UInt32]) -> [Double] {
    precondition(model.count == ids.count, "one ln p a position")
    var seen = UnigramWindow(window, countsUnknown: countsUnknown)
    return zip(model, ids).map { logProbability, id in
      defer { seen.add(id) }
      return mixed(logProbability, seen.count(of: id), of: seen.filled)
    }
  }

  /// ln of the mixture, from ln p of the model and a count.
  func mixed(_ logProbability: Double, _ count: Int, of filled: Int) -> Double {
    if filled == 0 { return logProbability }
    let kept = logProbability + log1p(-weight)
    guard count > 0, weight > 0 else { return kept }
    let cached = log(weight) + log(Double(count) / Double(filled))
    let (most, least) = (max(kept, cached), min(kept, cached))
    return most + log1p(exp(least - most))
  }
}
