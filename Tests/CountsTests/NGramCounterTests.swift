import Counts
import Foundation
import Testing

let isLong = ProcessInfo.processInfo.environment["LMCTL_LONG"] != nil

/// The oracle: windows as arrays in a dictionary.
func slowCounts(_ stream: [UInt32], order: Int, size: Int, eos: UInt32?) -> [[UInt32]: UInt64] {
  var history = Array(repeating: UInt32(size), count: order - 1)
  var counts: [[UInt32]: UInt64] = [:]
  for id in stream {
    counts[history + [id], default: 0] += 1
    history = id == eos ? Array(repeating: UInt32(size), count: order - 1) : Array((history + [id]).suffix(order - 1))
  }
  return counts
}

func randomStream(_ count: Int, size: Int, seed: UInt64) -> [UInt32] {
  var state = seed
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let uniform = Double(state >> 11) * 0x1p-53
    return UInt32(min(size - 1, Int(Double(size) * uniform * uniform * uniform)))
  }
}

@Suite struct NGramCounterTests {
  /// Small and large vocabularies, so that n-grams take one word and several, and fill a word to its last bit; with
  /// segments and without.
  @Test(
    arguments: isLong ? [1, 2, 3, 4, 5, 7, 8, 16] : [1, 2, 3, 5, 16],
    [1, 2, 7, 8, 15, 128, 200, 255, 300, 32_768, 40_000, 65_535, 70_000, 1 << 20])
  func agreesWithTheOracle(order: Int, size: Int) throws {
    for eos in [nil, 1 as UInt32?] where eos ?? 0 < size {
      let stream = randomStream(500, size: size, seed: UInt64(order * size))
      let table = try NGramCounter(order: order, vocabularySize: size, endOfSegment: eos).count(stream)
      let expected = slowCounts(stream, order: order, size: size, eos: eos)
      #expect(table.count == expected.count)
      #expect(table.total == 500)
      for row in 0..<table.count { #expect(expected[Array(table.row(row))] == table.counts[row]) }
      for row in 1..<max(1, table.count) {
        #expect(table.row(row - 1).lexicographicallyPrecedes(table.row(row)))
      }
    }
  }

  @Test func emptyStream() throws {
    let table = try NGramCounter(order: 3, vocabularySize: 10, endOfSegment: 1).count([])
    #expect(table.count == 0)
    #expect(table.rows(after: [1, 2]).isEmpty)
    #expect(table.mostFrequent(5).isEmpty)
  }

  @Test func memoryGrowsWithTheStream() {
    let counter = NGramCounter(order: 3, vocabularySize: 10_000, endOfSegment: 1)
    let needs = [1, 2, 3].map { counter.memory(positions: $0 * 1_000_000) }
    #expect(needs[0] > 1_000_000 * (12 + 2 * 24) && needs[2] - needs[1] == needs[1] - needs[0])
  }
}
