internal import Foundation

/// The Zipf–Mandelbrot law by maximum likelihood: p(r) = (r + q)^−s / Σ_{k=1}^V (k + q)^−s for the ranks r = 1…V.
///
/// The shift q > −1 bends the head of the curve (Mandelbrot, "An informational theory of the statistical structure of
/// language", 1953). For each q the best exponent is the root of a convex function's derivative; along q the profile
/// of the likelihood is searched from −1 + 10^−9 to 1000 V.
public struct ZipfMandelbrot: Sendable, Equatable {
  /// s.
  public let exponent: Double
  /// q.
  public let shift: Double
  /// Σ ln p over the tokens, in nats.
  public let logLikelihood: Double
  /// −Σ ln p / N, in nats a token.
  public let natsPerToken: Double
  /// Whether q lies at an end of what is searched: the data then have no best q, and the figures are those of the end.
  public let isAtBound: Bool

  /// - Returns: nil for fewer than three types, and where all occur equally often: every q then fits the same.
  /// - Complexity: O(distinct frequencies), some two hundred times.
  public init?(_ spectrum: FrequencySpectrum) {
    guard spectrum.types >= 3, spectrum.entries.count >= 2 else { return nil }
    let profile = MandelbrotProfile(
      sums: RankSums(groups: spectrum.rankGroups), types: Double(spectrum.types), tokens: Double(spectrum.tokens))
    let found = Minimiser.global(
      in: mandelbrotRange(types: spectrum.types), cells: 60,
      value: { profile.point(shift: exp($0))?.nats ?? .infinity },
      slope: { profile.slope(shift: exp($0)) * exp($0) })
    let shift = exp(found.x)
    guard let best = profile.point(shift: shift) else { return nil }
    exponent = best.exponent
    self.shift = shift - 1
    natsPerToken = best.nats
    logLikelihood = -best.nats * Double(spectrum.tokens)
    isAtBound = found.isAtBound
  }
}

/// Where ln(1 + q) is searched.
func mandelbrotRange(types: Int) -> ClosedRange<Double> { log(1e-9)...log(1e3 * Double(types)) }

/// The likelihood as a function of 1 + q alone, the exponent being the best for it.
private struct MandelbrotProfile {
  let sums: RankSums
  let types: Double
  let tokens: Double

  /// The best exponent, and −ln p in nats a token.
  func point(shift: Double) -> (exponent: Double, nats: Double)? {
    let mean = sums.weightedLogarithm(shift: shift) / tokens
    let exponent = Minimiser.convex(from: 1, in: 0...1e9) { s in
      let normaliser = PowerSum.relative(from: shift, count: types, s: s).logarithm
      return (mean + normaliser.first, normaliser.second)
    }
    return exponent.map { s in
      (s, s * mean + PowerSum.relative(from: shift, count: types, s: s).logarithm.value)
    }
  }

  /// The derivative of `nats` in q; that of the exponent drops out, as it is the best (the envelope theorem).
  func slope(shift: Double) -> Double {
    guard let s = point(shift: shift)?.exponent else { return .nan }
    let expected =
      PowerSum.relative(from: shift, count: types, s: s + 1).value
      / (shift * PowerSum.relative(from: shift, count: types, s: s).value)
    return s * (sums.weightedReciprocal(shift: shift) / tokens - expected)
  }
}
