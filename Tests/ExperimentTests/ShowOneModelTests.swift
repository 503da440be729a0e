import Ledger
import Testing

@testable import Experiment

@Suite struct ShowOneModelTests {
  private func model(_ name: String, _ fixture: ScoreFixture) throws -> ShownModel {
    guard case .model(let model) = try ShowOne(NamedThing(name, kind: .model))(fixture.bench) else {
      throw NamedThingError.nothing(path: "", name: name, names: [])
    }
    return model
  }

  @Test func aModelIsShownWithItsScoresAndCurves() throws {
    let fixture = try ScoreFixture(models: [.laplace], network: true)
    let ngram = try model("laplace-3", fixture)
    #expect(ngram.scores.map(\.split) == ["test", "valid"] && ngram.scores.allSatisfy { $0.model == "laplace-3" })
    #expect(ngram.curves.isEmpty && !ngram.hasCheckpoint && ngram.ngrams > 0 && ngram.components.isEmpty)
    let network = try model("carry", fixture)
    #expect(network.hasCheckpoint && network.context == "stream" && network.ngrams == 0)
    let curve = try #require(network.curves.first { $0.metric == "valid_perplexity" })
    #expect(curve.steps.count == curve.values.count && curve.values.count == 1)
    #expect(network.run?.seed == 3)
    #expect(network.bytes.map { $0 < network.thing.bytes } == true, "the thing's bytes are those of its scores too")
  }

  @Test func aCheckpointIsShown() throws {
    let fixture = try ScoreFixture(models: [], network: true)
    guard case .checkpoint(let one) = try ShowOne(NamedThing("carry", kind: .checkpoint))(fixture.bench) else {
      Issue.record("no checkpoint")
      return
    }
    #expect(one.isComplete && one.epoch == 1 && one.step > 0 && one.thing.kind == "checkpoint")
  }

  /// A model whose bytes are gone is shown as far as it is there.
  @Test func whatIsDamagedIsShown() throws {
    let fixture = try ScoreFixture(models: [.laplace])
    guard try fixture.sqlite("UPDATE artifact SET bytes = NULL, sha256 = NULL WHERE kind LIKE 'ngram%'") else { return }
    #expect(try model("laplace-3", fixture).bytes == nil)
  }
}
