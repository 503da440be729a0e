import Evaluation
import Ledger
import NGrams
import Platform
import Recurrent
import Testing

@testable import Experiment

@Suite struct StoredModelTests {
  private func open(_ fixture: ScoreFixture, _ name: String?) throws -> StoredModel {
    let ledger = try fixture.bench.openForReading()
    return try StoredModel(name, of: StoredCorpus("c", in: ledger), in: ledger, fixture.bench)
  }

  /// What is read back gives each position the probability that is stored of the model that was trained.
  @Test func everyKindScoresAsItDidWhenItWasMade() throws {
    let fixture = try ScoreFixture(models: [.wittenBell, .laplace, .mle, .modifiedKneserNey], network: true)
    let ledger = try fixture.bench.openForReading()
    let corpus = try StoredCorpus("c", in: ledger)
    let names = try ledger.models(of: corpus.record).map(\.name)
    #expect(names == ["carry", "laplace-3", "mle-3", "modified-kneser-ney-3", "reset", "witten-bell-3"])
    let ids = try corpus.ids(.test)
    for name in names {
      let stored = try open(fixture, name)
      func scores(_ model: some LanguageModel) -> [Double] {
        var state = model.start()
        return model.score(ids, from: &state)
      }
      let score = try #require(try ledger.scores(of: stored.record).first { $0.split == .test })
      #expect(try scores(stored.model) == ledger.loadArtifact(score.artifactID, as: Double.self), "\(name)")
    }
    #expect(try open(fixture, "mle-3").model is AddAlphaModel)
    #expect((try open(fixture, "mle-3").model as? AddAlphaModel)?.alpha == 0)
    #expect((try open(fixture, "reset").model as? RecurrentModel)?.clearsAtSegments == true)
    #expect((try open(fixture, "carry").model as? RecurrentModel)?.clearsAtSegments == false)
    #expect(throws: LedgerError.self) { try open(fixture, nil) }
    #expect(throws: LedgerError.self) { try open(fixture, "none") }
  }

  /// Whatever a file from elsewhere says, the answer is an error that says what to do.
  @Test(arguments: [
    "UPDATE artifact SET kind = 'x' WHERE kind LIKE 'n%'",
    "UPDATE artifact SET kind = 'network-weights' WHERE kind LIKE 'n%'",
    "UPDATE artifact SET kind = 'ngram-counts' WHERE kind = 'ngram-backoff'",
    "UPDATE artifact SET kind = 'ngram-backoff' WHERE kind IN ('ngram-counts', 'network-weights')",
    "UPDATE artifact_chunk SET data = substr(data, 2)",
    "UPDATE artifact SET sha256 = lower(hex(zeroblob(32))) WHERE kind LIKE 'n%'",
    "UPDATE artifact SET bytes = 9000000000000000000 WHERE kind LIKE 'n%'",
    "UPDATE model SET settings = '{}'", "UPDATE model SET settings = '{\"alpha\": -1, \"shape\": 3}'",
    "UPDATE model SET artifact_id = (SELECT min(artifact_id) FROM artifact)",
    "UPDATE model SET settings = json_set(settings, '$.shape.embedding', -6, '$.alpha', 1e400)",
    "UPDATE model SET settings = json_set(settings, '$.shape.hidden', 4611686018427387904, '$.alpha', 'x')",
    "UPDATE model SET settings = json_set(settings, '$.shape.layers', -1, '$.alpha', NULL)",
  ])
  func damageIsRefused(change: String) throws {
    let fixture = try ScoreFixture(network: true)
    guard try fixture.sqlite(change) else { return }
    for name in ["laplace-3", "witten-bell-3", "carry"] {
      // A model in back-off form needs nothing of its settings; and some changes leave a kind as it was.
      if change.contains("settings") && name == "witten-bell-3" { continue }
      if change.contains("= 'network-weights' WHERE") && name == "carry" { continue }
      if change.contains("= 'ngram-counts' WHERE") && name != "witten-bell-3" { continue }
      if change.contains("IN (") && name == "witten-bell-3" { continue }
      do {
        _ = try open(fixture, name)
        Issue.record("\(name) was believed after \(change)")
      } catch let error as any Failure {
        #expect([.data, .unavailable].contains(error.exitCode), "\(name): \(error)")
      }
    }
  }

  /// A model that was made over other types.
  @Test func anotherCorpusModelIsRefused() throws {
    let fixture = try ScoreFixture(network: true)
    guard try fixture.sqlite("DELETE FROM token WHERE token_id = (SELECT max(token_id) FROM token)"),
      try fixture.sqlite("UPDATE corpus SET vocabulary_size = vocabulary_size - 1")
    else { return }
    for name in ["laplace-3", "witten-bell-3", "carry"] {
      #expect(throws: StoredModelError.otherVocabulary(model: name, corpus: "c")) { try open(fixture, name) }
    }
  }

