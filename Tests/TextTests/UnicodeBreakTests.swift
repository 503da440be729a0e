import Foundation
import Testing

@testable import Text

/// Where Debian's package `unicode-data` puts the files.
private let folder = "/usr/share/unicode/auxiliary"

/// Unicode's own tests of boundaries: ICU's result on every line, and as many lines as ICU 72 passes.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: folder), "install the package unicode-data"))
struct UnicodeBreakTests {
  private struct Line {
    var text: [UInt8] = []
    var ends: [UInt32] = []
  }

  /// "÷ 0061 × 0301 ÷ # …": the characters, and where a boundary stands.
  private func lines(_ name: String) throws -> [Line] {
    let file = try String(contentsOfFile: "\(folder)/\(name)BreakTest.txt", encoding: .utf8)
    return try file.split(separator: "\n").compactMap { row in
      let fields = row.prefix { $0 != "#" }.split(whereSeparator: { $0 == " " || $0 == "\t" })
      guard !fields.isEmpty else { return nil }
      var line = Line()
      for field in fields.dropFirst() {
        if field == "÷" {
          line.ends.append(UInt32(line.text.count))
        } else if field != "×" {
          let scalar = try #require(UInt32(field, radix: 16).flatMap(Unicode.Scalar.init))
          line.text += String(Character(scalar)).utf8
        }
      }
      return line
    }
  }

  private func passed(_ division: Division, _ lines: [Line], locale: String) throws -> Int {
    let dividers = try Divider.all(division, locale: locale)
    var passed = 0
    for line in lines {
      let text = PaddedText(line.text)
      #expect(try dividers.disagreement(on: text) == nil)
      if try dividers[dividers.count - 1].boundaries(text).ends == line.ends { passed += 1 }
    }
    return passed
  }

  @Test func graphemes() throws {
    let lines = try lines("Grapheme")
    #expect(lines.count == 602)
    #expect(try passed(.graphemes, lines, locale: "") == 602)
  }

  @Test func sentences() throws {
    let lines = try lines("Sentence")
    #expect(lines.count == 502)
    #expect(try passed(.sentences, lines, locale: "") == 502)
  }

  /// ICU's root has rules of its own for the colon.
  @Test(arguments: [("", 1808), ("fi", 1823), ("sv", 1823)]) func words(locale: String, count: Int) throws {
    let lines = try lines("Word")
    #expect(lines.count == 1823)
    #expect(try passed(.words, lines, locale: locale) == count)
    if locale.isEmpty { #expect(lines.count { $0.text.contains(0x3A) } >= 15) }
  }
}
