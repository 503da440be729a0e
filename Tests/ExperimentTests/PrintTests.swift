import Experiment
import Foundation
import Testing
import Text

/// Printed tokens, plain and as JSON.
@Suite struct PrintTests {
  struct Object: Decodable, Equatable {
    let token: String
    let start: Int
    let end: Int
    let kind: String?
    var segment: Int?
    var sentence: Int?
    var source: String?
  }

  private let folder = TemporaryTexts()

  private func output(
    _ texts: [[UInt8]], _ settings: TokenizerSettings, _ form: Print.Form = .plain
  ) throws -> String {
    let paths = try texts.map { try folder.write($0) }
    var output: [UInt8] = []
    try Print(sources: paths, settings: settings, form: form)(folder.bench) {
      output += $0
      return true
    }
    return String(decoding: output, as: UTF8.self)
  }

  private func plain(_ text: String, _ settings: TokenizerSettings = TokenizerSettings()) throws -> String {
    try output([Array(text.utf8)], settings)
  }

  private func objects(_ texts: [[UInt8]], _ settings: TokenizerSettings) throws -> [Object] {
    try output(texts, settings, .json).split(separator: "\n").map {
      try JSONDecoder().decode(Object.self, from: Data($0.utf8))
    }
  }

  @Test func aSegmentIsALine() throws {
    #expect(try plain("One, two.\n\nthree\r\nfour") == "One , two .\n\nthree\nfour\n")
    #expect(try plain("a\n \n") == "a\n\n")
    #expect(try plain("a\n ") == "a\n\n")
    #expect(try plain("") == "")
    #expect(try plain("a\n\n b\n", TokenizerSettings(skipEmptyLines: true)) == "a\nb\n")
    #expect(try plain("One. Two\nthree.\n\n", TokenizerSettings(boundary: .sentence)) == "One .\nTwo\nthree .\n")
    #expect(try plain("a\nb\n\n\nc", TokenizerSettings(boundary: .paragraph)) == "a b\nc\n")
    #expect(try plain("a b\nc", TokenizerSettings(boundary: .none)) == "a\nb\nc\n")
    #expect(try output([Array("a\nb".utf8), [], Array("c\n".utf8)], TokenizerSettings()) == "a\nb\nc\n")
    let settings = TokenizerSettings(caseMapping: .fold, keep: .words, numbers: .mask)
    #expect(try plain("Straße, 3.5 km!\n", settings) == "strasse <num> km\n")
  }

  /// What was printed and is read as divided by white space gives the same again.
  @Test func whitespaceIsPrintedAsItIs() throws {
    let settings = TokenizerSettings(unit: .whitespace)
    let once = try plain("a \\n \\\\  \\alpha\t\u{A0}x\u{85}y\n\n z", settings)
    #expect(once == "a \\n \\\\ \\alpha \u{A0}x\u{85}y\n\nz\n")
    #expect(try plain(once, settings) == once)
  }

  @Test func whiteSpaceTokensAreEscaped() throws {
    let text = "a b\\\n\tc\u{2028}\r\n"
    let lines = try plain(text, TokenizerSettings(unit: .char))
    #expect(lines == #"a \u{20} b \"# + "\n" + #"\t c \u{2028}"# + "\n")
    #expect(try plain("a\r\nb", TokenizerSettings(unit: .char, boundary: .none)) == "a\n\\r\\n\nb\n")
  }

  /// `start..<end` are the bytes of the file that the token was, whatever it became.
  @Test(arguments: [[], [0xEF, 0xBB, 0xBF]] as [[UInt8]], Boundary.allCases)
  func placesAreOfTheFile(mark: [UInt8], boundary: Boundary) throws {
    let text = "Élan, “zwölf” 12.5\r\nＦｕｌｌ 日本語です。 A\u{30A}\n\nIch auch. Und"
    let bytes = mark + Array(text.utf8)
    let objects = try objects([bytes], TokenizerSettings(caseMapping: .keep, boundary: boundary))
    for object in objects { #expect(Array(object.token.utf8) == Array(bytes[object.start..<object.end])) }
    #expect(objects.map(\.token).prefix(7) == ["Élan", ",", "“", "zwölf", "”", "12.5", "Ｆｕｌｌ"])
    #expect(objects.map(\.kind).prefix(6) == ["letter", "other", "other", "letter", "other", "number"])
    let mapped = try self.objects(
      [bytes], TokenizerSettings(caseMapping: .fold, normalization: .nfkc, boundary: boundary))
    #expect(mapped.contains { $0.token == "full" && $0.end - $0.start == 12 })
    #expect(mapped.map(\.start).first == mark.count)
    #expect(zip(mapped, mapped.dropFirst()).allSatisfy { $0.end <= $1.start })
  }

  @Test func segmentsAreNumbered() throws {
    let text = Array("a. b\n\nc".utf8)
    let lines = try objects([text, text], TokenizerSettings())
    #expect(lines.map(\.segment) == [0, 0, 0, 2, 3, 3, 3, 5] && lines.allSatisfy { $0.sentence == nil })
    #expect(Set(lines.compactMap(\.source)).count == 2)
    let sentences = try objects([Array("Go. Stop.\n\nNow".utf8)], TokenizerSettings(boundary: .sentence))
    #expect(
      sentences.map(\.sentence) == [0, 0, 1, 1, 2] && sentences.allSatisfy { $0.segment == nil && $0.source == nil })
    let whole = try objects([text], TokenizerSettings(unit: .char, boundary: .none))
    #expect(whole.allSatisfy { $0.segment == nil && $0.kind == nil } && whole.count == 7)
  }

