import Corpus
import Foundation
import Ledger
import Platform
import Recurrent
import Testing

@testable import Experiment

@Suite struct DynamicEvaluateTests {
  private static let grid = DynamicEvaluationGrid(rates: [0.05, 0.2])

  /// The stored scores are those of the network at the rate that tuning finds, each split from the trained weights on.
  @Test(arguments: ["carry", "reset"]) func isStoredAsItScores(base: String) throws {
    let fixture = try ScoreFixture(models: [.laplace], network: true)
    let before = try fixture.bench.openForReading().runs().count
    let name = try DynamicEvaluate(corpus: "c", model: base, grid: Self.grid)(fixture.bench)
    #expect(name == "\(base)+dynamic")
    let ledger = try fixture.bench.openForReading()
    let corpus = try StoredCorpus("c", in: ledger)
    let record = try ledger.model(named: name, in: corpus.record)
    let plain = try ledger.model(named: base, in: corpus.record)
    #expect(record.kind == "dynamic" && record.context == .stream && record.isNormalized)
    #expect(record.parameters == plain.parameters && record.smoothing == "dynamic-evaluation")

    let network = try #require(
      try StoredModel(base, of: corpus, in: ledger, fixture.bench).model as? RecurrentModel)
    let tuning = try Self.grid.tune(network, on: corpus.ids(.valid), learnsUnknown: false)
    let evaluation = try DynamicEvaluation(tuning.settings)
    let scores = try ledger.scores(of: record)
    #expect(scores.map(\.split) == [.valid, .test])
    for score in scores {
      let expected = try evaluation(network, on: corpus.ids(score.split))
      #expect(try expected == ledger.loadArtifact(score.artifactID, as: Double.self))
    }
    let settings = try JSONDecoder().decode(DynamicRecord.self, from: Data(record.settings.utf8))
    #expect(settings.rate == tuning.settings.rate && settings.window == 20 && settings.rates == [0.05, 0.2])
    #expect(try settings.parts.map(\.model) == [base] && settings.tunedOn == corpus.ids(.valid).count)
    let best = try #require(settings.perplexities.compactMap(\.self).min())
    #expect(abs(try #require(scores[0].perplexity) / best - 1) < 1e-9, "all of this valid was looked at")
    let components = try ledger.components(of: record)
    #expect(components.map(\.role) == ["base"] && components[0].componentID == plain.id)
    #expect(try ledger.runs().count == before + 1)
  }

  /// `<unk>` is learnt where training has it, and only there.
  @Test func unknownTokensAreLearntWhereTrainingHasThem() throws {
    let fixture = try ScoreFixture(models: [], network: true)
    let splits = ["train", "valid", "test"].map { [fixture.path("\($0).txt")] }
    _ = try Tokenize(
      sources: [.train: splits[0], .valid: splits[1], .test: splits[2]], name: "rare",
      settings: CorpusSettings(splitting: .files, minCount: 2))(fixture.bench)
    let training = TrainingSettings(lanes: 4, steps: 9, epochs: 1, learningRate: 0.5, clip: 1, seed: 3)
    try TrainNetwork(corpus: "rare", embedding: 6, hidden: 8, training: training, name: "n")(fixture.bench)
    for (corpus, network, learns) in [("c", "carry", false), ("rare", "n", true)] {
      var notes: [String] = []
      let bench = Workbench(database: fixture.bench.database, threads: 2, arguments: ["test"]) { event in
        if case .note(let text) = event { notes.append(text) }
      }
      let name = try DynamicEvaluate(corpus: corpus, model: network, grid: Self.grid)(bench)
      #expect(
        notes.contains { $0.hasSuffix("; <unk>, which is never or hardly ever in train, is not learnt") } == !learns)
      let ledger = try bench.openForReading()
      let record = try ledger.model(named: name, in: ledger.corpus(named: corpus))
      let settings = try JSONDecoder().decode(DynamicRecord.self, from: Data(record.settings.utf8))
      #expect(settings.learnsUnknown == learns)
    }
  }

  /// There is no model to ask: it says so, and what to ask instead.
  @Test func cannotBeOpened() throws {
    let fixture = try ScoreFixture(models: [], network: true)
    let name = try DynamicEvaluate(corpus: "c", model: "carry", grid: Self.grid)(fixture.bench)
    let ledger = try fixture.bench.openForReading()
    let corpus = try StoredCorpus("c", in: ledger)
    #expect(
      throws: StoredModelError.onlyScores(
        model: name, reason: "it learnt from the text that it was scored on")
    ) {
      try StoredModel(name, of: corpus, in: ledger, fixture.bench)
    }
    #expect(
      throws: StoredModelError.onlyScores(
        model: name, reason: "it learnt from the text that it was scored on")
    ) {
      try Generate(corpus: "c", model: name, tokens: 3, seed: 1)(fixture.bench) { _ in true }
    }
  }

  /// Learning that diverges leaves no model, and the run says why.
  @Test func divergenceLeavesNothing() throws {
    let fixture = try ScoreFixture(models: [.laplace], network: true)
    let grid = DynamicEvaluationGrid(rates: [1e6], clip: nil)
    #expect(throws: RecurrentError.self) {
      try DynamicEvaluate(corpus: "c", model: "carry", grid: grid, name: "d")(fixture.bench)
    }
    let ledger = try fixture.bench.openForReading()
    #expect(throws: LedgerError.self) { try ledger.model(named: "d", in: ledger.corpus(named: "c")) }
    let run = try #require(try ledger.runs().first { $0.subject == "d" })
    #expect(run.status == .failed && run.error?.contains("dynamic evaluation at a learning rate of") == true)
    #expect(throws: NetworkBaseError.noNetwork(model: "laplace-3", option: "--dynamic")) {
      try DynamicEvaluate(corpus: "c", model: "laplace-3")(fixture.bench)
    }
  }
}
