/// A row of `score`: one model on one split. Numbers that are not finite are stored as NULL.
public struct ScoreRecord: Sendable, Equatable {
  public var split: SplitName
  public var streamSHA256: String
  /// Positions.
  public var scored: Int
  /// Positions whose id is `<unk>`.
  public var oov: Int
  /// −Σ ln p; nil for infinity.
  public var nats: Double?
  public var perplexity: Double?
  public var perplexityExcludingOOV: Double?
  public var perplexityWithoutEOS: Double?
  public var bitsPerCharacter: Double?
  public var bitsPerByte: Double?
  /// The first position of probability 0.
  public var zeroAt: Int?
  /// The artifact of ln p of each position.
  public var artifactID: Int
  /// Of scoring.
  public var seconds: Double

  public init(
    split: SplitName, streamSHA256: String, scored: Int, oov: Int, nats: Double?, perplexity: Double?,
    perplexityExcludingOOV: Double? = nil, perplexityWithoutEOS: Double? = nil, bitsPerCharacter: Double? = nil,
    bitsPerByte: Double? = nil, zeroAt: Int? = nil, artifactID: Int, seconds: Double
  ) {
    self.split = split
    self.streamSHA256 = streamSHA256
    self.scored = scored
    self.oov = oov
    self.nats = nats
    self.perplexity = perplexity
    self.perplexityExcludingOOV = perplexityExcludingOOV
    self.perplexityWithoutEOS = perplexityWithoutEOS
    self.bitsPerCharacter = bitsPerCharacter
    self.bitsPerByte = bitsPerByte
    self.zeroAt = zeroAt
    self.artifactID = artifactID
    self.seconds = seconds
  }

  static let columns = """
    split, stream_sha256, scored, oov, nats, perplexity, perplexity_excluding_oov, perplexity_without_eos, \
    bits_per_character, bits_per_byte, zero_at, artifact_id, seconds
    """

  /// Nil where the split is none of ours: a file from elsewhere.
  init?(_ row: borrowing PreparedStatement) {
    guard let split = SplitName(rawValue: row.text(0)) else { return nil }
    self.init(
      split: split, streamSHA256: row.text(1), scored: row.integer(2), oov: row.integer(3), nats: row.optionalReal(4),
      perplexity: row.optionalReal(5), perplexityExcludingOOV: row.optionalReal(6),
      perplexityWithoutEOS: row.optionalReal(7), bitsPerCharacter: row.optionalReal(8),
      bitsPerByte: row.optionalReal(9), zeroAt: row.optionalInteger(10), artifactID: row.integer(11),
      seconds: row.real(12))
  }
}
