/// A ``LogPlot`` as a standalone SVG 1.1 file, for a page or a paper: points, fitted laws, legend.
///
/// Curves differ by colour (Okabe & Ito's palette, which colour-blind people can tell apart) and by the shape of their
/// points, so that it prints without colour too. Viewers that know `prefers-color-scheme` show it dark where asked.
public enum SVGPlot {
  private static let (width, height) = (760.0, 540.0)
  private static let frame = (left: 72.0, right: 740.0, top: 44.0, bottom: 484.0)
  private static let colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#B58900", "#56B4E9"]
  /// The first law of a legend is dashed, the second a whole line.
  private static let dashes = ["6 4", "none", "2 3", "8 3 2 3"]

  private static let style = """
    .paper{fill:#ffffff}.ink{fill:#1a1a1a}.soft{fill:#555555}.axis{stroke:#1a1a1a}.grid{stroke:#e3e3e3}\
    @media (prefers-color-scheme:dark){.paper{fill:#15181c}.ink{fill:#ececec}.soft{fill:#a8a8a8}\
    .axis{stroke:#d0d0d0}.grid{stroke:#33383e}}
    """

  /// The bytes of the file.
  public static func document(_ plot: LogPlot) -> [UInt8] {
    var svg = SVGDocument(
      width: Int(width), height: Int(height), title: plot.title, description: plot.description, style: style)
    svg.add("rect", ["class": "paper", "fill": "#ffffff", "width": "100%", "height": "100%"])
    svg.text(plot.title, x: frame.left, y: 26, ["class": "ink", "font-size": "16", "font-weight": "bold"])
    let axes = plot.axes
    drawAxes(axes, plot, &svg)
    svg.group("clipPath", ["id": "frame"]) {
      $0.add("rect", rectangle(frame.left, frame.top, frame.right, frame.bottom))
    }
    svg.group("g", ["clip-path": "url(#frame)"]) { svg in
      for (index, curve) in plot.curves.enumerated() {
        let colour = colours[index % colours.count]
        svg.add(
          "path",
          [
            "fill": colour, "fill-opacity": "0.55",
            "d": thinned(curve.points, of: plot.curves.count).map { shape(index, at: place($0, axes)) }.joined(),
          ])
        for fit in curve.fits {
          svg.add(
            "path",
            [
              "fill": "none", "stroke": colour, "stroke-width": "1.4", "stroke-dasharray": dash(fit.law, plot),
              "d": SVGDocument.polyline(fit.points.map { place($0, axes) }),
            ])
        }
      }
    }
    drawLegend(plot, &svg)
    return Array(svg.finish().utf8)
  }

  private static func rectangle(
    _ left: Double, _ top: Double, _ right: Double, _ bottom: Double
  ) -> KeyValuePairs<String, String> {
    [
      "x": SVGDocument.number(left), "y": SVGDocument.number(top), "width": SVGDocument.number(right - left),
      "height": SVGDocument.number(bottom - top),
    ]
  }

  private static func dash(_ law: String, _ plot: LogPlot) -> String {
    dashes[(plot.laws.firstIndex(of: law) ?? 0) % dashes.count]
  }

  private static func place(_ point: LogPlot.Point, _ axes: (x: LogAxis, y: LogAxis)) -> (x: Double, y: Double) {
    (x(axes.x.place(point.x)), y(axes.y.place(point.y)))
  }

  private static func x(_ place: Double) -> Double { frame.left + place * (frame.right - frame.left) }
  private static func y(_ place: Double) -> Double { frame.bottom - place * (frame.bottom - frame.top) }

  // MARK: Axes

  private static func drawAxes(_ axes: (x: LogAxis, y: LogAxis), _ plot: LogPlot, _ svg: inout SVGDocument) {
    let (xTicks, yTicks) = (axes.x.ticks(atMost: 12), axes.y.ticks(atMost: 10))
    let grid =
      xTicks.map { [(x: x($0.place), y: frame.top), (x: x($0.place), y: frame.bottom)] }
      + yTicks.map { [(x: frame.left, y: y($0.place)), (x: frame.right, y: y($0.place))] }
    lines(grid, "grid", "#e3e3e3", &svg)
    let ticks =
      xTicks.map { [(x: x($0.place), y: frame.bottom), (x: x($0.place), y: frame.bottom + 6)] }
      + yTicks.map { [(x: frame.left - 6, y: y($0.place)), (x: frame.left, y: y($0.place))] }
      + axes.x.minorTicks.map { [(x: x($0), y: frame.bottom), (x: x($0), y: frame.bottom + 3)] }
      + axes.y.minorTicks.map { [(x: frame.left - 3, y: y($0)), (x: frame.left, y: y($0))] }
    let border = [
      (x: frame.left, y: frame.top), (x: frame.left, y: frame.bottom), (x: frame.right, y: frame.bottom),
    ]
    lines(ticks + [border], "axis", "#1a1a1a", &svg)
    for tick in xTicks {
      svg.text(tick.label, x: x(tick.place), y: frame.bottom + 22, ["class": "ink", "text-anchor": "middle"])
    }
    for tick in yTicks {
      svg.text(tick.label, x: frame.left - 10, y: y(tick.place) + 4.5, ["class": "ink", "text-anchor": "end"])
    }
    svg.text(
      plot.xTitle, x: (frame.left + frame.right) / 2, y: frame.bottom + 44,
      ["class": "ink", "font-size": "14", "text-anchor": "middle"])
    svg.text(
      plot.yTitle, x: 0, y: 0,
      [
        "class": "ink", "font-size": "14", "text-anchor": "middle",
        "transform": "translate(22 \(SVGDocument.number((frame.top + frame.bottom) / 2))) rotate(-90)",
      ])
  }

