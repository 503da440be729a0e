import GRDB
import Testing

@testable import Ledger

@Suite struct BulkInsertTests {
  /// Numbers of rows that fill statements, and that do not.
  @Test(arguments: [0, 1, 31, 32, 33, 64, 100]) func everyRowOnce(count: Int) throws {
    let ledger = try Ledger.inMemory()
    try ledger.execute("CREATE TABLE pair(a INTEGER PRIMARY KEY, b TEXT CHECK(b <> 'bad')) STRICT")
    try ledger.write { db in
      try BulkInsert.run(into: "pair(b, a)", parameters: 2, count: count, db) { row, offset, statement in
        try statement.bind("row \(row)", row, after: offset)
      }
    }
    #expect(try ledger.query("SELECT a, b FROM pair ORDER BY a") == (0..<count).map { ["\($0)", "row \($0)"] })
  }

  /// Wherever a bad row stands, the transaction ends and leaves nothing.
  @Test(arguments: [0, 17, 63, 70]) func oneBadRowAndNoneIsThere(bad: Int) throws {
    let ledger = try Ledger.inMemory()
    try ledger.execute("CREATE TABLE pair(a INTEGER PRIMARY KEY, b TEXT CHECK(b <> 'bad')) STRICT")
    let refusal = failure {
      try ledger.write { db in
        try BulkInsert.run(into: "pair(b, a)", parameters: 2, count: 80, db) { row, offset, statement in
          try statement.bind(row == bad ? "bad" : "", row, after: offset)
        }
      }
    }
    guard case .refused = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(try ledger.scalar("SELECT count(*) FROM pair") == "0")
  }
}
