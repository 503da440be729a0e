import Foundation
import Ledger
import Testing

@testable import Experiment

@Suite struct RemoveOneTests {
  @Test func whatIsPlannedGoes() throws {
    let fixture = try ScoreFixture(models: [.laplace, .wittenBell], network: true)
    let recipe = RemoveOne(NamedThing("carry"))
    let plan = try recipe.plan(fixture.bench)
    #expect(plan.removal.checkpoints == ["carry"] && plan.removal.scores == 2)
    try recipe(plan, fixture.bench)
    #expect(try ListAll(kind: .model)(fixture.bench).map(\.name) == ["laplace-3", "reset", "witten-bell-3"])
    #expect(try ListAll(kind: .checkpoint)(fixture.bench).map(\.name) == ["reset"])
    let run = try #require(try fixture.bench.openForReading().runs().first)
    #expect((run.command, run.subject, run.status) == ("remove", "carry", .finished))
    #expect(run.settings == #"{"corpus":"c","kind":"model"}"#)
    #expect(try Doctor()(fixture.bench).isDamaged == false)

    // It is gone: a plan is for what it was made for.
    #expect(throws: LedgerError.self) { try recipe(plan, fixture.bench) }
    #expect(throws: NamedThingError.self) { try recipe.plan(fixture.bench) }
  }

  @Test func thePlanIsJSON() throws {
    let fixture = try ScoreFixture(models: [.laplace])
    let plan = try RemoveOne(NamedThing("c")).plan(fixture.bench)
    let object = try #require(
      try JSONSerialization.jsonObject(with: try JSONEncoder().encode(plan)) as? [String: Any])
    #expect(object["kind"] as? String == "corpus" && object["models"] as? [String] == ["laplace-3"])
    #expect((object["types"] as? Int ?? 0) > 5 && (object["ngrams"] as? Int ?? 0) > 0)
  }
}
