internal import Evaluation
internal import Platform
internal import Text

/// Gives ids to the types of a text.
struct VocabularyMaker {
  private let tokens: PackedBytes
  private let hasEOS: Bool
  private let segments: Int
  /// Occurrences of each type in `train`; of a literal `<unk>`, which is no type, none.
  private let known: [UInt64]
  private let order: TypeOrder
  /// Tokens of `train`.
  private let total: UInt64

  init(tokens: PackedBytes, counts: [UInt64], hasEOS: Bool, segments: Int) {
    self.tokens = tokens
    self.hasEOS = hasEOS
    self.segments = segments
    total = counts.reduce(0, +)
    var known = counts
    let unknown = Vocabulary.unknownToken
    for type in counts.indices where tokens.range(type).count == unknown.count {
      if tokens.slice(type).elementsEqual(unknown) { known[type] = 0 }
    }
    self.known = known
    order = TypeOrder(tokens, counts: known)
  }

  /// The counts of all types of `train`, highest first.
  var typeCounts: [UInt64] { order.types.map { known[$0] } }

  /// Ids by falling count, ties by bytes, of the types that occur often enough.
  ///
  /// - Returns: the vocabulary, and the id of each type.
  func mostFrequent(minCount: Int, atMost most: Int?) throws(CorpusError) -> (Vocabulary, [UInt32]) {
    let frequent = order.types.prefix { known[$0] >= UInt64(max(1, minCount)) }
    guard !frequent.isEmpty else {
      throw .emptyVocabulary(types: order.types.count, minCount: minCount, highestCount: known.max() ?? 0)
    }
    let types = frequent.prefix(most ?? .max)
    var all = specials
    all.reserveCapacity(strings: types.count + 2, bytes: tokens.bytes.count + 16)
    all.append(tokens, types)
    return vocabulary(all, types.lazy.map { $0 })
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
    for type in known.indices { numbers[Array(tokens.slice(type))] = type }
    var all = specials
    for type in types { all.append(type) }
    return vocabulary(all, types.map { numbers[$0] })
  }

  private var specials: PackedBytes {
    PackedBytes([Vocabulary.unknownToken] + (hasEOS ? [Vocabulary.endOfSegmentToken] : []))
  }

  /// - Parameters:
  ///   - all: the tokens, special ones first.
  ///   - types: of each but those, which type of the text it is.
  private func vocabulary(_ all: PackedBytes, _ types: some Sequence<Int?>) -> (Vocabulary, [UInt32]) {
    var ids = Array(repeating: SpecialID.unknown, count: known.count)
    var counts: [UInt64] = [total] + (hasEOS ? [UInt64(segments)] : [])
    counts.reserveCapacity(all.count)
    for type in types {
      if let type {
        ids[type] = UInt32(counts.count)
        counts[0] -= known[type]
      }
      counts.append(type.map { known[$0] } ?? 0)
    }
    return (Vocabulary(tokens: all, counts: counts, hasEOS: hasEOS), ids)
  }
}
