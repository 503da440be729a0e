internal import GRDB

/// A row of the view `leaderboard`. As JSON it has the view's column names, and null where SQLite has NULL.
public struct LeaderboardRow: Sendable, Equatable, Codable {
  public let corpus: String
  public let split: String
  /// Among those that may be ranked together; nil where the perplexity is infinite or the model not normalized.
  public let place: Int?
  public let model: String
  public let kind: String
  public let smoothing: String?
  public let order: Int?
  public let context: String
  /// The rule of an n-gram model for words that training never saw; nil ranks with `uniform`.
  public let unseen: String?
  /// Whether the model's probabilities sum to 1 over the vocabulary.
  public let isNormalized: Bool
  public let perplexity: Double?
  public let perplexityExcludingOOV: Double?
  public let perplexityWithoutEOS: Double?
  public let bitsPerCharacter: Double?
  public let bitsPerByte: Double?
  public let nats: Double?
  public let scored: Int
  public let oov: Int
  public let parameters: Int
  /// Of training.
  public let seconds: Double
  /// The stream's SHA-256.
  public let stream: String

  /// The view's columns, in its order.
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case corpus, split, place, model, kind, smoothing, order, context, unseen
    case isNormalized = "normalized"
    case perplexity
    case perplexityExcludingOOV = "perplexity_excluding_oov"
    case perplexityWithoutEOS = "perplexity_without_eos"
    case bitsPerCharacter = "bits_per_character"
    case bitsPerByte = "bits_per_byte"
    case nats, scored, oov, parameters, seconds, stream
  }

  // The synthesized form leaves out what is nil; readers of the JSON want every column in every row.
  public func encode(to encoder: any Encoder) throws {
    var row = encoder.container(keyedBy: CodingKeys.self)
    try row.encode(corpus, forKey: .corpus)
    try row.encode(split, forKey: .split)
    try row.encode(place, forKey: .place)
    try row.encode(model, forKey: .model)
    try row.encode(kind, forKey: .kind)
    try row.encode(smoothing, forKey: .smoothing)
    try row.encode(order, forKey: .order)
    try row.encode(context, forKey: .context)
    try row.encode(unseen, forKey: .unseen)
    try row.encode(isNormalized, forKey: .isNormalized)
    try row.encode(perplexity, forKey: .perplexity)
    try row.encode(perplexityExcludingOOV, forKey: .perplexityExcludingOOV)
    try row.encode(perplexityWithoutEOS, forKey: .perplexityWithoutEOS)
    try row.encode(bitsPerCharacter, forKey: .bitsPerCharacter)
    try row.encode(bitsPerByte, forKey: .bitsPerByte)
    try row.encode(nats, forKey: .nats)
    try row.encode(scored, forKey: .scored)
    try row.encode(oov, forKey: .oov)
    try row.encode(parameters, forKey: .parameters)
    try row.encode(seconds, forKey: .seconds)
    try row.encode(stream, forKey: .stream)
  }

  init(_ row: borrowing PreparedStatement) {
    corpus = row.text(0)
    split = row.text(1)
    place = row.optionalInteger(2)
    model = row.text(3)
    kind = row.text(4)
    smoothing = row.optionalText(5)
    order = row.optionalInteger(6)
    context = row.text(7)
    unseen = row.optionalText(8)
    isNormalized = row.integer(9) != 0
    perplexity = row.optionalReal(10)
    perplexityExcludingOOV = row.optionalReal(11)
    perplexityWithoutEOS = row.optionalReal(12)
    bitsPerCharacter = row.optionalReal(13)
    bitsPerByte = row.optionalReal(14)
    nats = row.optionalReal(15)
    scored = row.integer(16)
    oov = row.integer(17)
    parameters = row.integer(18)
    seconds = row.real(19)
    stream = row.text(20)
  }
}

extension Ledger {
  /// The leaderboard, or the part of it that belongs to a corpus or a split.
  public func leaderboard(corpus: String? = nil, split: SplitName? = nil) throws(LedgerError) -> [LeaderboardRow] {
    let columns = LeaderboardRow.CodingKeys.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    return try read { db in
      try db.rows(
        """
        SELECT \(columns) FROM leaderboard
        WHERE (?1 IS NULL OR corpus = ?1) AND (?2 IS NULL OR split = ?2)
        ORDER BY corpus, split, place IS NULL, place, model
        """, corpus, split?.rawValue
      ) { row in LeaderboardRow(row) }
    }
  }
}
