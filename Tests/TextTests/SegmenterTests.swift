import Testing

@testable import Text

@Suite struct SegmenterTests {
  private func words(_ text: String, locale: String = "") throws -> [String] {
    try Tokenized(text, TokenizerSettings(locale: locale)).tokens
  }

  private func clusters(_ text: String, _ boundary: Boundary) throws -> [String] {
    try Tokenized(text, TokenizerSettings(unit: .char, boundary: boundary)).tokens
  }

  @Test func wordsNumbersPunctuationAndSymbolsAreKept() throws {
    #expect(
      try words("Mr. O'Neil paid $3.50, (didn't he?)\n")
        == ["Mr", ".", "O'Neil", "paid", "$", "3.50", ",", "(", "didn't", "he", "?", ")"])
    #expect(try words("我爱北京天安门。ภาษาไทย") == ["我", "爱", "北京", "天安门", "。", "ภาษา", "ไทย"])
    #expect(try words("😀👨‍👩‍👧🇩🇪€") == ["😀", "👨‍👩‍👧", "🇩🇪", "€"])
  }

  @Test func whiteSpaceControlsAndFormatCharactersAloneAreNot() throws {
    #expect(try words(" \t\u{A0}\u{3000}\u{2028}\u{85}\u{0}\u{1B}\u{7F}\u{200B}\u{202E}\u{FEFF}\r").isEmpty)
    #expect(try words("so\u{AD}ft \u{E000} \u{378}") == ["so\u{AD}ft", "\u{E000}", "\u{378}"])
  }

  @Test func theLocaleCounts() throws {
    #expect(try words("EU:n", locale: "fi") == ["EU:n"])
    #expect(try words("EU:s", locale: "sv") == ["EU:s"])
  }

  @Test func clustersAreAllKept() throws {
    #expect(try clusters("a e\u{301}\n👍🏽\r\n", .line) == ["a", " ", "e\u{301}", "👍🏽"])
    #expect(try clusters("a e\u{301}\n👍🏽\r\n", .none) == ["a", " ", "e\u{301}", "\n", "👍🏽", "\r\n"])
    #expect(try clusters("a\rb\r\r\n", .line) == ["a", "\r", "b", "\r"])
    #expect(try clusters("\0\u{200B}", .none) == ["\0", "\u{200B}"])
  }

  /// Clusters with boundary `none` give back the text, and their extents are their own.
  @Test(arguments: 1...10) func clustersAreReversible(seed: UInt64) throws {
    var dice = Dice(state: seed)
    let text = "." + dice.text(pieces: 500)  // not a mark that is dropped
    let result = try Tokenized(text, TokenizerSettings(unit: .char, boundary: .none))
    #expect(Array(result.tokens.joined().utf8) == Array(text.utf8))
    #expect(
      result.extents == result.tokens.map { SourceExtent(bytes: $0.utf8.count, scalars: $0.unicodeScalars.count) })
  }

  /// More spans than come at a time, in a text of one piece.
  @Test func spansComeInAnyNumber() throws {
    let text = String(repeating: "é", count: 3 * 8192 + 1)
    #expect(try clusters(text, .none).count == 3 * 8192 + 1)
    let spaced = String(repeating: "é ", count: 8192)
    #expect(try Tokenized(spaced, TokenizerSettings(unit: .whitespace)).tokens.count == 8192)
  }
}
