/// The laws of the text that was trained on: Zipf, Heaps, and what is most frequent.
enum PageTextLaws {
  static func write(_ chapter: PageChapter, into html: inout HTMLDocument) {
    guard let text = chapter.text else { return }
    html.section("The text", "What the models learned from: train, counted without segment ends.") { html in
      html.charts([
        (
          chart(text.ranks, title: "Rank and frequency"),
          "Dashed: Zipf's law; dotted: Zipf–Mandelbrot; both by maximum likelihood."
        ),
        (
          Chart(
            title: "Growth of the vocabulary",
            description: text.orders.map { "\($0.name): \(Figures.grouped($0.types)) types" }.joined(separator: "; "),
            x: Chart.Axis(title: "tokens read", kind: .logarithmic),
            y: Chart.Axis(title: "types among them", kind: .logarithmic),
            lines: text.orders.enumerated().map { style, order in
              Chart.Line(name: order.name, style: style, points: order.growth.map { Chart.Point($0.x, $0.y) })
            }), "Heaps' law, types ≈ K · tokens^β, is a straight line here."
        ),
      ])
      laws(text, into: &html)
      top(text, into: &html)
    }
  }

  static func chart(_ plot: LogPlot, title: String) -> Chart {
    Chart(
      title: title, description: plot.description,
      x: Chart.Axis(title: plot.xTitle, kind: plot.xIsLinear ? .linear : .logarithmic),
      y: Chart.Axis(title: plot.yTitle, kind: .logarithmic),
      lines: plot.curves.enumerated().flatMap { style, curve in
        [Chart.Line(name: curve.name, style: style, points: points(curve.points))]
          + curve.fits.map { fit in
            Chart.Line(
              name: nil, style: style, stroke: fit.law == plot.laws.first ? .dashed : .dotted,
              points: points(fit.points),
              isGuide: true)
          }
      }, labels: .start)
  }

  private static func points(_ points: [LogPlot.Point]) -> [Chart.Point] { points.map { Chart.Point($0.x, $0.y) } }

  private static func laws(_ text: PageText, into html: inout HTMLDocument) {
    let laws = text.ranks.laws
    html.table(
      "Laws of the text",
      [("", false), ("types", true), ("Heaps K", true), ("Heaps β", true)] + laws.map { ($0, true) },
      zip(text.orders, text.ranks.curves).map { order, curve in
        [
          .words(order.name), .number(Figures.grouped(order.types)), .number(Figures.fixed(order.heapsScale, 2)),
          .number(Figures.fixed(order.heapsExponent, 3)),
        ] + laws.map { law in .number(curve.fits.first { $0.law == law }?.figures ?? "–") }
      })
  }

  private static func top(_ text: PageText, into html: inout HTMLDocument) {
    let rows = text.orders.map(\.top.count).max() ?? 0
    guard rows > 0 else { return }
    html.add("h3", [:], "Most frequent")
    html.table(
      "Most frequent n-grams",
      [("rank", true)] + text.orders.flatMap { [($0.name, false), ("count", true)] },
      (0..<rows).map { row in
        [.number(String(row + 1))]
          + text.orders.flatMap { order -> [HTMLDocument.Cell] in
            row < order.top.count
              ? [.name(order.top[row].text), .number(Figures.grouped(order.top[row].count))] : [.words(""), .words("")]
          }
      })
  }
}
