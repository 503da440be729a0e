import Report
import Testing

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
}
