import Evaluation
import Foundation
import Recurrent
import Testing
import Platform

@testable import Experiment

@Suite struct ScoreTotalsTests {
  /// Summed one by one the figures are those of the array, to the last bit.
  @Test(arguments: [true, false]) func agreesWithTheScoreOfAnArray(hasEOS: Bool) {
    var random = RandomSource(seed: 5)
    for zero in [nil, 17] as [Int?] {
      let ids = (0..<500).map { _ in UInt32(random.below(6)) }
      let p = (0..<500).map { $0 == zero ? -.infinity : log(random.uniform() + 1e-9) }
      var totals = ScoreTotals(hasEOS: hasEOS)
      for (id, p) in zip(ids, p) { totals.add(id, p) }
      let score = Score(p, of: ids, hasEOS: hasEOS, characters: 900, bytes: 1000)
      let summary = ScoreSummary(totals, characters: 900, bytes: 1000)
      #expect(summary.positions == score.scored && summary.oov == score.oov)
      #expect(summary.perplexity == score.perplexity && summary.zeroAt == score.zeroAt)
      #expect(summary.perplexityWithoutOOV == score.perplexityExcludingOOV)
      #expect(summary.perplexityWithoutEOS == score.perplexityWithoutEOS)
      #expect(summary.bitsPerCharacter == score.bitsPerCharacter && summary.bitsPerByte == score.bitsPerByte)
      #expect(summary.tokens + summary.segments == 500)
      #expect(summary.segments == (hasEOS ? ids.count { $0 == 1 } : 0))
      #expect((summary.log10 == nil) == (zero != nil))
    }
  }

  @Test func linesHaveAValueForEachName() throws {
    var totals = ScoreTotals(hasEOS: false)
    totals.add(0, log(0.5))
    for summary in [
      ScoreSummary(totals, characters: 2, bytes: 4), ScoreSummary(ScoreTotals(hasEOS: true), characters: 0, bytes: 0),
    ] {
      let lines = summary.table.split(separator: "\n")
      #expect(lines.count == 2 && summary.table.hasSuffix("\n"))
      let columns = lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
      #expect(columns[0].count == columns[1].count && columns[0].count == ScoreSummary.CodingKeys.allCases.count)
      let object = try JSONSerialization.jsonObject(with: Data(summary.object.utf8)) as? [String: Any]
      #expect(Set(try #require(object).keys) == Set(columns[0].map(String.init)))
      #expect(try JSONDecoder().decode(ScoreSummary.self, from: Data(summary.object.utf8)) == summary)
    }
    #expect(ScoreSummary(totals, characters: 2, bytes: 4).bitsPerCharacter == 0.5)
    #expect(ScoreSummary(totals, characters: 2, bytes: 4).perplexity == 2)
  }
}
