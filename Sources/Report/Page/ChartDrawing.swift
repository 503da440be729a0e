/// Draws a ``Chart`` as SVG that takes its colours, and the size of its letters, from the page's style.
struct ChartDrawing {
  static let width = 440.0
  /// How wide a column of text is at most: letters are larger on a phone.
  static let column = 6.7
  /// Of the longest name that is shown.
  private static let columns = 26
  private static let line = 15.0

  private let chart: Chart
  private let name: String
  private let x: ChartScale
  private let y: ChartScale
  private let frame: (left: Double, right: Double, top: Double, bottom: Double)
  private let yTicks: [ChartScale.Tick]
  /// Where the labels of the y axis end.
  private let gutter: Double
  /// Of the categories' names.
  private let levels: Int
  private var svg: SVGDocument

  /// - Parameter name: its own on the page.
  static func draw(_ chart: Chart, name: String) -> SVGDocument {
    var drawing = ChartDrawing(chart, name)
    drawing.axes()
    drawing.lines()
    drawing.labels()
    return drawing.svg
  }

  private init(_ chart: Chart, _ name: String) {
    self.chart = chart
    self.name = name
    let points = chart.lines.filter { !$0.isGuide }.flatMap(\.points)
    let y = ChartScale(points.compactMap(\.y) + chart.y.including, chart.y.kind)
    x =
      chart.x.categories.isEmpty
      ? ChartScale(points.filter { $0.y != nil }.map(\.x) + chart.x.including, chart.x.kind, room: 0.02)
      : ChartScale([-0.4, Double(chart.x.categories.count) - 0.6], .linear, room: 0)
    yTicks = y.ticks(atMost: Int(chart.height / 40))
    self.y = y
    let labels = chart.lines.compactMap(\.name).map { Self.width(of: Self.short($0)) }.max() ?? 0
    // Whatever names and figures are, the frame keeps its share of the width.
    gutter = min(0.25 * Self.width, yTicks.map { Self.width(of: $0.label) }.max() ?? 0) + 9
    let column = min(0.4 * Self.width, labels)
    let left = gutter + (chart.labels == .start ? 1.1 * column + 24 : 0)
    let right = Self.width - (chart.labels == .end ? column + 20 : 12)
    levels = Self.levels(chart, length: right - left)
    frame = (left, right, 28, chart.height - 26 - Double(levels) * Self.line)
    svg = SVGDocument(
      within: name, width: Self.width, height: chart.height, title: chart.title, description: chart.description)
  }

  static func width(of text: String) -> Double { column * Double(DisplayWidth.of(Figures.safe(text))) }

  /// A name as it is shown, cut to some characters, and to fewer where they are wide.
  static func short(_ name: String, _ limit: Int = 17) -> String {
    let shown = Figures.safe(HTMLDocument.clipped(name, 400))
    let cuts = (3...max(3, limit)).reversed().lazy.map { HTMLDocument.clippedWithin(shown, $0) }
    return cuts.first { DisplayWidth.of($0) <= columns } ?? "…"
  }

  /// On how many lines in turn the categories' names stand, so that neighbours do not touch.
  private static func levels(_ chart: Chart, length: Double) -> Int {
    guard let longest = chart.x.categories.map({ width(of: $0.label) }).max() else { return 1 }
    return Int(max(1, min(3, ((longest + 6) * Double(chart.x.categories.count) / length).rounded(.up))))
  }

  private func place(_ point: Chart.Point) -> (x: Double, y: Double)? {
    guard let value = point.y, let x = x.place(point.x), let y = y.place(value) else { return nil }
    return (frame.left + x * (frame.right - frame.left), frame.bottom - y * (frame.bottom - frame.top))
  }

  // MARK: Axes

  private mutating func axes() {
    bars()
    for tick in yTicks {
      let y = frame.bottom - tick.place * (frame.bottom - frame.top)
      stroke("grid", [(gutter, y), (frame.right, y)])
      svg.text(tick.label, x: gutter - 7, y: y + 4, ["class": "tick end"])
    }
    stroke("axis", [(frame.left, frame.bottom), (frame.right, frame.bottom)])
    svg.text(chart.y.title, x: 0, y: 13, ["class": "title"])
    svg.text(
      chart.x.title, x: (frame.left + frame.right) / 2, y: chart.height - 6, ["class": "title middle"])
    if chart.x.categories.isEmpty { numbers() } else { categories() }
  }

