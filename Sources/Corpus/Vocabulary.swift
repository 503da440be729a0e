internal import Evaluation
public import Platform

/// The types that can be predicted, with their ids: made from `train` alone.
///
/// Id 0 is `<unk>`, id 1 `<eos>` where the corpus has segments; then the types by their count in `train`, the highest
/// first, ties by their bytes. `<bos>`, which is read but never predicted, has no id here.
public struct Vocabulary: Sendable {
  /// The token of each id.
  public let tokens: PackedBytes
  /// How often each id occurs in `train`.
  public let counts: [UInt64]
  public let hasEOS: Bool

  /// The most types that ids can number.
  public static let limit = 1 << 31

  /// V.
  public var count: Int { tokens.count }
  /// `<unk>` and `<eos>`.
  public var specials: Int { hasEOS ? 2 : 1 }
  /// The id that ends a segment, or nil without segments.
  public var endOfSegment: UInt32? { hasEOS ? SpecialID.endOfSegment : nil }

  public static let unknownToken = Array("<unk>".utf8)
  public static let endOfSegmentToken = Array("<eos>".utf8)

  /// - Parameters:
  ///   - tokens: in id order, `<unk>` and `<eos>` first.
  public init(tokens: PackedBytes, counts: [UInt64], hasEOS: Bool) {
    self.tokens = tokens
    self.counts = counts
    self.hasEOS = hasEOS
  }

  /// The same, of tokens that are arrays.
  public init(tokens: [[UInt8]], counts: [UInt64], hasEOS: Bool) {
    self.init(tokens: PackedBytes(tokens), counts: counts, hasEOS: hasEOS)
  }

  /// The ids of types, `<unk>` and `<eos>` left out, the most frequent first; ties in the order of ids.
  ///
  /// Where the ids were made from this text's `train`, they are in this order already.
  public var byCount: [Int] {
    let ids = Array(specials..<count)
    if zip(ids, ids.dropFirst()).allSatisfy({ counts[$0] >= counts[$1] }) { return ids }
    return ids.sorted { (counts[$1], $0) < (counts[$0], $1) }
  }

  /// Whether no token stands twice and none is empty: what was read from a file must be asked.
  public func hasEachTokenOnce() throws(OutOfMemory) -> Bool { try TypeTable().takesInEach(of: tokens) }

  /// SHA-256 over the tokens in id order, each after its length in bytes (UInt64, little-endian).
  public var sha256: Digest { SHA256.digest(of: tokens.lengthPrefixed) }

  /// The identity of a stream over this vocabulary (``StreamIdentity``).
  public func identity(of ids: [UInt32], boundary: String) -> Digest {
    StreamIdentity(self, boundary: boundary).of(ids.span)
  }
}
