import Testing

@testable import Text

@Suite struct DisplayTextTests {
  private func shown(_ text: String) -> String { DisplayText.escaped(Array(text.utf8)) }

  @Test func visibleTextStays() {
    for text in ["", "word", "don't", "日本語", "ภาษา", "e\u{301}", "😀", "\u{A0}", "\u{3000}"] {
      #expect(Array(shown(text).unicodeScalars) == Array(text.unicodeScalars))
    }
  }

  @Test func whatActsOnTerminalsIsWritten() throws {
    #expect(shown("a\tb\nc\rd") == #"a\tb\nc\rd"#)
    #expect(shown("\u{1B}[31m\0\u{7F}\u{85}") == #"\u{1B}[31m\u{0}\u{7F}\u{85}"#)
    #expect(shown("\u{202E}x\u{2066}\u{200F}\u{61C}") == #"\u{202E}x\u{2066}\u{200F}\u{61C}"#)
    #expect(shown("\u{200B}\u{200D}\u{AD}\u{FEFF}\u{2060}") == #"\u{200B}\u{200D}\u{AD}\u{FEFF}\u{2060}"#)
    #expect(shown("\u{2028}\u{2029}") == #"\u{2028}\u{2029}"#)
    // Private, noncharacters, unassigned, a tag; a literal may not name all of them.
    for value in [0xE000, 0x10FFFD, 0xFFFE, 0xFDD0, 0x1FFFF, 0x378, 0xE0041] as [UInt32] {
      let scalar = try #require(Unicode.Scalar(value))
      #expect(shown(String(scalar)) == #"\u{"# + String(value, radix: 16, uppercase: true) + "}")
    }
  }

  @Test func noTwoTextsLookTheSame() {
    #expect(shown(#"\n"#) == #"\\n"#)
    #expect(shown("\n") == #"\n"#)
    #expect(shown(#"\u{0}"#) == #"\\u{0}"#)
    #expect(shown(#"\xFF"#) == #"\\xFF"#)
  }

  @Test func wrongBytes() {
    #expect(DisplayText.escaped([0x61, 0xFF, 0x62]) == #"a\xFFb"#)
    #expect(DisplayText.escaped([0xE6, 0x97]) == #"\xE6\x97"#)
    #expect(DisplayText.escaped([0xED, 0xA0, 0x80]) == #"\xED\xA0\x80"#)
  }

  @Test func longTextIsCut() {
    #expect(shown(String(repeating: "é", count: 200)) == String(repeating: "é", count: 200))
    #expect(shown(String(repeating: "é", count: 201)) == String(repeating: "é", count: 200) + "…")
    #expect(DisplayText.escaped(Array("abc".utf8), limit: 2) == "ab…")
  }
}
