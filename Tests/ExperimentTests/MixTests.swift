import Corpus
import Evaluation
import Foundation
import Ledger
import Platform
import Testing

@testable import Experiment

@Suite struct MixTests {
  /// What is stored of a model on a split.
  private func array(_ name: String, _ split: SplitName, _ fixture: ScoreFixture) throws -> [Double] {
    let ledger = try fixture.bench.openForReading()
    let model = try ledger.model(named: name, in: ledger.corpus(named: "c"))
    let score = try #require(try ledger.scores(of: model).first { $0.split == split })
    return try ledger.loadArtifact(score.artifactID, as: Double.self)
  }

  private func perplexity(_ name: String, _ split: SplitName, _ fixture: ScoreFixture) throws -> Double {
    let ledger = try fixture.bench.openForReading()
    let model = try ledger.model(named: name, in: ledger.corpus(named: "c"))
    return try #require(try ledger.scores(of: model).first { $0.split == split }?.perplexity)
  }

  /// n-grams and a network: better on `valid` than each of them, weights that sum to 1, and a row like any other's.
  @Test func mixesNGramsAndNetworks() throws {
    let fixture = try ScoreFixture(network: true)
    let name = try Mix(models: ["witten-bell-3", "carry", "laplace-3"])(fixture.bench)
    #expect(name == "witten-bell-3+carry+laplace-3")
    let ledger = try fixture.bench.openForReading()
    let corpus = try ledger.corpus(named: "c")
    let model = try ledger.model(named: name, in: corpus)
    #expect(model.kind == "mixture" && model.smoothing == "linear" && model.context == .stream)
    #expect(model.isNormalized && model.unseen == "uniform")
    let parts = try ["witten-bell-3", "carry", "laplace-3"].map { try ledger.model(named: $0, in: corpus) }
    #expect(model.parameters == parts.reduce(3) { $0 + $1.parameters })
    for part in parts {
      #expect(try perplexity(name, .valid, fixture) <= perplexity(part.name, .valid, fixture) + 1e-6)
    }

    let components = try ledger.components(of: model)
    #expect(components.map(\.component) == parts.map(\.name) && components.map(\.componentID) == parts.map(\.id))
    #expect(components.allSatisfy { $0.role == "part" })
    let weights = components.compactMap(\.weight)
    #expect(abs(weights.reduce(0, +) - 1) < 1e-12)

    let settings = try JSONDecoder().decode(MixSettings.self, from: Data(model.settings.utf8))
    #expect(settings.method == .linear && settings.parts.map(\.weight) == weights)
    let valid = try array(name, .valid, fixture)
    #expect(settings.tunedOn == valid.count)
    #expect(abs(settings.nats + valid.reduce(0, +) / Double(valid.count)) < 1e-9)
    #expect(String(decoding: try ledger.loadArtifact(model.artifactID), as: UTF8.self) == model.settings)
    for split in [SplitName.valid, .test] {
      let arrays = try parts.map { try array($0.name, split, fixture) }
      #expect(try array(name, split, fixture) == LinearMixture.logProbabilities(arrays, weights: weights))
    }
    #expect(try ledger.leaderboard(split: .test).contains { $0.model == name && $0.place != nil })
  }

  /// The weights that no other do better than, on a grid.
  @Test func weightsAreTheBestOnValid() throws {
    let fixture = try ScoreFixture()
    let name = try Mix(models: ["witten-bell-3", "laplace-3"])(fixture.bench)
    let arrays = try ["witten-bell-3", "laplace-3"].map { try array($0, .valid, fixture) }
    let sum = try array(name, .valid, fixture).reduce(0, +)
    for weight in stride(from: 0.01, to: 1, by: 0.01) {
      let other = LinearMixture.logProbabilities(arrays, weights: [weight, 1 - weight]).reduce(0, +)
      #expect(other <= sum + 1e-4)
    }
  }

