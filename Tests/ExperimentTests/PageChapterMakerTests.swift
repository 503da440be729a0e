import Foundation
import Ledger
import Report
import Testing

@testable import Experiment

@Suite struct PageChapterMakerTests {
  private func chapter(_ fixture: TrainingFixture) throws -> PageChapter {
    try #require(try WritePage(path: "").content(fixture.bench()).chapters.first)
  }

  /// Two models with arrays and figures that are known.
  @Test func figuresAreThoseOfTheDatabase() throws {
    let fixture = try TrainingFixture()
    try TrainNGrams(corpus: "t", orders: [1, 2], alphas: [.value(1)], name: "g")(fixture.bench())
    let ledger = try fixture.ledger
    let corpus = try ledger.corpus(named: "t")
    let models = try ledger.models(of: corpus).sorted { $0.id < $1.id }
    try ledger.add(differences: [
      DifferenceRecord(
        modelA: models[0].id, modelB: models[1].id, split: .test, nats: -0.5, standardError: 0.1, low: -0.7, high: -0.3,
        pValue: 0.001, block: 4, resamples: 1000, seed: 1)
    ])
    try ledger.add(scoreErrors: [
      ScoreErrorRecord(
        modelID: models[1].id, split: .test, standardError: 0.1, low: 1, high: 2, block: 4, resamples: 1000, seed: 1)
    ])
    try ledger.add(horizon: [
      HorizonRecord(
        modelID: models[0].id, split: .test, k: 2, origins: 10, hits: 4, nats: 10, oneStepHits: 5, oneStepNats: nil)
    ])
    try ledger.add(dataPoints: [
      DataPointRecord(
        modelID: models[0].id, split: .test, percent: 10, positions: 50, scored: 9, nats: 18, perplexity: exp(2),
        seconds: 1)
    ])
    let chapter = try chapter(fixture)
    let difference = try #require(chapter.differences.first)
    #expect((difference.better, difference.worse) == (models[1].name, models[0].name))
    #expect(difference.nats == 0.5 && difference.interval == 0.3...0.7 && difference.adjustedP == 0.001)
    #expect(difference.isSignificant)
    let row = try #require(chapter.models.first { $0.name == models[1].name })
    let board = try #require(try ledger.leaderboard(split: .test).first { $0.model == models[1].name })
    #expect(row.perplexity == board.perplexity && row.standardError == board.standardError && row.standardError != nil)
    #expect(row.interval == exp(1)...exp(2) && row.validPerplexity != nil && row.validPerplexity != row.perplexity)
    #expect(
      chapter.horizons == [
        PageHorizon(
          model: models[0].name,
          points: [.init(k: 2, accuracy: 0.4, oneStepAccuracy: 0.5, perplexity: exp(1), oneStepPerplexity: nil)])
      ])
    #expect(
      chapter.dataCurves == [
        PageDataCurve(model: models[0].name, points: [.init(percent: 10, positions: 50, perplexity: exp(2))])
      ])
    #expect(chapter.runs.map(\.command) == ["ngram", "tokenize"])
    #expect(chapter.scored == board.scored && chapter.stream == board.stream)
  }

  /// Only the training that the model came from: an older one of the name has curves too.
  @Test func curvesAreOfTheModelsOwnRun() throws {
    let fixture = try TrainingFixture()
    _ = try fixture.train(fixture.network("net", epochs: 5))
    var again = fixture.network("net", epochs: 3)
    again.replaces = true
    _ = try fixture.train(again)
    let training = try #require(try chapter(fixture).trainings.first)
    #expect(training.epochs.map(\.epoch) == [1, 2, 3])
    #expect(training.epochs.allSatisfy { $0.train != nil && $0.valid != nil })
  }

  @Test func lawsAreThoseOfStats() throws {
    let fixture = try TrainingFixture()
    try TrainNGrams(corpus: "t", orders: [1], alphas: [.value(1)], name: "g")(fixture.bench())
    let text = try #require(try chapter(fixture).text)
    let stats = try Stats(corpus: "t", orders: [1, 2, 3], collocations: 0)(fixture.bench())
    #expect(text.ranks.curves == stats.orders.map(\.curve))
    let exponents = stats.figures.filter { $0.name == "heaps_exponent" }.map(\.value)
    #expect(text.orders.map(\.heapsExponent) == exponents && exponents.count == 3)
    #expect(text.orders[1].top.map(\.text) == stats.orders[1].ranks.map(\.gram))
  }
}
