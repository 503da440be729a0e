import Evaluation
import Ledger
import Recurrent
import Testing

@testable import Experiment

@Suite struct StandingModelsTests {
  /// What is made of the same parts stands; of others, of newer ones, or with --replace it is made.
  @Test func whatStands() throws {
    let fixture = try ScoreFixture()
    let parts = ["laplace-3", "witten-bell-3"]
    let name = try Mix(models: parts)(fixture.bench)
    let standing = StandingModels(corpus: "c", replaces: false)
    #expect(try standing.has(name, madeOf: parts, by: .linear, fixture.bench))
    #expect(try !standing.has(name, madeOf: parts.reversed(), by: .linear, fixture.bench))
    #expect(try !standing.has("other", madeOf: parts, by: .linear, fixture.bench))
    #expect(try !StandingModels(corpus: "c", replaces: true).has(name, madeOf: parts, by: .linear, fixture.bench))
    let cache = try Cache(corpus: "c", model: "laplace-3")(fixture.bench)
    #expect(try standing.has(cache, madeOf: ["laplace-3"], by: .cache, fixture.bench))
    try TrainNGrams(corpus: "c", orders: [3], smoothings: [.laplace], replaces: true)(fixture.bench)
    #expect(throws: CompareError.madeOfOlder(model: name, parts: ["laplace-3"])) {
      try standing.has(name, madeOf: parts, by: .linear, fixture.bench)
    }
    #expect(throws: CompareError.madeOfOlder(model: cache, parts: ["laplace-3"])) {
      try standing.has(cache, madeOf: ["laplace-3"], by: .cache, fixture.bench)
    }
    #expect("\(CompareError.madeOfOlder(model: "m", parts: ["a", "b"]))".contains("older 'a' and an older 'b'"))
  }

  /// What is made of the same models in another way does not stand for what was asked for: its name is taken.
  @Test func anotherWayIsAnotherModel() throws {
    let fixture = try ScoreFixture(network: true)
    let (bench, parts) = (fixture.bench, ["laplace-3", "witten-bell-3"])
    let standing = StandingModels(corpus: "c", replaces: false)
    try Mix(models: parts, name: "m")(bench)
    try Cache(model: "carry", name: "k")(bench)
    #expect(try standing.has("m", madeOf: parts, by: .linear, bench))
    #expect(try !standing.has("m", madeOf: parts, by: .logLinear, bench))
    #expect(throws: LedgerError.self) { try Mix(models: parts, method: .logLinear, name: "m")(bench) }
    #expect(try standing.has("k", madeOf: ["carry"], by: .cache, bench))
    #expect(try !standing.has("k", madeOf: ["carry"], by: .neuralCache, bench))
    #expect(try !standing.has("k", madeOf: ["carry"], by: .dynamic, bench))
    try NeuralCache(model: "carry", grid: NeuralCacheGrid(windows: [10]), name: "nk")(bench)
    try DynamicEvaluate(model: "carry", grid: DynamicEvaluationGrid(rates: [0.1]), name: "d")(bench)
    try Mix(models: parts, method: .logLinear, name: "ll")(bench)
    #expect(try standing.has("nk", madeOf: ["carry"], by: .neuralCache, bench))
    #expect(try standing.has("d", madeOf: ["carry"], by: .dynamic, bench))
    #expect(try standing.has("ll", madeOf: parts, by: .logLinear, bench))
  }

  /// Training is not thrown away for a mixture.
  @Test func whatWasTrainedIsNotReplaced() throws {
    let fixture = try ScoreFixture()
    let replacing = StandingModels(corpus: "c", replaces: true)
    #expect(throws: CompareError.wasTrained(model: "laplace-3", kind: "ngram")) {
      try replacing.checkReplaceable("laplace-3", fixture.bench)
    }
    #expect(throws: CompareError.wasTrained(model: "laplace-3", kind: "ngram")) {
      try replacing.has("laplace-3", madeOf: ["witten-bell-3"], by: .linear, fixture.bench)
    }
    let name = try Mix(models: ["laplace-3", "witten-bell-3"])(fixture.bench)
    try replacing.checkReplaceable(name, fixture.bench)
    try StandingModels(corpus: "c", replaces: false).checkReplaceable("laplace-3", fixture.bench)
  }

  /// Of two models whose names look the same, as an older file may have them, the one is not taken for the other.
  @Test func partsAreKnownByWhatTheyAre() throws {
    let fixture = try ScoreFixture()
    let (one, two) = ("caf\u{E9}", "cafe\u{301}")
    guard try fixture.sqlite("UPDATE model SET name = '\(one)' WHERE name = 'laplace-3'"),
      try fixture.sqlite("UPDATE model SET name = '\(two)' WHERE name = 'witten-bell-3'")
    else { return }
    let name = try Mix(models: [one, two], name: "m")(fixture.bench)
    let standing = StandingModels(corpus: "c", replaces: false)
    #expect(try standing.has(name, madeOf: [one, two], by: .linear, fixture.bench))
    #expect(try !standing.has(name, madeOf: [two, one], by: .linear, fixture.bench))
    #expect(throws: MixError.twice(model: one)) { try Mix(models: [one, one], name: "n")(fixture.bench) }
  }

  /// What is older is told by ids: a clock that was set back would make a model old for ever.
  @Test func theClockMakesNothingOlder() throws {
    let fixture = try ScoreFixture()
    let parts = ["laplace-3", "witten-bell-3"]
    let name = try Mix(models: parts)(fixture.bench)
    guard try fixture.sqlite("UPDATE model SET created_at = '2999-01-01T00:00:00.000Z' WHERE name = 'laplace-3'")
    else { return }
    #expect(try StandingModels(corpus: "c", replaces: false).has(name, madeOf: parts, by: .linear, fixture.bench))
  }

  /// Where there is one of them, both ways to write its name mean it.
  @Test func aNameThatLooksTheSameStands() throws {
    let fixture = try ScoreFixture()
    let (one, two) = ("caf\u{E9}", "cafe\u{301}")
    let parts = ["laplace-3", "witten-bell-3"]
    try Mix(models: parts, name: one)(fixture.bench)
    #expect(try StandingModels(corpus: "c", replaces: false).has(two, madeOf: parts, by: .linear, fixture.bench))
    #expect(throws: LedgerError.self) { try Mix(models: parts, name: two)(fixture.bench) }
    #expect(throws: MixError.twice(model: one)) { try Mix(models: [one, two], name: "n")(fixture.bench) }
    try Mix(models: parts, name: two, replaces: true)(fixture.bench)
    let ledger = try fixture.bench.openForReading()
    #expect(try ledger.models(of: ledger.corpus(named: "c")).count == 3)
    #expect(try NamedThing(one).find(in: ledger).name.utf8.elementsEqual(two.utf8))
  }
}
