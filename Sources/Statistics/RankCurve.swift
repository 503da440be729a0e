internal import Foundation

/// A rank and how often its type occurs, or would under a law: a point of the rank–frequency curve.
public struct RankPoint: Sendable, Equatable {
  /// From 1.
  public let rank: Int
  public let frequency: Double

  public init(rank: Int, frequency: Double) {
    self.rank = rank
    self.frequency = frequency
  }
}

extension FrequencySpectrum {
  /// How often the type of a rank occurs; nil for a rank that does not exist.
  public func frequency(atRank rank: Int) -> UInt64? {
    (1...max(1, types)).contains(rank) && types > 0 ? frequencies(atRanks: [rank]).first : nil
  }

  /// Points of the curve at about `steps` + 1 ranks at equal distances of their logarithms, first and last rank among
  /// them: enough for a plot, however many types there are.
  /// - Complexity: O(steps + distinct frequencies).
  public func rankCurve(logSpaced steps: Int) -> [RankPoint] {
    let ranks = logSpacedPlaces(steps: steps, last: types)
    return zip(ranks, frequencies(atRanks: ranks)).map { RankPoint(rank: $0, frequency: Double($1)) }
  }
}

extension ZipfLikelihood {
  /// N p(r): how often the type of each rank is expected in a text of so many tokens, at the same ranks as
  /// ``FrequencySpectrum/rankCurve(logSpaced:)``.
  public func rankCurve(logSpaced steps: Int, of spectrum: FrequencySpectrum) -> [RankPoint] {
    Statistics.rankCurve(logSpaced: steps, of: spectrum, shift: 1, exponent: exponent)
  }
}

extension ZipfMandelbrot {
  /// N p(r), as for ``ZipfLikelihood``.
  public func rankCurve(logSpaced steps: Int, of spectrum: FrequencySpectrum) -> [RankPoint] {
    Statistics.rankCurve(logSpaced: steps, of: spectrum, shift: 1 + shift, exponent: exponent)
  }
}

/// N ((r + q)/(1 + q))^−s over its sum: relative to rank 1, so that no power underflows where q is large.
private func rankCurve(
  logSpaced steps: Int, of spectrum: FrequencySpectrum, shift: Double, exponent: Double
) -> [RankPoint] {
  let sum = PowerSum.relative(from: shift, count: Double(spectrum.types), s: exponent).value
  return logSpacedPlaces(steps: steps, last: spectrum.types).map { rank in
    let relative = exp(-exponent * log1p(Double(rank - 1) / shift))
    return RankPoint(rank: rank, frequency: Double(spectrum.tokens) * relative / sum)
  }
}
