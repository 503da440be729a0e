internal import Counts
internal import Evaluation
internal import Ledger

/// What the positions of a stream are like, whatever the model: the dimensions of `lmctl compare --where`.
///
/// Every position has one bin in each dimension, so that figures of different models are over the same positions.
struct StreamFeatures {
  /// By name; in each of them every position has its group.
  let dimensions: [(name: String, bins: Breakdown.Bins)]

  /// The longest n-gram that is looked for in `train`.
  static let longestNGram = 4

  /// - Parameters:
  ///   - ids: the stream.
  ///   - train: n-grams of `train` up to ``longestNGram``.
  init(_ ids: [UInt32], of corpus: StoredCorpus, train: NGramTrie, threads: Int) {
    let end = corpus.endOfSegment
    var dimensions = [
      (
        name: "frequency",
        bins: Breakdown.byFrequency(ids, counts: corpus.tokens.map(\.count), endOfSegment: end)
      )
    ]
    if let end { dimensions.append((name: "position", bins: Breakdown.byPosition(ids, endOfSegment: end))) }
    let lengths = Self.longestNGrams(ids, in: train, threads: threads)
    let history = Breakdown.byHistory(lengths: lengths)
    // What is not looked for may be longer.
    let labels = history.labels.map { $0 == "\(Self.longestNGram)-gram" ? "≥ \($0)" : $0 }
    dimensions.append((name: "history", bins: Breakdown.Bins(places: history.places, labels: labels)))
    dimensions.append((name: "kind", bins: Self.kinds(ids, of: corpus)))
    self.dimensions = dimensions
  }

  /// The length of the longest n-gram of `train` that ends at each position, up to ``longestNGram``: how far a model that
  /// backs off would have to.
  static func longestNGrams(_ ids: [UInt32], in train: NGramTrie, threads: Int) -> [Int] {
    let text = SegmentedText(ids, train.vocabularySize, train.endOfSegment)
    let nodes = train.nodes(endingIn: text.ids, threads: threads)
    return text.positions.map { position in
      // Every id stands in the first order, whether it occurs or not. An n-gram may begin with `<bos>`.
      if train.levels[0].counts[Int(text.ids[position])] == 0 { return 0 }
      return (nodes.lastIndex { $0[position] != TrieLinks.none } ?? 0) + 1
    }
  }

  private static func kinds(_ ids: [UInt32], of corpus: StoredCorpus) -> Breakdown.Bins {
    let kinds = corpus.tokens.map { token in
      TypeKind(UInt32(token.id), token.bytes, endOfSegment: corpus.endOfSegment).rawValue
    }
    return Breakdown.Bins(places: ids.map { kinds[Int($0)] }, labels: TypeKind.allCases.map(\.label))
  }
}

/// What a type is made of, by the first of its characters that says so.
enum TypeKind: UInt8, CaseIterable {
  case unknown
  case endOfSegment
  case letters
  case ideographs
  case kana
  case numbers
  case others

  var label: String {
    switch self {
    case .unknown: "<unk>"
    case .endOfSegment: "<eos>"
    case .letters: "letters"
    case .ideographs: "ideographs"
    case .kana: "kana"
    case .numbers: "numbers"
    case .others: "punctuation, symbols, space"
    }
  }

  init(_ id: UInt32, _ bytes: [UInt8], endOfSegment: UInt32?) {
    if id == SpecialID.unknown {
      self = .unknown
    } else if id == endOfSegment {
      self = .endOfSegment
    } else {
      self = String(decoding: bytes, as: UTF8.self).unicodeScalars.lazy.compactMap(Self.init).first ?? .others
    }
  }

  private init?(_ scalar: Unicode.Scalar) {
    let properties = scalar.properties
    switch properties.generalCategory {
    case _ where properties.isIdeographic: self = .ideographs
    case .decimalNumber, .letterNumber, .otherNumber: self = .numbers
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      self = (0x3040...0x30FF).contains(scalar.value) || (0x31F0...0x31FF).contains(scalar.value) ? .kana : .letters
    default: return nil
    }
  }
}
