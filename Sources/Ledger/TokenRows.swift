internal import GRDB
public import Platform

/// The rows of `token` of one corpus, column by column: what ``TokenRecord`` is for a few, for hundreds of thousands.
///
/// The row of id n is at n.
public struct TokenRows: Sendable, Equatable {
  /// What each token is, unique in the corpus.
  public var bytes: PackedBytes
  /// How each is shown; nil where that is its bytes, which then are visible ASCII.
  public var texts: [String?]
  /// Occurrences in `train`.
  public var counts: [Int]
  /// 1 for the most frequent; nil for `<unk>` and `<eos>`.
  public var ranks: [Int?]

  public init(bytes: PackedBytes, texts: [String?], counts: [Int], ranks: [Int?]) {
    precondition(
      texts.count == bytes.count && counts.count == bytes.count && ranks.count == bytes.count, "columns are as long")
    self.bytes = bytes
    self.texts = texts
    self.counts = counts
    self.ranks = ranks
  }
}

extension Ledger {
  /// The vocabulary, column by column, without the displayed texts.
  ///
  /// Where an id is missing the rows end before it: the caller sees it by their number.
  /// - Complexity: O(V): some 0.1 s and 40 MB for a million.
  public func tokenRows(of corpus: CorpusRecord) throws(LedgerError) -> TokenRows {
    try read { db in
      var (bytes, counts, ranks) = (PackedBytes(), [Int](), [Int?]())
      // What the file says is a hint: it may be anybody's.
      let expected = min(max(0, corpus.vocabularySize), 1 << 20)
      bytes.reserveCapacity(strings: expected, bytes: 10 * expected)
      counts.reserveCapacity(expected)
      ranks.reserveCapacity(expected)
      let rows = try PreparedStatement(
        """
        SELECT token_id, bytes, count, rank FROM token WHERE \(PackedKey.token.isOf("?1")) ORDER BY key
        """, db)
      try rows.bind(corpus.id)
      while try rows.step(), rows.integer(0) == bytes.count {
        rows.append(column: 1, to: &bytes)
        counts.append(rows.integer(2))
        ranks.append(rows.optionalInteger(3))
      }
      return TokenRows(bytes: bytes, texts: Array(repeating: nil, count: bytes.count), counts: counts, ranks: ranks)
    }
  }

  static func insert(_ rows: TokenRows, corpus: Int, _ path: String, _ db: Database) throws {
    guard rows.bytes.count <= 1 << PackedKey.token.bits else {
      throw LedgerError.refused(path: path, message: "\(rows.bytes.count) tokens")
    }
    let first = corpus << PackedKey.token.bits
    let bytes = rows.bytes.bytes
    try BulkInsert.run(
      into: "token(key, bytes, text, count, rank)", parameters: 5, count: rows.bytes.count, db
    ) { id, offset, insert in
      let token = bytes.span.extracting(rows.bytes.range(id))
      try insert.bind(first | id, after: offset)
      try insert.bind(staying: token, asText: false, at: offset + 2)
      if let text = rows.texts[id] {
        guard !Display.hasControl(text.utf8.span) else { throw refused(id, path) }
        try insert.bind(text, after: offset + 2)
      } else {
        guard Display.isVisibleASCII(token) else { throw refused(id, path) }
        try insert.bind(staying: token, asText: true, at: offset + 3)
      }
      try insert.bind(rows.counts[id], rows.ranks[id], after: offset + 3)
    }
  }

  private static func refused(_ id: Int, _ path: String) -> LedgerError {
    .refused(path: path, message: "the displayed text of token \(id)")
  }
}
