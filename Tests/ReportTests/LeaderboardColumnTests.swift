import Ledger
import Testing

@testable import Report

@Suite struct LeaderboardColumnTests {
  private func titles(_ rows: [LeaderboardRow]) -> [String] { LeaderboardColumn.saying(rows).map(\.title) }

  /// What the usual leaderboard looks like: every figure within 120 columns.
  @Test func aFullRow() throws {
    let (table, leftOut) = LeaderboardColumn.fitting(
      [try fullRow(), try fullRow(model: "modified-kn-5", place: 2)], into: 120)
    #expect(
      table.lines().joined(separator: "\n") == """
                                                           without  without    bits    bits                               tokens
        place  model          context  perplexity  ± s.e.      OOV    <eos>   /char   /byte  parameters  stored  seconds      /s
            1  net            stream        57.72  ± 1.25    58.19    62.24  1.4622  1.4601      12,345  2.2 MB     1.50  41,234
            2  modified-kn-5  stream        57.72  ± 1.25    58.19    62.24  1.4622  1.4601      12,345  2.2 MB     1.50  41,234
        """)
    #expect(table.width <= 120 && leftOut.map(\.title) == ["kind"])
  }

  @Test func columnsThatSayNothingAreNotShown() throws {
    let plain = #""place": 1, "model": "m", "kind": "ngram", "context": "segment", "perplexity": 9"#
    #expect(
      titles([try leaderboardRow(plain)]) == [
        "place", "model", "kind", "context", "perplexity", "parameters", "seconds",
      ])
    #expect(
      titles([try leaderboardRow(plain + #", "perplexity_excluding_oov": 9"#, oov: 0)]).contains("without OOV") == false
    )
    #expect(titles([try leaderboardRow(plain + #", "perplexity_excluding_oov": 8"#)]).contains("without OOV"))
    // A smoothing that the name tells, and a rule that all have.
    #expect(
      !titles([try leaderboardRow(plain + #", "smoothing": "m", "unseen": "leftover""#)]).contains {
        "smoothing unseen".contains($0)
      })
    #expect(titles([try leaderboardRow(plain + #", "smoothing": "laplace""#)]).contains("smoothing"))
    #expect(
      titles([try leaderboardRow(plain), try leaderboardRow(plain + #", "unseen": "leftover""#)]).contains("unseen"))
  }

  /// The narrower, the fewer; what decides a comparison stays.
  @Test func columnsGiveWayInTurn() throws {
    var before = Int.max
    for width in [200, 120, 100, 80, 60, 40, 1, .min] {
      let (table, leftOut) = LeaderboardColumn.fitting([try fullRow()], into: width)
      let count = LeaderboardColumn.saying([try fullRow()]).count - leftOut.count
      #expect(count <= before && (table.width <= width || count == 3))
      #expect(!leftOut.contains { ["place", "model", "perplexity"].contains($0.title) })
      before = count
    }
    #expect(before == 3)
  }
}
