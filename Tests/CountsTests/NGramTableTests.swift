import Counts
import Testing

@Suite struct NGramTableTests {
  private let stream: [UInt32] = [2, 3, 2, 3, 4, 1, 2, 3, 1, 1, 4]

  private func table(_ order: Int) throws -> NGramTable {
    try NGramCounter(order: order, vocabularySize: 5, endOfSegment: 1).count(stream)
  }

  /// The stream by hand: "2 3 2 3 4 eos", "2 3 eos", "eos", "4": after 2 comes 3 three times.
  @Test func workedExample() throws {
    let bigrams = try table(2)
    let after2 = bigrams.rows(after: [2])
    #expect(bigrams.total(after2) == 3)
    #expect(bigrams.count(of: 3, in: after2) == 3)
    #expect(bigrams.count(of: 4, in: after2) == 0)
    let starts = bigrams.rows(after: [5])
    #expect(bigrams.total(starts) == 4)
    #expect(bigrams.count(of: 2, in: starts) == 2)
    #expect(bigrams.rows(after: [0]).isEmpty)
  }

  @Test func totalsOfHistoriesAreWhatTheOracleSums() throws {
    let trigrams = try table(3)
    let slow = slowCounts(stream, order: 3, size: 5, eos: 1)
    for a in UInt32(0)...5 {
      for b in UInt32(0)...5 {
        let rows = trigrams.rows(after: [a, b])
        let sum = slow.filter { $0.key.starts(with: [a, b]) }.values.reduce(0, +)
        #expect(trigrams.total(rows) == sum)
        for w in UInt32(0)..<5 { #expect(trigrams.count(of: w, in: rows) == slow[[a, b, w], default: 0]) }
      }
    }
  }

  @Test func shortHistoriesCountAllRowsThatEndInThem() throws {
    let trigrams = try NGramCounter(order: 3, vocabularySize: 5, endOfSegment: nil).count(stream)
    #expect(trigrams.counts(afterShort: []) == [0, 3, 3, 3, 2])
    #expect(trigrams.counts(afterShort: [2]) == [0, 0, 0, 3, 0])
  }

  @Test func mostFrequentRowsAreOrderedByCountThenIds() throws {
    let big = try NGramCounter(order: 2, vocabularySize: 50, endOfSegment: nil).count(
      randomStream(5000, size: 50, seed: 3))
    let sorted = (0..<big.count).sorted { (big.counts[$1], $0) < (big.counts[$0], $1) }
    for limit in [0, 1, 7, 100, big.count, big.count + 5] {
      #expect(big.mostFrequent(limit) == Array(sorted.prefix(limit)))
    }
  }
}
