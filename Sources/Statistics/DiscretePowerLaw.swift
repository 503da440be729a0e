internal import Foundation

/// A power law of frequencies from some minimum on: p(f) = f^−α / ζ(α, f_min) for f = f_min, f_min + 1, …
///
/// α is the maximum of the exact likelihood, with Hurwitz' zeta function; f_min is where the Kolmogorov–Smirnov
/// distance between the tail and its fit is least. Clauset, Shalizi & Newman, "Power-law distributions in empirical
/// data", SIAM Review 51 (2009), equations 3.5, 3.6 and 3.9.
public struct DiscretePowerLaw: Sendable, Equatable {
  /// f_min.
  public let minimum: UInt64
  /// α.
  public let exponent: Double
  /// The standard error of α, from the curvature of the likelihood (equation 3.6).
  public let exponentError: Double
  /// The largest difference between the two distribution functions, over all f ≥ f_min.
  public let distance: Double
  /// How many types occur f_min times or more often.
  public let tail: Int
  /// Σ ln p over the types of the tail, in nats.
  public let logLikelihood: Double

  /// The law with the least distance; of equal ones that with the lower minimum.
  /// - Parameters:
  ///   - candidates: how many of the lowest distinct frequencies are tried as minimum; all, if not said.
  /// - Returns: nil where no minimum leaves two distinct frequencies.
  /// - Complexity: O(candidates × distinct frequencies) at worst; a bad minimum is given up early.
  public init?(_ spectrum: FrequencySpectrum, candidates: Int = .max) {
    var best: DiscretePowerLaw?
    let tails = Tails(spectrum.entries)
    for first in spectrum.entries.indices.prefix(max(0, candidates)) {
      if let law = DiscretePowerLaw(tails, first, below: best?.distance ?? .infinity) { best = law }
    }
    guard let best else { return nil }
    self = best
  }

  /// The law with a given minimum.
  /// - Returns: nil where fewer than two distinct frequencies are left, or the minimum is zero.
  public init?(_ spectrum: FrequencySpectrum, minimum: UInt64) {
    let first = spectrum.firstEntry { $0.frequency >= minimum }
    guard minimum >= 1 else { return nil }
    self.init(Tails(spectrum.entries), first, minimum: minimum, below: .infinity)
  }

  /// - Returns: nil also where the distance is not below `limit`.
  private init?(_ tails: Tails, _ first: Int, minimum: UInt64? = nil, below limit: Double) {
    guard first < tails.entries.count - 1 else { return nil }
    let minimum = minimum ?? tails.entries[first].frequency
    let (start, n) = (Double(minimum), Double(tails.types[first]))
    let mean = tails.logarithms[first] / n - log(start)
    let lowest = 1 + 1e-9
    guard
      let exponent = Minimiser.convex(
        from: 2, in: lowest...1e9,
        derivatives: { s in
          let zeta = PowerSum.relative(from: start, count: .infinity, s: s).logarithm
          return (mean + zeta.first, zeta.second)
        }), exponent > lowest
    else { return nil }
    let zeta = PowerSum.relative(from: start, count: .infinity, s: exponent)
    guard
      let distance = tails.distance(first, start: start, exponent: exponent, zeta: zeta.value, below: limit),
      let error = defined(1 / (n * zeta.logarithm.second).squareRoot())
    else { return nil }
    self.minimum = minimum
    self.exponent = exponent
    self.distance = distance
    exponentError = error
    tail = tails.types[first]
    logLikelihood = -n * (exponent * mean + zeta.logarithm.value)
  }
}

/// A spectrum with sums from each entry to the end.
private struct Tails {
  let entries: [FrequencySpectrum.Entry]
  /// Σ types.
  let types: [Int]
  /// Σ types · ln f.
  let logarithms: [Double]

  init(_ entries: [FrequencySpectrum.Entry]) {
    self.entries = entries
    var types = Array(repeating: 0, count: entries.count)
    var logarithms = Array(repeating: 0.0, count: entries.count)
    var (count, sum) = (0, 0.0)
    for index in entries.indices.reversed() {
      count += entries[index].types
      sum += Double(entries[index].types) * log(Double(entries[index].frequency))
      (types[index], logarithms[index]) = (count, sum)
    }
    (self.types, self.logarithms) = (types, logarithms)
  }

  /// The Kolmogorov–Smirnov distance, or nil as soon as it is not below the limit.
  ///
  /// Both functions are steps: between two observed frequencies only the law's rises, so the largest difference is at
  /// one of them or just before.
  func distance(_ first: Int, start: Double, exponent: Double, zeta: Double, below limit: Double) -> Double? {
    let n = Double(types[first])
    var largest = 0.0
    for index in first..<entries.count {
      let f = Double(entries[index].frequency)
      let scale = exp(-exponent * log(f / start)) / zeta
      // P(F ≥ f) and P(F > f) under the law; the same as shares of the tail.
      let from = scale * PowerSum.relative(from: f, count: .infinity, s: exponent).value
      let above = from - scale
      let observedFrom = Double(types[index]) / n
      let observedAbove = index + 1 < entries.count ? Double(types[index + 1]) / n : 0
      largest = max(largest, abs(from - observedFrom), abs(above - observedAbove))
      if !(largest < limit) { return nil }
    }
    return largest
  }
}
