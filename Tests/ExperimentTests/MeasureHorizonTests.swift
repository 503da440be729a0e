import Evaluation
import Foundation
import Ledger
import Platform
import Recurrent
import Testing

@testable import Experiment

@Suite struct MeasureHorizonTests {
  private func notes(_ fixture: ScoreFixture, _ recipe: MeasureHorizon) throws -> (
    points: [HorizonRecord], notes: [String]
  ) {
    var notes: [String] = []
    let bench = Workbench(database: fixture.bench.database, threads: 2, arguments: ["test"]) { event in
      if case .note(let text) = event { notes.append(text) }
    }
    return (try recipe(bench), notes)
  }

  /// Each model's points are what it says itself, are stored, and are the one-step truth at k = 1.
  @Test func everyModelIsAsked() throws {
    let fixture = try ScoreFixture(models: [.wittenBell, .laplace], network: true)
    _ = try NeuralCache(corpus: "c", model: "carry", grid: NeuralCacheGrid(thetas: [0.1], windows: [20]))(fixture.bench)
    _ = try DynamicEvaluate(corpus: "c", model: "carry", grid: DynamicEvaluationGrid(rates: [0.1]))(fixture.bench)
    // A mixture of stored scores, one of which has no model to ask, and one of a cache with an n-gram model.
    try Mix(corpus: "c", models: ["carry+dynamic", "laplace-3"])(fixture.bench)
    try Mix(corpus: "c", models: ["carry+neural-cache", "witten-bell-3"])(fixture.bench)
    let recipe = MeasureHorizon(corpus: "c", horizons: [4, 1, 2], origins: 25)
    let (points, notes) = try notes(fixture, recipe)
    let ledger = try fixture.bench.openForReading()
    let corpus = try StoredCorpus("c", in: ledger)
    let names = [
      "carry", "carry+neural-cache", "carry+neural-cache+witten-bell-3", "laplace-3", "reset", "witten-bell-3",
    ]
    #expect(points.count == 18 && points.map(\.k) == Array(repeating: [1, 2, 4], count: 6).flatMap(\.self))
    #expect(
      notes.map { String($0.prefix { $0 != ":" }) } == [
        "carry+dynamic is left out", "carry+dynamic+laplace-3 is left out",
      ])
    let evaluation = HorizonEvaluation(horizons: [1, 2, 4], origins: 25)
    for (index, name) in names.enumerated() {
      let stored = try StoredModel(name, of: corpus, in: ledger, fixture.bench)
      let own = points[3 * index..<3 * index + 3]
      #expect(own.allSatisfy { $0.modelID == stored.record.id && $0.split == .test && $0.origins == 25 }, "\(name)")
      let figures = evaluation(stored.model, on: try corpus.ids(.test))
      #expect(own.map(\.hits) == figures.map(\.hits) && own.map(\.nats) == figures.map(\.nats))
      #expect(own.map(\.oneStepNats) == figures.map(\.oneStepNats))
      #expect(own.first?.nats == own.first?.oneStepNats && own.first?.hits == own.first?.oneStepHits)
    }
    #expect(
      try ledger.horizon(of: corpus.record, split: .test) == points.sorted { ($0.modelID, $0.k) < ($1.modelID, $1.k) })
    // Once more: a curve is of one measuring, and takes the place of the one before.
    _ = try self.notes(fixture, MeasureHorizon(corpus: "c", models: ["carry"], horizons: [2, 3], origins: 10))
    let carry = try ledger.model(named: "carry", in: corpus.record).id
    let again = try ledger.horizon(of: corpus.record, split: .test).filter { $0.modelID == carry }
    #expect(again.map(\.k) == [2, 3] && again.map(\.origins) == [10, 10])
  }

  /// A probability of zero has no perplexity, and is no trap.
  @Test func zeroIsStoredAsNone() throws {
    let fixture = try ScoreFixture(models: [.mle])
    let (points, _) = try notes(fixture, MeasureHorizon(corpus: "c", horizons: [1, 3], origins: 40))
    #expect(points.map(\.nats) == [nil, nil] && points.allSatisfy { $0.hits > 0 })
  }

  @Test func whatIsRefused() throws {
    let fixture = try ScoreFixture(models: [.stupidBackoff])
    func refused(_ recipe: MeasureHorizon) throws -> any Failure {
      do { _ = try recipe(fixture.bench) } catch { return try #require(error as? any Failure) }
      throw CancellationError()
    }
    #expect("\(try refused(MeasureHorizon(corpus: "c")))".contains("'c' has no model that can be asked"))
    let named = try refused(MeasureHorizon(corpus: "c", models: ["stupid-backoff-3"]))
    #expect("\(named)".contains("its probabilities do not sum to 1; name another"))
    for horizons in [[0], [1, -4], [10_001], [Int.max], []] {
      #expect(try refused(MeasureHorizon(corpus: "c", horizons: horizons)).exitCode == .usage)
    }
    #expect(try refused(MeasureHorizon(corpus: "c", origins: 0)).exitCode == .usage)
    #expect(try refused(MeasureHorizon(corpus: "c", horizons: [1000])).exitCode == .data)
    #expect(try refused(MeasureHorizon(corpus: "c", models: ["none"])).exitCode == .noInput)
    #expect(try refused(MeasureHorizon(corpus: "d")).exitCode == .noInput)
  }
}
