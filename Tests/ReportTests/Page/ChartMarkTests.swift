import Testing

@testable import Report

@Suite struct ChartMarkTests {
  @Test func eachKindHasAShape() {
    let paths = (0..<ChartMark.kinds).map { ChartMark.path($0, x: 10, y: 20) }
    #expect(Set(paths).count == ChartMark.kinds)
    #expect(paths.allSatisfy { $0.hasPrefix("M") && $0.hasSuffix("z") })
    #expect(ChartMark.path(ChartMark.kinds, x: 10, y: 20) == paths[0])
  }

  /// Corners lie within a size and a half of the point.
  @Test func itIsWhereThePointIs() {
    for kind in 1..<ChartMark.kinds {
      let numbers = ChartMark.path(kind, x: 100, y: 200, size: 2).matches(of: /[ML]([0-9.]+) ([0-9.]+)/)
      #expect(numbers.count >= 3)
      for corner in numbers {
        #expect(abs((Double(corner.output.1) ?? 0) - 100) <= 3 && abs((Double(corner.output.2) ?? 0) - 200) <= 3)
      }
    }
  }
}
