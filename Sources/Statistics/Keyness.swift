internal import Foundation

/// Whether a word is more frequent in one corpus than in another.
public struct Keyness: Sendable, Equatable {
  /// How often it occurs in the corpus studied, and how many tokens that has.
  public let count: UInt64
  public let tokens: UInt64
  /// The same in the corpus of reference.
  public let referenceCount: UInt64
  public let referenceTokens: UInt64

  /// - Returns: nil for a corpus without tokens, or a word more frequent than its corpus is long.
  public init?(count: UInt64, tokens: UInt64, referenceCount: UInt64, referenceTokens: UInt64) {
    guard tokens > 0, referenceTokens > 0, count <= tokens, referenceCount <= referenceTokens,
      !tokens.addingReportingOverflow(referenceTokens).overflow
    else { return nil }
    self.count = count
    self.tokens = tokens
    self.referenceCount = referenceCount
    self.referenceTokens = referenceTokens
  }

  /// The difference of the relative frequencies: above zero where the word is a key word, below where it is avoided.
  public var difference: Double {
    Double(count) / Double(tokens) - Double(referenceCount) / Double(referenceTokens)
  }

  /// G² over the two cells of the word, 2 Σ O ln (O/E), without sign; one degree of freedom.
  ///
  /// Rayson & Garside, "Comparing corpora using frequency profiling", Workshop on Comparing Corpora (2000).
  public var logLikelihood: Double {
    let share = (Double(count) + Double(referenceCount)) / (Double(tokens) + Double(referenceTokens))
    func cell(_ observed: UInt64, _ tokens: UInt64) -> Double {
      observed == 0 ? 0 : Double(observed) * log(Double(observed) / (share * Double(tokens)))
    }
    return max(0, 2 * (cell(count, tokens) + cell(referenceCount, referenceTokens)))
  }

  /// G² over all four cells, those of the other words as well (Dunning 1993), without sign.
  public var logLikelihoodOfAllCells: Double {
    Contingency(
      both: count, first: tokens, second: count + referenceCount, total: tokens + referenceTokens
    )?.logLikelihood ?? 0
  }

  /// The binary logarithm of the ratio of the relative frequencies: 1 means twice as frequent.
  ///
  /// A count of zero is taken as ½; nil where both are zero. Hardie, "Log Ratio: an informal introduction" (CASS, 2014).
  public var logRatio: Double? {
    guard count > 0 || referenceCount > 0 else { return nil }
    func relative(_ count: UInt64, _ tokens: UInt64) -> Double {
      (count == 0 ? 0.5 : Double(count)) / Double(tokens)
    }
    return log2(relative(count, tokens) / relative(referenceCount, referenceTokens))
  }
}
