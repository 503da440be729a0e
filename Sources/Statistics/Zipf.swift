internal import Foundation

/// Zipf's law: the r-th most frequent type of a text occurs about r^−s times as often as the first.
public enum Zipf {
  /// The slope of ln f(r) over ln r by least squares over all ranks: −s. Nil where there are fewer than two ranks.
  /// - Parameter counts: the types' counts, highest first; none zero.
  public static func leastSquaresSlope(_ counts: [UInt64]) -> Double? {
    guard counts.count >= 2 else { return nil }
    let n = Double(counts.count)
    var (sumX, sumY) = (0.0, 0.0)
    for (index, count) in counts.enumerated() {
      sumX += log(Double(index + 1))
      sumY += log(Double(count))
    }
    let (meanX, meanY) = (sumX / n, sumY / n)
    var (covariance, variance) = (0.0, 0.0)
    for (index, count) in counts.enumerated() {
      let x = log(Double(index + 1)) - meanX
      covariance += x * (log(Double(count)) - meanY)
      variance += x * x
    }
    return covariance / variance
  }
}
