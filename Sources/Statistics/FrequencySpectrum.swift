/// How many types occur once, twice, …: the frequencies of frequencies of a text, and so its ranks.
///
/// Every law of counts here is computed from it. The counts may be of words or of n-grams, in any order.
/// Memory: 24 bytes a distinct frequency.
public struct FrequencySpectrum: Sendable, Equatable {
  /// The types that share one frequency.
  public struct Entry: Sendable, Equatable {
    /// f ≥ 1.
    public let frequency: UInt64
    /// V(f): how many types occur f times.
    public let types: Int
  }

  /// In ascending order of frequency.
  public let entries: [Entry]
  /// N: the sum of the counts; one beyond 2^64 − 1 stays there.
  public let tokens: UInt64
  /// V: how many counts are not zero.
  public let types: Int

  /// - Parameter counts: one a type, in any order; zeros are left out.
  /// - Complexity: O(types) and the sorting of the counts from 2^16 on.
  public init(_ counts: [UInt64]) {
    var small = Array(repeating: 0, count: 1 << 16)
    var large: [UInt64] = []
    for count in counts {
      if count < small.count { small[Int(count)] += 1 } else { large.append(count) }
    }
    large.sort()
    var entries: [Entry] = []
    for frequency in 1..<small.count where small[frequency] > 0 {
      entries.append(Entry(frequency: UInt64(frequency), types: small[frequency]))
    }
    var first = 0
    while first < large.count {
      var next = first + 1
      while next < large.count && large[next] == large[first] { next += 1 }
      entries.append(Entry(frequency: large[first], types: next - first))
      first = next
    }
    self.entries = entries
    types = entries.reduce(0) { $0 + $1.types }
    tokens = entries.reduce(0) { sum, entry in
      let (product, isTooMuch) = entry.frequency.multipliedReportingOverflow(by: UInt64(entry.types))
      let (total, overflows) = sum.addingReportingOverflow(product)
      return isTooMuch || overflows ? .max : total
    }
  }

  /// V(f): how many types occur `frequency` times.
  /// - Complexity: O(log entries).
  public func types(occurring frequency: UInt64) -> Int {
    let index = firstEntry { $0.frequency >= frequency }
    return index < entries.count && entries[index].frequency == frequency ? entries[index].types : 0
  }

  /// How many types occur `frequency` times or more often.
  public func types(atLeast frequency: UInt64) -> Int {
    entries[firstEntry { $0.frequency >= frequency }...].reduce(0) { $0 + $1.types }
  }

  /// V(1): the types that occur once.
  public var hapaxes: Int { types(occurring: 1) }
  /// V(2): the types that occur twice.
  public var disLegomena: Int { types(occurring: 2) }

  /// The first entry that lies inside, where all after it do.
  func firstEntry(where isInside: (Entry) -> Bool) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = low + (high - low) / 2
      if isInside(entries[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
