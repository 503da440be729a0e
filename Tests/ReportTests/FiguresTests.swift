import Report
import Testing

@Suite struct FiguresTests {
  @Test func printHasAMinusSignOfItsOwn() {
    #expect(Figures.printed(-1.005, 1) == "\u{2212}1.0" && Figures.printed(2.25, 2) == "2.25")
  }

  @Test func numbersAreGrouped() {
    #expect(
      [0, 7, 999, 1000, 1_234_567, -45_678].map(Figures.grouped) == ["0", "7", "999", "1,000", "1,234,567", "-45,678"])
    #expect(Figures.grouped(.min).hasPrefix("-9,223,372"))
  }

  @Test func whatIsNotThereIsADash() {
    #expect(Figures.fixed(nil, 2) == "–")
    #expect(Figures.percent(1, of: 0) == "–")
    #expect(Figures.fixed(2.345, 1) == "2.3")
    #expect(Figures.percent(1, of: 8) == "12.50 %")
  }

  @Test func numbersOfAnySizeHaveAForm() {
    #expect(Figures.grouped(12_345.6) == "12,346")
    #expect(Figures.grouped(Double.infinity) == "inf")
    #expect([1, 0.025336686239000875, 1e-300].map(Figures.significant) == ["1", "0.0253367", "1e-300"])
    #expect([nil, 57.721, 1e80].map { Figures.perplexity($0) } == ["–", "57.72", "1e+80"])
  }

  @Test func whatATerminalObeysIsShownAsItsNumber() {
    #expect(Figures.safe("a\u{1B}[2J\u{202E}\n") == #"a\u{1b}[2J\u{202e}\u{a}"#)
    #expect(Figures.safe("日本 é 👨‍👩‍👧") == "日本 é 👨‍👩‍👧")
  }

  @Test func durations() {
    #expect(
      [0.0123, 1.24, 59.9, 65, 7384, .infinity].map(Figures.duration) == [
        "12 ms", "1.2 s", "59.9 s", "1 min 05 s", "2 h 03 min", "–",
      ])
  }

  @Test func bytes() {
    #expect(
      [0, 999, 1000, 1_500_000, 999_960_000].map(Figures.bytes) == ["0 B", "999 B", "1.0 kB", "1.5 MB", "1.0 GB"])
  }
}
