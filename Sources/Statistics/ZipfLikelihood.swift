internal import Foundation

/// Zipf's law by maximum likelihood: p(r) = r^−s / Σ_{k=1}^V k^−s for the ranks r = 1…V.
///
/// Of exponents s ≥ 0, the one under which the ranks of the N tokens are most likely; V is taken as known. The score
/// equation is E[ln r] = mean ln r (Goldstein, Morris & Yen, "Problems with fitting to the power-law distribution",
/// European Physical Journal B 41, 2004, with a finite support).
public struct ZipfLikelihood: Sendable, Equatable {
  /// s.
  public let exponent: Double
  /// Σ ln p over the tokens, in nats.
  public let logLikelihood: Double
  /// −Σ ln p / N, in nats a token.
  public let natsPerToken: Double

  /// - Returns: nil for fewer than two types.
  /// - Complexity: O(distinct frequencies).
  public init?(_ spectrum: FrequencySpectrum) {
    guard spectrum.types >= 2 else { return nil }
    let (types, tokens) = (Double(spectrum.types), Double(spectrum.tokens))
    let data = RankSums(groups: spectrum.rankGroups).weightedLogarithm(shift: 1)
    let mean = data / tokens
    guard
      let exponent = Minimiser.convex(
        from: 1, in: 0...1e9,
        derivatives: { s in
          let normaliser = PowerSum.relative(from: 1, count: types, s: s).logarithm
          return (mean + normaliser.first, normaliser.second)
        })
    else { return nil }
    let normaliser = PowerSum.relative(from: 1, count: types, s: exponent).logarithm
    self.exponent = exponent
    logLikelihood = -(exponent * data + tokens * normaliser.value)
    natsPerToken = -logLikelihood / tokens
  }
}
