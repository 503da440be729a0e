import Corpus
import Foundation
import Ledger
import Testing
import Text

@testable import Experiment

@Suite struct KeynessListTests {
  /// 840 tokens against 720: "the" 240 : 120, "in" 120 : 120, all others in one text alone.
  @Test func bothDirections() throws {
    let fixture = try StatsFixture()
    let keyness = try #require(try fixture.stats { $0.against = "b" }.keyness)
    #expect(keyness.tokens == 840 && keyness.referenceTokens == 720)
    #expect(Set(keyness.key.map(\.type)) == ["sea", "swims", "whale", "white", "the"])
    // By falling G², ties by their bytes.
    #expect(keyness.key.map(\.type) == ["sea", "swims", "whale", "white", "the"])
    #expect(keyness.avoided.map(\.type) == ["a", "dog", "house", "sleeps", "in"])
    let the = try #require(keyness.key.last)
    #expect(the.count == 240 && the.referenceCount == 120)
    #expect(abs(try #require(the.logRatio) - log2((240.0 / 840) / (120.0 / 720))) < 1e-12)
    let share = 360.0 / 1560
    let expected = 2 * (240 * log(240 / (share * 840)) + 120 * log(120 / (share * 720)))
    #expect(abs(the.logLikelihood - expected) < 1e-9)
    // A count of 0 is taken as ½.
    #expect(abs(try #require(keyness.key[0].logRatio) - log2((120.0 / 840) / (0.5 / 720))) < 1e-12)
    #expect(keyness.recipe.contains("1/2"))
  }

  @Test func againstItselfNothingIsKey() throws {
    let keyness = try #require(try StatsFixture().stats { $0.against = "a" }.keyness)
    #expect(keyness.key.isEmpty && keyness.avoided.isEmpty)
  }

  /// Shares of splits do not change what a type is; folding its case does.
  @Test func otherRulesAreNoticed() throws {
    let fixture = try StatsFixture()
    let text = fixture.folder.path + "/b.txt"
    for (name, settings) in [
      ("shares", CorpusSettings()), ("cut", CorpusSettings(minCount: 3)),
      ("lower", CorpusSettings(tokenizer: TokenizerSettings(caseMapping: .lower))),
    ] {
      _ = try Tokenize(sources: [.train: [text]], name: name, settings: settings)(fixture.bench)
    }
    let ledger = try Ledger.open(fixture.bench.database, for: .reading)
    let a = try ledger.corpus(named: "a")
    let differ = try ["b", "shares", "cut", "lower"].map { KeynessList.differ(a, try ledger.corpus(named: $0)) }
    #expect(differ == [false, false, true, true])
  }

  @Test func asManyAsAreAsked() throws {
    let keyness = try #require(
      try StatsFixture().stats {
        $0.against = "b"
        $0.keywords = 2
      }.keyness)
    #expect(keyness.key.count == 2 && keyness.avoided.count == 2)
  }
}
