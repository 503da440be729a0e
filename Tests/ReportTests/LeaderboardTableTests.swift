import Foundation
import Ledger
import Testing

@testable import Report

@Suite struct LeaderboardTableTests {
  @Test func bestFirstWithWhatMakesItUnfair() throws {
    let lines = LeaderboardTable.lines(
      [
        try leaderboardRow(
          #""place": 1, "model": "net", "kind": "rnn", "context": "stream", "perplexity": 50.126, "nats": 3914"#),
        try leaderboardRow(
          #""place": 2, "model": "bi", "kind": "ngram", "smoothing": "laplace", "context": "segment", "perplexity": 99"#
        ),
        try leaderboardRow(
          #""place": null, "model": "mle", "kind": "ngram", "smoothing": "add-0", "context": "segment", "zero_at": 7"#),
      ], [CorpusFacts(corpus: "c", isReversible: false, unknownInTraining: 0)])
    #expect(lines[0] == "corpus c, split test: 1,000 positions, 10 of them <unk>, stream abababababab")
    #expect(lines[2].contains("net") && lines[2].contains("50.13") && lines[2].contains("12,345"))
    #expect(lines[4].contains("mle") && lines[4].contains("–"))
    #expect(lines.contains { $0.contains("net read across segments") })
    #expect(lines.contains { $0.contains("probability 0") && $0.contains("mle first at position 7") })
    #expect(lines.contains { $0.contains("not comparable") && $0.contains("<unk>") })
    #expect(lines.contains { $0.contains("not taught") })
  }

  /// Names that look the same may be of two corpora: each has a table of its own.
  @Test func corporaThatLookTheSameAreTwo() throws {
    let fields = #""place": 1, "model": "m", "kind": "ngram", "context": "segment", "perplexity": 9"#
    let (one, two) = ("caf\u{E9}", "cafe\u{301}")
    let facts = [(one, true), (two, false)].map { CorpusFacts(corpus: $0, isReversible: $1, unknownInTraining: 5) }
    let lines = LeaderboardTable.lines(
      try [one, two].map { try leaderboardRow(fields, corpus: $0, oov: 0) }, facts)
    #expect(lines.count { $0.hasPrefix("corpus caf") } == 2)
    // Of the second alone it is said, which loses text.
    #expect(lines.count { $0.contains("comparable") } == 1)
  }

  /// Without OOV bits per character may be compared across tokenizations, unless these lose text.
  @Test func whatMakesBitsComparable() throws {
    let fields = #""place": 1, "model": "m", "kind": "ngram", "context": "segment", "perplexity": 9"#
    for (isReversible, notes) in [(true, 0), (false, 1)] {
      let facts = CorpusFacts(corpus: "c", isReversible: isReversible, unknownInTraining: 5)
      let lines = LeaderboardTable.lines([try leaderboardRow(fields, oov: 0)], [facts])
      #expect(lines.count { $0.contains("comparable") } == notes)
      #expect(!lines.contains { $0.contains("taught") })
    }
  }

  /// What is listed and not ranked is named, and so is what is ranked apart.
  @Test func whatIsNotRankedTogether() throws {
    let ranked = #""place": 1, "kind": "ngram", "context": "segment", "perplexity": 9"#
    let listed = #""place": null, "kind": "ngram", "context": "segment", "perplexity": 7"#
    let one = LeaderboardTable.lines(
      [
        try leaderboardRow(ranked + #", "model": "kn", "unseen": "uniform""#),
        try leaderboardRow(listed + #", "model": "stupid-3", "unseen": "uniform""#, normalized: false),
      ], [])
    #expect(one.contains("stupid-3 is not ranked: its probabilities do not sum to 1."))
    #expect(!one.contains { $0.contains("ranked apart") || $0.contains("probability 0") })
    let apart = LeaderboardTable.lines(
      [
        try leaderboardRow(ranked + #", "model": "kn", "unseen": "uniform""#),
        try leaderboardRow(ranked + #", "model": "rnn""#),
        try leaderboardRow(ranked + #", "model": "wb", "unseen": "leftover""#),
        try leaderboardRow(listed + #", "model": "a""#, normalized: false),
        try leaderboardRow(listed + #", "model": "b\u001b""#, normalized: false),
      ], [])
    #expect(apart[1].contains("unseen") && apart[4].contains("leftover"))
    #expect(apart.contains { $0.contains("ranked apart") })
    #expect(apart.contains(#"a, b\u{1b} are not ranked: their probabilities do not sum to 1."#))
  }

  @Test func namesFromElsewhereDoNotReachTheTerminalRaw() throws {
    let fields = #""place": 1, "model": "m\u001b[2J", "kind": "ngram", "context": "stream", "perplexity": 1e300"#
    let lines = LeaderboardTable.lines([try leaderboardRow(fields, corpus: #"c\u202e"#)], [])
    #expect(lines.joined().unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E })
    #expect(lines[2].contains(#"m\u{1b}[2J"#) && lines[2].contains("1e+300"))
  }

  @Test func aTableForEachCorpusAndSplit() throws {
    let fields = #""place": 1, "model": "m", "kind": "ngram", "context": "segment", "perplexity": 9"#
    let lines = LeaderboardTable.lines(
      [
        try leaderboardRow(fields, corpus: "a"), try leaderboardRow(fields, corpus: "b"),
        try leaderboardRow(fields, corpus: "b", split: "valid"),
      ], [])
    #expect(lines.filter { $0.hasPrefix("corpus ") }.count == 3)
    #expect(LeaderboardTable.lines([], []).isEmpty)
  }

  /// First places are bold where there are colours, and nothing else is.
  @Test func theBestStandOut() throws {
    let rows = try [1, 2].map { place in
      try leaderboardRow(
        #""place": \#(place), "model": "m\#(place)", "kind": "rnn", "context": "stream", "perplexity": 9"#)
    }
    let lines = LeaderboardTable.lines(rows, [], inColour: true)
    #expect(lines[2].hasPrefix("\u{1B}[1m") && lines[2].hasSuffix("\u{1B}[0m"))
    #expect(lines.count { $0.contains("\u{1B}") } == 1)
    #expect(!LeaderboardTable.lines(rows, []).joined().contains("\u{1B}"))
  }

  @Test func whatFellVictimToTheWidthIsSaid() throws {
    let lines = LeaderboardTable.lines([try fullRow()], [], columns: 60)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= 60 || $0.contains("positions") || $0.hasSuffix(".") })
    let last = try #require(lines.last)
    #expect(last.hasPrefix("Left out for want of room: kind, bits/byte, tokens/s, stored") && last.contains("csv"))
    #expect(!LeaderboardTable.lines([try fullRow()], [], columns: 200).joined().contains("Left out"))
  }

  @Test func inMarkdown() throws {
    let text = LeaderboardTable.markdown([try fullRow(model: "a|b")], [])
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines[0].contains(#"10 of them \<unk\>"#) && lines[1] == "")
    #expect(lines[2].contains("without OOV") && lines[2].contains("bits/char") && lines[3].contains("---:"))
    #expect(lines[4].contains(#"a\|b"#) && lines[4].contains("57.72") && lines[4].contains("± 1.25"))
    #expect(lines[5] == "" && lines[6].hasPrefix("- Bits per character"))
    #expect(LeaderboardTable.markdown([], []).isEmpty)
  }

  /// Programs get the view as it is, columns without any figure too.
  @Test func forPrograms() throws {
    let table = try LeaderboardTable.table([try fullRow()])
    #expect(table.columns.map(\.name) == LeaderboardRow.CodingKeys.allCases.map(\.rawValue))
    let csv = table.written(.csv).split(separator: "\n")
    #expect(csv.count == 2 && csv[1].hasPrefix("c,test,1,net,rnn,,,stream,,true,57.7213,"))
    let json = try JSONDecoder().decode([LeaderboardRow].self, from: Data(table.written(.json).utf8))
    #expect(json == [try fullRow()])
  }
}
