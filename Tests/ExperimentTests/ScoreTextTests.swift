import Foundation
import Testing
import Text

@testable import Experiment

@Suite struct ScoreTextTests {
  private func read(_ texts: [String], _ settings: TokenizerSettings, ends: Bool = true) throws -> (
    ids: [UInt32], tokens: [String]
  ) {
    let hasEOS = settings.boundary != .none
    let tokens = ["<unk>"] + (hasEOS ? ["<eos>"] : []) + ["a", "b", "c"]
    let vocabulary = try ScoreVocabulary(tokens: tokens.map { Array($0.utf8) }, specials: hasEOS ? 2 : 1)
    var text = ScoreText(settings, vocabulary, keepsTokens: true)
    var found: (ids: [UInt32], tokens: [String]) = ([], [])
    for content in texts {
      let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
      try content.write(toFile: path, atomically: true, encoding: .utf8)
      defer { try? FileManager.default.removeItem(atPath: path) }
      _ = try text.read(.file(path: path), with: try Tokenizer(settings), endsSegments: ends) { piece, _ in
        found.ids += piece.ids
        found.tokens += piece.ids.indices.map { String(decoding: piece.token($0), as: UTF8.self) }
      }
    }
    return found
  }

  /// Segments end where those of a corpus do: at line ends, at sources' ends, and empty ones count unless dropped.
  @Test func segmentsAreThoseOfACorpus() throws {
    let words = TokenizerSettings(unit: .whitespace)
    let found = try read(["a b\n\nz", "c\n"], words)
    #expect(found.ids == [2, 3, 1, 1, 0, 1, 4, 1])
    #expect(found.tokens == ["a", "b", "", "", "z", "", "c", ""])
    #expect(try read(["a\n\n \nb"], TokenizerSettings(unit: .whitespace, skipEmptyLines: true)).ids == [2, 1, 3, 1])
    #expect(
      try read(["a b\nc\n\n\na"], TokenizerSettings(unit: .whitespace, boundary: .paragraph)).ids == [2, 3, 4, 1, 2, 1])
    #expect(try read(["a\nb\n", "c"], TokenizerSettings(unit: .whitespace, boundary: .none)).ids == [1, 2, 3])
    #expect(
      try read(["A. B b. \n"], TokenizerSettings(caseMapping: .lower, boundary: .sentence, keep: .words)).ids == [
        2, 1, 3, 3, 1,
      ])
    #expect(try read([""], words).ids == [])
    #expect(try read(["a b\nc"], words, ends: false).ids == [2, 3, 1, 4])
  }
}
