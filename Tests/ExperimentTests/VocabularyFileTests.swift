import Foundation
import Testing

@testable import Experiment

@Suite struct VocabularyFileTests {
  private let folder = TemporaryTexts()
  private static let start = "id\tcount\trank\ttoken\n0\t5\t\t<unk>\n"

  private func read(_ text: String) throws -> VocabularyFile {
    try VocabularyFile(folder.write(Array(text.utf8), to: "v.tsv")) { _ in }
  }

  @Test func whatExportWrites() throws {
    let file = try read(Self.start + "1\t3\t\t<eos>\n2\t9\t1\tthe\n3\t0\t3\ta\\tb\\u{202E}\\\\\n4\t1\t2\té\n")
    #expect(file.hasEOS && file.types.map { String(decoding: $0, as: UTF8.self) } == ["the", "a\tb\u{202E}\\", "é"])
    #expect(try !read(Self.start + "1\t9\t1\tthe\n").hasEOS)
  }

  /// Longer than what is read at a time, with lines across its ends.
  @Test func longFiles() throws {
    let words = (1...200_000).map { "w\($0)" }
    let lines = words.enumerated().map { "\($0 + 1)\t1\t\($0 + 1)\t\($1)\n" }.joined()
    #expect(try read(Self.start + lines).types == words.map { Array($0.utf8) })
  }

  @Test(arguments: [
    ("", 1, "cut off|no types"), ("id,count\n", 1, "columns"), ("id\tcount\trank\ttoken\n", 2, "no types"),
    (start, 3, "no types"), (start + "1\t9\t1\tthe", 3, "cut off"), (start + "2\t9\t1\tthe\n", 3, "id 2"),
    (start + "1\t9\tthe\n", 3, "columns"), (start + "1\t-9\t1\tthe\n", 3, "columns"),
    (start + "1\t9\t1\t\n", 3, "columns"), (start + "1\t9\t1\ta\\q\n", 3, "columns"),
    (start + "1\t9\t1\tthe\n2\t9\t2\tthe\n", 4, "twice"), (start + "1\t9\t1\t<unk>\n", 3, "twice"),
    (start + "1\t9\t1\tthe\n2\t9\t\t<eos>\n", 4, "without a rank"), (start + "1\t9\t\tthe\n", 3, "without a rank"),
    (start + "1\t9\t1\tthe\r\n", 3, "control"), ("id\tcount\trank\ttoken\r\n", 1, "columns"),
    ("id\tcount\trank\ttoken\n0\t1\t1\tthe\n", 2, "<unk>"), (start + "1\t9\t1\t\u{1B}[2J\n", 3, "control"),
    (start + "1\t99999999999999999999999\t1\tx\n", 3, "columns"),
  ])
  func whatItIsNot(text: String, line: Int, words: String) throws {
    do {
      _ = try read(text)
      Issue.record("accepted: \(text.debugDescription)")
    } catch ExperimentError.badVocabulary(let path, let found, let reason) {
      #expect(path.hasSuffix("v.tsv") && found == line, "\(reason)")
      #expect(words.split(separator: "|").contains { reason.contains($0) }, "\(reason)")
    }
  }

  @Test func bytesThatAreNoText() throws {
    let path = try folder.write(Array(Self.start.utf8) + [0x31, 0x09, 0x31, 0x09, 0x31, 0x09, 0xFF, 0x0A])
    #expect(throws: ExperimentError.badVocabulary(path: path, line: 3, reason: "not UTF-8")) {
      try VocabularyFile(path) { _ in }
    }
    #expect(throws: ExperimentError.self) { try VocabularyFile(folder.path + "/none") { _ in } }
  }
}
