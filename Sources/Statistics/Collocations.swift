public import Counts

/// Pairs of neighbouring words that keep company more, or less, than chance would have it.
public struct Collocations: Sendable {
  /// One bigram.
  public struct Pair: Sendable, Equatable {
    /// The ids of its words.
    public let first: UInt32
    public let second: UInt32
    /// Its counts and its measures.
    public let table: Contingency
  }

  /// By which pairs are ranked.
  public enum Measure: String, Sendable, CaseIterable {
    case pointwiseMutualInformation = "pmi"
    case logLikelihood = "g2"
    case tScore = "t"
    case chiSquared = "chi2"
    case cubicAssociation = "mi-like"

    /// The measure of one table, nil where it has no value.
    public func callAsFunction(_ table: Contingency) -> Double? {
      switch self {
      case .pointwiseMutualInformation: table.pointwiseMutualInformation
      case .logLikelihood: table.logLikelihood
      case .tScore: table.tScore
      case .chiSquared: table.chiSquared
      case .cubicAssociation: table.cubicAssociation
      }
    }
  }

  /// In order of ids.
  public let pairs: [Pair]

  /// The words' own frequencies are those of the text, as in NLTK, so that N is the number of tokens.
  /// - Parameters:
  ///   - bigrams: a table of order 2; pairs over a segment's start are left out.
  ///   - words: the table of order 1 of the same stream.
  ///   - minimum: pairs that occur less often are left out: measures of rare pairs are noise.
  ///   - excluded: ids that are no words, such as `<eos>`; they count in nothing.
  /// - Returns: nil where the tables are not of those orders, or of different vocabularies.
  /// - Complexity: O(rows).
  public init?(
    bigrams: NGramTable, words: NGramTable, occurringAtLeast minimum: UInt64 = 5, excluding excluded: [UInt32] = []
  ) {
    guard bigrams.order == 2, words.order == 1, bigrams.vocabularySize == words.vocabularySize else { return nil }
    var frequencies = Array(repeating: UInt64(0), count: words.vocabularySize)
    for row in 0..<words.count { frequencies[Int(words.token(row))] = words.counts[row] }
    for id in excluded where Int(id) < frequencies.count { frequencies[Int(id)] = 0 }
    let total = frequencies.reduce(0, +)
    // An excluded word has no frequency left: its pairs make no table.
    pairs = bigrams.unpaddedRows.compactMap { row in
      guard bigrams.counts[row] >= minimum else { return nil }
      let (first, second) = (bigrams.ids[2 * row], bigrams.ids[2 * row + 1])
      return Contingency(
        both: bigrams.counts[row], first: frequencies[Int(first)], second: frequencies[Int(second)], total: total
      ).map { Pair(first: first, second: second, table: $0) }
    }
  }

  /// The pairs with the highest values, ties in order of their ids; pairs without a value are left out.
  /// - Complexity: O(pairs log pairs).
  public func highest(_ limit: Int, by measure: Measure) -> [(pair: Pair, value: Double)] {
    let valued = pairs.indices.compactMap { index in measure(pairs[index].table).map { (index: index, value: $0) } }
    return valued.sorted { ($1.value, $0.index) < ($0.value, $1.index) }.prefix(max(0, limit))
      .map { (pairs[$0.index], $0.value) }
  }
}
