import Testing

@testable import Report

/// Two straight lines, and a law over the first.
func samplePlot(name: String = "tokens") -> LogPlot {
  func line(_ scale: Double) -> [LogPlot.Point] {
    (1...100).map { LogPlot.Point(x: Double($0), y: scale / Double($0)) }
  }
  return LogPlot(
    title: "Ranks of \(name)", description: "Two curves.", xTitle: "rank", yTitle: "frequency",
    curves: [
      LogPlot.Curve(
        name: name, mark: "1", points: line(1000),
        fits: [LogPlot.Fit(law: "Zipf", figures: "s = 1", points: [.init(x: 1, y: 1000), .init(x: 100, y: 10)])]),
      LogPlot.Curve(name: "2-grams", mark: "2", points: line(100)),
    ])
}

@Suite struct LogPlotTests {
  @Test func axesHoldEveryPoint() {
    let axes = samplePlot().axes
    for (value, axis) in [(1.0, axes.x), (100, axes.x), (1, axes.y), (1000, axes.y)] {
      #expect((0.0...1).contains(axis.place(value)))
    }
    #expect(samplePlot().laws == ["Zipf"])
  }

  @Test func pointsWithoutALogarithmAreLeftOut() {
    let points = [(0.0, 1.0), (1, 0), (-1, 1), (.nan, 1), (1, .infinity), (2, 3)].map { LogPlot.Point(x: $0, y: $1) }
    #expect(LogPlot.Curve(name: "", mark: "x", points: points).points == [LogPlot.Point(x: 2, y: 3)])
    #expect(LogPlot.Fit(law: "", figures: "", points: points).points == [LogPlot.Point(x: 2, y: 3)])
  }
}
