/// A row of `statistic`: one number about a corpus and how it was come by.
public struct StatisticRecord: Sendable, Equatable {
  public var name: String
  /// Nil where it is not defined for this corpus; what is not finite is stored so.
  public var value: Double?
  /// In words: the formula, and over what.
  public var recipe: String

  public init(name: String, value: Double?, recipe: String) {
    self.name = name
    self.value = value
    self.recipe = recipe
  }

  static let columns = "name, value, recipe"

  init(_ row: borrowing PreparedStatement) {
    self.init(name: row.text(0), value: row.optionalReal(1), recipe: row.text(2))
  }
}
