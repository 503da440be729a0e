import Corpus
import Experiment
import Foundation
import Report
import Testing
import Text

@Suite struct SourceNotesTests {
  private let folder = TemporaryTexts()

  private func events(_ texts: [[UInt8]], _ settings: TokenizerSettings) throws -> [String] {
    let paths = try texts.map { try folder.write($0) }
    try Print(sources: paths, settings: settings, form: .plain)(folder.bench) { _ in true }
    return folder.events
  }

  @Test func plainTextNeedsNone() throws {
    #expect(try events([Array("naïve\r\ntext\n".utf8), []], TokenizerSettings()).isEmpty)
  }

  @Test func whatWasNoTextIsAWarning() throws {
    let broken: [UInt8] = [0x61, 0xFF, 0x20, 0xC3, 0x0A]
    let replaced = try events([broken], TokenizerSettings(decoding: Decoding(invalid: .replace)))
    #expect(replaced.count == 1 && replaced[0].hasPrefix("warning: ") && replaced[0].contains("2 places are not UTF-8"))
    let skipped = try events([[0x61, 0xFF]], TokenizerSettings(decoding: Decoding(invalid: .skip)))
    #expect(skipped.last?.contains("1 place is not UTF-8, and was left out") == true)
  }

  @Test func whatWasFoundIsANote() throws {
    let german = Array("Die Größe der Bäume überrascht auch heute noch für ältere Gäste schön.\n".unicodeScalars).map {
      UInt8($0.value)
    }
    let found = try events([german], TokenizerSettings(decoding: Decoding(encoding: .automatic)))
    #expect(found.count == 1 && found[0].hasPrefix("note: ") && found[0].contains("windows-1252, confidence"))
  }

  /// A file of old Mac OS would be one line, and nobody would know why.
  @Test func linesThatEndInReturnsAreAWarning() throws {
    let old = Array("one\rtwo\rthree\r".utf8)
    let warned = try events([old], TokenizerSettings())
    #expect(warned.count == 1 && warned[0].contains("3 carriage returns") && warned[0].contains("tr '\\r' '\\n'"))
    #expect(try events([old], TokenizerSettings(boundary: .sentence)).count == 1)
    #expect(try events([Array("one\rtwo\nthree\n".utf8)], TokenizerSettings()).count == 1)
  }

  @Test func aFolderDoesNotFloodTheTerminal() throws {
    let many = try events(
      Array(repeating: [0xFF, 0x0A], count: 12), TokenizerSettings(decoding: Decoding(invalid: .skip)))
    #expect(many.count == 6 && many.last == "warning: and 7 more files like these")
  }

  /// One text in two splits, or twice in one, is a warning that names both; an empty file is none.
  @Test func aTextThatIsReadTwiceIsAWarning() throws {
    let text = Array("a b\n".utf8)
    let paths = try [text, Array("b a\n".utf8), text, [], [], Array("e f\n".utf8)].map { try folder.write($0) }
    func warnings(_ sources: [Split.Name: [String]], _ name: String) throws -> [String] {
      let before = folder.events.count
      _ = try Tokenize(sources: sources, name: name, settings: CorpusSettings(splitting: .files))(folder.bench)
      return folder.events.dropFirst(before).filter { $0.contains("the very text of") }
    }
    let warned = try warnings([.train: [paths[1]], .valid: [paths[0]], .test: [paths[2]]], "a")
    #expect(warned == ["warning: \(paths[2]) (test) has the very text of \(paths[0]) (valid): is that meant?"])
    #expect(try warnings([.train: [paths[0], paths[2]], .valid: [paths[1]], .test: [paths[5]]], "b").count == 1)
    #expect(
      try warnings([.train: [paths[0], paths[3]], .valid: [paths[1], paths[4]], .test: [paths[5]]], "d").isEmpty)
    let bench = folder.bench
    for name in ["a", "b"] { try TrainNGrams(corpus: name, orders: [1], smoothings: [.laplace])(bench) }
    let twins = try ["a", "b"].map { try Compare(corpus: $0, split: nil)(bench).facts[0].twins }
    #expect(twins == [["valid": ["test"], "test": ["valid"]], [:]])
  }
}
