internal import Foundation

/// Zipf's law: the r-th most frequent type of a text occurs about r^−s times as often as the first (Zipf 1935, 1949).
///
/// Fits by least squares are lines through (ln r, ln f(r)): the slope is −s, the intercept ln C. They depend on which
/// ranks take part, so a fit says which. ``ZipfLikelihood`` has no such choice.
public enum Zipf {
  /// The line through some ranks.
  /// - Parameter ranks: from 1; nil for all.
  /// - Returns: nil where a rank does not exist, and for fewer than two.
  /// - Complexity: O(distinct frequencies).
  public static func leastSquares(_ spectrum: FrequencySpectrum, ranks: ClosedRange<Int>? = nil) -> LineFit? {
    guard spectrum.types >= 2 else { return nil }
    let ranks = ranks ?? 1...spectrum.types
    guard ranks.lowerBound >= 1, ranks.upperBound <= spectrum.types else { return nil }
    return RankSums(groups: spectrum.rankGroups.inside(ranks)).moments(shift: 1).flatMap {
      LineFit($0.moments, aboutX: $0.aboutX, y: $0.aboutY)
    }
  }

  /// The line through the ranks of all types that occur `frequency` times or more often.
  public static func leastSquares(_ spectrum: FrequencySpectrum, frequencyAtLeast frequency: UInt64) -> LineFit? {
    let types = spectrum.types(atLeast: frequency)
    return types >= 2 ? leastSquares(spectrum, ranks: 1...types) : nil
  }

  /// The line through ranks at equal distances of their logarithms, round(V^(k/steps)) for k = 0…steps, each once.
  ///
  /// Every decade of ranks weighs the same, where a fit over all ranks is one of the rare types.
  public static func leastSquares(_ spectrum: FrequencySpectrum, logSpaced steps: Int) -> LineFit? {
    let ranks = logSpacedPlaces(steps: steps, last: spectrum.types)
    let frequencies = spectrum.frequencies(atRanks: ranks)
    return LineFit(x: ranks.map { log(Double($0)) }, y: frequencies.map { log(Double($0)) })
  }

  /// The slope of ln f(r) over ln r by least squares over all ranks: −s. Nil where there are fewer than two ranks.
  /// - Parameter counts: the types' counts in any order; zeros are left out.
  public static func leastSquaresSlope(_ counts: [UInt64]) -> Double? {
    leastSquares(FrequencySpectrum(counts))?.slope
  }

  /// The Zipf scale of a frequency: lg of the occurrences in a thousand million tokens.
  ///
  /// Van Heuven, Mandera, Keuleers & Brysbaert, "SUBTLEX-UK", Quarterly Journal of Experimental Psychology 67 (2014).
  /// - Returns: nil for a count or a total of zero.
  public static func scale(_ count: UInt64, of tokens: UInt64) -> Double? {
    defined(log10(Double(count) / Double(tokens) * 1e9))
  }
}
