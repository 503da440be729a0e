import Testing

@testable import Report

@Suite struct TerminalPlotTests {
  @Test func curvesAxesAndLegend() throws {
    let lines = TerminalPlot.lines(samplePlot(), columns: 60, rows: 12, inColour: false)
    // The title, the rows, the axis and its labels, the legend.
    #expect(lines.count == 1 + 12 + 2 + 1)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= 60 })
    #expect(lines[0].hasSuffix("frequency"))
    #expect(
      lines.dropFirst().prefix(12).filter { $0.contains("┤") }.map { $0.prefix(3) } == ["10³", "10²", "10¹", "10⁰"])
    #expect(lines[14].split(separator: " ") == ["10⁰", "10¹", "10²"])
    #expect(lines[15].contains("rank") && lines[15].contains("1 tokens") && lines[15].contains("2 2-grams"))
    // Each curve is marked at its two ends, and falls.
    let plot = lines[1...12]
    let rows = plot.indices.filter { plot[$0].contains("1 ") || plot[$0].dropFirst(4).contains("1") }
    #expect(rows.count == 2 && rows[0] < rows[1])
    #expect(!lines.joined().contains("\u{1B}"))
  }

  @Test func coloursAreOpenedAndClosed() {
    let text = TerminalPlot.lines(samplePlot(), columns: 60, inColour: true).joined()
    let codes = text.split(separator: "\u{1B}").dropFirst()
    #expect(codes.count { $0.hasPrefix("[38;5;") } == codes.count { $0.hasPrefix("[0m") } && codes.count > 10)
  }

  /// No gap: in every column of characters between its ends a curve has a dot or a mark.
  @Test func aSteepCurveHasNoGaps() {
    let points = [(1.0, 1e6), (10, 1e6), (11, 1), (100, 1)].map { LogPlot.Point(x: $0, y: $1) }
    let plot = LogPlot(
      title: "", description: "", xTitle: "x", yTitle: "y", curves: [.init(name: "c", mark: "*", points: points)])
    let lines = TerminalPlot.lines(plot, columns: 50, rows: 10, inColour: false)
    for row in lines[1...10] { #expect(row.contains { ("\u{2801}"..."\u{28FF}").contains($0) || $0 == "*" }, "\(row)") }
  }

  /// Names that do not fit beside the axis' title stand under it.
  @Test func aLongLegendTakesMoreLines() {
    let curves = ["first", "second", "third"].map { name in
      LogPlot.Curve(
        name: name + " of some long names", mark: name.first ?? "x", points: [.init(x: 1, y: 1), .init(x: 9, y: 9)])
    }
    let plot = LogPlot(title: "", description: "", xTitle: "x", yTitle: "y", xIsLinear: true, curves: curves)
    let lines = TerminalPlot.lines(plot, columns: 50, rows: 10, inColour: false)
    #expect(lines.count == 1 + 10 + 2 + 3 && lines.allSatisfy { DisplayWidth.of($0) <= 50 })
    for (line, name) in zip(lines.suffix(3), ["f first", "s second", "t third"]) { #expect(line.contains(name)) }
  }

  @Test func anyWidthAndNoPoints() {
    for columns in [.min, 0, 1, 40, .max] as [Int] {
      let lines = TerminalPlot.lines(samplePlot(name: "a\u{1B}[2Jb"), columns: columns, inColour: false)
      #expect(lines.allSatisfy { !$0.contains("\u{1B}") && DisplayWidth.of($0) <= 160 })
    }
    let empty = LogPlot(title: "", description: "", xTitle: "", yTitle: "", curves: [])
    #expect(TerminalPlot.lines(empty, columns: 80, inColour: true).isEmpty)
    let single = LogPlot.Curve(name: "one", mark: "1", points: [.init(x: 1, y: 1)])
    let one = LogPlot(title: "", description: "", xTitle: "", yTitle: "", curves: [single])
    #expect(TerminalPlot.lines(one, columns: 80, inColour: false).contains { $0.contains("1") })
  }

  /// Points of anybody's database: beyond where numbers have halves, or as far apart as numbers can be.
  @Test(arguments: [[1e18], [1e18, 2e18], [1, 0x1p63], [1, .greatestFiniteMagnitude]] as [[Double]], [false, true])
  func pointsBeyondAllScales(places: [Double], isLinear: Bool) {
    let points = places.map { LogPlot.Point(x: $0, y: $0) }
    let plot = LogPlot(
      title: "", description: "", xTitle: "x", yTitle: "y", xIsLinear: isLinear,
      curves: [.init(name: "c", mark: "*", points: points)])
    let lines = TerminalPlot.lines(plot, columns: 60, rows: 10, inColour: false)
    #expect(lines[1...10].contains { $0.contains("*") } && lines.allSatisfy { DisplayWidth.of($0) <= 60 })
    #expect(!String(decoding: SVGPlot.document(plot), as: UTF8.self).contains("nan"))
  }
}
