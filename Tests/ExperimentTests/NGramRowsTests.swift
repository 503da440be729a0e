import Counts
import Foundation
import Ledger
import NGrams
import Testing

@testable import Experiment

@Suite struct NGramRowsTests {
  /// Of each order the most frequent, or all, with what the model says of them; none where none were asked for.
  @Test(arguments: [nil, 0, 1, 5, 100_000] as [Int?], [SmoothingName.wittenBell, .laplace, .modifiedKneserNey])
  func rowsAreWhatTheModelSays(limit: Int?, smoothing: SmoothingName) throws {
    let fixture = try NGramFixture()
    let record = try #require(try fixture.train([smoothing], orders: [3]) { $0.rows = limit }.first)
    let (ledger, corpus) = try fixture.stored()
    let rows = try ledger.topNGrams(of: record)
    let trie = try TrieCounter(
      order: 3, vocabularySize: corpus.record.vocabularySize, endOfSegment: corpus.endOfSegment
    ).count(corpus.ids(.train))
    var expected: [TopNGramRecord] = []
    let model = try fixture.model(record)
    for n in 1...3 {
      let counts = trie.levels[n - 1].counts
      let occurring = (0..<(n == 1 ? trie.vocabularySize : counts.count)).filter { counts[$0] > 0 }
      let sorted = occurring.sorted { (counts[$1], $0) < (counts[$0], $1) }
      for (place, index) in sorted.prefix(limit ?? .max).enumerated() {
        let gram = trie.gram(order: n, index).ids
        var figures: (probability: Double?, backoff: Double?) = (nil, nil)
        if let backoff = model.backoff {
          figures = backoff.figures(of: gram)
        } else if n == 3, let addAlpha = model.model as? AddAlphaModel {
          // The last token after the others, as the model scores it.
          var state = BackoffModel.State(history: Array(gram.dropLast()))
          figures.probability = addAlpha.score([gram[2]], from: &state)[0]
        }
        expected.append(
          TopNGramRecord(
            n: n, place: place + 1, gram: gram.map(corpus.shown).joined(separator: " "), count: Int(counts[index]),
            logProbability: figures.probability, logBackoff: figures.backoff))
      }
    }
    #expect(rows.count == expected.count && rows.isEmpty == (limit == 0))
    if limit == nil { #expect(rows.map(\.count).reduce(0, +) > 1_000 && rows.contains { $0.gram.hasPrefix("<bos> ") }) }
    for (row, expected) in zip(rows, expected) {
      #expect(row.n == expected.n && row.place == expected.place && row.gram == expected.gram)
      #expect(row.count == expected.count)
      #expect(isClose(row.logProbability, expected.logProbability), "\(row.gram)")
      #expect(isClose(row.logBackoff, expected.logBackoff), "\(row.gram)")
    }
  }

  private func isClose(_ found: Double?, _ expected: Double?) -> Bool {
    guard let found, let expected else { return found == nil && expected == nil }
    return abs(found - expected) < 1e-9
  }
}
