import Corpus
import Foundation
import NGrams
import Testing
import Text

@testable import Experiment

@Suite struct ImportTokensTests {
  private func words(_ unit: TokenUnit, _ text: String) throws -> [String] {
    let fixture = try ImportFixture()
    let path = fixture.folder.path + "/u.txt"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let settings = CorpusSettings(
      tokenizer: TokenizerSettings(unit: unit), splitting: .shares(train: 100, valid: 0, test: 0))
    _ = try Tokenize(sources: [.train: [path]], name: "u", settings: settings)(fixture.bench)
    let tokens = try StoredCorpus("u", in: try fixture.bench.openForReading()).arpaTokens()
    return (0...tokens.vocabularySize).map { String(decoding: tokens.word($0), as: UTF8.self) }
  }

  /// As `lmctl tokenize --print` writes them.
  @Test func wordsAreThoseThatArePrinted() throws {
    #expect(try words(.char, "a a\u{A0}\n") == ["<unk>", "</s>", "a", #"\u{20}"#, #"\u{A0}"#, "<s>"])
    #expect(try words(.whitespace, "a\u{A0}b c\n") == ["<unk>", "</s>", "a\u{A0}b", "c", "<s>"])
  }
}
