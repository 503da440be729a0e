internal import Foundation

/// Simple Good–Turing: how often a type that occurred r times would occur in another text of the same length.
///
/// Good–Turing's r* = (r + 1) V(r+1) / V(r) where the counts carry it, a smooth line through them where they do not.
/// Gale & Sampson, "Good–Turing frequency estimation without tears", Journal of Quantitative Linguistics 2 (1995).
public struct SimpleGoodTuring: Sendable, Equatable {
  /// What becomes of the types of one frequency.
  public struct Estimate: Sendable, Equatable {
    /// r.
    public let frequency: UInt64
    /// r*, before all are scaled to leave room for the unseen; scaled, as the authors print it, it is N · probability.
    public let adjusted: Double
    /// The probability of each type that occurred r times.
    public let probability: Double
    /// Whether r* is Turing's estimate itself, not that of the line.
    public let isTuring: Bool
  }

  /// P₀ = V(1)/N: the probability of all unseen types together.
  public let unseen: Double
  /// The line through (ln r, ln Z(r)), Z being V(r) over half the distance between its neighbours.
  public let line: LineFit
  /// One for each frequency that occurs, ascending.
  public let estimates: [Estimate]

  /// Whether the line falls steeply enough (slope < −1) for r* to stay below r, as the method assumes.
  public var isReliable: Bool { line.slope < -1 }

  /// - Parameter confidence: how many standard deviations Turing's estimate must lie from the line's to be kept;
  ///   1.65 is the authors'.
  /// - Returns: nil for fewer than two distinct frequencies. The authors ask for at least five.
  /// - Complexity: O(distinct frequencies).
  public init?(_ spectrum: FrequencySpectrum, confidence: Double = 1.65) {
    let entries = spectrum.entries
    let frequencies = entries.map { Double($0.frequency) }
    let types = entries.map { Double($0.types) }
    let smoothed = entries.indices.map { index in
      let before = index > 0 ? frequencies[index - 1] : 0
      // The last has no neighbour above; it is taken to be as far as the one below.
      let after = index + 1 < entries.count ? frequencies[index + 1] : 2 * frequencies[index] - before
      return log(2 * types[index] / (after - before))
    }
    guard let line = LineFit(x: frequencies.map { log($0) }, y: smoothed) else { return nil }
    var isTuring = true
    var adjusted: [(value: Double, isTuring: Bool)] = []
    for index in entries.indices {
      let r = frequencies[index]
      let smooth = r * exp((line.slope + 1) * log1p(1 / r))
      var value = smooth
      // Once the line is taken, it is taken for all that follow.
      let isNext = index + 1 < entries.count && entries[index + 1].frequency - entries[index].frequency == 1
      if isTuring && isNext {
        let ratio = types[index + 1] / types[index]
        let turing = (r + 1) * ratio
        let deviation = ((r + 1) * (r + 1) * ratio / types[index] * (1 + ratio)).squareRoot()
        isTuring = abs(turing - smooth) > confidence * deviation
        if isTuring { value = turing }
      } else {
        isTuring = false
      }
      adjusted.append((value, isTuring))
    }
    let unseen = Double(spectrum.hapaxes) / Double(spectrum.tokens)
    let mass = zip(types, adjusted).reduce(0) { $0 + $1.0 * $1.1.value }
    guard mass > 0, mass.isFinite else { return nil }
    self.line = line
    self.unseen = unseen
    estimates = entries.indices.map { index in
      Estimate(
        frequency: entries[index].frequency, adjusted: adjusted[index].value,
        probability: (1 - unseen) * adjusted[index].value / mass, isTuring: adjusted[index].isTuring)
    }
  }

  /// The estimate for types that occurred `frequency` times; nil where none did.
  /// - Complexity: O(log estimates).
  public func estimate(_ frequency: UInt64) -> Estimate? {
    var (low, high) = (0, estimates.count)
    while low < high {
      let middle = low + (high - low) / 2
      if estimates[middle].frequency < frequency { low = middle + 1 } else { high = middle }
    }
    return low < estimates.count && estimates[low].frequency == frequency ? estimates[low] : nil
  }
}