  /// The whole mixture, opened: it gives each position what is stored.
  @Test(arguments: MixtureModel.Combination.allCases) func whatIsStoredCanBeOpened(
    method: MixtureModel.Combination
  ) throws {
    let fixture = try ScoreFixture(network: true)
    let name = try Mix(models: ["carry", "witten-bell-3"], method: method, name: "m")(fixture.bench)
    let ledger = try fixture.bench.openForReading()
    let corpus = try StoredCorpus("c", in: ledger)
    let stored = try StoredModel(name, of: corpus, in: ledger, fixture.bench)
    func scores(_ model: some LanguageModel) throws -> [Double] {
      var state = model.start()
      return model.score(try corpus.ids(.test), from: &state)
    }
    let expected = try array(name, .test, fixture)
    #expect(zip(try scores(stored.model), expected).allSatisfy { abs($0 - $1) < 1e-6 * max(1, abs($1)) })
    let sum = stored.model.sumAtStart
    #expect(abs(sum - 1) < 1e-6, "\(sum)")
    // And it speaks.
    var text: [UInt8] = []
    try Generate(model: name, tokens: 20, seed: 1)(fixture.bench) {
      text += $0
      return true
    }
    #expect(!text.isEmpty)
  }

  /// Mixtures of mixtures, and caches over them.
  @Test func mixturesAreParts() throws {
    let fixture = try ScoreFixture()
    try Mix(models: ["witten-bell-3", "laplace-3"], name: "inner")(fixture.bench)
    try Cache(model: "inner", name: "cached")(fixture.bench)
    let name = try Mix(models: ["cached", "laplace-3"])(fixture.bench)
    let ledger = try fixture.bench.openForReading()
    let corpus = try StoredCorpus("c", in: ledger)
    let stored = try StoredModel(name, of: corpus, in: ledger, fixture.bench)
    #expect(stored.record.context == .stream)
    #expect(abs(stored.model.sumAtStart - 1) < 1e-6)
  }

  @Test func whatDoesNotSumToOneIsListed() throws {
    let fixture = NGramFixture(try ScoreFixture(models: [.stupidBackoff, .wittenBell, .mle]))
    let name = try Mix(models: ["stupid-backoff-3", "witten-bell-3"])(fixture.bench)
    try Mix(models: ["mle-3", "witten-bell-3"], name: "sparse")(fixture.bench)
    #expect(fixture.warnings.count == 2 && fixture.warnings[0].contains("'stupid-backoff-3'"), "\(fixture.warnings)")
    #expect(fixture.warnings.last?.contains("'mle-3'") == true)
    let rows = try fixture.bench.openForReading().leaderboard(split: .test)
    for unranked in [name, "sparse"] {
      let row = try #require(rows.first { $0.model == unranked })
      #expect(row.place == nil && !row.isNormalized && row.perplexity != nil)
    }
    // What divides by its sum is ranked.
    try Mix(models: ["stupid-backoff-3", "witten-bell-3"], method: .logLinear, name: "product")(fixture.bench)
    let product = try fixture.bench.openForReading().leaderboard(split: .test).first { $0.model == "product" }
    #expect(product?.place != nil)
  }

