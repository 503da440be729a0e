import Corpus
import Evaluation
import Foundation
import Ledger
import Report
import Testing

@testable import Experiment

@Suite struct CacheTests {
  /// Stored, opened, scored again: the same; and better than the model alone on a text that repeats itself.
  @Test func aCacheOverAModel() throws {
    let fixture = NGramFixture(try ScoreFixture(models: [.laplace]))
    #expect(try Cache(model: "laplace-3")(fixture.bench) == "laplace-3+cache")
    #expect(fixture.notes.contains { $0.hasPrefix("laplace-3+cache: ") && $0.contains("positions of valid") })
    let ledger = try fixture.bench.openForReading()
    let corpus = try StoredCorpus("c", in: ledger)
    let base = try ledger.model(named: "laplace-3", in: corpus.record)
    let stored = try StoredModel("laplace-3+cache", of: corpus, in: ledger, fixture.bench)
    let model = stored.record
    #expect(model.kind == "cache" && model.context == .stream && model.isNormalized && model.unseen == "uniform")
    #expect(model.parameters == base.parameters)
    let settings = try JSONDecoder().decode(CacheSettings.self, from: Data(model.settings.utf8))
    #expect(UnigramCache.windows.contains(settings.window) && settings.weight > 0 && settings.weight < 1)
    let components = try ledger.components(of: model)
    #expect(components.map(\.role) == ["base", "cache"] && components.map(\.componentID) == [base.id, nil])
    #expect(components.compactMap(\.weight) == [1 - settings.weight, settings.weight])

    func scores(_ model: some LanguageModel, _ split: SplitName) throws -> [Double] {
      var state = model.start()
      return model.score(try corpus.ids(split == .valid ? .valid : .test), from: &state)
    }
    for split in [SplitName.valid, .test] {
      let score = try #require(try ledger.scores(of: model).first { $0.split == split })
      #expect(try ledger.loadArtifact(score.artifactID, as: Double.self) == scores(stored.model, split))
    }
    let both = try ["laplace-3", "laplace-3+cache"].map { name in
      try ledger.scores(of: ledger.model(named: name, in: corpus.record)).first { $0.split == .valid }?.perplexity ?? 0
    }
    #expect(both[1] < both[0], "\(both)")
    #expect(abs(stored.model.sumAtStart - 1) < 1e-6)
  }

  /// `<unk>` is counted where training has it, and only there.
  @Test func unknownTokensAreCountedWhereTrainingHasThem() throws {
    let fixture = NGramFixture(try ScoreFixture(models: []))
    for (corpus, minCount) in [("c", 1), ("rare", 2)] {
      if minCount > 1 {
        let splits = ["train", "valid", "test"].map { [fixture.fixture.path("\($0).txt")] }
        _ = try Tokenize(
          sources: [.train: splits[0], .valid: splits[1], .test: splits[2]], name: corpus,
          settings: CorpusSettings(splitting: .files, minCount: minCount))(fixture.bench)
      }
      try TrainNGrams(corpus: corpus, orders: [2])(fixture.bench)
      try Cache(corpus: corpus, model: "laplace-2")(fixture.bench)
      let ledger = try fixture.bench.openForReading()
      let model = try ledger.model(named: "laplace-2+cache", in: ledger.corpus(named: corpus))
      let settings = try JSONDecoder().decode(CacheSettings.self, from: Data(model.settings.utf8))
      #expect(settings.countsUnknown == (minCount > 1))
    }
    #expect(
      fixture.notes.count { $0.contains("<unk>, which is never or hardly ever in train, is left out of it") } == 1)
  }

  /// One `<unk>` in `train`, which a cut of the vocabulary left, does not open the door to a text full of them.
  @Test func aSingleUnknownTokenIsNotEnough() throws {
    let fixture = NGramFixture(try ScoreFixture(models: []))
    let types = try fixture.stored().corpus.tokens.count - 2
    let splits = ["train", "valid", "test"].map { [fixture.fixture.path("\($0).txt")] }
    _ = try Tokenize(
      sources: [.train: splits[0], .valid: splits[1], .test: splits[2]], name: "one",
      settings: CorpusSettings(splitting: .files, maxVocabulary: types - 1))(fixture.bench)
    try TrainNGrams(corpus: "one", orders: [2])(fixture.bench)
    try Cache(corpus: "one", model: "laplace-2")(fixture.bench)
    let ledger = try fixture.bench.openForReading()
    let record = try ledger.corpus(named: "one")
    let train = try #require(try ledger.splits(of: record).first { $0.name == .train })
    #expect(train.oov == 1)
    let model = try ledger.model(named: "laplace-2+cache", in: record)
    let settings = try JSONDecoder().decode(CacheSettings.self, from: Data(model.settings.utf8))
    #expect(!settings.countsUnknown)
    #expect(fixture.notes.count { $0.contains("<unk>, which is never or hardly ever in train, is left out") } == 1)
    let facts = try CorpusFacts(of: record, in: ledger)
    #expect(facts.unknownInTraining == 1 && !facts.isUnknownTaught)
  }

  @Test func windowsThatAreGivenAreTried() throws {
    let fixture = try ScoreFixture()
    try Cache(model: "witten-bell-3", windows: [7], name: "seven")(fixture.bench)
    let ledger = try fixture.bench.openForReading()
    let model = try ledger.model(named: "seven", in: ledger.corpus(named: "c"))
    let settings = try JSONDecoder().decode(CacheSettings.self, from: Data(model.settings.utf8))
    #expect(settings.window == 7 && settings.windows == [7])
  }

  @Test func refusals() throws {
    let fixture = try ScoreFixture()
    #expect(throws: MixError.ownPart(name: "laplace-3")) {
      try Cache(model: "laplace-3", name: "laplace-3", replaces: true)(fixture.bench)
    }
    #expect(throws: LedgerError.self) { try Cache(model: "none")(fixture.bench) }
    #expect(throws: LedgerError.self) { try Cache(model: "laplace-3", name: "witten-bell-3")(fixture.bench) }
  }
}
