import Foundation
import Platform
import Testing

@testable import Text

/// Files as people have them: old encodings, marks, broken UTF-8, gzip.
///
/// They are not part of the project: `LMCTL_CORPORA` names a folder that has them in `bad`.
private let corpora = ProcessInfo.processInfo.environment["LMCTL_CORPORA"]

@Suite(.enabled(if: corpora != nil, "LMCTL_CORPORA names no folder")) struct BadCorporaTests {
  private func path(_ name: String) throws -> String { try #require(corpora) + "/bad/" + name }

  private func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: try path(name))))
  }

  private func read(
    _ name: String, _ decoding: Decoding = Decoding(), chunkSize: Int = TextReader.chunkSize,
    blockSize: Int = SourceBytes.blockSize
  ) throws -> (text: [UInt8], summary: SourceSummary) {
    var reader = try TextReader(
      .file(path: try path(name)), decoding, cuts: SafeCuts(rules: nil, sentences: nil), chunkSize: chunkSize,
      blockSize: blockSize)
    var text: [UInt8] = []
    while let chunk = try reader.next() { text += chunk.bytes }
    return (text, reader.summary())
  }

  static let legacy: [(file: String, encoding: String, detected: String)] = [
    ("de.iso-8859-15.txt", "ISO-8859-15", "ISO-8859-15"), ("de.windows-1252.txt", "windows-1252", "windows-1252"),
    ("de.utf-32le-bom.txt", "UTF-32LE", "UTF-32LE"), ("ja.euc-jp.txt", "EUC-JP", "EUC-JP"),
    ("ja.iso-2022-jp.txt", "ISO-2022-JP", "ISO-2022-JP"), ("ja.shift_jis.txt", "Shift_JIS", "Shift_JIS"),
    ("ja.utf-16be-bom.txt", "UTF-16BE", "UTF-16BE"), ("ja.utf-16le-bom.txt", "UTF-16LE", "UTF-16LE"),
    ("ja.utf-8-bom.txt", "UTF-8", "UTF-8"), ("ko.euc-kr.txt", "EUC-KR", "EUC-KR"),
    ("ru.koi8-r.txt", "KOI8-R", "KOI8-R"), ("ru.windows-1251.txt", "windows-1251", "windows-1251"),
    ("zh.gb18030.txt", "GB18030", "GB18030"),
  ]

  /// The text that a file of an encoding should have: the Russian ones have "?" for what their encodings lack.
  private func reference(_ file: String) throws -> [UInt8] {
    let language = file.prefix(2)
    let reference = try bytes("reference.\(language).utf8.txt")
    guard language == "ru" else { return reference }
    let letters = String(decoding: reference, as: UTF8.self).unicodeScalars
    let known = try file.contains("koi8") ? Self.koi8 : Self.windows1251
    return Array(String(String.UnicodeScalarView(letters.map { known.contains($0) ? $0 : "?" })).utf8)
  }

  /// Every scalar that one byte of an encoding stands for.
  private static func repertoire(_ encoding: String) throws -> Set<Unicode.Scalar> {
    var text: [UInt8] = []
    var bytes = (0...255).map { UInt8($0) }
    _ = try TextDecoder(encoding, .skip).decode(&bytes, flush: true, into: &text)
    return Set(String(decoding: text, as: UTF8.self).unicodeScalars)
  }
  private static var koi8: Set<Unicode.Scalar> { get throws { try repertoire("KOI8-R") } }
  private static var windows1251: Set<Unicode.Scalar> { get throws { try repertoire("windows-1251") } }

  @Test(arguments: legacy) func legacyFilesDecode(file: String, encoding: String, detected: String) throws {
    let reference = try reference(file)
    let named = try read(file, Decoding(encoding: .named(encoding)))
    #expect(named.text == reference)
    #expect(named.summary.encoding == encoding && named.summary.confidence == nil && named.summary.invalid == 0)
    let automatic = try read(file, Decoding(encoding: .automatic))
    #expect(automatic.text == reference)
    #expect(automatic.summary.encoding == detected)
    #expect(automatic.summary.confidence ?? 0 >= 30)
    #expect(automatic.summary.sha256 == SHA256.digest(of: try bytes(file)))
    // A reader's pieces change nothing.
    for (chunkSize, blockSize) in [(1, 7), (1000, 333), (1 << 20, 4096)] {
      let decoding = Decoding(encoding: .named(encoding))
      #expect(try read(file, decoding, chunkSize: chunkSize, blockSize: blockSize).text == reference)
    }
  }

  @Test func theRussianFilesHaveFourteenQuestionMarks() throws {
    let asked = try bytes("reference.ru.utf8.txt").count { $0 == 0x3F }
    for file in ["ru.koi8-r.txt", "ru.windows-1251.txt"] {
      #expect(try reference(file).count { $0 == 0x3F } == asked + 14)
    }
  }

  @Test func utf16WithoutAMarkMustBeNamed() throws {
    let file = "ja.utf-16le-nobom.txt"
    #expect(try read(file, Decoding(encoding: .named("UTF-16LE"))).text == bytes("reference.ja.utf8.txt"))
    let error = #expect(throws: TextError.self) { try read(file, Decoding(encoding: .automatic)) }
    guard case .undetectedEncoding(_, let guesses) = error else { return }
    #expect(guesses.first == EncodingGuess(encoding: "UTF-16BE", confidence: 10))
    #expect(guesses.contains(EncodingGuess(encoding: "UTF-16LE", confidence: 10)))
  }

  /// Counts and digest from Python 3.11: `bytes.decode('utf-8', 'replace')`; one U+FFFD is the file's own.
  @Test func kuhnsTestIsRepairedAsByPython() throws {
    let file = "UTF-8-test.txt"
    let replaced = try read(file, Decoding(invalid: .replace))
    #expect(replaced.summary.invalid == 378)
    #expect(String(decoding: replaced.text, as: UTF8.self).unicodeScalars.count { $0 == "\u{FFFD}" } == 379)
    #expect(replaced.text.count == 23589)
    #expect(
      SHA256.digest(of: replaced.text).description == "62be89b15d5ba6cf434abe2b62790623d4be74a9b6572296a8dbc88c55bd1809"
    )
    let skipped = try read(file, Decoding(invalid: .skip))
    #expect(skipped.summary.invalid == 378 && skipped.text.count == 22455)
    #expect(throws: TextError.notUTF8(path: try path(file), line: 75, byteOffset: 4461)) { try read(file) }
    for (chunkSize, blockSize) in [(1, 1), (1, 7), (1000, 333)] {
      let pieces = try read(file, Decoding(invalid: .replace), chunkSize: chunkSize, blockSize: blockSize)
      #expect(pieces.text == replaced.text && pieces.summary == replaced.summary)
    }
  }

  @Test(arguments: [
    ("overlong.txt", 9, 1, 3), ("beyond-10ffff.txt", 10, 1, 3), ("surrogates-cesu8.txt", 9, 1, 3),
    ("latin1-in-utf8.txt", 2, 1, 33), ("truncated-multibyte-at-eof.txt", 1, 1, 21),
  ]) func brokenUTF8(file: String, invalid: Int, line: Int, offset: Int) throws {
    #expect(throws: TextError.notUTF8(path: try path(file), line: line, byteOffset: ByteOffset(offset))) {
      try read(file)
    }
    let replaced = try read(file, Decoding(invalid: .replace))
    #expect(replaced.text == Array(String(decoding: try bytes(file), as: UTF8.self).utf8))
    #expect(replaced.summary.invalid == invalid)
    #expect(try read(file, Decoding(invalid: .skip)).summary.invalid == invalid)
  }

  @Test(arguments: [
    "nfc-nfd.txt", "crlf.txt", "cr-only.txt", "nul-bytes.txt", "emoji-zwj-flags.txt", "no-final-newline.txt",
    "zalgo.txt",
    "empty.txt", "long-thai-no-spaces.txt", "tabs-newline-like-tokens.txt", "only-whitespace.txt",
    "controls-and-bidi.txt", "mixed-newlines.txt", "only-nul-64k.bin", "noncharacters.txt", "reference.zh.utf8.txt",
  ]) func whatIsUTF8StaysAsItIs(file: String) throws {
    for encoding in [Decoding.Encoding.utf8, .automatic] {
      let result = try read(file, Decoding(encoding: encoding))
      #expect(try result.text == bytes(file))
      #expect(result.summary.encoding == "UTF-8" && result.summary.invalid == 0)
    }
  }

  @Test func aMarkAloneIsNoText() throws {
    #expect(try read("only-bom.txt").text.isEmpty)
    #expect(try read("only-bom.txt", Decoding(encoding: .automatic)).text.isEmpty)
  }

  @Test func gzip() throws {
    let result = try read("text.gz")
    #expect(result.summary.isCompressed)
    #expect(result.summary.sha256 == SHA256.digest(of: try bytes("text.gz")))
    #expect(result.summary.extent.bytes == result.text.count)
    #expect(try read("text.gz", Decoding(encoding: .automatic)).text == result.text)
    #expect(throws: TextError.self) { try read("text.gz", Decoding(maxExpanded: result.text.count - 1)) }
  }
}
