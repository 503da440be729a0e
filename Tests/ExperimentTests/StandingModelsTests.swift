import Ledger
import Testing

@testable import Experiment

@Suite struct StandingModelsTests {
  /// What is made of the same parts stands; of others, of newer ones, or with --replace it is made.
  @Test func whatStands() throws {
    let fixture = try ScoreFixture()
    let parts = ["laplace-3", "witten-bell-3"]
    let name = try Mix(models: parts)(fixture.bench)
    let standing = StandingModels(corpus: "c", replaces: false)
    #expect(try standing.has(name, madeOf: parts, fixture.bench))
    #expect(try !standing.has(name, madeOf: parts.reversed(), fixture.bench))
    #expect(try !standing.has("other", madeOf: parts, fixture.bench))
    #expect(try !StandingModels(corpus: "c", replaces: true).has(name, madeOf: parts, fixture.bench))
    let cache = try Cache(corpus: "c", model: "laplace-3")(fixture.bench)
    #expect(try standing.has(cache, madeOf: ["laplace-3"], fixture.bench))
    try TrainNGrams(corpus: "c", orders: [3], smoothings: [.laplace], replaces: true)(fixture.bench)
    #expect(try !standing.has(name, madeOf: parts, fixture.bench))
    #expect(try !standing.has(cache, madeOf: ["laplace-3"], fixture.bench))
  }

  /// Training is not thrown away for a mixture.
  @Test func whatWasTrainedIsNotReplaced() throws {
    let fixture = try ScoreFixture()
    let replacing = StandingModels(corpus: "c", replaces: true)
    #expect(throws: CompareError.wasTrained(model: "laplace-3", kind: "ngram")) {
      try replacing.checkReplaceable("laplace-3", fixture.bench)
    }
    #expect(throws: CompareError.wasTrained(model: "laplace-3", kind: "ngram")) {
      try replacing.has("laplace-3", madeOf: ["witten-bell-3"], fixture.bench)
    }
    let name = try Mix(models: ["laplace-3", "witten-bell-3"])(fixture.bench)
    try replacing.checkReplaceable(name, fixture.bench)
    try StandingModels(corpus: "c", replaces: false).checkReplaceable("laplace-3", fixture.bench)
  }
}
