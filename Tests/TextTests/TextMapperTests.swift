import Testing

@testable import Text

@Suite struct TextMapperTests {
  private func tokens(
    _ text: String, _ caseMapping: CaseMapping, _ normalization: Normalization = .none, locale: String = ""
  ) throws -> [String] {
    let settings = TokenizerSettings(caseMapping: caseMapping, normalization: normalization, locale: locale)
    return try Tokenized(text, settings).tokens
  }

  /// Strings compare by canonical equivalence, which is what is tested here: so compare scalars.
  private func scalars(_ tokens: [String]) -> [[Unicode.Scalar]] { tokens.map { Array($0.unicodeScalars) } }

  @Test func lowerCaseIsFull() throws {
    #expect(try tokens("ΟΔΥΣΣΕΥΣ ΣΑΣ, Σ", .lower) == ["οδυσσευς", "σας", ",", "σ"])
    #expect(scalars(try tokens("İ", .lower)) == [["i", "\u{307}"]])
    #expect(try tokens("ÄÖÜ ẞ ǅ ABC", .lower) == ["äöü", "ß", "ǆ", "abc"])
    #expect(try tokens("ÄÖÜ ABC", .keep) == ["ÄÖÜ", "ABC"])
  }

  @Test func lowerCaseFollowsTheLocale() throws {
    #expect(try tokens("TITIZ", .lower, locale: "tr") == ["tıtız"])
    #expect(try tokens("İI", .lower, locale: "tr") == ["iı"])
    #expect(try tokens("TITIZ", .lower, locale: "az-AZ") == ["tıtız"])
    #expect(try tokens("TITIZ", .lower, locale: "en") == ["titiz"])
    #expect(scalars(try tokens("Ì", .lower, locale: "lt")) == [["i", "\u{307}", "\u{300}"]])
  }

  @Test func normalizationForms() throws {
    let text = "e\u{301} ﬁ ① \u{212B} \u{1100}\u{1161}"
    #expect(scalars(try tokens(text, .keep)) == scalars(["e\u{301}", "ﬁ", "①", "\u{212B}", "\u{1100}\u{1161}"]))
    #expect(scalars(try tokens(text, .keep, .nfc)) == scalars(["é", "ﬁ", "①", "\u{C5}", "가"]))
    #expect(scalars(try tokens(text, .keep, .nfkc)) == scalars(["é", "fi", "1", "\u{C5}", "가"]))
    #expect(scalars(try tokens(text, .lower, .nfkc)) == scalars(["é", "fi", "1", "å", "가"]))
  }

  /// What a token comes from, where mapping changed lengths: a unit that gives two tokens counts for the first.
  @Test func extentsAreOfTheSource() throws {
    func extents(_ text: String, _ unit: TokenUnit, _ normalization: Normalization, locale: String = "") throws -> [Int]
    {
      let settings = TokenizerSettings(
        unit: unit, caseMapping: .lower, normalization: normalization, locale: locale, boundary: .none)
      let result = try Tokenized(text, settings)
      #expect(result.extentSum == SourceExtent(bytes: text.utf8.count, scalars: text.unicodeScalars.count))
      return result.extents.map(\.bytes)
    }
    #expect(try extents("xﬁy", .char, .nfkc) == [1, 3, 0, 1])  // x f i y
    #expect(try extents("cafe\u{301}s", .char, .nfc) == [1, 1, 1, 3, 1])
    #expect(try extents("İx", .char, .none) == [2, 1])  // i + U+0307 is one cluster
    #expect(try extents("I\u{307}x", .char, .none, locale: "tr") == [3, 1])  // U+0307 goes
    #expect(try extents("a… b", .word, .nfkc) == [1, 3, 0, 0, 2])  // a . . . b
    #expect(try extents("\u{212B}\u{1100}\u{1161} Σ", .word, .nfkc) == [3, 6, 3])  // å 가 σ
  }

  @Test(arguments: Normalization.allCases) func linesNeverTouchEachOther(normalization: Normalization) throws {
    var dice = Dice(state: 11)
    for _ in 0..<40 {
      let text = dice.text(pieces: 60).replacing("\u{FEFF}", with: "")  // which at a file's start is dropped
      for locale in ["", "tr", "lt"] {
        let settings = TokenizerSettings(caseMapping: .lower, normalization: normalization, locale: locale)
        let alone = try text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
          .flatMap { try Tokenized(String(String.UnicodeScalarView($0)), settings).tokens }
        #expect(scalars(try Tokenized(text, settings).tokens) == scalars(alone))
      }
    }
  }

  /// ICU sorts marks in a time that grows with the square of their number: a token too long is refused before.
  @Test func longRunsOfMarksAreRefusedBeforeTheyAreSorted() throws {
    let text = "line\na" + String(repeating: "\u{301}\u{323}", count: 200_000) + "\n"
    #expect(
      try Tokenized.error(Array(text.utf8), TokenizerSettings(normalization: .nfc))
        == .tokenTooLong(path: "text.txt", line: 2, bytes: 800_000, limit: 65536))
    let bytes = Array("ab\u{301}\u{301}c\u{301}\u{301}\u{301}".utf8)
    #expect(TextMapper.longReorderingRun(in: bytes, 0..<bytes.count, limit: 3) == 2..<6)
    #expect(TextMapper.longReorderingRun(in: bytes, 0..<bytes.count, limit: 4) == 7..<13)
    #expect(TextMapper.longReorderingRun(in: bytes, 3..<bytes.count, limit: 6) == nil)
    #expect(TextMapper.longReorderingRun(in: bytes, 0..<0, limit: 1) == nil)
  }
}
