import Testing

@testable import Report

@Suite struct TextTableTests {
  @Test func columnsAreAligned() {
    var table = TextTable([("model", .left), ("perplexity", .right), ("", .left)])
    table.append(["a", "9.5", "x"])
    table.append(["longer", "1234.5", ""])
    #expect(
      table.lines() == [
        "model   perplexity",
        "a              9.5  x",
        "longer      1234.5",
      ])
  }

  /// Wide characters take two columns, marks none.
  @Test func widthsAreThoseOfATerminal() {
    var table = TextTable([("w", .left), ("n", .right)])
    for cell in ["日本", "abcd", "e\u{301}abc", "👍ab"] { table.append([cell, "1"]) }
    #expect(table.lines() == ["w     n", "日本  1", "abcd  1", "e\u{301}abc  1", "👍ab  1"])
  }

  /// Headers of several lines stand on the column.
  @Test func headersAreStacked() {
    var table = TextTable(stacked: [(["model"], .left), (["without", "OOV"], .right), (["", "x"], .left)])
    table.append(["a", "1", "2"])
    #expect(table.lines() == ["       without", "model      OOV  x", "a            1  2"] && table.width == 17)
  }

  /// Names above columns come from the database too.
  @Test func headersAreSafe() {
    #expect(TextTable([("a\u{1B}[2J\n", .left)]).lines() == [#"a\u{1b}[2J\u{a}"#])
  }

  @Test func aBoldRowIsAsWideAsItWas() {
    var table = TextTable([("m", .left), ("n", .right)])
    for cells in [["a", "10"], ["b", "9"]] { table.append(cells) }
    #expect(
      table.lines(bold: [1]) == ["m   n", "a  10", "\u{1B}[1mb   9\u{1B}[0m"] && table.lines(bold: [7]) == table.lines()
    )
  }
}
