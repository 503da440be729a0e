import Foundation
import Ledger
import Report
import Testing

@Suite struct LeaderboardTableTests {
  private func row(_ fields: String, corpus: String = "c", split: String = "test") throws -> LeaderboardRow {
    let json = """
      {"corpus": "\(corpus)", "split": "\(split)", "scored": 1000, "oov": 10, "parameters": 12345, "seconds": 1.5,
       "stream": "\(String(repeating: "ab", count: 32))", \(fields)}
      """
    return try JSONDecoder().decode(LeaderboardRow.self, from: Data(json.utf8))
  }

  @Test func bestFirstWithWhatMakesItUnfair() throws {
    let lines = LeaderboardTable.lines([
      try row(#""place": 1, "model": "net", "kind": "rnn", "context": "stream", "perplexity": 50.126, "nats": 3914"#),
      try row(
        #""place": 2, "model": "bi", "kind": "ngram", "smoothing": "laplace", "context": "segment", "perplexity": 99"#),
      try row(#""place": null, "model": "mle", "kind": "ngram", "smoothing": "add-0", "context": "segment""#),
    ])
    #expect(lines[0] == "corpus c, split test: 1,000 positions, 10 of them <unk>, stream abababababab")
    #expect(lines[2].contains("net") && lines[2].contains("50.13") && lines[2].contains("12,345"))
    #expect(lines[4].contains("mle") && lines[4].contains("–"))
    #expect(lines.contains { $0.contains("net read across segments") })
    #expect(lines.contains { $0.contains("probability 0") })
    #expect(lines.contains { $0.contains("not comparable") })
  }

  @Test func aTableForEachCorpusAndSplit() throws {
    let fields = #""place": 1, "model": "m", "kind": "ngram", "context": "segment", "perplexity": 9"#
    let lines = LeaderboardTable.lines([
      try row(fields, corpus: "a"), try row(fields, corpus: "b"), try row(fields, corpus: "b", split: "valid"),
    ])
    #expect(lines.filter { $0.hasPrefix("corpus ") }.count == 3)
    #expect(LeaderboardTable.lines([]).isEmpty)
  }
}
