import Ledger
import Testing

@testable import Report

@Suite struct PivotTableTests {
  private let view = ViewRows(
    columns: ["corpus", "model", "k", "perplexity"],
    rows: [
      [.text("c"), .text("a"), .integer(1), .real(2)], [.text("c"), .text("a"), .integer(2), .real(3.5)],
      [.text("c"), .text("b"), .integer(2), .none], [.text("c"), .text("b"), .integer(4), .real(7)],
      [.text("c"), .text("d"), .integer(1), .real(9)],
    ])

  /// A row a key in order of first mention, a column a model in the order asked for; what is not there is none.
  @Test func aColumnForEachModel() {
    let table = Table(
      pivoting: view, by: [.init("k", .number)], models: ["b", "a", "none"], value: "perplexity", as: .perplexity)
    #expect(table.columns.map(\.title) == ["k", "b", "a"])
    #expect(
      table.rows == [
        [.integer(1), .none, .real(2)], [.integer(2), .none, .real(3.5)], [.integer(4), .real(7), .none],
      ])
    #expect(
      table.written(.table) == """
        k     b     a
        1     –  2.00
        2     –  3.50
        4  7.00     –

        """)
  }

  @Test func columnsThatAreNotThere() {
    #expect(
      Table(pivoting: view, by: [.init("no")], models: ["a"], value: "nothing", as: .automatic).rows == [
        [.none, .none]
      ])
    #expect(Table(pivoting: view, by: [.init("k")], models: [], value: "perplexity", as: .automatic).rows.isEmpty)
  }

  @Test func longNamesAreShortenedWhileTheyCanBeToldApart() {
    #expect(Table.abbreviated(["short", "modified-kneser-ney-5"]) == ["short", "modified-…er-ney-5"])
    let alike = ["abcdefghi1jklmnopqrs", "abcdefghi2jklmnopqrs"]
    #expect(Table.abbreviated(alike) == alike)
  }
}
