/// How far back a model may look when it predicts.
public enum ModelContext: String, Sendable, CaseIterable, Codable {
  /// To its segment's start.
  case segment
  /// To the stream's start.
  case stream
}

/// A row of `model`: what was trained on a corpus, and where its bytes are.
public struct ModelRecord: Sendable, Equatable {
  /// Given by the database.
  public internal(set) var id = 0
  public var corpusID: Int
  public var name: String
  public var kind: String
  public var smoothing: String?
  public var order: Int?
  public var context: ModelContext
  /// The rule of an n-gram model for words that training never saw; nil ranks with `uniform`.
  public var unseen: String?
  /// Whether its probabilities sum to 1 over the vocabulary after any history; else it is listed and never ranked.
  public var isNormalized: Bool
  /// Trained weights, or stored n-grams.
  public var parameters: Int
  /// JSON.
  public var settings: String
  public var seed: Int?
  /// Of training.
  public var seconds: Double
  public var artifactID: Int
  public var runID: String?
  /// Positions read in training, epochs counted; nil: not known.
  public var trained: Int?
  /// What a mixture or a cache is made of: written with the model, read back by ``Ledger/components(of:)``.
  public var components: [ComponentRecord]
  /// What a ``TopNGramWriter`` has written ahead of the model; nil once it is read back.
  public var ngramList: NGramList?
  /// Given by the database: UTC, ISO 8601.
  public internal(set) var createdAt = ""

  public init(
    corpusID: Int, name: String, kind: String, smoothing: String? = nil, order: Int? = nil, context: ModelContext,
    unseen: String? = nil, isNormalized: Bool = true, parameters: Int, settings: String, seed: Int? = nil,
    seconds: Double, artifactID: Int, runID: String?, trained: Int? = nil, components: [ComponentRecord] = []
  ) {
    self.corpusID = corpusID
    self.name = name
    self.kind = kind
    self.smoothing = smoothing
    self.order = order
    self.context = context
    self.unseen = unseen
    self.isNormalized = isNormalized
    self.parameters = parameters
    self.settings = settings
    self.seed = seed
    self.seconds = seconds
    self.artifactID = artifactID
    self.runID = runID
    self.trained = trained
    self.components = components
  }

  static let columns = """
    corpus_id, name, kind, smoothing, ngram_order, context, unseen, parameters, settings, seed, seconds, artifact_id, \
    run_id, normalized, trained
    """

  /// From `columns`, model_id, created_at.
  init(_ row: borrowing PreparedStatement) {
    self.init(
      corpusID: row.integer(0), name: row.text(1), kind: row.text(2), smoothing: row.optionalText(3),
      order: row.optionalInteger(4), context: ModelContext(rawValue: row.text(5)) ?? .segment,
      unseen: row.optionalText(6), isNormalized: row.integer(13) != 0, parameters: row.integer(7),
      settings: row.text(8), seed: row.optionalInteger(9), seconds: row.real(10), artifactID: row.integer(11),
      runID: row.optionalText(12), trained: row.optionalInteger(14))
    id = row.integer(15)
    createdAt = row.text(16)
  }
}
