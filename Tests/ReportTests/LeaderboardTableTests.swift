import Foundation
import Ledger
import Report
import Testing

@Suite struct LeaderboardTableTests {
  private func row(
    _ fields: String, corpus: String = "c", split: String = "test", oov: Int = 10, normalized: Bool = true
  ) throws -> LeaderboardRow {
    let json = """
      {"corpus": "\(corpus)", "split": "\(split)", "scored": 1000, "oov": \(oov), "parameters": 12345, "seconds": 1.5,
       "normalized": \(normalized), "stream": "\(String(repeating: "ab", count: 32))", \(fields)}
      """
    return try JSONDecoder().decode(LeaderboardRow.self, from: Data(json.utf8))
  }

  @Test func bestFirstWithWhatMakesItUnfair() throws {
    let lines = LeaderboardTable.lines(
      [
        try row(#""place": 1, "model": "net", "kind": "rnn", "context": "stream", "perplexity": 50.126, "nats": 3914"#),
        try row(
          #""place": 2, "model": "bi", "kind": "ngram", "smoothing": "laplace", "context": "segment", "perplexity": 99"#
        ),
        try row(#""place": null, "model": "mle", "kind": "ngram", "smoothing": "add-0", "context": "segment""#),
      ], [CorpusFacts(corpus: "c", isReversible: false, unknownInTraining: 0)])
    #expect(lines[0] == "corpus c, split test: 1,000 positions, 10 of them <unk>, stream abababababab")
    #expect(lines[2].contains("net") && lines[2].contains("50.13") && lines[2].contains("12,345"))
    #expect(lines[4].contains("mle") && lines[4].contains("–"))
    #expect(lines.contains { $0.contains("net read across segments") })
    #expect(lines.contains { $0.contains("probability 0") })
    #expect(lines.contains { $0.contains("not comparable") && $0.contains("<unk>") })
    #expect(lines.contains { $0.contains("not taught") })
  }

  /// Without OOV bits per character may be compared across tokenizations, unless these lose text.
  @Test func whatMakesBitsComparable() throws {
    let fields = #""place": 1, "model": "m", "kind": "ngram", "context": "segment", "perplexity": 9"#
    for (isReversible, notes) in [(true, 0), (false, 1)] {
      let facts = CorpusFacts(corpus: "c", isReversible: isReversible, unknownInTraining: 5)
      let lines = LeaderboardTable.lines([try row(fields, oov: 0)], [facts])
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
        try row(ranked + #", "model": "kn", "unseen": "uniform""#),
        try row(listed + #", "model": "stupid-3", "unseen": "uniform""#, normalized: false),
      ], [])
    #expect(one.contains("stupid-3 is not ranked: its probabilities do not sum to 1."))
    #expect(!one.contains { $0.contains("ranked apart") || $0.contains("probability 0") })
    let apart = LeaderboardTable.lines(
      [
        try row(ranked + #", "model": "kn", "unseen": "uniform""#), try row(ranked + #", "model": "rnn""#),
        try row(ranked + #", "model": "wb", "unseen": "leftover""#),
        try row(listed + #", "model": "a""#, normalized: false),
        try row(listed + #", "model": "b\u001b""#, normalized: false),
      ], [])
    #expect(apart[1].contains("unseen") && apart[4].contains("leftover"))
    #expect(apart.contains { $0.contains("ranked apart") })
    #expect(apart.contains(#"a, b\u{1b} are not ranked: their probabilities do not sum to 1."#))
  }

  @Test func namesFromElsewhereDoNotReachTheTerminalRaw() throws {
    let fields = #""place": 1, "model": "m\u001b[2J", "kind": "ngram", "context": "stream", "perplexity": 1e300"#
    let lines = LeaderboardTable.lines([try row(fields, corpus: #"c\u202e"#)], [])
    #expect(lines.joined().unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E })
    #expect(lines[2].contains(#"m\u{1b}[2J"#) && lines[2].contains("1e+300"))
  }

  @Test func aTableForEachCorpusAndSplit() throws {
    let fields = #""place": 1, "model": "m", "kind": "ngram", "context": "segment", "perplexity": 9"#
    let lines = LeaderboardTable.lines(
      [
        try row(fields, corpus: "a"), try row(fields, corpus: "b"), try row(fields, corpus: "b", split: "valid"),
      ], [])
    #expect(lines.filter { $0.hasPrefix("corpus ") }.count == 3)
    #expect(LeaderboardTable.lines([], []).isEmpty)
  }
}
