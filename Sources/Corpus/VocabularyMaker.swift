internal import Evaluation
internal import Text

/// Gives ids to the types of a text.
struct VocabularyMaker {
  private let tokens: PackedTokens
  private let hasEOS: Bool
  private let segments: Int
  /// Occurrences of each type in `train`; of a literal `<unk>`, which is no type, none.
  private let known: [UInt64]
  /// Tokens of `train`.
  private let total: UInt64

  init(tokens: PackedTokens, counts: [UInt64], hasEOS: Bool, segments: Int) {
    self.tokens = tokens
    self.hasEOS = hasEOS
    self.segments = segments
    total = counts.reduce(0, +)
    var known = counts
    let unknown = Vocabulary.unknownToken
    for type in counts.indices where tokens.range(type).count == unknown.count {
      if tokens.token(type).elementsEqual(unknown) { known[type] = 0 }
    }
    self.known = known
  }

  /// The counts of all types of `train`, highest first.
  var typeCounts: [UInt64] { known.filter { $0 > 0 }.sorted(by: >) }

  /// Ids by falling count, ties by bytes, of the types that occur often enough.
  ///
  /// - Returns: the vocabulary, and the id of each type.
  func mostFrequent(minCount: Int, atMost most: Int?) throws(CorpusError) -> (Vocabulary, [UInt32]) {
    struct Kept {
      let count: UInt64
      let prefix: UInt64
      let type: Int
    }
    var kept: [Kept] = []
    for type in known.indices where known[type] >= UInt64(max(1, minCount)) {
      kept.append(Kept(count: known[type], prefix: tokens.prefix(type), type: type))
    }
    guard !kept.isEmpty else {
      throw .emptyVocabulary(
        types: known.count { $0 > 0 }, minCount: minCount, highestCount: known.max() ?? 0)
    }
    // The first eight bytes decide nearly always.
    kept.sort { left, right in
      if left.count != right.count { return left.count > right.count }
      if left.prefix != right.prefix { return left.prefix < right.prefix }
      return tokens.token(left.type).lexicographicallyPrecedes(tokens.token(right.type))
    }
    return vocabulary(kept.prefix(most ?? .max).map { ($0.type, nil) })
  }

  /// The ids that these types have already, whether they occur or not.
  ///
  /// - Throws: ``CorpusError/repeatedType(token:)`` where a type stands twice, or is one of the special ones.
  func fixed(_ types: [[UInt8]]) throws(CorpusError) -> (Vocabulary, [UInt32]) {
    var seen: Set<[UInt8]> = [Vocabulary.unknownToken]
    if hasEOS { seen.insert(Vocabulary.endOfSegmentToken) }
    for type in types where !seen.insert(type).inserted {
      throw .repeatedType(token: DisplayText.escaped(type))
    }
    var numbers: [[UInt8]: Int] = [:]
    for type in known.indices { numbers[Array(tokens.token(type))] = type }
    return vocabulary(types.map { (numbers[$0], $0) })
  }

  private func vocabulary(_ types: [(type: Int?, token: [UInt8]?)]) -> (Vocabulary, [UInt32]) {
    var ids = Array(repeating: SpecialID.unknown, count: known.count)
    var vocabulary = [Vocabulary.unknownToken] + (hasEOS ? [Vocabulary.endOfSegmentToken] : [])
    var counts: [UInt64] = [total] + (hasEOS ? [UInt64(segments)] : [])
    vocabulary.reserveCapacity(types.count + 2)
    for (type, token) in types {
      if let type {
        ids[type] = UInt32(vocabulary.count)
        counts[0] -= known[type]
      }
      vocabulary.append(token ?? type.map { Array(tokens.token($0)) } ?? [])
      counts.append(type.map { known[$0] } ?? 0)
    }
    return (Vocabulary(tokens: vocabulary, counts: counts, hasEOS: hasEOS), ids)
  }
}
