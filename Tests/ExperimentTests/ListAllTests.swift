import Ledger
import Testing

@testable import Experiment

@Suite struct ListAllTests {
  @Test func rowsAreThoseOfTheLedger() throws {
    let fixture = try ScoreFixture(models: [.laplace], network: true)
    let all = try ListAll()(fixture.bench)
    #expect(
      all.map { "\($0.kind) \($0.name)" } == [
        "corpus c", "model carry", "model laplace-3", "model reset", "checkpoint carry", "checkpoint reset",
      ])
    #expect(try ListAll(kind: .checkpoint)(fixture.bench) == all.suffix(2))
    #expect(try ListAll(corpus: "c", kind: .corpus)(fixture.bench) == [all[0]])
    #expect(throws: LedgerError.self) { try ListAll(corpus: "d")(fixture.bench) }
    #expect(all.allSatisfy { $0.bytes > 0 })
  }
}
