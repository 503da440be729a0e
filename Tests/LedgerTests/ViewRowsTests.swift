import Testing

@testable import Ledger

@Suite struct ViewRowsTests {
  /// Every view that is printed can be read, with the columns that SQL gives, in an empty database too.
  @Test(arguments: ViewName.allCases) func everyView(view: ViewName) throws {
    let ledger = try Ledger.inMemory()
    let rows = try ledger.rows(of: view, corpus: "c", split: .test)
    #expect(rows.rows.isEmpty && rows.columns.first == "corpus")
  }

  /// Values of every kind; a blob and what is not finite are none.
  @Test func values() throws {
    let ledger = try Ledger.inMemory()
    let rows = try ledger.read { db in
      let statement = try PreparedStatement("SELECT 1 AS a, 0.5 AS b, 'x' AS c, NULL AS d, x'00' AS e, 9e999 AS f", db)
      _ = try statement.step()
      return ViewRows(columns: statement.columnNames, rows: [statement.values])
    }
    #expect(rows.columns == ["a", "b", "c", "d", "e", "f"])
    #expect(rows.rows == [[.integer(1), .real(0.5), .text("x"), .none, .none, .none]])
  }
}
