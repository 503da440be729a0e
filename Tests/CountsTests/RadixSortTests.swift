import Testing

@testable import Counts

@Suite struct RadixSortTests {
  private func keys(_ count: Int, bits: Int) -> [UInt64] {
    var state: UInt64 = 11
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> UInt64(64 - bits)
    }
  }

  /// All 64 bits too: such keys are no `Int`.
  @Test(arguments: [1, 10, 11, 12, 33, 63, 64], [0, 1, 2, 1000]) func sorts(bits: Int, count: Int) {
    let unsorted = keys(count, bits: bits)
    var sorted = unsorted
    RadixSort.sort(&sorted, bits: bits)
    #expect(sorted == unsorted.sorted())
  }

  /// Equal keys stay in the order in which they came.
  @Test(arguments: [3, 40, 64]) func valuesMoveWithTheirKeys(bits: Int) {
    let unsorted = keys(500, bits: bits)
    var (sorted, values) = (unsorted, (0..<500).map { UInt32($0) })
    RadixSort.sort(&sorted, carrying: &values, bits: bits)
    let expected = unsorted.indices.sorted { (unsorted[$0], $0) < (unsorted[$1], $1) }
    #expect(values.map { Int($0) } == expected)
    #expect(sorted == unsorted.sorted())
  }
}
