/// Draws perplexities with their intervals, a row a model: what does not overlap differs.
struct ForestDrawing {
  private static let width = 560.0
  private static let row = 26.0

  /// Letters are larger here than in other drawings, which are not scaled down so far on a phone.
  private static func measure(_ text: String) -> Double { 1.25 * ChartDrawing.width(of: text) }

  /// - Parameters:
  ///   - models: with a perplexity, the best first.
  ///   - styles: colour and mark of each.
  static func draw(_ models: [PageModel], styles: (String) -> Int?, title: String, name: String) -> SVGDocument {
    let values = models.flatMap { [$0.perplexity, $0.interval?.lowerBound, $0.interval?.upperBound].compactMap { $0 } }
    let scale = ChartScale(values, .logarithmic)
    let names = models.map { ChartDrawing.short($0.name, 20) }
    let left = min(0.45 * width, names.map(measure).max() ?? 0) + 14
    let figures = models.map(figure)
    let right = width - min(0.35 * width, figures.map(measure).max() ?? 0) - 14
    let bottom = 10 + row * Double(models.count)
    func x(_ value: Double) -> Double? { scale.place(value).map { left + $0 * (right - left) } }
    var svg = SVGDocument(
      within: name, width: width, height: bottom + 42, title: title,
      description: "Perplexity on a logarithmic scale: "
        + zip(models, figures).map { "\($0.name) \($1)" }.joined(separator: ", "))
    for tick in scale.ticks(atMost: Int((right - left) / 50)) {
      let x = left + tick.place * (right - left)
      svg.add("path", ["class": "grid", "d": SVGDocument.polyline([(x, 4), (x, bottom)])])
      svg.text(tick.label, x: x, y: bottom + 17, ["class": "tick middle"])
    }
    svg.add("path", ["class": "axis", "d": SVGDocument.polyline([(left, bottom), (right, bottom)])])
    svg.text(
      "perplexity" + (models.contains { $0.interval != nil } ? ", with its 95 % interval" : ""), x: (left + right) / 2,
      y: bottom + 36, ["class": "title middle"])
    for (index, model) in models.enumerated() {
      let y = 10 + row * (Double(index) + 0.5)
      let style = styles(model.name)
      svg.text(names[index], x: left - 12, y: y + 4, ["class": "label end"])
      svg.text(figures[index], x: width, y: y + 4, ["class": "figure end"])
      guard let perplexity = model.perplexity, let place = x(perplexity) else { continue }
      svg.group("g", ["class": style.map { "mark c\($0)" } ?? "mark other"]) { svg in
        svg.title("\(model.name): \(figures[index])")
        if let interval = model.interval, let low = x(interval.lowerBound), let high = x(interval.upperBound) {
          svg.add("path", ["class": "whisker", "d": SVGDocument.polyline([(low, y), (high, y)])])
          let ends = [low, high].map { SVGDocument.polyline([($0, y - 4), ($0, y + 4)]) }.joined()
          svg.add("path", ["class": "whisker thin", "d": ends])
        }
        svg.add("path", ["d": ChartMark.path(style ?? 0, x: place, y: y, size: 4.4)])
      }
    }
    return svg
  }

  /// "57.72 ± 1.20".
  static func figure(_ model: PageModel) -> String {
    Figures.perplexity(model.perplexity, 2) + (model.standardError.map { " ± " + Figures.perplexity($0, 2) } ?? "")
  }
}
