import Foundation
import Testing
import Text

@testable import Experiment

@Suite struct ScoreVocabularyTests {
  private func ids(_ text: String, _ tokens: [String], specials: Int = 2, mostTypes: Int = 100) throws -> [UInt32] {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    var vocabulary = try ScoreVocabulary(
      tokens: tokens.map { Array($0.utf8) }, specials: specials, mostTypes: mostTypes)
    var ids: [UInt32] = []
    _ = try Tokenizer(TokenizerSettings(unit: .whitespace)).tokenize(.file(path: path)) { _, batch in
      try vocabulary.append(batch, to: &ids)
    }
    return ids
  }

  @Test func tokensGetTheirIdsAndOthersNone() throws {
    let end = ScoreVocabulary.segmentEnd
    #expect(try ids("b a b\nzzz a\n", ["<unk>", "<eos>", "a", "b"]) == [3, 2, 3, end, 0, 2, end])
    // What looks like a special token is not one; a literal <unk> means an unknown word.
    #expect(try ids("<unk> a\n", ["<unk>", "<eos>", "a"]) == [0, 2, end])
    #expect(try ids("a\n", ["<unk>", "a"], specials: 1) == [1, end])
  }

  /// Types are forgotten when there are too many of them; ids stay the same.
  @Test func forgettingChangesNothing() throws {
    // Several batches of 64 KiB, each with types of its own.
    let words = (0..<40_000).map { "w\($0 * 7919 % 20_011)" }
    let tokens = ["<unk>", "<eos>"] + (0..<5000).map { "w\($0)" }
    let text = words.joined(separator: " ") + "\n"
    let expected = words.map { word in UInt32(tokens.firstIndex(of: word).map { $0 < 2 ? 0 : $0 } ?? 0) }
    for most in [1, 1000, 1 << 21] {
      #expect(try ids(text, tokens, mostTypes: most) == expected + [ScoreVocabulary.segmentEnd])
    }
  }
}
