import Evaluation
import Foundation
import Ledger
import Recurrent
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

  /// What a position takes is measured where models have read the most.
  @Test(arguments: [(1000, 5000, 100), (1000, 100, 10), (7, 3, 2), (1, 5, 5)])
  func lastPositionsHaveReadAllBefore(length: Int, positions: Int, stretch: Int) {
    let ids = (0..<length).map { UInt32($0) }
    let sample = LogLinearSample([AnyLanguageModel(Counting())], ids, positions: positions, stretch: stretch)
    var (begun, seen) = (false, [UInt32]())
    sample.lastPositions(20, before: { begun = true }) { id, distributions in
      #expect(begun && distributions[0][0] == Double(id))
      seen.append(id)
    }
    #expect(seen == sample.ids(sample.count).suffix(min(20, positions < length ? stretch : length)))
  }

  @Test func statesAreCounted() {
    let least = Workbench.leastMemory
    #expect(LogLinearSample.memory([0, 0], of: 9000, positions: 5000, stretch: 100) == least)
    #expect(LogLinearSample.memory([1000, 10], of: 9000, positions: 5000, stretch: 100) == least + 56 * 1010)
    #expect(LogLinearSample.memory([1000], of: 5000, positions: 5000, stretch: 100) == least + 7 * 1000)
    #expect(LogLinearSample.memory([.max], of: 5000, positions: 5000, stretch: 100) == nil)
    #expect(LogLinearSample.memory([.max / 8, .max / 8], of: 5000, positions: 5000, stretch: 100) == nil)
  }

  /// Caches within mixtures are counted with them.
  @Test func statesOfCachesHoldTheirWindows() throws {
    let fixture = try ScoreFixture(network: true)
    try NeuralCache(model: "carry", grid: NeuralCacheGrid(windows: [50]))(fixture.bench)
    try Cache(model: "witten-bell-3", windows: [100])(fixture.bench)
    try Mix(models: ["carry+neural-cache", "witten-bell-3+cache"], name: "both")(fixture.bench)
    let ledger = try fixture.bench.openForReading()
    let corpus = try StoredCorpus("c", in: ledger)
    func bytes(_ name: String) throws -> Int {
      try StoredModel(name, of: corpus, in: ledger, fixture.bench).stateBytes
    }
    let (neural, unigram) = (4 * 50 * (8 + 1), 4 * 100 + 4 * corpus.record.vocabularySize)
    #expect(try bytes("carry") == 0 && bytes("carry+neural-cache") == neural)
    #expect(try bytes("witten-bell-3+cache") == unigram && bytes("both") == neural + unigram)
    try Mix(models: ["carry+neural-cache", "witten-bell-3"], method: .logLinear)(fixture.bench)
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
