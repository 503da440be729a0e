import GRDB
import Testing

@testable import Ledger

@Suite struct PreparedStatementTests {
  private func roundTrip<Parameter: Bindable, Result>(
    _ parameter: Parameter, _ read: (borrowing PreparedStatement) throws -> Result
  ) throws -> Result? {
    try DatabaseQueue().read { db in try db.rows("SELECT ?", parameter) { row in try read(row) }.first }
  }

  @Test(arguments: [0, -1, Int.max, Int.min]) func integers(number: Int) throws {
    #expect(try roundTrip(number) { $0.integer(0) } == number)
  }

  @Test(arguments: ["", "a", "e\u{301}", "a\u{0}b", "𝄞", String(repeating: "long ", count: 1000)])
  func textsWithNULToo(text: String) throws {
    #expect(try roundTrip(text) { $0.optionalText(0) } == .some(text))
  }

  @Test(arguments: [[], [0], [0xFF, 0, 1], [UInt8](repeating: 7, count: 100_000)]) func blobs(blob: [UInt8]) throws {
    #expect(try roundTrip(blob) { $0.isNull(0) } == false)
    #expect(try roundTrip(blob) { $0.bytes(0) } == blob)
  }

  @Test func whatIsNotFiniteBecomesNull() throws {
    for number in [Double.nan, .infinity, -.infinity] {
      #expect(try roundTrip(number) { $0.isNull(0) } == true)
    }
    #expect(try roundTrip(-0.1) { $0.optionalReal(0) } == .some(-0.1))
    #expect(try roundTrip(Int?.none) { $0.isNull(0) } == true)
  }

  /// What we never write may still be read: an infinity, text that is not UTF-8, another type than expected.
  @Test func readsAnyValueWithoutATrap() throws {
    try DatabaseQueue().read { db in
      let read: [Void] = try db.rows("SELECT 9e999, CAST(x'61FF' AS TEXT), x'3132', 'x', NULL") { row in
        #expect(row.optionalReal(0) == nil)
        #expect(row.integer(0) == Int.max)
        #expect(row.text(1) == "a\u{FFFD}")
        #expect(row.integer(2) == 12)
        #expect(row.integer(3) == 0)
        #expect(row.real(4) == 0)
        #expect(row.text(4).isEmpty)
        #expect(row.bytes(4).isEmpty)
        #expect(row.integer(99) == 0)
      }
      #expect(read.count == 1)
    }
  }

  @Test func errorsCarryTheCodeAndTheMessage() throws {
    try DatabaseQueue().write { db in
      let syntax = #expect(throws: SQLiteFailure.self) { try db.run("SELEKT") }
      #expect(syntax?.code == 1)
      #expect(syntax?.message.contains("SELEKT") == true)
      let range = #expect(throws: SQLiteFailure.self) { try db.run("SELECT 1", 2) }
      #expect(range?.code == 25)
      try db.run("CREATE TABLE t(a INTEGER PRIMARY KEY) STRICT")
      let insert = try PreparedStatement("INSERT INTO t VALUES (?)", db)
      try insert.run(1)
      let unique = #expect(throws: SQLiteFailure.self) { try insert.run(1) }
      #expect(unique?.code == 1555)
      // A statement that failed may be run again.
      try insert.run(2)
      #expect(try db.integer("SELECT count(*) FROM t") == 2)
    }
  }
}
