import Foundation
import Testing

@testable import Report

@Suite struct JSONTextTests {
  /// Every text comes back, and nothing in the string acts on a terminal.
  @Test func stringsAreReadBack() throws {
    for text in hostileTexts + ["\u{0}", "\u{10FFFF}", "\u{FFFF}", "\u{E007F}", "/"] {
      let string = JSONText.string(text)
      #expect(try JSONDecoder().decode(String.self, from: Data(string.utf8)) == text, "\(string)")
      #expect(obeyed(string).isEmpty && !string.contains("\n"))
    }
    #expect(JSONText.string("a\u{1B}\u{E0041}\"") == #""a\u001b\udb40\udc41\"""#)
  }

  /// The same of what JSONEncoder has written, keys too.
  @Test func finishedJSONMeansTheSame() throws {
    let value = Dictionary(hostileTexts.map { ($0, [$0, "x\($0)"]) }) { $1 }
    let json = try JSONText.pretty(value)
    #expect(try JSONDecoder().decode([String: [String]].self, from: Data(json.utf8)) == value)
    #expect(obeyed(json).isEmpty && json.contains(#"\u009b"#) && json.contains("日本語"))
  }
}
