internal import Ledger
internal import Platform

/// The vocabulary of a stored corpus, row by row where it is asked for.
struct StoredTokens: RandomAccessCollection {
  struct Token {
    let id: Int
    let bytes: [UInt8]
    let count: Int
    let rank: Int?
  }

  private let rows: TokenRows

  init(_ rows: TokenRows) { self.rows = rows }

  var startIndex: Int { 0 }
  var endIndex: Int { rows.counts.count }

  subscript(id: Int) -> Token {
    Token(id: id, bytes: rows.bytes[id], count: rows.counts[id], rank: rows.ranks[id])
  }
}