  @Test func refusals() throws {
    let fixture = try ScoreFixture()
    let bench = fixture.bench
    #expect(throws: MixError.tooFew(models: ["laplace-3"])) { try Mix(models: ["laplace-3"])(bench) }
    #expect(throws: MixError.twice(model: "laplace-3")) { try Mix(models: ["laplace-3", "laplace-3"])(bench) }
    #expect(throws: MixError.ownPart(name: "laplace-3")) {
      try Mix(models: ["laplace-3", "witten-bell-3"], name: "laplace-3", replaces: true)(bench)
    }
    #expect(throws: LedgerError.self) { try Mix(models: ["laplace-3", "none"])(bench) }
    #expect(throws: LedgerError.self) { try Mix(models: ["laplace-3", "witten-bell-3"], name: "a\u{1B}b")(bench) }
    let before = try bench.openForReading().models(of: bench.openForReading().corpus(named: "c")).map(\.name)
    #expect(before == ["laplace-3", "witten-bell-3"])
    let name = try Mix(models: ["laplace-3", "witten-bell-3"])(bench)
    #expect {
      try Mix(models: ["laplace-3", "witten-bell-3"])(bench)
    } throws: {
      ($0 as? any Failure)?.exitCode == .cannotCreate
    }
    #expect(try Mix(models: ["laplace-3", "witten-bell-3"], replaces: true)(bench) == name)
    // A part of a part keeps its name.
    try Mix(models: [name, "witten-bell-3"], name: "outer")(bench)
    #expect(throws: MixError.ownPart(name: name)) {
      try Mix(models: ["outer", "witten-bell-3"], name: name, replaces: true)(bench)
    }
  }

  /// Another program's scores are a part like any other, once there are such on both splits; a whole model is more.
  @Test func scoresFromElsewhereAreMixed() throws {
    let fixture = try ScoreFixture()
    for split in [SplitName.test, .valid] {
      let numbers = try array("laplace-3", split, fixture).map { "\($0)\n" }.joined()
      try fixture.write(numbers, to: "\(split.rawValue).numbers")
      try ImportScores(name: "other", file: fixture.path("\(split.rawValue).numbers"), corpus: "c", split: split)(
        fixture.bench)
      guard split == .test else { continue }
      #expect(throws: MixError.noScore(model: "other", split: "valid")) {
        try Mix(models: ["other", "witten-bell-3"])(fixture.bench)
      }
    }
    let name = try Mix(models: ["other", "witten-bell-3"])(fixture.bench)
    let same = try Mix(models: ["laplace-3", "witten-bell-3"])(fixture.bench)
    #expect(try array(name, .test, fixture) == array(same, .test, fixture))
    #expect(throws: StoredModelError.onlyScores(model: "other", reason: "they were imported, and there is no model")) {
      try Mix(models: ["other", "witten-bell-3"], method: .logLinear)(fixture.bench)
    }
    // What was refused left nothing.
    let ledger = try fixture.bench.openForReading()
    #expect(try !ledger.models(of: ledger.corpus(named: "c")).contains { $0.smoothing == "log-linear" })
  }

  /// A database from anywhere: what is no ln p, or of another stream, is refused.
  @Test(arguments: [
    ("DELETE FROM score WHERE split = 'valid'", MixError.noScore(model: "laplace-3", split: "valid")),
    (
      "UPDATE score SET stream_sha256 = lower(hex(zeroblob(32))) WHERE split = 'test'",
      MixError.otherStream(model: "laplace-3", split: "test")
    ),
    (
      "UPDATE score SET artifact_id = (SELECT artifact_id FROM score WHERE split = 'valid' LIMIT 1), scored = scored",
      nil
    ),
  ])
  func foreignScoresAreRefused(change: String, expected: MixError?) throws {
    let fixture = try ScoreFixture()
    guard try fixture.sqlite(change) else { return }
    do {
      try Mix(models: ["laplace-3", "witten-bell-3"])(fixture.bench)
      // An array of another split is noticed where its length differs.
      #expect(expected == nil)
    } catch let error as MixError {
      if let expected { #expect(error == expected) }
      #expect(error.exitCode == .data)
    }
  }

  @Test func withoutValidThereIsNothingToTuneOn() throws {
    let fixture = try ScoreFixture()
    try fixture.write(ScoreFixture.story(40, seed: 1), to: "all.txt")
    _ = try Tokenize(
      sources: [.train: [fixture.path("all.txt")]], name: "d",
      settings: CorpusSettings(splitting: .shares(train: 80, valid: 0, test: 20)))(fixture.bench)
    try TrainNGrams(corpus: "d", orders: [1, 2])(fixture.bench)
    #expect(throws: ExperimentError.noValidation(corpus: "d", option: "--mix")) {
      try Mix(corpus: "d", models: ["laplace-1", "laplace-2"])(fixture.bench)
    }
    #expect(throws: ExperimentError.noValidation(corpus: "d", option: "--cache")) {
      try Cache(corpus: "d", model: "laplace-1")(fixture.bench)
    }
  }
}

extension LanguageModel {
  /// Σ p of the first distribution.
  var sumAtStart: Double { distribution(after: start()).reduce(0) { $0 + exp($1) } }
}
