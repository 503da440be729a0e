public import Counts
internal import Foundation

/// The α with the lowest perplexity on held-out text.
public enum AlphaSearch {
  /// Where the first look is: a best α outside says that the edge, or no smoothing at all, is best.
  public static let range = 1e-8...1e4

  /// A first look at powers of ten from 10⁻⁸ to 10⁴, then golden-section search (Kiefer 1953) on ln α around the best,
  /// until α is known to one part in 10⁶. Where an edge is best, α lies beyond it, up to a tenth or ten times.
  /// - Parameter valid: the stream that α is chosen on; not empty.
  public static func best(_ trie: NGramTrie, on valid: [UInt32]) -> Double {
    let model = AddAlphaModel(trie, alpha: 1)
    var state = model.start()
    let counted = model.counts(of: valid, from: &state)
    func loss(_ logAlpha: Double) -> Double {
      let alpha = exp(logAlpha)
      return -counted.reduce(0) {
        $0 + AddAlphaModel.logProbability($1, alpha: alpha, vocabularySize: trie.vocabularySize)
      }
    }
    let step = log(10.0)
    let coarse = stride(from: -8 * step, through: 4 * step, by: step).map { ($0, loss($0)) }
    let best = coarse.min { $0.1 < $1.1 }?.0 ?? 0
    var (low, high) = (best - step, best + step)
    let golden = (5.0.squareRoot() - 1) / 2
    var (left, right) = (high - golden * (high - low), low + golden * (high - low))
    var (lossLeft, lossRight) = (loss(left), loss(right))
    while high - low > 1e-6 {
      if lossLeft < lossRight {
        (high, right, lossRight) = (right, left, lossLeft)
        left = high - golden * (high - low)
        lossLeft = loss(left)
      } else {
        (low, left, lossLeft) = (left, right, lossRight)
        right = low + golden * (high - low)
        lossRight = loss(right)
      }
    }
    return exp((low + high) / 2)
  }
}
