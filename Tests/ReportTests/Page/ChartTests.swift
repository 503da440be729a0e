import Testing

@testable import Report

@Suite struct ChartTests {
  private func chart(_ values: [Double?]) -> Chart {
    Chart(
      title: "t", description: "d", x: .init(title: "x"), y: .init(title: "y"),
      lines: [.init(name: nil, style: 0, points: values.enumerated().map { .init(Double($0), $1) })])
  }

  @Test func itIsEmptyWithoutValues() {
    #expect(chart([]).isEmpty && chart([nil, nil]).isEmpty)
    #expect(!chart([nil, 1]).isEmpty)
  }
}
