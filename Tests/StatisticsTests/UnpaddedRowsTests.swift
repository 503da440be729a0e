import Counts
import Statistics
import Testing

@Suite struct UnpaddedRowsTests {
  /// "a b. b a." with 2 as the end: of the bigrams, those without a start before them.
  @Test func workedExample() throws {
    let table = try NGramCounter(order: 2, vocabularySize: 3, endOfSegment: 2).count([0, 1, 2, 1, 0, 2])
    #expect(table.unpaddedRows.map { Array(table.row($0)) } == [[0, 1], [0, 2], [1, 0], [1, 2]])
    #expect(table.unpaddedCounts == [1, 1, 1, 1])
  }

  /// Each segment loses order − 1 n-grams, or all where it is shorter.
  @Test(arguments: [1, 2, 3, 5]) func onlyWholeOnesAreLeft(_ order: Int) throws {
    let lengths = [1, 4, 2, 9, 1, 3]
    var stream: [UInt32] = []
    for length in lengths { stream += Array(repeating: 0, count: length - 1) + [1] }
    let table = try NGramCounter(order: order, vocabularySize: 2, endOfSegment: 1).count(stream)
    let expected = lengths.reduce(0) { $0 + max(0, $1 - order + 1) }
    #expect(table.unpaddedCounts.reduce(0, +) == UInt64(expected))
    #expect(table.unpaddedRows.allSatisfy { !table.row($0).contains(2) })
  }
}
