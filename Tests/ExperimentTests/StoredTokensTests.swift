import Ledger
import Platform
import Testing

@testable import Experiment

@Suite struct StoredTokensTests {
  @Test func rowsByID() {
    let rows = TokenRows(
      bytes: PackedBytes([Array("<unk>".utf8), [0xFF], Array("the".utf8)]), texts: [nil, nil, nil], counts: [0, 2, 9],
      ranks: [nil, 2, 1])
    let tokens = StoredTokens(rows)
    #expect(tokens.map(\.id) == [0, 1, 2] && tokens.map(\.count) == [0, 2, 9])
    #expect(tokens.map(\.rank) == [nil, 2, 1] && tokens[1].bytes == [0xFF])
    #expect(tokens.first { $0.bytes == Array("the".utf8) }?.id == 2)
    #expect(StoredTokens(TokenRows(bytes: PackedBytes(), texts: [], counts: [], ranks: [])).isEmpty)
  }
}
