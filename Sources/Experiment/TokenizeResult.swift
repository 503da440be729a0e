public import Corpus
internal import Ledger
internal import Platform
internal import Statistics
internal import Text

/// What `lmctl tokenize` tells of a corpus: as JSON with `--json`.
public struct TokenizeResult: Codable, Equatable, Sendable {
  public struct SourceFigures: Codable, Equatable, Sendable {
    public let path: String
    public let bytes: Int
    public let sha256: String
    /// What it was read in, by its standard name.
    public let encoding: String
    /// How sure ICU's detector was of it, of 100; null where it was not asked.
    public let confidence: Int?
    /// Whether it was gzip.
    public let compressed: Bool
    /// Places that were no text, and were replaced or skipped.
    public let invalid: Int

    init(_ source: SourceSummary) {
      path = source.path
      bytes = source.fileBytes
      sha256 = "\(source.sha256)"
      encoding = source.encoding
      confidence = source.confidence
      compressed = source.isCompressed
      invalid = source.invalid
    }

    public func encode(to encoder: any Encoder) throws {
      var object = encoder.container(keyedBy: CodingKeys.self)
      try object.encode(path, forKey: .path)
      try object.encode(bytes, forKey: .bytes)
      try object.encode(sha256, forKey: .sha256)
      try object.encode(encoding, forKey: .encoding)
      try object.encode(confidence, forKey: .confidence)
      try object.encode(compressed, forKey: .compressed)
      try object.encode(invalid, forKey: .invalid)
    }
  }

  public struct SplitFigures: Codable, Equatable, Sendable {
    public let name: String
    public let tokens: Int
    public let segments: Int
    public let oov: Int
    public let characters: Int
    public let bytes: Int
    public let stream: String
  }

  public struct TokenFigures: Codable, Equatable, Sendable {
    /// Escaped for display.
    public let token: String
    public let count: UInt64
  }

  public let corpus: String
  public let sources: [SourceFigures]
  /// Over all splits.
  public let tokens: Int
  public let characters: Int
  public let bytes: Int
  /// Types of `train`, and those that occur once.
  public let types: Int
  public let hapaxes: Int
  /// V: types that can be predicted, with `<unk>` and `<eos>`.
  public let vocabulary: Int
  /// Where the ids come from, if not from `train`.
  public let vocabularyFrom: VocabularyOrigin?
  /// Whether the ids give the text back.
  public let reversible: Bool
  public let zipfSlope: Double?
  public let splits: [SplitFigures]
  public let mostFrequent: [TokenFigures]
  /// Of reading and tokenizing.
  public let seconds: Double

  enum CodingKeys: String, CodingKey {
    case corpus, sources, tokens, characters, bytes, types, hapaxes, vocabulary
    case vocabularyFrom = "vocabulary_from"
    case reversible
    case zipfSlope = "zipf_slope"
    case splits
    case mostFrequent = "most_frequent"
    case seconds
  }

  // The synthesized form leaves out what is nil; readers of the JSON want every key.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: CodingKeys.self)
    try object.encode(corpus, forKey: .corpus)
    try object.encode(sources, forKey: .sources)
    try object.encode(tokens, forKey: .tokens)
    try object.encode(characters, forKey: .characters)
    try object.encode(bytes, forKey: .bytes)
    try object.encode(types, forKey: .types)
    try object.encode(hapaxes, forKey: .hapaxes)
    try object.encode(vocabulary, forKey: .vocabulary)
    try object.encode(vocabularyFrom, forKey: .vocabularyFrom)
    try object.encode(reversible, forKey: .reversible)
    try object.encode(zipfSlope, forKey: .zipfSlope)
    try object.encode(splits, forKey: .splits)
    try object.encode(mostFrequent, forKey: .mostFrequent)
    try object.encode(seconds, forKey: .seconds)
  }

  init(name: String, corpus: Corpus, sources: [SourceSummary], seconds: Double) {
    self.corpus = name
    self.sources = sources.map(SourceFigures.init)
    tokens = corpus.tokens
    characters = corpus.characters
    bytes = corpus.bytes
    types = corpus.types
    hapaxes = corpus.hapaxes
    vocabulary = corpus.vocabulary.count
    vocabularyFrom = corpus.settings.vocabulary
    reversible = corpus.isReversible
    zipfSlope = Zipf.leastSquaresSlope(corpus.typeCounts)
    splits = corpus.splits.map {
      SplitFigures(
        name: $0.name.rawValue, tokens: $0.tokens, segments: $0.segments, oov: $0.oov, characters: $0.characters,
        bytes: $0.bytes, stream: "\($0.sha256)")
    }
    let vocabulary = corpus.vocabulary
    mostFrequent = vocabulary.byCount.prefix(10).map {
      TokenFigures(token: DisplayText.escaped(vocabulary.tokens[$0]), count: vocabulary.counts[$0])
    }
    self.seconds = seconds
  }

  /// In one line.
  var summary: String {
    "corpus \(corpus): \(tokens) tokens, \(types) types in train, vocabulary \(vocabulary)"
  }

  /// The figures of `train` as rows of the database.
  var statistics: [StatisticRecord] {
    [
      StatisticRecord(name: "types", value: Double(types), recipe: "distinct tokens of train, before any cut"),
      StatisticRecord(name: "hapaxes", value: Double(hapaxes), recipe: "types that occur once in train"),
      StatisticRecord(
        name: "zipf_slope", value: zipfSlope,
        recipe: "slope of ln count over ln rank by least squares, all ranks of the types of train"),
    ]
  }
}
