extension Ledger {
  /// Hands out the vocabulary in the order of ids, some thousand types at a time.
  ///
  /// Each page is read in a transaction of its own, so that no writer waits for a reader that is slow; a corpus that is
  /// removed meanwhile ends early, and the caller sees it by the number of types.
  /// - Throws: failures of reading, and what `body` throws.
  /// - Complexity: O(V); memory: one page.
  public func readTokens(of corpus: CorpusRecord, body: ([TokenRecord]) throws -> Void) throws {
    var next = 0
    while true {
      let page = try read { db in
        try db.rows(
          """
          SELECT \(TokenRecord.columns) FROM token WHERE \(PackedKey.token.isOf("?1")) AND key >= ?1 << 32 | ?2 ORDER BY key
          LIMIT \(Self.tokensOfPage)
          """, corpus.id, next
        ) { row in TokenRecord(row) }
      }
      guard let last = page.last else { return }
      try body(page)
      guard page.count == Self.tokensOfPage else { return }
      next = last.id + 1
    }
  }

  static let tokensOfPage = 4096
}
