internal import Foundation

/// How long the blocks of a block bootstrap should be, estimated from the series itself.
///
/// Politis & White (2004), *Automatic block-length selection for the dependent bootstrap*, with the correction of Patton,
/// Politis & White (2009), for the circular block bootstrap: b = (2 Ĝ² / D̂)^⅓ n^⅓ with Ĝ = Σ λ(k/M) |k| R̂(k),
/// D̂ = 4/3 (Σ λ(k/M) R̂(k))², R̂(k) the autocovariance at lag k, and λ the flat-top window that is 1 up to ½ and falls to 0
/// at 1. M is twice the lag m̂ that begins the first K = max(5, ⌊log₁₀ n⌋) autocorrelations in a row below
/// 2 √(log₁₀ n / n); where there is none up to ⌈√n⌉ + K, M is that.
public enum BlockLength {
  /// The estimate, rounded up, from 1 to a limit: 3 √n as the paper has it, and an eighth of the series, since fewer than
  /// eight blocks tell little of their scatter.
  ///
  /// - Parameter series: finite numbers; a constant series, or one of fewer than 16 numbers, gives 1.
  /// - Complexity: O(n m̂): lags are looked at only as far as they are needed.
  public static func optimal(_ series: [Double]) -> Int {
    let (n, length) = (series.count, estimate(series))
    let most = max(1, min(Int((3 * Double(n).squareRoot()).rounded(.up)), n / 8))
    return length.isFinite ? min(most, max(1, Int(min(length, Double(most)).rounded(.up)))) : 1
  }

  /// b as the formula gives it, unrounded and without a limit; not a number where the series has no scatter.
  static func estimate(_ series: [Double]) -> Double {
    let n = Double(series.count)
    guard series.count >= 16 else { return .nan }
    let mean = series.reduce(0, +) / n
    var lags = Autocovariances(series.map { $0 - mean })
    // What is left of a constant but rounding is no scatter.
    guard lags[0] > 1e-24 * mean * mean else { return .nan }
    let bandwidth = bandwidth(&lags)
    var (spectrum, slope) = (lags[0], 0.0)
    for lag in 1...bandwidth {
      let place = Double(lag) / Double(bandwidth)
      let weight = place <= 0.5 ? 1 : 2 * (1 - place)
      spectrum += 2 * weight * lags[lag]
      slope += 2 * weight * Double(lag) * lags[lag]
    }
    return cbrt(2 * slope * slope / (4.0 / 3 * spectrum * spectrum) * n)
  }

  /// M.
  private static func bandwidth(_ lags: inout Autocovariances) -> Int {
    let n = Double(lags.series.count)
    let run = max(5, Int(log10(n)))
    let most = Int(n.squareRoot().rounded(.up)) + run
    let bound = 2 * (log10(n) / n).squareRoot() * lags[0]
    var insignificant = 0
    for lag in 1...min(most, lags.series.count - 1) {
      insignificant = lags[lag].magnitude < bound ? insignificant + 1 : 0
      if insignificant == run { return min(most, 2 * (lag - run + 1), lags.series.count - 1) }
    }
    return min(most, lags.series.count - 1)
  }
}

/// R̂(k) = 1/n Σ x(t) x(t + k) of a centred series, each lag worked out when it is first asked for.
private struct Autocovariances {
  let series: [Double]
  private var known: [Double] = []

  init(_ series: [Double]) { self.series = series }

  subscript(lag: Int) -> Double {
    mutating get {
      while known.count <= lag { known.append(atLag(known.count)) }
      return known[lag]
    }
  }

  private func atLag(_ lag: Int) -> Double {
    let count = series.count - lag
    let series = series.span
    // Eight sums side by side: a single one waits for each addition before the next.
    var sums = SIMD8<Double>.zero
    var t = 0
    while t + 8 <= count {
      var (a, b) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
      for place in 0..<8 {
        a[place] = series[t + place]
        b[place] = series[t + place + lag]
      }
      sums += a * b
      t += 8
    }
    var sum = sums.sum()
    while t < count {
      sum += series[t] * series[t + lag]
      t += 1
    }
    return sum / Double(series.count)
  }
}
