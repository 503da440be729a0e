import Testing

@testable import Ledger

@Suite struct TokenReadingTests {
  /// Pages that are full, and one that is not: every type once, in order.
  @Test func pagesMakeTheVocabulary() throws {
    let sample = try Sample(.inMemory())
    let count = 2 * Ledger.tokensOfPage + 3
    try sample.ledger.execute(
      """
      WITH RECURSIVE n(i) AS (SELECT 4 UNION ALL SELECT i + 1 FROM n WHERE i < \(count - 1))
      INSERT INTO token(key, bytes, text, count, rank)
      SELECT corpus_id << 32 | i, CAST('w' || i AS BLOB), 'w' || i, 1, i - 1 FROM corpus, n
      """)
    var ids: [Int] = []
    var pages = 0
    try sample.ledger.readTokens(of: sample.corpus) { page in
      ids += page.map(\.id)
      pages += 1
    }
    #expect(ids == Array(0..<count) && pages == 3)
    #expect(try sample.ledger.tokens(of: sample.corpus).count == count)
  }

  @Test func anIdBeyondAllIsTheLast() throws {
    let sample = try Sample(.inMemory())
    try sample.ledger.execute("UPDATE token SET key = corpus_id << 32 | 4294967295 WHERE token_id = 3")
    var ids: [Int] = []
    try sample.ledger.readTokens(of: sample.corpus) { ids += $0.map(\.id) }
    #expect(ids == [0, 1, 2, 4_294_967_295])
  }
}
