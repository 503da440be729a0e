import Evaluation
import Foundation
import Ledger
import Testing
import Text

@testable import Experiment

@Suite struct GenerateTests {
  private func text(_ recipe: Generate, _ fixture: ScoreFixture) throws -> String {
    var bytes: [UInt8] = []
    try recipe(fixture.bench) {
      bytes += $0
      return true
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func objects(_ recipe: Generate, _ fixture: ScoreFixture) throws -> [[String: Any]] {
    var recipe = recipe
    recipe.form = .json
    return try text(recipe, fixture).split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  /// The most probable alone is not drawn: there is no seed to tell.
  @Test(arguments: [(0.0, false), (1, true)]) func theSeedIsToldWhereItIsUsed(temperature: Double, tells: Bool) throws {
    let fixture = try ScoreFixture()
    var notes: [String] = []
    let bench = Workbench(database: fixture.bench.database, threads: 1, arguments: []) {
      if case .note(let text) = $0 { notes.append(text) }
    }
    let sampling = GenerateSampling(temperature: temperature)
    try Generate(model: "witten-bell-3", tokens: 3, sampling: sampling, seed: 77)(bench) { _ in true }
    #expect(notes.contains("seed 77") == tells)
  }

  /// What is drawn has the probability that scoring the same text says, for every kind of model.
  @Test func probabilitiesAreThoseOfScoring() throws {
    let fixture = try ScoreFixture(network: true)
    for model in ["witten-bell-3", "laplace-3", "carry", "reset"] {
      let drawn = try objects(Generate(model: model, tokens: 60, seed: 3, prefix: "the cat\nmy"), fixture)
      #expect(drawn.count == 60 && drawn.allSatisfy { $0["id"] as? Int != 0 })
      let ledger = try fixture.bench.openForReading()
      let corpus = try StoredCorpus("c", in: ledger)
      let stored = try StoredModel(model, of: corpus, in: ledger, fixture.bench)
      let prefix = try GeneratePrefix("the cat\nmy", corpus.tokenizerSettings(), corpus)
      func scores(_ model: some LanguageModel) -> [Double] {
        var state = model.start()
        return model.score(prefix.ids + drawn.compactMap { ($0["id"] as? Int).map(UInt32.init) }, from: &state)
      }
      let expected = scores(stored.model).suffix(60).map { exp($0) }
      for (object, p) in zip(drawn, expected) {
        #expect(abs((object["p"] as? Double ?? 0) - p) < 1e-5 * p + 1e-7, "\(model)")
      }
    }
  }

  @Test func theSameSeedGivesTheSameText() throws {
    let fixture = try ScoreFixture(network: true)
    for model in ["witten-bell-3", "carry"] {
      let recipe = Generate(model: model, tokens: 80, seed: 9, prefix: "the")
      let first = try text(recipe, fixture)
      #expect(first.hasPrefix("the ") && first.hasSuffix("\n"))
      #expect(try text(recipe, fixture) == first)
      var other = recipe
      other.seed = 10
      #expect(try text(other, fixture) != first)
      // Without chance every seed says the same: the most probable words.
      other.sampling.temperature = 0
      let cold = try text(other, fixture)
      other.seed = 11
      #expect(try text(other, fixture) == cold)
    }
  }

  @Test func endsWhereItIsAskedTo() throws {
    let fixture = try ScoreFixture()
    let three = try text(Generate(model: "witten-bell-3", segments: 3, seed: 1), fixture)
    #expect(three.filter { $0 == "\n" }.count == 3 && three.hasSuffix("\n"))
    let drawn = try objects(Generate(model: "witten-bell-3", tokens: 5, segments: 3, seed: 1), fixture)
    #expect(drawn.count <= 5)
    var calls = 0
    try Generate(model: "witten-bell-3", segments: .max, seed: 1)(fixture.bench) { _ in
      calls += 1
      return calls < 3
    }
    #expect(calls == 3)
  }

  /// Words are those of the corpus; clusters give text without gaps.
  @Test func clusters() throws {
    let fixture = try ScoreFixture(TokenizerSettings(unit: .char, boundary: .none), models: [.modifiedKneserNey])
    let written = try text(Generate(tokens: 300, seed: 5, prefix: "the ca"), fixture)
    #expect(written.hasPrefix("the ca") && written.contains(" the ") || written.contains("\nthe "))
    #expect((300...310).contains(written.unicodeScalars.count))
    #expect(throws: StoredModelError.noSegments(corpus: "c")) {
      try text(Generate(segments: 1, seed: 1), fixture)
    }
  }

  /// Maximum likelihood knows no word after one that it never saw: what was written stands, and an error says it.
  @Test func aDeadEndIsAnError() throws {
    let fixture = try ScoreFixture(models: [.mle])
    #expect(throws: StoredModelError.self) { try text(Generate(tokens: 5, seed: 1, prefix: "moon moon"), fixture) }
    #expect(throws: LedgerError.self) { try text(Generate(model: "x", tokens: 5, seed: 1), fixture) }
    do {
      _ = try text(Generate(tokens: 5, seed: 1, prefix: "moon zzz"), fixture)
      Issue.record("drawn from nothing")
    } catch let StoredModelError.nothingToGenerate(model, history, position, allowsUnknown) {
      #expect(model == "mle-3" && history == "moon <unk>" && position == 2 && !allowsUnknown)
    }
  }
}
