import Testing

@testable import Report

@Suite struct LinearLogAxisTests {
  @Test func equalDistancesAreEqualDifferences() {
    let axis = LogAxis([1, 35], isLinear: true)
    #expect(abs(axis.place(11) - axis.place(1) - (axis.place(31) - axis.place(21))) < 1e-12)
    #expect(axis.place(1) > 0 && axis.place(35) < 1)
    #expect(abs(axis.value(axis.place(7.5)) - 7.5) < 1e-12)
    #expect(axis.minorTicks.isEmpty)
  }

  @Test(arguments: [
    (1.0, 35.0, 8, ["5", "10", "15", "20", "25", "30", "35"]), (1, 35, 4, ["10", "20", "30"]), (1, 2, 10, ["1", "2"]),
    (1, 4000, 5, ["0", "1000", "2000", "3000", "4000"]),
  ])
  func ticksAreWholeNumbers(first: Double, last: Double, limit: Int, expected: [String]) {
    let ticks = LogAxis([first, last], isLinear: true).ticks(atMost: limit)
    #expect(ticks.map(\.label) == expected && ticks.allSatisfy { (0...1).contains($0.place) })
  }

  @Test func anyNumbersMakeAnAxis() {
    let greatest = Double.greatestFiniteMagnitude
    for values in [[], [.nan], [5], [1, 1e15], [1e18], [1e18, 1e18], [1, 0x1p63], [greatest], [1, greatest]]
      as [[Double]]
    {
      let axis = LogAxis(values, isLinear: true)
      #expect(axis.lower.isFinite && axis.upper.isFinite && axis.upper > axis.lower, "\(values)")
      #expect(axis.ticks(atMost: 0).count <= 3 && axis.ticks(atMost: 12).count <= 13, "\(values)")
      #expect(values.allSatisfy { $0.isNaN || axis.place($0) > 0 }, "\(values)")
    }
  }
}
