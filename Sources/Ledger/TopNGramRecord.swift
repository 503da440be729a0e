/// A row of `top_ngram`: one of a model's most frequent n-grams.
public struct TopNGramRecord: Sendable, Equatable {
  public var n: Int
  /// 1 for the most frequent of its order.
  public var place: Int
  /// Its tokens as they are shown, with a space between.
  public var gram: String
  public var count: Int

  public init(n: Int, place: Int, gram: String, count: Int) {
    self.n = n
    self.place = place
    self.gram = gram
    self.count = count
  }

  static let columns = "n, place, gram, count"

  init(_ row: borrowing PreparedStatement) {
    self.init(n: row.integer(0), place: row.integer(1), gram: row.text(2), count: row.integer(3))
  }
}