  private static func lines(
    _ lines: [[(x: Double, y: Double)]], _ name: String, _ colour: String, _ svg: inout SVGDocument
  ) {
    svg.add(
      "path",
      [
        "class": name, "stroke": colour, "fill": "none", "stroke-width": "1",
        "d": lines.map(SVGDocument.polyline).joined(),
      ])
  }

  // MARK: Points

  /// A file of many curves has fewer points of each, the first and the last among them: it stays below 200 kB.
  private static func thinned(_ points: [LogPlot.Point], of curves: Int) -> [LogPlot.Point] {
    let most = max(2, 1500 / max(1, curves))
    guard points.count > most else { return points }
    return (0..<most).map { points[$0 * (points.count - 1) / (most - 1)] }
  }

  /// Circle, square, triangle, diamond in turn, about as large as each other.
  private static func shape(_ index: Int, at point: (x: Double, y: Double), size: Double = 2.6) -> String {
    func at(_ dx: Double, _ dy: Double) -> String {
      SVGDocument.number(point.x + dx * size) + " " + SVGDocument.number(point.y + dy * size)
    }
    let (r, d) = (SVGDocument.number(size), SVGDocument.number(2 * size))
    return switch index % 4 {
    case 0: "M\(at(-1, 0))a\(r) \(r) 0 1 0 \(d) 0a\(r) \(r) 0 1 0 -\(d) 0z"
    case 1: "M\(at(-0.9, -0.9))L\(at(0.9, -0.9))L\(at(0.9, 0.9))L\(at(-0.9, 0.9))z"
    case 2: "M\(at(0, -1.2))L\(at(1.1, 0.8))L\(at(-1.1, 0.8))z"
    default: "M\(at(0, -1.25))L\(at(1.25, 0))L\(at(0, 1.25))L\(at(-1.25, 0))z"
    }
  }

  // MARK: Legend

  /// A small table in the corner that falling curves leave free: a row a curve, a column a law.
  private static func drawLegend(_ plot: LogPlot, _ svg: inout SVGDocument) {
    let (laws, line, gap) = (plot.laws, 19.0, 22.0)
    // Helvetica's digits and lower case are about half as wide as the type is high.
    func measure(_ text: String) -> Double { 6.4 * Double(DisplayWidth.of(Figures.safe(text))) }
    let names = (plot.curves.map { measure($0.name) }.max() ?? 0) + 18
    let widths = laws.map { law in
      max(
        measure(law) + 34, plot.curves.compactMap { $0.fits.first { $0.law == law }?.figures }.map(measure).max() ?? 0)
    }
    let width = names + widths.reduce(0) { $0 + $1 + gap } + 20
    let rows = Double(plot.curves.count + (laws.isEmpty ? 0 : 1))
    let (left, top) = (frame.right - width - 6, frame.top + 4)
    svg.group("g", ["font-size": "12"]) { svg in
      svg.add(
        "rect",
        [
          "class": "paper", "fill": "#ffffff", "fill-opacity": "0.85", "x": SVGDocument.number(left),
          "y": SVGDocument.number(top), "width": SVGDocument.number(width),
          "height": SVGDocument.number(rows * line + 12),
        ])
      var column = left + 10 + names
      for (law, width) in zip(laws, widths) {
        column += gap
        svg.add(
          "path",
          [
            "class": "axis", "stroke": "#1a1a1a", "fill": "none", "stroke-width": "1.4",
            "stroke-dasharray": dash(law, plot),
            "d": SVGDocument.polyline([(column, top + 16), (column + 26, top + 16)]),
          ])
        svg.text(law, x: column + 32, y: top + 20, ["class": "soft", "fill": "#555555"])
        for (row, curve) in plot.curves.enumerated() {
          guard let fit = curve.fits.first(where: { $0.law == law }) else { continue }
          svg.text(fit.figures, x: column, y: top + 20 + line * Double(row + 1), ["class": "ink"])
        }
        column += width
      }
      for (row, curve) in plot.curves.enumerated() {
        let y = top + 20 + line * Double(row + (laws.isEmpty ? 0 : 1))
        svg.add(
          "path", ["fill": colours[row % colours.count], "d": shape(row, at: (left + 14, y - 4), size: 4)])
        svg.text(curve.name, x: left + 26, y: y, ["class": "ink"])
      }
    }
  }
}
