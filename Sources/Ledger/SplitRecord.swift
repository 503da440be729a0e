/// The parts of a corpus.
public enum SplitName: String, Sendable, CaseIterable, Codable {
  case train
  case valid
  case test
}

/// A row of `split`: one id stream and its sizes.
public struct SplitRecord: Sendable, Equatable {
  public var name: SplitName
  /// The artifact of the ids.
  public var idsArtifact: Int
  public var tokens: Int
  /// How many `<eos>`: 0 where the boundary is none.
  public var segments: Int
  public var oov: Int
  /// Unicode scalars of the text.
  public var characters: Int
  public var bytes: Int
  public var streamSHA256: String

  /// Positions that are scored: tokens + segments.
  public var scored: Int { tokens.addingReportingOverflow(segments).partialValue }

  public init(
    name: SplitName, idsArtifact: Int, tokens: Int, segments: Int, oov: Int, characters: Int, bytes: Int,
    streamSHA256: String
  ) {
    self.name = name
    self.idsArtifact = idsArtifact
    self.tokens = tokens
    self.segments = segments
    self.oov = oov
    self.characters = characters
    self.bytes = bytes
    self.streamSHA256 = streamSHA256
  }

  static let columns = "name, ids, tokens, segments, oov, characters, bytes, stream_sha256"

  /// Nil where the name is none of ours: a file from elsewhere.
  init?(_ row: borrowing PreparedStatement) {
    guard let name = SplitName(rawValue: row.text(0)) else { return nil }
    self.init(
      name: name, idsArtifact: row.integer(1), tokens: row.integer(2), segments: row.integer(3), oov: row.integer(4),
      characters: row.integer(5), bytes: row.integer(6), streamSHA256: row.text(7))
  }
}
