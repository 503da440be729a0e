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

  /// Corpora of the fixture's texts, each with a model; by their names those that stand side by side.
  private func groups(
    _ fixture: ScoreFixture, _ corpora: [(name: String, sources: [Split.Name: [String]], splitting: Splitting)],
    on split: SplitName
  ) throws -> [[String]] {
    for (name, sources, splitting) in corpora {
      let settings = CorpusSettings(tokenizer: TokenizerSettings(unit: .char), splitting: splitting)
      _ = try Tokenize(sources: sources, name: name, settings: settings)(fixture.bench)
      try TrainNGrams(corpus: name, orders: [1], smoothings: [.laplace])(fixture.bench)
    }
    let ledger = try fixture.bench.openForReading()
    return try AcrossTokenizations.groups(ledger.leaderboard(split: split), in: ledger).map(\.corpora)
  }

  /// A tenth of a text is another text where it lies elsewhere, and another task where more was trained on.
  @Test func asLongIsNotTheSame() throws {
    let fixture = try ScoreFixture(models: [])
    try fixture.write(String(repeating: "abba\n", count: 100), to: "t.txt")
    let sources = [Split.Name.train: [fixture.path("t.txt")]]
    let corpora = [("a", 80, 10), ("b", 70, 10), ("e", 20, 70), ("d", 80, 10)].map { name, train, valid in
      (name, sources, Splitting.shares(train: train, valid: valid, test: 100 - train - valid))
    }
    #expect(try groups(fixture, corpora, on: .valid) == [["a", "d"]])
    let ledger = try fixture.bench.openForReading()
    let test = try AcrossTokenizations.groups(ledger.leaderboard(split: .test), in: ledger)
    #expect(test.map(\.corpora) == [["a", "d"]])
  }

  /// The same files in the same order, with another one of them in `train`.
  @Test func filesOfOtherSplits() throws {
    let fixture = try ScoreFixture(models: [])
    for (name, count) in [("a", 40), ("b", 20), ("d", 10)] {
      try fixture.write(String(repeating: "\(name)b ba\n", count: count), to: name)
    }
    let (a, b, d) = (fixture.path("a"), fixture.path("b"), fixture.path("d"))
    let corpora: [(String, [Split.Name: [String]], Splitting)] = [
      ("more", [.train: [a, b], .valid: [d], .test: [d]], .files),
      ("less", [.train: [a], .valid: [b, d], .test: [d]], .files),
      ("again", [.train: [a], .valid: [b, d], .test: [d]], .files),
    ]
    #expect(try groups(fixture, corpora, on: .test) == [["again", "less"]])
  }
}
