/// How much of a text its most frequent types make up.
extension FrequencySpectrum {
  /// The share of tokens that belong to the `k` most frequent types, in 0…1; nil for a text without tokens.
  public func coverage(ofMostFrequent k: Int) -> Double? {
    guard tokens > 0 else { return nil }
    var (left, sum) = (max(0, k), 0.0)
    for entry in entries.reversed() where left > 0 {
      let taken = min(left, entry.types)
      sum += Double(taken) * Double(entry.frequency)
      left -= taken
    }
    return min(1, sum / Double(tokens))
  }

  /// How many of the most frequent types are needed for a share of the tokens.
  /// - Parameter share: in 0…1; nil for any other, and for a text without tokens.
  public func types(covering share: Double) -> Int? {
    guard tokens > 0, share >= 0, share <= 1 else { return nil }
    let all = Double(tokens)
    var (ranks, sum) = (0, 0.0)
    for entry in entries.reversed() {
      if sum / all >= share { return ranks }
      let frequency = Double(entry.frequency)
      // Guess inside the group, then settle it with the comparison that defines it.
      var taken = min(entry.types, max(0, Int(clamping: ((share * all - sum) / frequency).rounded(.down)) - 1))
      while taken < entry.types && (sum + Double(taken) * frequency) / all < share { taken += 1 }
      ranks += taken
      sum += Double(taken) * frequency
    }
    return ranks
  }
}

extension Int {
  /// The whole number, or the nearest there is; 0 for NaN.
  fileprivate init(clamping number: Double) {
    self = Int(exactly: number) ?? (number >= 9e18 ? .max : number <= -9e18 ? .min : 0)
  }
}
