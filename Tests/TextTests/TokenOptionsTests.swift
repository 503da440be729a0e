import CText
import Testing

@testable import Text

/// Kinds, `--keep`, `--numbers` and `--boundary` on texts small enough to read.
@Suite struct TokenOptionsTests {
  private func made(_ text: String, _ settings: TokenizerSettings) throws -> Tokenized {
    try Tokenized(Array(text.utf8), settings, details: true)
  }

  /// By the rule that matched last; but a word that ends in digits is no number.
  @Test func kindsAreICUsButForNumbers() throws {
    let result = try made("Pi: 3.14 A1 Я1 1A カタ 漢字 ไทย ½ Ⅳ ١٢ 😀!", TokenizerSettings(boundary: .none))
    #expect(
      Array(zip(result.tokens, result.kinds)).map { "\($0) \($1)" }
        == [
          "Pi letter", ": other", "3.14 number", "A1 letter", "Я1 letter", "1A letter", "カタ ideograph", "漢字 ideograph",
          "ไทย letter", "½ other", "Ⅳ letter", "١٢ number", "😀 other", "! other",
        ])
    #expect(
      [0, 99, 100, 199, 200, 299, 300, 399, 400, 499].map { TokenKind(status: $0) }
        == [.other, .other, .number, .number, .letter, .letter, .kana, .kana, .ideograph, .ideograph])
  }

  @Test func keptTokens() throws {
    func kept(_ keep: KeptTokens, _ boundary: Boundary = .line) throws -> [[String]] {
      try made("On 3 May, we – 5!\n...\n7\n漢字", TokenizerSettings(boundary: boundary, keep: keep)).segments
    }
    #expect(try kept(.all) == [["On", "3", "May", ",", "we", "–", "5", "!"], [".", ".", "."], ["7"], ["漢字"]])
    #expect(try kept(.words) == [["On", "3", "May", "we", "5"], [], ["7"], ["漢字"]])
    #expect(try kept(.letters) == [["On", "May", "we"], [], [], ["漢字"]])
    // A line of dots is not blank, although none of it is kept.
    #expect(try kept(.words, .paragraph) == [["On", "3", "May", "we", "5", "7", "漢字"]])
  }

  @Test func numbersAreMasked() throws {
    let text = "3.14 and 10,000 x2 1st ١٢٣ 5-6 $7\n42\n"
    let result = try made(text, TokenizerSettings(numbers: .mask))
    #expect(
      result.segments == [
        ["<num>", "and", "<num>", "x2", "1st", "<num>", "<num>", "-", "<num>", "$", "<num>"], ["<num>"],
      ])
    let bytes = Array(text.utf8)
    #expect(
      zip(result.tokens, result.places.filter { !$0.isEmpty }).filter { $0.0 == "<num>" }
        .map { String(decoding: bytes[$1], as: UTF8.self) } == ["3.14", "10,000", "١٢٣", "5", "6", "7", "42"])
    #expect(try made(text, TokenizerSettings(keep: .letters, numbers: .mask)).segments == [["and", "x2", "1st"], []])
    #expect(try made("1 a", TokenizerSettings(boundary: .none, numbers: .mask)).extents.map(\.bytes) == [1, 2])
  }

  @Test func sentences() throws {
    func sentences(_ text: String, locale: String = "") throws -> [[String]] {
      try made(text, TokenizerSettings(caseMapping: .lower, locale: locale, boundary: .sentence)).segments
    }
    #expect(
      try sentences("He came. \"Who?\" she said.\r\nNo end\r\n\r\n \r\nOne, e.g. this, U.S. law")
        == [
          ["he", "came", "."], ["\"", "who", "?", "\""], ["she", "said", "."], ["no", "end"],
          ["one", ",", "e.g", ".", "this", ",", "u.s", ".", "law"],
        ])
    #expect(try sentences("Τι; Ναι.", locale: "el") == [["τι", ";"], ["ναι", "."]])
    #expect(try sentences("Τι; Ναι.") == [["τι", ";", "ναι", "."]])
    #expect(try sentences("。。日本語。はい") == [["。", "。"], ["日本語", "。"], ["はい"]])
    #expect(try sentences(" \n\n").isEmpty)
    // Capitals decide, and they are looked at before they are mapped.
    #expect(try sentences("no. yes. NO. Yes") == [["no", ".", "yes", "."], ["no", "."], ["yes"]])
  }

  @Test func paragraphs() throws {
    for (unit, a, b, c) in [
      (TokenUnit.word, ["a", "b"], ["c"], ["d"]), (.whitespace, ["a", "b"], ["c"], ["d"]),
    ] {
      let settings = TokenizerSettings(unit: unit, boundary: .paragraph)
      for (text, bytes) in [
        ("a\nb\n\nc\n \t \nd", [5, 6, 1]), ("\n\na\nb\n\n\n\nc\n\n\nd\n\n", [7, 5, 4]),
        ("a\r\nb\r\n\r\nc\r\n \r\nd\r\n", [8, 6, 3]),
      ] {
        let result = try made(text, settings)
        #expect(result.segments == [a, b, c])
        #expect(result.extents.map(\.bytes).prefix(2) == bytes.prefix(2))
        #expect(result.extentSum.bytes == text.utf8.count)
      }
    }
    // White space is a token there, and a line of it is blank nevertheless.
    let clusters = try made("a\n  \nb\r\n\u{A0}\u{3000}\r\nc d", TokenizerSettings(unit: .char, boundary: .paragraph))
    #expect(clusters.segments == [["a", " ", " "], ["b", "\u{A0}", "\u{3000}"], ["c", " ", "d"]])
  }

  /// ICU's own sentences of the whole text, although it is read, mapped and divided in many pieces.
  @Test(arguments: [CaseMapping.keep, .fold]) func sentencesOfALongLine(caseMapping: CaseMapping) throws {
    var (dice, text) = (Dice(state: 71), [UInt8]())
    let some = [
      "Mr. Smith went. ", "He said \"no.\" Then ", "etc. and so on ", "in the U.S. (3.5 of it!) she... ", "日本語。",
      "Größe? ",
      "no end of words, ", "É. e\u{301}. ", "¿Qué? ", "ไทย ", "1. one 2. Two ", "…", "\u{A0}A.\u{AD} B ",
    ]
    while text.count < (takesLong ? 5_000_000 : 1_500_000) {
      text += some[Int.random(in: 0..<some.count, using: &dice)].utf8
    }
    let whole = try Divider(.sentences, path: .icu).boundaries(PaddedText(text)).ends
    let settings = TokenizerSettings(caseMapping: caseMapping, boundary: .sentence)
    let folder = try TemporaryFolder()
    var (ends, tokens) = ([UInt32](), 0)
    _ = try Tokenizer(settings).tokenize(.file(path: try folder.write("t", text)), details: true) { chunk, batch in
      for (span, place) in zip(batch.spans, batch.places) {
        if span.isSegmentEnd { ends.append(UInt32(place.upperBound + chunk.offset)) } else { tokens += 1 }
      }
    }
    #expect(ends == whole)
    #expect(tokens > text.count / 10)
  }
}
