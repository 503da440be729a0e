/// A row of `token`: one type of the vocabulary.
public struct TokenRecord: Sendable, Equatable {
  public var id: Int
  /// What it is, unique in its corpus.
  public var bytes: [UInt8]
  /// How it is shown: escaped, without control characters.
  public var text: String
  /// Occurrences in `train`.
  public var count: Int
  /// 1 for the most frequent; nil for `<unk>` and `<eos>`.
  public var rank: Int?

  public init(id: Int, bytes: [UInt8], text: String, count: Int, rank: Int?) {
    self.id = id
    self.bytes = bytes
    self.text = text
    self.count = count
    self.rank = rank
  }

  static let columns = "token_id, bytes, text, count, rank"

  init(_ row: borrowing PreparedStatement) {
    self.init(
      id: row.integer(0), bytes: row.bytes(1), text: row.text(2), count: row.integer(3), rank: row.optionalInteger(4))
  }
}
