import Testing

@testable import NGrams

@Suite struct CountsOfCountsTests {
  @Test func workedExample() {
    let counts: [UInt32] = [0, 1, 1, 2, 8, 9, 100, 0, .max]
    #expect(CountsOfCounts.tally(counts, threads: 1) == [0, 2, 1, 0, 0, 0, 0, 0, 1])
    // A slice has indices of its own.
    #expect(CountsOfCounts.tally(counts[2..<5], threads: 1) == [0, 1, 1, 0, 0, 0, 0, 0, 1])
    #expect(CountsOfCounts.tally([UInt32](), threads: 2) == Array(repeating: 0, count: 9))
  }

  @Test(arguments: [1, 2, 3, 7]) func agreesWithADictionary(threads: Int) {
    let counts = (0..<1_000).map { UInt32($0 * $0 % 13) }
    let expected = counts.reduce(into: [UInt32: Int]()) { $0[$1, default: 0] += 1 }
    let t = CountsOfCounts.tally(counts, threads: threads)
    for r in 1...8 { #expect(t[r] == expected[UInt32(r), default: 0]) }
  }
}
