internal import Foundation

/// A 2 × 2 table of two events over the same trials, and what it says of their association.
///
/// For a bigram: how often the first word, the second word and the two together occur among N tokens.
/// Formulas: Manning & Schütze, "Foundations of Statistical Natural Language Processing" (1999), chapter 5. Each is nil
/// where it has no value: an event that never or always happens.
public struct Contingency: Sendable, Equatable {
  /// O₁₁: both.
  public let both: UInt64
  /// O₁₁ + O₁₂.
  public let first: UInt64
  /// O₁₁ + O₂₁.
  public let second: UInt64
  /// N.
  public let total: UInt64

  /// - Returns: nil where there can be no such table: an event more frequent than it can be.
  public init?(both: UInt64, first: UInt64, second: UInt64, total: UInt64) {
    guard both <= first, both <= second, first <= total, second - both <= total - first else { return nil }
    self.both = both
    self.first = first
    self.second = second
    self.total = total
  }

  /// E₁₁: how often both would happen, were they independent.
  public var expected: Double? { defined(Double(first) * Double(second) / Double(total)) }

  /// Whether the two occur together more often than chance would have it.
  public var attracts: Bool { expected.map { Double(both) > $0 } ?? false }

  /// Pointwise mutual information, log₂ (O₁₁ / E₁₁), in bits (equation 5.11; Church & Hanks 1990).
  public var pointwiseMutualInformation: Double? { expected.flatMap { defined(log2(Double(both) / $0)) } }

  /// Student's t against independence: (O₁₁ − E₁₁) / √O₁₁, the variance taken as the mean (section 5.3.1).
  public var tScore: Double? { expected.flatMap { defined((Double(both) - $0) / Double(both).squareRoot()) } }

  /// Pearson's χ², one degree of freedom (equation 5.7).
  public var chiSquared: Double? {
    guard let expected else { return nil }
    let (n, a, b) = (Double(total), Double(first), Double(second))
    // O₁₁ O₂₂ − O₁₂ O₂₁ = N (O₁₁ − E₁₁).
    let difference = Double(both) - expected
    return defined(n * (n * difference) * (n * difference) / (a * (n - a) * b * (n - b)))
  }

  /// The log-likelihood ratio G² = 2 Σ O ln (O/E) over the four cells, one degree of freedom.
  ///
  /// Dunning, "Accurate methods for the statistics of surprise and coincidence", Computational Linguistics 19 (1993).
  public var logLikelihood: Double? {
    guard total > 0 else { return nil }
    let (n, a, b) = (Double(total), Double(first), Double(second))
    let cells = [
      (both, a * b), (first - both, a * (n - b)), (second - both, (n - a) * b),
      (total - first - (second - both), (n - a) * (n - b)),
    ]
    // O ln O is 0 for an empty cell.
    let sum = cells.reduce(0.0) { sum, cell in
      cell.0 == 0 ? sum : sum + Double(cell.0) * log(Double(cell.0) / (cell.1 / n))
    }
    return defined(max(0, 2 * sum))
  }

  /// O₁₁³ / (f₁ f₂): like mutual information, without its love of rare words.
  ///
  /// MI³ (Daille, "Approche mixte pour l'extraction automatique de terminologie", 1994) without its logarithm and N, as
  /// NLTK's `mi_like` has it.
  public var cubicAssociation: Double? {
    let both = Double(both)
    return defined(both / Double(first) * (both / Double(second)) * both)
  }
}
