import Testing

@testable import Report

@Suite struct TableTests {
  @Test func peopleAreShownFiguresByTheirKind() {
    let kinds: [(Table.Column.Kind, Cell, String)] = [
      (.count, .integer(1_234_567), "1,234,567"), (.count, .real(1234.6), "1,235"),
      (.number, .integer(1_234_567), "1234567"),
      (.real(2), .real(0.456), "0.46"), (.real(2), .integer(3), "3.00"), (.perplexity, .real(57.721), "57.72"),
      (.perplexity, .real(1e80), "1e+80"), (.seconds, .real(65), "1 min 05 s"), (.seconds, .integer(2), "2.0 s"),
      (.bytes, .integer(1_500_000), "1.5 MB"), (.automatic, .real(0.025336686), "0.0253367"),
      (.automatic, .integer(5000), "5,000"), (.automatic, .flag(true), "yes"), (.automatic, .flag(false), "no"),
      (.text, .text("a"), "a"), (.count, .none, "–"),
    ]
    for (kind, cell, shown) in kinds {
      #expect(Table([.init("x", kind)]).shown(cell, 0) == shown, "\(kind) \(cell)")
    }
  }

  @Test func titlesAreNamesInWords() {
    #expect(Table.Column("bits_per_byte").title == "bits per byte")
    #expect(Table.Column("oov", title: "<unk>").title == "<unk>" && Table.Column("_").title == " ")
  }

  /// Figures to the right, everything else to the left; what is not told is seen from the cells.
  @Test func figuresStandToTheRight() {
    var table = Table([.init("a"), .init("b"), .init("c"), .init("d", .text), .init("e", .count), .init("f")])
    table.append([.integer(1), .text("x"), .flag(true), .integer(1), .none, .integer(1)])
    table.append([.none, .integer(2), .none, .none, .none, .text("x")])
    #expect((0..<6).map(table.isRight) == [true, false, false, false, true, false])
  }
}
