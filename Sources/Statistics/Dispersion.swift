internal import Foundation

/// How evenly a word is spread over the parts of a text.
///
/// Each measure is nil where it has no value: a word that does not occur, a single part.
public struct Dispersion: Sendable, Equatable {
  /// How often the word occurs in each part.
  public let frequencies: [UInt64]
  /// The tokens of each part.
  public let sizes: [UInt64]

  /// - Returns: nil where there is not one size for each frequency, or a part is smaller than what it holds.
  public init?(frequencies: [UInt64], sizes: [UInt64]) {
    guard frequencies.count == sizes.count, zip(frequencies, sizes).allSatisfy({ $0 <= $1 }) else { return nil }
    self.frequencies = frequencies
    self.sizes = sizes
  }

  /// How many parts hold the word.
  public var range: Int { frequencies.reduce(0) { $1 > 0 ? $0 + 1 : $0 } }

  /// Juilland's D: 1 − v/√(n − 1), v being the coefficient of variation (population) over n parts of equal size.
  ///
  /// 1 for a word spread evenly, 0 for one that stands in one part. Juilland & Chang-Rodríguez, "Frequency Dictionary
  /// of Spanish Words" (1964).
  public var juillandD: Double? {
    let n = Double(frequencies.count)
    let mean = frequencies.reduce(0) { $0 + Double($1) } / n
    let variance = frequencies.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / n
    return defined(1 - variance.squareRoot() / mean / (n - 1).squareRoot())
  }

  /// Gries' DP: ½ Σ |share of the word − share of the text| over the parts, of whatever size.
  ///
  /// 0 for a word spread as the text is, near 1 for one that stands in a small part. Gries, "Dispersions and adjusted
  /// frequencies in corpora", International Journal of Corpus Linguistics 13 (2008).
  public var proportionDeviation: Double? {
    let word = frequencies.reduce(0) { $0 + Double($1) }
    let text = sizes.reduce(0) { $0 + Double($1) }
    return defined(zip(frequencies, sizes).reduce(0) { $0 + abs(Double($1.0) / word - Double($1.1) / text) } / 2)
  }

  /// DP divided by the most that it can be, 1 − the smallest part's share.
  ///
  /// Lijffijt & Gries, "Correction to Dispersions and adjusted frequencies", same journal 17 (2012).
  public var normalisedProportionDeviation: Double? {
    let text = sizes.reduce(0) { $0 + Double($1) }
    guard let deviation = proportionDeviation, let smallest = sizes.min() else { return nil }
    return defined(deviation / (1 - Double(smallest) / text))
  }

  /// Into how many parts a text may be cut: the counts of each word in each part are held in memory.
  public static let mostParts = 1000

  /// The dispersion of some words over `parts` nearly equal contiguous parts; part i ends before ⌊(i + 1) N / parts⌋.
  /// - Parameters:
  ///   - ids: the words, in any order, with or without repetition.
  ///   - parts: from 1 to ``mostParts``.
  /// - Returns: one for each id; empty for any other number of parts.
  /// - Complexity: O(tokens · log ids); memory 8 bytes for each word and part.
  public static func measure(_ ids: [UInt32], in stream: [UInt32], parts: Int) -> [Dispersion] {
    guard (1...mostParts).contains(parts) else { return [] }
    let words = WordLookup(ids)
    var counts = Array(repeating: Array(repeating: UInt64(0), count: parts), count: words.sorted.count)
    var sizes = Array(repeating: UInt64(0), count: parts)
    let (step, rest) = stream.count.quotientAndRemainder(dividingBy: parts)
    var (start, carry) = (0, 0)
    for part in 0..<parts {
      carry += rest
      let end = start + step + (carry >= parts ? 1 : 0)
      if carry >= parts { carry -= parts }
      for position in start..<end {
        if let word = words.index(of: stream[position]) { counts[word][part] += 1 }
      }
      sizes[part] = UInt64(end - start)
      start = end
    }
    return ids.compactMap { id in
      words.index(of: id).flatMap { Dispersion(frequencies: counts[$0], sizes: sizes) }
    }
  }
}

/// A set of ids, each with a number.
struct WordLookup {
  /// Ascending, each once.
  let sorted: [UInt32]

  init(_ ids: [UInt32]) { sorted = Array(Set(ids)).sorted() }

  func index(of id: UInt32) -> Int? {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = low + (high - low) / 2
      if sorted[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low] == id ? low : nil
  }
}
