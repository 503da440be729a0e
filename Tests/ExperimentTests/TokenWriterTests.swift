import Foundation
import Testing

@testable import Experiment

@Suite struct TokenWriterTests {
  private func written(_ token: String, _ form: TokenWriter.Form, escapesSpaces: Bool = true) -> String {
    var output: [UInt8] = Array(">".utf8)
    TokenWriter(form, escapesSpaces: escapesSpaces).append(Array(token.utf8)[...], to: &output)
    return String(decoding: output.dropFirst(), as: UTF8.self)
  }

  static let tokens = [
    "a", "don't", "日本", "é", "\\", "\"", "\u{1B}[31m", "\u{0}", "\u{7F}", "\u{9B}1m", "\u{202E}x", "\u{200D}", "👩‍👩‍👧",
    "\u{E000}",
    "\u{FFFF}", "\u{10FFFF}", "\u{85}", "\u{2028}", "\u{A0}", "\u{3000}", " ", "\n", "\r", "\t", "\u{B}", " \u{308}",
    "　あ", "ſ", "\u{1680}",
  ]

  /// White space in a token would look like that between tokens; nothing else is touched.
  @Test func exactButForWhiteSpace() {
    for token in Self.tokens {
      let text = written(token, .exact)
      #expect(!text.unicodeScalars.contains { $0.properties.isWhitespace })
      if !token.unicodeScalars.contains(where: { $0.properties.isWhitespace }) { #expect(text == token) }
      #expect(written(token, .exact, escapesSpaces: false) == token)
    }
    #expect(written("\n", .exact) == #"\n"# && written(" ", .exact) == #"\u{20}"# && written("\t", .exact) == #"\t"#)
    #expect(written(" \u{308}", .exact) == "\\u{20}\u{308}")
  }

  /// What is escaped is read back as an exported vocabulary is: for units `word` and `char`, where a token is either a
  /// backslash with marks, or has none.
  @Test func nothingIsLost() {
    for token in Self.tokens where token != "\\" {
      #expect(VocabularyLine.unescaped(written(token, .exact)) == Array(token.utf8))
      #expect(VocabularyLine.unescaped(written(token, .visible)) == Array(token.utf8))
    }
  }

  @Test func nothingActsOnATerminal() {
    for token in Self.tokens {
      for form in [TokenWriter.Form.visible, .json] {
        for escapesSpaces in [true, false] {
          let text = written(token, form, escapesSpaces: escapesSpaces)
          #expect(
            !text.unicodeScalars.contains {
              [.control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned].contains(
                $0.properties.generalCategory)
            })
        }
      }
    }
    #expect(written("\u{1B}[2J", .visible) == #"\u{1B}[2J"#)
    #expect(written("naïve", .visible) == "naïve")
  }

  @Test func jsonReadsTheSame() throws {
    for token in Self.tokens {
      let json = Data("[\"\(written(token, .json))\"]".utf8)
      #expect(try JSONSerialization.jsonObject(with: json) as? [String] == [token])
    }
    #expect(written("\u{10FFFF}", .json) == #"\uDBFF\uDFFF"#)
  }
}
