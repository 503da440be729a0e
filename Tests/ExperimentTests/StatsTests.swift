import Foundation
import Ledger
import Testing

@testable import Experiment

@Suite struct StatsTests {
  /// 120 lines of seven words: 840 tokens of six types, and pairs that stay within a line.
  @Test func ordersRanksSpectrumAndGrowth() throws {
    let result = try StatsFixture().stats([1, 2]) { $0.ranks = 3 }
    let (words, pairs) = (result.orders[0], result.orders[1])
    #expect(words.ranks.map(\.gram) == ["the", "in", "sea"] && words.ranks.map(\.count) == [240, 120, 120])
    #expect(words.ranks.map(\.rank) == [1, 2, 3])
    #expect(words.spectrum.map(\.frequency) == [120, 240] && words.spectrum.map(\.types) == [5, 1])
    #expect(words.growth.first == .init(tokens: 1, types: 1) && words.growth.last == .init(tokens: 840, types: 6))
    #expect(pairs.spectrum.map(\.types) == [6] && pairs.growth.last == .init(tokens: 720, types: 6))
    #expect(pairs.ranks.allSatisfy { $0.gram.split(separator: " ").count == 2 && $0.count == 120 })
    #expect(try StatsFixture().stats([1]) { $0.ranks = nil }.orders[0].ranks.count == 6)
    #expect(try StatsFixture().stats([1]) { $0.ranks = 0 }.orders[0].ranks.isEmpty)
  }

  @Test func theRunSaysWhatWasAsked() throws {
    let fixture = try StatsFixture()
    _ = try fixture.stats([2]) { $0.against = "b" }
    let ledger = try Ledger.open(fixture.bench.database, for: .reading)
    let settings = try #require(try ledger.runs().first { $0.command == "stats" }).settings
    #expect(settings.contains(#""against":"b""#) && settings.contains(#""orders":[2]"#))
    let stored = try ledger.statistics(of: ledger.corpus(named: "a"))
    #expect(stored.contains { $0.name == "n2_heaps_exponent" } && stored.allSatisfy { !$0.recipe.isEmpty })
  }

  @Test func whatIsNotThereIsRefusedBeforeARun() throws {
    let fixture = try StatsFixture()
    #expect(throws: LedgerError.self) { try fixture.stats { $0.against = "none" } }
    #expect(throws: ExperimentError.noType("cat", corpus: "a")) { try fixture.stats { $0.dispersion.named = ["cat"] } }
    #expect(throws: ExperimentError.noType("<unk>", corpus: "a")) {
      try fixture.stats { $0.dispersion.named = ["<unk>"] }
    }
    #expect(try Ledger.open(fixture.bench.database, for: .reading).runs().allSatisfy { $0.command == "tokenize" })
  }
}