  /// A part that has been trained again since is not the one that the weights were chosen for.
  @Test func partsMadeAnewAreRefused() throws {
    let fixture = try ScoreFixture()
    try Mix(models: ["laplace-3", "witten-bell-3"], name: "m")(fixture.bench)
    #expect(try open(fixture, "m").model is MixtureModel)
    // The same again is the same, where the bytes say all that there is to it.
    try TrainNGrams(corpus: "c", orders: [3], smoothings: [.wittenBell], replaces: true)(fixture.bench)
    #expect(try open(fixture, "m").model is MixtureModel)
    try TrainNGrams(corpus: "c", orders: [2], smoothings: [.laplace], name: "laplace-3", replaces: true)(fixture.bench)
    #expect(throws: StoredModelError.otherPart(model: "m", part: "laplace-3")) { try open(fixture, "m") }
    guard try fixture.sqlite("DELETE FROM model WHERE name = 'laplace-3'") else { return }
    #expect(throws: StoredModelError.partGone(model: "m", part: "laplace-3")) { try open(fixture, "m") }
    #expect(throws: LedgerError.self) { try open(fixture, "laplace-3") }
  }

  /// Another α makes another model of the same counts, another state rule one of the same weights: their bytes are equal.
  @Test func partsMadeAnewOfTheSameBytesAreRefused() throws {
    let fixture = try ScoreFixture(network: true)
    try Mix(models: ["laplace-3", "witten-bell-3"], name: "m")(fixture.bench)
    try Cache(model: "laplace-3", name: "cached")(fixture.bench)
    try Mix(models: ["carry", "witten-bell-3"], name: "net")(fixture.bench)
    for name in ["m", "cached", "net"] { _ = try open(fixture, name) }
    let before = try open(fixture, "laplace-3").record.artifactID
    try TrainNGrams(
      corpus: "c", orders: [3], smoothings: [.add], alphas: [.value(0.001)], name: "laplace-3", replaces: true)(
        fixture.bench)
    let ledger = try fixture.bench.openForReading()
    let anew = try open(fixture, "laplace-3").record
    #expect(try ledger.artifact(anew.artifactID).sha256 == ledger.artifact(before).sha256)
    for name in ["m", "cached"] {
      #expect(throws: StoredModelError.otherPart(model: name, part: "laplace-3")) { try open(fixture, name) }
    }
    _ = try open(fixture, "net")
    guard try fixture.sqlite("UPDATE component SET component_id = NULL WHERE component = 'carry'") else { return }
    #expect(throws: StoredModelError.otherPart(model: "net", part: "carry")) { try open(fixture, "net") }
  }

  /// Models that say they are made of themselves, of one another, or of ever deeper mixtures.
  @Test func whatHasNoEndIsRefused() throws {
    let fixture = try ScoreFixture()
    try Mix(models: ["laplace-3", "witten-bell-3"], name: "m0")(fixture.bench)
    for depth in 1...9 { try Mix(models: ["m\(depth - 1)", "laplace-3"], name: "m\(depth)")(fixture.bench) }
    #expect(try open(fixture, "m7").model is MixtureModel)
    #expect(throws: StoredModelError.tooManyParts(model: "m9", most: 64, deepest: 8)) { try open(fixture, "m9") }
    // m2 is made of m1, which is made of m0.
    guard try fixture.sqlite("UPDATE model SET name = 'x' WHERE name = 'm0'"),
      try fixture.sqlite("UPDATE model SET name = 'm0' WHERE name = 'm2'")
    else { return }
    #expect(throws: StoredModelError.circular(model: "m0", within: ["m0", "m1"])) { try open(fixture, "m0") }
  }

  /// The parts of a mixture are read one after another, and become what they are when all are: memory must do for the sum.
  @Test func partsMustFitTogether() {
    let least = Workbench.leastMemory
    #expect(StoredModel.Source.memory(1000, made: 2000, holding: 0) == least + 3000)
    #expect(StoredModel.Source.memory(1000, made: 2000, holding: 300) == least + 3300)
    #expect(StoredModel.Source.memory(-1, made: 0, holding: 0) == least)
    #expect(StoredModel.Source.memory(.max, made: 1, holding: 0) == nil)
    #expect(StoredModel.Source.memory(0, made: .max, holding: 0) == nil)
    #expect(StoredModel.Source.memory(.max / 2, made: .max / 2, holding: .max / 8) == nil)
  }
}
