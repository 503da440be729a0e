internal import Foundation

/// What a smoothing says of one order, once its counts are known.
extension EstimationSettings {
  /// The formulas of order n, and how their discounts were come by.
  /// - Parameter t: counts of counts (``CountsOfCounts``), adjusted where the smoothing wants it.
  func smoother(
    order n: Int, _ t: [Int], vocabularySize: Int
  ) -> (smoother: HistorySmoother, figures: OrderDiscounts) {
    let (discount, figures) = discount(order: n, t)
    let smoother = HistorySmoother(
      discount: discount, interpolates: isInterpolated, leavesSome: unseen == .leftover, vocabularySize: vocabularySize,
      cutoff: cutoff(order: n), weights: weights(order: n), factor: factor)
    return (smoother, figures)
  }

  /// log₁₀ β of histories that are not listed.
  var logBackoffOfUnseen: Float { factor.map { Float(log10($0)) } ?? 0 }

  private var isInterpolated: Bool {
    switch smoothing {
    case .goodTuring: false
    case .jelinekMercer: true
    default: interpolates
    }
  }

  private var factor: Double? { if case .stupidBackoff(let factor) = smoothing { factor } else { nil } }

  private func weights(order n: Int) -> [Double]? {
    if case .jelinekMercer(let weights) = smoothing { weights.byOrder[n - 1] } else { nil }
  }

  private func discount(order n: Int, _ t: [Int]) -> (discount: Discount, figures: OrderDiscounts) {
    func figures(_ discounts: [Double], _ isFallback: Bool = false) -> OrderDiscounts {
      OrderDiscounts(order: n, countsOfCounts: Array(t[1...4]), discounts: discounts, isFallback: isFallback)
    }
    switch smoothing {
    case .modifiedKneserNey:
      let (discounts, isFallback) = Discount.modifiedKneserNey(t)
      return (Discount(subtracting: discounts), figures(discounts, isFallback))
    case .kneserNey:
      let (discounts, isFallback) = Discount.kneserNey(t)
      return (Discount(subtracting: discounts), figures(discounts, isFallback))
    case .absolute(let given):
      let (discounts, isFallback) = given.map { ([$0], false) } ?? Discount.kneserNey(t)
      return (Discount(subtracting: discounts), figures(discounts, isFallback))
    case .goodTuring:
      // SRILM leaves unigrams as they are; where what is left over is spread evenly, they must leave something.
      let discount = Discount.goodTuring(t, cutoff: n == 1 && unseen == .leftover ? 1 : 7)
      let ratios = discount.small.indices.dropFirst().map { discount.small[$0] / Double($0) }
      return (discount, figures(ratios, ratios.isEmpty))
    case .wittenBell: return (.wittenBell, figures([]))
    case .jelinekMercer, .stupidBackoff: return (.none, figures([]))
    }
  }
}
