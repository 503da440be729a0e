internal import Foundation

/// The Zipf–Mandelbrot law by least squares: ln f(r) = ln C − s ln(r + q), all ranks, unweighted.
///
/// For each q > −1 this is a line; q itself is searched from −1 + 10^−9 to 1000 V.
public struct ZipfMandelbrotLeastSquares: Sendable, Equatable {
  /// ln C.
  public let logScale: Double
  /// s.
  public let exponent: Double
  /// q.
  public let shift: Double
  /// The sum of the squared residuals of ln f.
  public let residual: Double
  /// Whether q lies at an end of what is searched: the data then have no best q, and the figures are those of the end.
  public let isAtBound: Bool

  /// C: the frequency that the law gives where r + q = 1; nil where it is beyond a Double, as with a large q.
  public var scale: Double? { defined(exp(logScale)) }

  /// - Returns: nil for fewer than three types, and where all occur equally often.
  /// - Complexity: O(distinct frequencies), some two hundred times.
  public init?(_ spectrum: FrequencySpectrum) {
    guard spectrum.types >= 3, spectrum.entries.count >= 2 else { return nil }
    let sums = RankSums(groups: spectrum.rankGroups)
    // Lines about the point of rank 1, where no digits are lost to large logarithms.
    func line(_ shift: Double) -> LineFit? {
      sums.moments(shift: shift).flatMap { LineFit($0.moments, aboutX: 0, y: 0) }
    }
    let found = Minimiser.global(
      in: mandelbrotRange(types: spectrum.types), cells: 60,
      value: { line(exp($0))?.residual ?? .infinity },
      slope: { logarithm in
        // That of C and s drops out, as they are the best for this q (the envelope theorem).
        guard let line = line(exp(logarithm)) else { return .nan }
        return -2 * line.slope * sums.residualReciprocal(line, shift: exp(logarithm))
      })
    let shift = exp(found.x)
    guard let best = line(shift), let point = sums.moments(shift: shift) else { return nil }
    logScale = point.aboutY + best.intercept - best.slope * point.aboutX
    exponent = -best.slope
    self.shift = shift - 1
    residual = best.residual
    isAtBound = found.isAtBound
  }
}
