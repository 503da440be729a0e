import Evaluation
import Ledger
import Platform
import Testing

@testable import Experiment

@Suite struct MixPartsTests {
  private func parts(_ names: [String], _ fixture: ScoreFixture) throws -> MixParts {
    let ledger = try fixture.bench.openForReading()
    return try MixParts(names, of: StoredCorpus("c", in: ledger), in: ledger)
  }

  /// Which rule for unseen words a mixture has, by those of its parts.
  @Test func rulesForUnseenWords() throws {
    let fixture = try ScoreFixture(models: [.wittenBell, .laplace, .mle], network: true)
    func rule(_ names: String...) throws -> String? { try parts(names, fixture).unseen }
    #expect(try rule("witten-bell-3", "laplace-3") == "uniform")
    #expect(try rule("witten-bell-3", "carry") == "uniform")
    #expect(try rule("carry", "reset") == nil)
    #expect(try rule("mle-3", "witten-bell-3") == "uniform")
    #expect(try rule("mle-3") == "zero")
    #expect(try rule("mle-3", "carry") == nil)
    guard try fixture.sqlite("UPDATE model SET unseen = 'leftover' WHERE name = 'laplace-3'") else { return }
    #expect(try rule("carry", "laplace-3") == "leftover")
    #expect(try rule("witten-bell-3", "laplace-3") == "mixed")
  }

  @Test func contextIsTheLongest() throws {
    let fixture = try ScoreFixture(network: true)
    #expect(try parts(["witten-bell-3", "laplace-3"], fixture).context == .segment)
    #expect(try parts(["witten-bell-3", "reset"], fixture).context == .segment)
    #expect(try parts(["witten-bell-3", "carry"], fixture).context == .stream)
  }

  /// Maximum likelihood of order 1 has a distribution after everything, of order 3 it has none after what was never seen.
  @Test func whatSumsToOne() throws {
    let fixture = try ScoreFixture(models: [.wittenBell, .mle, .stupidBackoff])
    try TrainNGrams(corpus: "c", orders: [1], smoothings: [.mle])(fixture.bench)
    func sums(_ names: [String]) throws -> [Bool] {
      try MixtureModel.Combination.allCases.map { try parts(names, fixture).isNormalized($0) }
    }
    #expect(try sums(["witten-bell-3", "mle-1"]) == [true, true])
    #expect(try sums(["witten-bell-3", "mle-3"]) == [false, false])
    #expect(try sums(["witten-bell-3", "stupid-backoff-3"]) == [false, true])
  }

  @Test func parametersDoNotOverflow() throws {
    let fixture = try ScoreFixture()
    guard try fixture.sqlite("UPDATE model SET parameters = 9223372036854775807") else { return }
    #expect(try parts(["witten-bell-3", "laplace-3"], fixture).parameters == .max)
  }

  /// Numbers that are no logarithms of probabilities, wherever they come from.
  @Test(arguments: [Double.nan, 0.5, .infinity]) func numbersThatAreNoLogarithms(value: Double) throws {
    let fixture = try ScoreFixture()
    let ledger = try fixture.bench.openForWriting()
    let corpus = try StoredCorpus("c", in: ledger)
    let model = try ledger.model(named: "laplace-3", in: corpus.record)
    var score = try #require(try ledger.scores(of: model).first { $0.split == .valid })
    var array = try ledger.loadArtifact(score.artifactID, as: Double.self)
    array[5] = value
    let run = try ledger.beginRun(NewRun(command: "test"))
    score.artifactID = try ledger.storeArtifact(array, kind: "log-probabilities", run: run).id
    try ledger.add(score: score, to: model)
    let parts = try parts(["witten-bell-3", "laplace-3"], fixture)
    do {
      _ = try parts.logProbabilities(parts.valid(for: "--mix"), fixture.bench)
      Issue.record("believed")
    } catch MixError.noLogProbability(let model, let split, let position, _) {
      #expect(model == "laplace-3" && split == "valid" && position == 5)
    }
  }
}
