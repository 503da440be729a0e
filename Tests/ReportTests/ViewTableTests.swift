import Ledger
import Testing

@testable import Report

@Suite struct ViewTableTests {
  private let view = ViewRows(
    columns: ["corpus", "better", "nats", "p_value", "positions", "significant"],
    rows: [
      [.text("c"), .text("a\u{1B}[31m"), .real(0.123456), .real(1e-9), .integer(12345), .integer(1)],
      [.text("c"), .text("b"), .none, .none, .none, .integer(0)],
    ])

  @Test func peopleReadRoundedFigures() {
    #expect(
      Table(view, hiding: ["corpus"]).written(.table) == """
        better         nats  p value  positions  significant
        a\\u{1b}[31m  0.1235    1e-09     12,345  yes
        b                 –        –          –  no

        """)
  }

  @Test func programsReadThemAsTheyAre() {
    #expect(
      Table(view).written(.csv) == """
        corpus,better,nats,p_value,positions,significant
        c,a\u{1B}[31m,0.123456,1e-09,12345,true
        c,b,,,,false

        """)
  }

  @Test func rowsOfAText() {
    #expect(view.filtered("better") { $0 == "b" }.rows.count == 1)
    #expect(view.filtered("none") { _ in false } == view)
    #expect(view.filtered("nats") { _ in true }.rows.isEmpty)
  }
}
