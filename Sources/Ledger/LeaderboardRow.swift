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
  /// Of the perplexity, by the delta method; nil where it was not estimated, as the next two.
  public let standardError: Double?
  /// The interval of 95 %.
  public let low: Double?
  public let high: Double?
  public let perplexityExcludingOOV: Double?
  public let perplexityWithoutEOS: Double?
  public let bitsPerCharacter: Double?
  public let bitsPerByte: Double?
  public let nats: Double?
  public let scored: Int
  public let oov: Int
  /// The first position of probability 0.
  public let zeroAt: Int?
  /// Nil of imported scores: they are all that is known of the model.
  public let parameters: Int?
  /// Of the model in the database.
  public let storedBytes: Int?
  /// Of training; nil: not known.
  public let seconds: Double?
  /// Positions read in training, epochs counted; nil: not known.
  public let trained: Int?
  /// Positions read a second in training.
  public let tokensPerSecond: Double?
  /// Positions a second when the split was scored.
  public let scoringTokensPerSecond: Double?
  /// The stream's SHA-256.
  public let stream: String

  /// The view's columns, in its order.
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case corpus, split, place, model, kind, smoothing, order, context, unseen
    case isNormalized = "normalized"
    case perplexity
    case standardError = "standard_error"
    case low, high
    case perplexityExcludingOOV = "perplexity_excluding_oov"
    case perplexityWithoutEOS = "perplexity_without_eos"
    case bitsPerCharacter = "bits_per_character"
    case bitsPerByte = "bits_per_byte"
    case nats, scored, oov
    case zeroAt = "zero_at"
    case parameters
    case storedBytes = "stored_bytes"
    case seconds, trained
    case tokensPerSecond = "tokens_per_second"
    case scoringTokensPerSecond = "scoring_tokens_per_second"
    case stream
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
    try row.encode(standardError, forKey: .standardError)
    try row.encode(low, forKey: .low)
    try row.encode(high, forKey: .high)
    try row.encode(perplexityExcludingOOV, forKey: .perplexityExcludingOOV)
    try row.encode(perplexityWithoutEOS, forKey: .perplexityWithoutEOS)
    try row.encode(bitsPerCharacter, forKey: .bitsPerCharacter)
    try row.encode(bitsPerByte, forKey: .bitsPerByte)
    try row.encode(nats, forKey: .nats)
    try row.encode(scored, forKey: .scored)
    try row.encode(oov, forKey: .oov)
    try row.encode(zeroAt, forKey: .zeroAt)
    try row.encode(parameters, forKey: .parameters)
    try row.encode(storedBytes, forKey: .storedBytes)
    try row.encode(seconds, forKey: .seconds)
    try row.encode(trained, forKey: .trained)
    try row.encode(tokensPerSecond, forKey: .tokensPerSecond)
    try row.encode(scoringTokensPerSecond, forKey: .scoringTokensPerSecond)
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
    standardError = row.optionalReal(11)
    low = row.optionalReal(12)
    high = row.optionalReal(13)
    perplexityExcludingOOV = row.optionalReal(14)
    perplexityWithoutEOS = row.optionalReal(15)
    bitsPerCharacter = row.optionalReal(16)
    bitsPerByte = row.optionalReal(17)
    nats = row.optionalReal(18)
    scored = row.integer(19)
    oov = row.integer(20)
    zeroAt = row.optionalInteger(21)
    parameters = row.optionalInteger(22)
    storedBytes = row.optionalInteger(23)
    seconds = row.optionalReal(24)
    trained = row.optionalInteger(25)
    tokensPerSecond = row.optionalReal(26)
    scoringTokensPerSecond = row.optionalReal(27)
    stream = row.text(28)
  }
}

extension LeaderboardRow {
  /// Whether another program made it: how long that took, and of what, is not known.
  public var isForeign: Bool {
    switch kind {
    case "imported": true
    case "ngram": smoothing == "imported"
    case "rnn": trained == nil && seconds == nil
    default: false
    }
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
