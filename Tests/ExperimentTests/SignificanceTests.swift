import Evaluation
import Foundation
import Ledger
import NGrams
import Testing

@testable import Experiment

@Suite struct SignificanceTests {
  private func work(_ fixture: ScoreFixture) throws -> (Ledger, CorpusRecord, Significance) {
    let ledger = try fixture.bench.openForWriting()
    let corpus = try ledger.corpus(named: "c")
    return (ledger, corpus, Significance(corpus: corpus, split: .test))
  }

  /// All pairs, each once; nothing is left to do then, and only what is new once a model is added.
  @Test func everyPairOnce() throws {
    let fixture = try ScoreFixture(models: [.wittenBell, .laplace, .kneserNey])
    let (ledger, corpus, significance) = try work(fixture)
    try significance(try significance.work(in: ledger), in: ledger, fixture.bench)
    #expect(try ledger.scoreErrors(of: corpus, split: .test).count == 3)
    let differences = try ledger.differences(of: corpus, split: .test)
    #expect(differences.count == 3 && differences.allSatisfy { $0.modelA < $0.modelB })
    #expect(try significance.work(in: ledger).isEmpty)
    try TrainNGrams(corpus: "c", orders: [2], smoothings: [.absolute])(fixture.bench)
    try significance(try significance.work(in: ledger), in: ledger, fixture.bench)
    let all = try ledger.differences(of: corpus, split: .test)
    #expect(all.count == 6 && differences.allSatisfy(all.contains))
    // One length of blocks for the errors of a stream.
    let errors = try ledger.scoreErrors(of: corpus, split: .test)
    #expect(errors.count == 4 && Set(errors.map(\.block)).count == 1)
  }

  /// What is stored is what the arrays say: the mean difference is that of the scores.
  @Test func figuresAreThoseOfTheArrays() throws {
    let fixture = try ScoreFixture(models: [.wittenBell, .laplace])
    let (ledger, corpus, significance) = try work(fixture)
    try significance(try significance.work(in: ledger), in: ledger, fixture.bench)
    let models = try ledger.models(of: corpus).sorted { $0.id < $1.id }
    let scores = try models.map { model in try #require(try ledger.scores(of: model).first { $0.split == .test }) }
    let nats = try scores.map { try #require($0.nats) / Double($0.scored) }
    let difference = try #require(try ledger.differences(of: corpus, split: .test).first)
    #expect(abs(difference.nats - (nats[1] - nats[0])) < 1e-12)
    #expect(difference.standardError > 0 && (0...1).contains(difference.pValue))
    #expect(difference.low <= difference.nats && difference.nats <= difference.high)
    for error in try ledger.scoreErrors(of: corpus, split: .test) {
      let index = try #require(models.firstIndex { $0.id == error.modelID })
      #expect(error.low < nats[index] && nats[index] < error.high && error.resamples == 1000)
    }
  }

  /// What is no logarithm of a number is refused, whatever its digest says; that of zero is one.
  @Test func whatIsNoLogarithm() throws {
    let fixture = try ScoreFixture(models: [.laplace])
    let ledger = try fixture.bench.openForWriting()
    let corpus = try #require(ledger.corpora().first)
    var score = try #require(try ledger.models(of: corpus).first.map { try ledger.scores(of: $0) }?.first)
    let run = try ledger.beginRun(NewRun(command: "test"))
    for (value, isTaken) in [(-Double.infinity, true), (-1, true), (.infinity, false), (.nan, false)] {
      var numbers = Array(repeating: -1.0, count: score.scored)
      numbers[numbers.count - 1] = value
      score.artifactID = try ledger.storeArtifact(numbers, kind: "log-probabilities", run: run).id
      let isRead = (try? ledger.logProbabilities(score)) != nil
      #expect(isRead == isTaken, "\(value)")
    }
  }

  /// What the leaderboard ranks apart is not compared.
  @Test func rulesForUnseenWordsAreApart() throws {
    let fixture = try ScoreFixture(models: [.wittenBell, .laplace])
    var settings = NGramSettings()
    settings.unseen = .leftover
    try TrainNGrams(corpus: "c", orders: [2], smoothings: [.wittenBell], settings: settings)(fixture.bench)
    let (ledger, corpus, significance) = try work(fixture)
    try significance(try significance.work(in: ledger), in: ledger, fixture.bench)
    #expect(try ledger.scoreErrors(of: corpus, split: .test).count == 3)
    #expect(try ledger.differences(of: corpus, split: .test).count == 1)
  }

  /// A zero probability and what does not sum to 1 are compared with nothing.
  @Test func whatCannotBeCompared() throws {
    let fixture = try ScoreFixture(models: [.wittenBell, .mle, .stupidBackoff])
    let (ledger, corpus, significance) = try work(fixture)
    try significance(try significance.work(in: ledger), in: ledger, fixture.bench)
    #expect(try ledger.differences(of: corpus, split: .test).isEmpty)
    let models = try ledger.models(of: corpus)
    let withError = try ledger.scoreErrors(of: corpus, split: .test).map(\.modelID)
    let zero = try #require(models.first { $0.name == "mle-3" })
    #expect(withError.count == 2 && !withError.contains(zero.id))
  }
}
