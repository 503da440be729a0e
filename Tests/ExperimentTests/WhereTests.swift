import Foundation
import Ledger
import Testing

@testable import Experiment

@Suite struct WhereTests {
  /// Each dimension divides all positions, and its sums are the whole score's.
  @Test func everyDimensionIsTheWhole() throws {
    let fixture = try ScoreFixture(models: [.wittenBell, .laplace])
    let rows = try Where(corpus: "c", split: .test)(fixture.bench)
    let ledger = try fixture.bench.openForReading()
    let corpus = try ledger.corpus(named: "c")
    #expect(try Set(ledger.breakdown(of: corpus, split: .test).map(\.label)) == Set(rows.map(\.label)))
    for model in try ledger.models(of: corpus) {
      let score = try #require(try ledger.scores(of: model).first { $0.split == .test })
      for dimension in ["frequency", "position", "history", "kind"] {
        let own = rows.filter { $0.modelID == model.id && $0.dimension == dimension }
        #expect(own.count > 1)
        #expect(own.reduce(0) { $0 + $1.positions } == score.scored)
        #expect(abs(own.reduce(0) { $0 + ($1.nats ?? .nan) } - (score.nats ?? 0)) < 1e-9)
      }
    }
  }

  /// What does not sum to 1 has no perplexity, of parts as of the whole.
  @Test func whatIsNotRankedIsLeftOut() throws {
    let fixture = try ScoreFixture(models: [.laplace, .stupidBackoff])
    let rows = try Where(corpus: "c", split: .test)(fixture.bench)
    #expect(Set(rows.map(\.modelID)).count == 1)
    let points = try DataCurves(corpus: "c", split: .test, percents: [50])(fixture.bench)
    #expect(Set(points.map(\.modelID)) == Set(rows.map(\.modelID)))
  }

  @Test func zeros() throws {
    let fixture = try ScoreFixture(models: [.mle])
    let rows = try Where(corpus: "c", split: .test)(fixture.bench)
    #expect(rows.contains { $0.nats == nil } && rows.contains { $0.nats != nil })
  }
}
