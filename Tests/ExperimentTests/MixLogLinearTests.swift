import Evaluation
import Foundation
import Ledger
import Testing

@testable import Experiment

@Suite struct MixLogLinearTests {
  /// A model of four types that shows in its distribution how many tokens it has read.
  private struct Counting: LanguageModel {
    let vocabularySize = 4
    func start() -> Int { 0 }
    func score(_ ids: [UInt32], from state: inout Int) -> [Double] {
      state += ids.count
      return ids.map { _ in 0 }
    }
    func distribution(after state: Int) -> [Double] { [Double(state), 0, 0, 0] }
    func advance(_ state: inout Int, by id: UInt32) { state += 1 }
  }

  /// Whatever part of the text is looked at, each model has read all that stands before, in the second pass too.
  @Test(arguments: [(1000, 5000, 100), (1000, 100, 10), (1000, 1000, 100), (1001, 100, 30), (7, 3, 2), (1, 5, 5)])
  func samplesHaveReadWhatStandsBefore(length: Int, positions: Int, stretch: Int) {
    let ids = (0..<length).map { UInt32($0) }
    var sample = LogLinearSample(
      [AnyLanguageModel(Counting()), AnyLanguageModel(Counting())], ids, positions: positions, stretch: stretch)
    #expect(sample.count <= length && sample.count >= min(positions, length))
    let targets = sample.ids(sample.count)
    #expect(Set(targets).count == sample.count)
    for _ in 0..<2 {
      for position in 0..<sample.count {
        for distribution in sample.distributions(at: position) {
          #expect(distribution[0] == Double(targets[position]))
        }
      }
    }
  }

  /// Weights by Newton's method beat the even ones and each part alone, on the whole of a small `valid`.
  @Test func weightsAreTheBestOnValid() throws {
    let fixture = try ScoreFixture(network: true)
    let name = try Mix(models: ["witten-bell-3", "carry"], method: .logLinear)(fixture.bench)
    #expect(name == "witten-bell-3+carry-log-linear")
    let ledger = try fixture.bench.openForReading()
    let corpus = try StoredCorpus("c", in: ledger)
    func perplexity(_ name: String) throws -> Double {
      try #require(
        try ledger.scores(of: ledger.model(named: name, in: corpus.record)).first { $0.split == .valid }?.perplexity)
    }
    let record = try ledger.model(named: name, in: corpus.record)
    #expect(record.smoothing == "log-linear" && record.isNormalized)
    for part in ["witten-bell-3", "carry"] { #expect(try perplexity(name) < perplexity(part)) }
    let settings = try JSONDecoder().decode(MixSettings.self, from: Data(record.settings.utf8))
    let ids = try corpus.ids(.valid)
    #expect(settings.tunedOn == ids.count)
    #expect(abs(exp(settings.nats) / (try perplexity(name)) - 1) < 1e-6)
    let parts = try ["witten-bell-3", "carry"].map {
      AnyLanguageModel(try StoredModel($0, of: corpus, in: ledger, fixture.bench).model)
    }
    let best = settings.parts.map(\.weight)
    for other in [[0.5, 0.5], [best[0] + 0.05, best[1]], [best[0], best[1] - 0.05]] {
      let model = MixtureModel(parts, weights: other, .logLinear)
      var state = model.start()
      let nats = -model.score(ids, from: &state).reduce(0, +) / Double(ids.count)
      #expect(nats >= settings.nats - 1e-7)
    }
  }
}
