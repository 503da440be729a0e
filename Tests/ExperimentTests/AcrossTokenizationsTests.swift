import Corpus
import Foundation
import Ledger
import Testing
import Text

@testable import Experiment

@Suite struct AcrossTokenizationsTests {
  /// One text by words, by characters and by white space: those that lose nothing stand side by side, by bits.
  @Test func oneTextInSeveralWays() throws {
    let fixture = try ScoreFixture(models: [.wittenBell])
    try fixture.write(String(repeating: "ab ba\nba ab\n", count: 60), to: "t.txt")
    for (name, unit) in [("chars", TokenUnit.char), ("spaces", .whitespace), ("words", .word)] {
      let tokenizer = TokenizerSettings(unit: unit)
      _ = try Tokenize(
        sources: [.train: [fixture.path("t.txt")]], name: name, settings: CorpusSettings(tokenizer: tokenizer))(
          fixture.bench)
      try TrainNGrams(corpus: name, orders: [2], smoothings: [.laplace])(fixture.bench)
    }
    let ledger = try fixture.bench.openForReading()
    let groups = try AcrossTokenizations.groups(ledger.leaderboard(split: .test), in: ledger)
    #expect(groups.count == 1)
    let group = try #require(groups.first)
    #expect(group.corpora == ["chars", "spaces", "words"] && group.split == "test")
    #expect(Set(group.rows.map(\.corpus)) == ["chars", "spaces"])
    #expect(group.leftOut.keys.sorted() == ["words"])
    let bits = group.rows.compactMap(\.bitsPerCharacter)
    #expect(bits == bits.sorted())
  }
}
