/// A row of `top_ngram`: an n-gram of a model, most often one of the most frequent.
public struct TopNGramRecord: Sendable, Equatable {
  public var n: Int
  /// 1 for the most frequent of its order.
  public var place: Int
  /// Its tokens as they are shown, with a space between.
  public var gram: String
  public var count: Int
  /// ln P of its last token after those before it; nil where the model gives none. The table has log₁₀, as ARPA files.
  public var logProbability: Double?
  /// ln of the weight of shorter histories after this n-gram; nil where the model has none.
  public var logBackoff: Double?

  public init(
    n: Int, place: Int, gram: String, count: Int, logProbability: Double? = nil, logBackoff: Double? = nil
  ) {
    self.n = n
    self.place = place
    self.gram = gram
    self.count = count
    self.logProbability = logProbability
    self.logBackoff = logBackoff
  }

  /// ln 10: what a log₁₀ is multiplied with to be natural.
  static let ln10 = 2.302585092994045684

  static let columns = "n, place, gram, count, log10_probability, log10_backoff"

  init(_ row: borrowing PreparedStatement) {
    self.init(
      n: row.integer(0), place: row.integer(1), gram: row.text(2), count: row.integer(3),
      logProbability: row.optionalReal(4).map { $0 * Self.ln10 }, logBackoff: row.optionalReal(5).map { $0 * Self.ln10 }
    )
  }
}
