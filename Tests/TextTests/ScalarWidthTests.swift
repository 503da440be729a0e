import Testing
import Text

@Suite struct ScalarWidthTests {
  /// Of each kind, by the standard's own data files.
  @Test func columnsByProperties() {
    let wide: [Unicode.Scalar] = ["日", "ア", "한", "\u{1112}", "Ａ", "\u{1F600}", "\u{1F1E9}", "\u{20000}", "\u{3000}"]
    let narrow: [Unicode.Scalar] = ["a", "é", "\u{2764}", "ｱ", "α", "…", "\u{AD}", "\u{0600}", "\u{0903}", "\u{378}"]
    let none: [Unicode.Scalar] = [
      "\u{0301}", "\u{20E3}", "\u{302A}", "\u{1161}", "\u{11AB}", "\u{200D}", "\u{202E}", "\u{FE0F}", "\u{2028}",
      "\u{1B}",
      "\u{3164}", "\u{FFF9}", "\u{E0067}",
    ]
    for (columns, scalars) in [(2, wide), (1, narrow), (0, none)] {
      for scalar in scalars {
        #expect(ScalarWidth.columns(scalar) == columns, "U+\(String(scalar.value, radix: 16, uppercase: true))")
      }
    }
  }

  /// Every scalar has a width, and printable ASCII is one column wide.
  @Test func everyScalarHasAWidth() {
    let widths = (UInt32(0)...0x10FFFF).compactMap(Unicode.Scalar.init).map(ScalarWidth.columns)
    #expect(widths.count == 0x110000 - 0x800 && widths.allSatisfy((0...2).contains))
    #expect(widths[0x20..<0x7F].allSatisfy { $0 == 1 } && widths[..<0x20].allSatisfy { $0 == 0 })
    // The ideographs alone are over 90,000.
    #expect(widths.count { $0 == 2 } > 100_000)
  }

  @Test func emojiAreKnown() {
    #expect((["1", "#", "\u{2764}", "\u{A9}", "\u{1F600}"] as [Unicode.Scalar]).allSatisfy(ScalarWidth.isEmoji))
    #expect(!(["a", "日", "→", "\u{FE0F}"] as [Unicode.Scalar]).contains(where: ScalarWidth.isEmoji))
  }
}
