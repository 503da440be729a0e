/// A ``LogPlot`` in the characters of a terminal: its curves, without the fits.
public enum TerminalPlot {
  /// SGR codes of a palette that colour-blind people can tell apart, after Okabe & Ito, on dark and on light ground.
  private static let colours = [33, 208, 35, 170, 178, 81]

  /// - Parameters:
  ///   - columns: the terminal's width; less than 40 counts as 40, more than 160 as 160.
  ///   - rows: of the plot itself.
  /// - Returns: lines; empty where there is nothing to draw.
  public static func lines(_ plot: LogPlot, columns: Int, rows: Int = 18, inColour: Bool) -> [String] {
    guard plot.curves.contains(where: { !$0.points.isEmpty }) else { return [] }
    let axes = plot.axes
    let yTicks = axes.y.ticks(atMost: rows / 2)
    let margin = (yTicks.map { DisplayWidth.of($0.label) }.max() ?? 0) + 1
    var canvas = BrailleCanvas(width: min(160, max(40, columns)) - margin - 1, height: max(4, rows))
    for (pen, curve) in plot.curves.enumerated() { draw(curve, axes, pen, on: &canvas) }
    func paint(_ text: String, _ pen: Int) -> String {
      inColour ? "\u{1B}[38;5;\(colours[pen % colours.count])m\(text)\u{1B}[0m" : text
    }
    var labels = Array(repeating: "", count: canvas.height)
    for tick in yTicks { labels[canvas.height - 1 - cell(tick.place, canvas.height)] = tick.label }
    let frame = (0..<canvas.height).map { row in
      padded(labels[row], margin - 1) + (labels[row].isEmpty ? " │" : " ┤") + canvas.line(row, paint: paint)
    }
    return [padded("", margin) + Figures.safe(plot.yTitle)] + frame + bottom(axes.x, margin, canvas.width)
      + legend(plot, width: canvas.width, paint).map { padded("", margin + 1) + $0 }
  }

  /// The axis' title and the names of the curves, on as many lines as they take.
  private static func legend(_ plot: LogPlot, width: Int, _ paint: (String, Int) -> String) -> [String] {
    var lines = [Figures.safe(plot.xTitle)]
    var used = DisplayWidth.of(lines[0])
    var gap = "     "
    for (pen, curve) in plot.curves.enumerated() {
      let name = "\(curve.mark) \(Figures.safe(curve.name))"
      if used + gap.count + DisplayWidth.of(name) > width {
        lines.append("")
        (used, gap) = (0, "")
      }
      lines[lines.count - 1] += gap + paint(name, pen)
      used += gap.count + DisplayWidth.of(name)
      gap = "   "
    }
    return lines
  }

  /// In each column of dots the curve's height there, joined to the last one so that no gap is seen.
  private static func draw(
    _ curve: LogPlot.Curve, _ axes: (x: LogAxis, y: LogAxis), _ pen: Int, on canvas: inout BrailleCanvas
  ) {
    let places = curve.points.map { (x: axes.x.place($0.x), y: axes.y.place($0.y)) }
    guard let first = places.first, let last = places.last else { return }
    let (columns, rows) = (canvas.dotColumns, canvas.dotRows)
    func column(_ place: Double) -> Int { cell(place, columns) }
    func row(_ place: Double) -> Int { rows - 1 - cell(place, rows) }
    var (next, before) = (0, row(first.y))
    for column in column(first.x)...column(last.x) {
      let x = min(last.x, max(first.x, (Double(column) + 0.5) / Double(columns)))
      while next < places.count - 1 && places[next].x < x { next += 1 }
      let (right, left) = (places[next], places[max(0, next - 1)])
      let share = right.x > left.x ? (x - left.x) / (right.x - left.x) : 1
      let here = row(left.y + share * (right.y - left.y))
      for row in min(before, here)...max(before, here) { canvas.set(column: column, row: row, pen: pen) }
      before = here
    }
    for point in [first, last] {
      canvas.mark(curve.mark, column: column(point.x), row: row(point.y), pen: pen)
    }
  }

  /// The nearest one where a place is beyond the ends, however far; the first for what is no number.
  private static func cell(_ place: Double, _ count: Int) -> Int {
    let cell = place * Double(count)
    return cell > 0 ? Int(min(cell, Double(count - 1))) : 0
  }

  /// The axis and its labels, each centred under its tick.
  private static func bottom(_ axis: LogAxis, _ margin: Int, _ width: Int) -> [String] {
    var rule = Array(repeating: Character("─"), count: width)
    var labels = Array(repeating: Character(" "), count: width)
    var end = 0
    for tick in axis.ticks(atMost: width / 8) {
      let column = cell(tick.place, width)
      rule[column] = "┴"
      let start = max(end, min(width - tick.label.count, column - tick.label.count / 2))
      guard start + tick.label.count <= width else { continue }
      for (offset, character) in tick.label.enumerated() { labels[start + offset] = character }
      end = start + tick.label.count + 1
    }
    var line = padded("", margin + 1) + String(labels)
    while line.last == " " { line.removeLast() }
    return [padded("", margin) + "└" + String(rule), line]
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - DisplayWidth.of(text))) + text
  }
}
