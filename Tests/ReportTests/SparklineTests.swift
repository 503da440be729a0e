import Report
import Testing

@Suite struct SparklineTests {
  @Test func fromTheLowestToTheHighest() {
    #expect(Sparkline.text([0, 1, 2, 3, 4, 5, 6, 7], columns: 80) == "▁▂▃▄▅▆▇█")
    #expect(Sparkline.text([7, -7], columns: 80) == "█▁")
  }

  /// A factor is a step on a logarithmic scale.
  @Test func equalFactorsAreEqualHeights() {
    let powers: [Double?] = (0..<8).map { Double(1 << (2 * $0)) }
    #expect(Sparkline.text(powers, columns: 80, isLogarithmic: true) == "▁▂▃▄▅▆▇█")
    #expect(Sparkline.text(powers, columns: 80) == "▁▁▁▁▁▁▂█")
  }

  @Test func aLongSeriesIsDrawnByItsMeans() {
    #expect(Sparkline.text((0..<8000).map { Double($0) }, columns: 8) == "▁▂▃▄▅▆▇█")
    #expect(Sparkline.text([0, 2, 8, 8, 0, 2], columns: 3) == "▁█▁")
    // A run of a different length at each place, none lost.
    #expect(Sparkline.text([1, 1, 1, 1, 9, 9, 9], columns: 2) == "▁█")
  }

  @Test func gapsAreLeft() {
    #expect(Sparkline.text([0, nil, 7, .infinity, .nan, 0], columns: 80) == "▁ █  ▁")
    #expect(Sparkline.text([1, 0, -1, 10], columns: 80, isLogarithmic: true) == "▁  █")
    #expect(Sparkline.text([nil, nil, 1, nil, 3, 3], columns: 3) == " ▁█")
  }

  @Test func flatOneNoneAndAnyWidth() {
    #expect(Sparkline.text([5, 5, 5], columns: 80) == "▄▄▄" && Sparkline.text([-1e308], columns: 80) == "▄")
    #expect(Sparkline.text([], columns: 80) == "" && Sparkline.text([nil, nil], columns: 80) == "  ")
    #expect(Sparkline.text([1, 2, 3], columns: 0) == "▄" && Sparkline.text([1, 2, 3], columns: .min) == "▄")
    #expect(Sparkline.text([-1.7e308, 1.7e308, 0], columns: 9) == "▁█▅")
    #expect(Sparkline.text([.leastNonzeroMagnitude, 0], columns: 9).count == 2)
  }
}
