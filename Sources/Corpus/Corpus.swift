internal import Text
public import Platform

/// One split as ids.
public struct Split: Sendable {
  public enum Name: String, Codable, Sendable, CaseIterable {
    case train
    case valid
    case test
  }

  public let name: Name
  /// The stream: every token, and `<eos>` after each segment.
  public let stream: IDStream
  public let tokens: Int
  /// Zero where the corpus has none.
  public let segments: Int
  /// Tokens whose id is `<unk>`.
  public let oov: Int
  /// Unicode scalars and UTF-8 bytes of the text.
  public let characters: Int
  public let bytes: Int
  /// The stream's identity.
  public let sha256: Digest

  /// Positions that a model is scored on.
  public var scored: Int { stream.count }
  /// The stream in one array.
  public var ids: [UInt32] { stream.array }
}

/// A text made ready: a vocabulary from `train`, and three streams of its ids.
public struct Corpus: Sendable {
  public let settings: CorpusSettings
  public let vocabulary: Vocabulary
  /// Train, valid, test.
  public let splits: [Split]
  /// The counts of all types of `train`, the rare ones that became `<unk>` too, highest first.
  public let typeCounts: [UInt64]

  public func split(_ name: Split.Name) -> Split { splits[Split.Name.allCases.firstIndex(of: name) ?? 0] }

  /// Over all splits.
  public var tokens: Int { splits.map(\.tokens).reduce(0, +) }
  public var characters: Int { splits.map(\.characters).reduce(0, +) }
  public var bytes: Int { splits.map(\.bytes).reduce(0, +) }

  /// Types of `train` before any was cut.
  public var types: Int { typeCounts.count }
  /// Types that occur once in `train`.
  public var hapaxes: Int { typeCounts.count { $0 == 1 } }

  /// Whether ``decoded(_:)`` gives the text back to the byte: what was decoded of the sources' bytes, after byte order
  /// marks, up to `maxTokens`.
  public let isReversible: Bool
}
