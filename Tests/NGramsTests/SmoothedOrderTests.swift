import Counts
import Foundation
import Testing

@testable import NGrams

@Suite struct SmoothedOrderTests {
  /// Each history by itself, as ``HistorySmoother`` has it: where one has more continuations than a piece of work, and
  /// where tens of thousands have none.
  @Test(arguments: [1, 3]) func agreesWithOneHistoryAtATime(threads: Int) throws {
    // 0 is followed by 20,000 others, each of which is followed by 0; ids above never occur.
    let pairs: [[UInt32]] = (1...20_000).map { [0, UInt32($0)] }
    let stream: [UInt32] = pairs.flatMap(\.self) + [0, 0, 7, 7, 7, 0, 7, 9, 0, 7]
    let trie = try TrieCounter(order: 2, vocabularySize: 90_000, endOfSegment: nil).count(stream)
    let suffixes = trie.suffixes(order: 1, shorter: nil)
    let lower = (0...90_000).map { 1 / Double($0 + 2) / 100 }
    let smoother = HistorySmoother(
      discount: Discount(subtracting: [0.5]), interpolates: true, leavesSome: false, vocabularySize: 90_000, cutoff: 0)
    for isLast in [false, true] {
      let smoothed = SmoothedOrder(
        trie, order: 2, trie.levels[1].counts, lower: lower, suffixes.indices, smoother, isLast: isLast,
        threads: threads)
      #expect(smoothed.probabilities.count == (isLast ? 0 : trie.levels[1].count))
      #expect(smoothed.logBackoffs.count == 90_001 && smoothed.logProbabilities.count == trie.levels[1].count)
      let starts = trie.levels[0].continuations
      var wrong = 0
      for history in 0...90_000 {
        let range = Int(starts[history])..<Int(starts[history + 1])
        let counts = Array(trie.levels[1].counts[range])
        var p = range.map { lower[Int(trie.levels[1].words[$0])] }
        var values = p.mutableSpan
        let backoff = smoother.smooth(counts.span, counts.span, &values)
        if !isLast, Array(smoothed.probabilities[range]) != p { wrong += 1 }
        for (p, log) in zip(p, smoothed.logProbabilities[range]) where abs(Float(log10(p)) - log) > 1e-6 { wrong += 1 }
        if abs(Float(log10(backoff)) - smoothed.logBackoffs[history]) > 1e-7 { wrong += 1 }
      }
      #expect(wrong == 0)
      #expect(starts[1] > 1 << 13)
    }
  }

  @Test func noHistoryIsContinued() throws {
    let trie = try TrieCounter(order: 2, vocabularySize: 4, endOfSegment: nil).count([3])
    let smoothed = SmoothedOrder(
      trie, order: 2, [], lower: [0.25, 0.25, 0.25, 0.25, 0], [],
      HistorySmoother(
        discount: .none, interpolates: true, leavesSome: false, vocabularySize: 4, cutoff: 0), isLast: true, threads: 2)
    #expect(smoothed.logBackoffs == [0, 0, 0, 0, 0] && smoothed.logProbabilities.isEmpty)
  }
}
