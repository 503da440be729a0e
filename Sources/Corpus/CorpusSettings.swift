public import Text

/// How a text is divided into the three splits.
public enum Splitting: Codable, Hashable, Sendable {
  /// Contiguous parts by these shares: of segments, or of tokens where there are no segments.
  case shares(train: Int, valid: Int, test: Int)
  /// Sources of their own for each.
  case files
}

/// A vocabulary that was there before the text: what makes the ids of two texts the same.
public struct VocabularyOrigin: Codable, Hashable, Sendable {
  /// The corpus or the path that it was taken from.
  public var name: String
  /// Of all tokens in the order of their ids (``Vocabulary/sha256``), in hexadecimal: what counts of it.
  public var sha256: String

  public init(name: String, sha256: String) {
    self.name = name
    self.sha256 = sha256
  }
}

/// Everything that decides what a corpus is, besides its text. Recorded with it.
public struct CorpusSettings: Codable, Hashable, Sendable {
  public let tokenizer: TokenizerSettings
  public let splitting: Splitting
  /// Types that are rarer in `train` become `<unk>`.
  public let minCount: Int
  /// The most types, without `<unk>` and `<eos>`.
  public let maxVocabulary: Int?
  /// Cuts the text (with own files for valid and test: that of `train`) before it is split. With segments, the last
  /// one that would go beyond is left out whole.
  public let maxTokens: Int?
  /// Where the ids come from, if not from `train`.
  public var vocabulary: VocabularyOrigin?

  public init(
    tokenizer: TokenizerSettings = TokenizerSettings(), splitting: Splitting = .shares(train: 80, valid: 10, test: 10),
    minCount: Int = 1, maxVocabulary: Int? = nil, maxTokens: Int? = nil,
    vocabulary: VocabularyOrigin? = nil
  ) {
    self.tokenizer = tokenizer
    self.splitting = splitting
    self.minCount = minCount
    self.maxVocabulary = maxVocabulary
    self.maxTokens = maxTokens
    self.vocabulary = vocabulary
  }
}
