public import Platform

/// Names streams over one vocabulary: two models may be compared only where the stream's identity is the same.
///
/// SHA-256 over the vocabulary (tokens in id order, each after its length in bytes as UInt64, little-endian), the
/// boundary's name after its length, and the ids as UInt32, little-endian. What all streams begin with is hashed once.
public struct StreamIdentity: ~Copyable {
  private let start: SHA256

  public init(_ vocabulary: Vocabulary, boundary: String) {
    var hash = SHA256()
    let tokens = vocabulary.tokens.lengthPrefixed
    hash.update(tokens.span)
    let name = Array(boundary.utf8)
    hash.update(UInt64(name.count))
    hash.update(name.span)
    start = hash
  }

  /// For ids that come piece by piece: what all streams begin with, to be updated with the ids.
  public func beginning() -> SHA256 { start.copy() }

  public func of(_ ids: Span<UInt32>) -> Digest {
    var hash = start.copy()
    hash.update(ids)
    return hash.finish()
  }

  func of(_ ids: IDStream) -> Digest {
    var hash = start.copy()
    ids.forEachPart { hash.update($0) }
    return hash.finish()
  }
}
