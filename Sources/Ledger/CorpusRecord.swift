/// A row of `corpus`: where a text came from, how it was cut, and its sizes over all splits.
public struct CorpusRecord: Sendable, Equatable {
  /// Given by the database.
  public internal(set) var id = 0
  public var name: String
  /// JSON.
  public var settings: String
  /// JSON: an array of {path, bytes, sha256, encoding, confidence, compressed, invalid}.
  public var sources: String
  /// Of settings and sources: the same where nothing changed.
  public var inputSHA256: String
  public var vocabularySHA256: String
  /// V.
  public var vocabularySize: Int
  public var boundary: String
  public var hasEOS: Bool
  /// Whether the text can be had back from the tokens.
  public var isReversible: Bool
  public var bytes: Int
  /// Unicode scalars.
  public var characters: Int
  public var tokens: Int
  public var types: Int
  /// JSON: lmctl, icu, unicode, …
  public var versions: String
  public var runID: String?
  /// Given by the database: UTC, ISO 8601.
  public internal(set) var createdAt = ""

  public init(
    name: String, settings: String, sources: String, inputSHA256: String, vocabularySHA256: String,
    vocabularySize: Int, boundary: String, hasEOS: Bool, isReversible: Bool, bytes: Int, characters: Int, tokens: Int,
    types: Int, versions: String, runID: String?
  ) {
    self.name = name
    self.settings = settings
    self.sources = sources
    self.inputSHA256 = inputSHA256
    self.vocabularySHA256 = vocabularySHA256
    self.vocabularySize = vocabularySize
    self.boundary = boundary
    self.hasEOS = hasEOS
    self.isReversible = isReversible
    self.bytes = bytes
    self.characters = characters
    self.tokens = tokens
    self.types = types
    self.versions = versions
    self.runID = runID
  }

  static let columns = """
    name, settings, sources, input_sha256, vocabulary_sha256, vocabulary_size, boundary, has_eos, reversible, bytes, \
    characters, tokens, types, versions, run_id
    """

  /// From `columns`, corpus_id, created_at.
  init(_ row: borrowing PreparedStatement) {
    self.init(
      name: row.text(0), settings: row.text(1), sources: row.text(2), inputSHA256: row.text(3),
      vocabularySHA256: row.text(4), vocabularySize: row.integer(5), boundary: row.text(6),
      hasEOS: row.integer(7) != 0, isReversible: row.integer(8) != 0, bytes: row.integer(9),
      characters: row.integer(10), tokens: row.integer(11), types: row.integer(12), versions: row.text(13),
      runID: row.optionalText(14))
    id = row.integer(15)
    createdAt = row.text(16)
  }
}