  /// Longer than a chunk: places go on counting, and a segment that is cut is one.
  @Test func longTexts() throws {
    let line = String(repeating: "Wörter über Wörter, ", count: 40)
    let text = Array((String(repeating: line, count: 2000) + "\n" + String(repeating: line + "\n", count: 1000)).utf8)
    let objects = try objects([text], TokenizerSettings())
    #expect(objects.allSatisfy { Array($0.token.utf8).elementsEqual(text[$0.start..<$0.end]) })
    #expect(objects.map(\.segment).last == 1000 && objects.count { $0.segment == 0 } == 2000 * 40 * 4)
    #expect(try output([text], TokenizerSettings()).split(separator: "\n").count == 1001)
  }

  @Test func whoStopsReadingEndsTheWork() throws {
    let path = try folder.write(Array(String(repeating: "a b c\n", count: 500_000).utf8))
    var calls = 0
    try Print(sources: [path], settings: TokenizerSettings(), form: .plain)(folder.bench) { _ in
      calls += 1
      return calls < 3
    }
    #expect(calls == 3)
  }

  /// The table of the README: what becomes of characters between two letters, by unit.
  @Test(arguments: [
    ("\n", ["a", "|", "b"], ["a", "|", "b"], ["a", "|", "b"]),
    ("\r\n", ["a", "|", "b"], ["a", "|", "b"], ["a", "|", "b"]),
    ("\r", ["a", "b"], ["a", "\r", "b"], ["a", "b"]), ("\u{C}", ["a", "b"], ["a", "\u{C}", "b"], ["a", "b"]),
    ("\u{B}", ["a", "b"], ["a", "\u{B}", "b"], ["a", "b"]), ("\t", ["a", "b"], ["a", "\t", "b"], ["a", "b"]),
    ("\u{85}", ["a", "b"], ["a", "\u{85}", "b"], ["a\u{85}b"]),
    ("\u{2028}", ["a", "b"], ["a", "\u{2028}", "b"], ["a\u{2028}b"]),
    ("\u{2029}", ["a", "b"], ["a", "\u{2029}", "b"], ["a\u{2029}b"]),
    ("\u{A0}", ["a", "b"], ["a", "\u{A0}", "b"], ["a\u{A0}b"]),
    ("\u{0}", ["a", "b"], ["a", "\u{0}", "b"], ["a\u{0}b"]),
    ("\u{1B}", ["a", "b"], ["a", "\u{1B}", "b"], ["a\u{1B}b"]),
    ("\u{202E}", ["a\u{202E}b"], ["a", "\u{202E}", "b"], ["a\u{202E}b"]),
    (" \u{202E} ", ["a", "b"], ["a", " ", "\u{202E}", " ", "b"], ["a", "\u{202E}", "b"]),
    ("\u{FEFF}", ["a\u{FEFF}b"], ["a", "\u{FEFF}", "b"], ["a\u{FEFF}b"]),
    ("\u{AD}", ["a\u{AD}b"], ["a", "\u{AD}", "b"], ["a\u{AD}b"]),
    ("\u{E000}", ["a", "\u{E000}", "b"], ["a", "\u{E000}", "b"], ["a\u{E000}b"]),
    ("\u{0378}", ["a", "\u{0378}", "b"], ["a", "\u{0378}", "b"], ["a\u{0378}b"]),
    ("\u{FFFF}", ["a", "\u{FFFF}", "b"], ["a", "\u{FFFF}", "b"], ["a\u{FFFF}b"]),
  ])
  func everyRowOfTheTable(between: String, word: [String], char: [String], whitespace: [String]) throws {
    for (unit, expected) in [(TokenUnit.word, word), (.char, char), (.whitespace, whitespace)] {
      // A mark at the start is no part of the text.
      let objects = try objects([Array("\u{FEFF}a\(between)b".utf8)], TokenizerSettings(unit: unit))
      var tokens: [String] = []
      for (index, object) in objects.enumerated() {
        if index > 0, object.segment != objects[index - 1].segment { tokens.append("|") }
        tokens.append(object.token)
      }
      #expect(tokens.map { Array($0.unicodeScalars) } == expected.map { Array($0.unicodeScalars) }, "\(unit)")
    }
  }
}

/// Files in a folder of their own, removed with the last reference.
final class TemporaryTexts {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
  private(set) var events: [String] = []
  private var count = 0

  init() { try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Keeps what is told.
  var bench: Workbench {
    Workbench(database: path + "/lm.sqlite", threads: 2, arguments: ["test"]) { event in
      switch event {
      case .note(let text): self.events.append("note: \(text)")
      case .warning(let text): self.events.append("warning: \(text)")
      default: break
      }
    }
  }

  func write(_ bytes: [UInt8], to name: String? = nil) throws -> String {
    count += 1
    let file = path + "/" + (name ?? "\(count).txt")
    try Data(bytes).write(to: URL(filePath: file))
    return file
  }
}
