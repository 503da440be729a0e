import Corpus
import Foundation
import Testing
import Text

@Suite struct CorpusSettingsTests {
  /// They stand in databases: what was written is read again as it was.
  @Test func theyComeBackFromJSON() throws {
    for settings in [
      CorpusSettings(),
      CorpusSettings(
        tokenizer: TokenizerSettings(unit: .char, caseMapping: .fold, locale: "tr", boundary: .sentence),
        splitting: .files, minCount: 3, maxVocabulary: 100, maxTokens: 1 << 40),
      CorpusSettings(
        tokenizer: TokenizerSettings(caseMapping: .lower, boundary: .paragraph, keep: .letters, numbers: .mask),
        splitting: .shares(train: 50, valid: 20, test: 30)),
    ] {
      let json = try JSONEncoder().encode(settings)
      #expect(try JSONDecoder().decode(CorpusSettings.self, from: json) == settings)
    }
  }

  @Test func theUsualOnes() {
    let usual = CorpusSettings()
    #expect(usual.splitting == .shares(train: 80, valid: 10, test: 10))
    #expect(usual.minCount == 1 && usual.maxVocabulary == nil && usual.maxTokens == nil)
    #expect(usual.tokenizer == TokenizerSettings())
  }
}