  private mutating func numbers() {
    let ticks =
      chart.x.ticks.map { ticks in
        ticks.compactMap { tick in
          x.place(tick).map { ChartScale.Tick(place: $0, label: ChartScale.label(tick)) }
        }
      } ?? x.ticks(atMost: Int((frame.right - frame.left) / 48))
    var end = -Double.infinity
    for tick in ticks {
      let x = frame.left + tick.place * (frame.right - frame.left)
      stroke("axis", [(x, frame.bottom), (x, frame.bottom + 4)])
      let half = Self.width(of: tick.label) / 2
      guard x - half > end, (frame.left - 20...Self.width).contains(x + half) else { continue }
      svg.text(tick.label, x: x, y: frame.bottom + 17, ["class": "tick middle"])
      end = x + half + 4
    }
  }

  /// The share of each category: the largest takes a quarter of the height.
  private mutating func bars() {
    let most = chart.x.categories.compactMap(\.share).max() ?? 0
    let half = 0.3 * (frame.right - frame.left) / Double(max(1, chart.x.categories.count))
    for (index, category) in chart.x.categories.enumerated() {
      guard let share = category.share, share > 0, most > 0, let place = x.place(Double(index)) else { continue }
      let (x, height) = (
        frame.left + place * (frame.right - frame.left), 0.25 * share / most * (frame.bottom - frame.top)
      )
      svg.group("g", ["class": "share"]) { svg in
        svg.title("\(category.label): \(Figures.fixed(100 * share, 1)) % of the positions")
        svg.add(
          "rect",
          [
            "x": SVGDocument.number(x - half), "y": SVGDocument.number(frame.bottom - height),
            "width": SVGDocument.number(2 * half), "height": SVGDocument.number(height),
          ])
      }
    }
  }

  private mutating func categories() {
    for (index, category) in chart.x.categories.enumerated() {
      guard let place = x.place(Double(index)) else { continue }
      let x = frame.left + place * (frame.right - frame.left)
      let down = Double(index % levels) * Self.line
      stroke("axis", [(x, frame.bottom), (x, frame.bottom + 4 + down)])
      svg.text(category.label, x: x, y: frame.bottom + 17 + down, ["class": "tick middle"])
    }
  }

  // MARK: Lines

  private mutating func lines() {
    svg.group("clipPath", ["id": "\(name)-frame"]) { svg in
      svg.add(
        "rect",
        [
          "x": SVGDocument.number(frame.left - 5), "y": SVGDocument.number(frame.top - 5),
          "width": SVGDocument.number(frame.right - frame.left + 10),
          "height": SVGDocument.number(frame.bottom - frame.top + 10),
        ])
    }
    // The first is the best: it lies on top.
    for line in chart.lines.reversed() {
      let places = line.points.map(place)
      let runs = places.split { $0 == nil }.map { run in run.compactMap { $0 } }
      svg.add(
        "path",
        [
          "class": "line \(line.stroke.rawValue) c\(line.style % ChartMark.kinds)", "clip-path": "url(#\(name)-frame)",
          "d": runs.filter { $0.count > 1 }.map { SVGDocument.polyline($0) }.joined(),
        ])
      for (point, place) in zip(line.points, places) {
        guard let words = point.words, let place else { continue }
        svg.group("g", ["class": "mark c\(line.style % ChartMark.kinds)"]) { svg in
          svg.title(words)
          svg.add("path", ["d": ChartMark.path(line.style, x: place.x, y: place.y)])
        }
      }
    }
  }

  private mutating func stroke(_ name: String, _ points: [(x: Double, y: Double)]) {
    svg.add("path", ["class": name, "d": SVGDocument.polyline(points)])
  }

  // MARK: Labels

  private mutating func labels() {
    let ends = chart.lines.compactMap { line -> (line: Chart.Line, end: (x: Double, y: Double))? in
      let places = line.points.compactMap(place)
      guard line.name != nil, let end = chart.labels == .end ? places.last : places.first else { return nil }
      return (line, end)
    }
    let isEnd = chart.labels == .end
    let heights = ChartLabels.spread(
      ends.map(\.end.y), apart: Self.line, within: frame.top - 4...frame.bottom)
    for ((line, end), y) in zip(ends, heights) {
      let name = line.name ?? ""
      let text = Self.short(name)
      let x = isEnd ? frame.right + 8 : frame.left - 14
      // A thin line leads to a label that had to move, or that stands away from its line's end.
      if isEnd, abs(y - end.y) > 3 || end.x < frame.right - 12 {
        svg.add("path", ["class": "leader", "d": SVGDocument.polyline([(end.x + 5, end.y), (frame.right + 4, y)])])
      }
      svg.group("g", ["class": "mark c\(line.style % ChartMark.kinds)"]) { svg in
        svg.title(name)
        svg.add("path", ["d": ChartMark.path(line.style, x: x, y: y)])
        svg.text(text, x: isEnd ? x + 8 : x - 8, y: y + 4, ["class": isEnd ? "label" : "label end"])
      }
    }
  }
}
