import Platform
import Testing

@testable import Ledger

@Suite struct TokenRowsTests {
  /// What is shown as its bytes are, and what is not; as rows, as records and in SQL.
  @Test func comesBackAsItWentIn() throws {
    let sample = try Sample(.inMemory())
    let tokens: [[UInt8]] = [Array("<unk>".utf8), Array("the".utf8), Array("é".utf8), [0x61, 0x00], [0xFF]]
    let rows = TokenRows(
      bytes: PackedBytes(tokens), texts: [nil, nil, "é", #"a\u{0}"#, #"\xFF"#], counts: [7, .max, 3, 2, 0],
      ranks: [nil, 1, 2, 3, 4])
    try sample.ledger.add(
      corpus: corpusRecord("b", run: sample.run), splits: [], tokens: rows, statistics: [])
    let corpus = try sample.ledger.corpus(named: "b")
    let read = try sample.ledger.tokenRows(of: corpus)
    #expect(read.bytes == rows.bytes && read.counts == rows.counts && read.ranks == rows.ranks)
    let records = try sample.ledger.tokens(of: corpus)
    #expect(records.map(\.bytes) == tokens && records.map(\.id) == Array(0..<5))
    #expect(records.map(\.text) == ["<unk>", "the", "é", #"a\u{0}"#, #"\xFF"#])
    #expect(
      try sample.ledger.query("SELECT typeof(bytes), typeof(text), count(*) FROM token GROUP BY 1, 2") == [
        ["blob", "text", "9"]
      ])
    #expect(try sample.ledger.tokenRows(of: sample.corpus).bytes == PackedBytes(vocabulary.map(\.bytes)))
  }

  /// A row that is missing ends the reading before it.
  @Test func gapsAreNotReadOver() throws {
    let sample = try Sample(.inMemory())
    try sample.ledger.execute("DELETE FROM token WHERE token_id = 2")
    #expect(try sample.ledger.tokenRows(of: sample.corpus).counts.count == 2)
    try sample.ledger.execute("DELETE FROM token WHERE token_id = 0")
    #expect(try sample.ledger.tokenRows(of: sample.corpus).counts.isEmpty)
  }

  /// A file may say anything of its size.
  @Test func theSizeThatAFileNamesIsNotBelieved() throws {
    let sample = try Sample(.inMemory())
    try sample.ledger.execute("PRAGMA ignore_check_constraints = 1")
    for size in ["9223372036854775807", "-5"] {
      try sample.ledger.execute("UPDATE corpus SET vocabulary_size = \(size)")
      #expect(try sample.ledger.tokenRows(of: sample.ledger.corpus()).counts.count == vocabulary.count)
    }
  }
}
