import Corpus
import Ledger
import Platform
import Testing

@testable import Experiment

@Suite struct NamedThingTests {
  private func failure(_ body: () throws -> Void) -> NamedThingError? {
    do {
      try body()
      return nil
    } catch {
      return error as? NamedThingError
    }
  }

  @Test func aNameIsFoundWhereItIsOneThings() throws {
    let fixture = try ScoreFixture(models: [.laplace], network: true)
    let ledger = try fixture.bench.openForReading()
    #expect(try NamedThing("c").find(in: ledger).kind == .corpus)
    #expect(try NamedThing("laplace-3").find(in: ledger).kind == .model)
    // Its training has left a checkpoint of the same name.
    #expect(try NamedThing("carry").find(in: ledger).kind == .model)
    #expect(try NamedThing("carry", kind: .checkpoint).find(in: ledger).kind == .checkpoint)
    #expect(try NamedThing("carry", corpus: "c", kind: .model).find(in: ledger).corpus == "c")
    #expect(throws: LedgerError.self) { try NamedThing("carry", corpus: "d").find(in: ledger) }
  }

  @Test func whatIsNotThereOrNotOneIsTold() throws {
    let fixture = try ScoreFixture(models: [.laplace])
    _ = try Tokenize(
      sources: [.train: [fixture.path("train.txt")]], name: "laplace-3", settings: CorpusSettings())(fixture.bench)
    _ = try TrainNGrams(corpus: "laplace-3", orders: [3], smoothings: [.laplace])(fixture.bench)
    let ledger = try fixture.bench.openForReading()
    let several = failure { _ = try NamedThing("laplace-3").find(in: ledger) }
    #expect(several?.exitCode == .usage)
    #expect("\(several as Any)".contains("--kind or --corpus"))
    #expect(try NamedThing("laplace-3", corpus: "c").find(in: ledger).kind == .model)
    #expect(try NamedThing("laplace-3", kind: .corpus).find(in: ledger).kind == .corpus)
    let nothing = failure { _ = try NamedThing("laplace").find(in: ledger) }
    #expect(nothing?.exitCode == .noInput)
    #expect("\(nothing as Any)".contains("'laplace-3'") && "\(nothing as Any)".contains("lmctl list"))
    #expect(NamedThingError.notConfirmed(name: "x").exitCode == .usage)
  }
}
