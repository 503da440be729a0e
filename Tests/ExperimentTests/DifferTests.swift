import Ledger
import Testing

@testable import Experiment

@Suite struct DifferTests {
  /// All of the types' differences are that of the two scores, in bits.
  @Test func sumsAreTheScores() throws {
    let fixture = try ScoreFixture()
    let found = try Differ(corpus: "c", split: .test, models: ("witten-bell-3", "laplace-3"), limit: 1000)(
      fixture.bench)
    #expect(found.models == ["witten-bell-3", "laplace-3"])
    let rows = try fixture.bench.openForReading().leaderboard(split: .test)
    let nats = try ["laplace-3", "witten-bell-3"].map { name in
      try #require(rows.first { $0.model == name }?.nats)
    }
    let bits = found.types.reduce(0) { $0 + $1.bits }
    #expect(abs(bits * 0.6931471805599453 - (nats[0] - nats[1])) < 1e-9)
  }

  @Test func refusals() throws {
    let fixture = try ScoreFixture(models: [.laplace])
    #expect(throws: LedgerError.self) {
      try Differ(corpus: "c", split: .test, models: ("laplace-3", "none"))(fixture.bench)
    }
    #expect(throws: CompareError.notScored(model: "laplace-3", split: "train")) {
      try Differ(corpus: "c", split: .train, models: ("laplace-3", "laplace-3"))(fixture.bench)
    }
  }
}
