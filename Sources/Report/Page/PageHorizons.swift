/// How errors grow when a model has only its own predictions to go on.
enum PageHorizons {
  static func write(_ chapter: PageChapter, _ models: ChartedModels, into html: inout HTMLDocument) {
    let shown = chapter.horizons.compactMap { horizon in models.style(of: horizon.model).map { ($0, horizon) } }
      .sorted { $0.0 < $1.0 }
    guard !shown.isEmpty else { return }
    html.section(
      "Horizon",
      """
      The k-th token ahead. Whole lines: after the model's own predictions for all between. Dashed: the same positions \
      with the true history.
      """
    ) { html in
      html.charts([
        (
          chart(shown, "Accuracy", Chart.Axis(title: "right, %", including: [0])) { point in
            (point.accuracy.map { 100 * $0 }, point.oneStepAccuracy.map { 100 * $0 })
          }, ""
        ),
        (
          chart(shown, "Perplexity", Chart.Axis(title: "perplexity", kind: .logarithmic)) { point in
            (point.perplexity, point.oneStepPerplexity)
          }, ""
        ),
      ])
    }
  }

  private static func chart(
    _ shown: [(style: Int, horizon: PageHorizon)], _ title: String, _ axis: Chart.Axis,
    _ values: (PageHorizon.Point) -> (own: Double?, oneStep: Double?)
  ) -> Chart {
    let ks = Set(shown.flatMap { $0.horizon.points.map(\.k) }).sorted()
    return Chart(
      title: title,
      description: shown.compactMap { _, horizon in
        guard let first = horizon.points.first, let last = horizon.points.last else { return nil }
        return "\(horizon.model): \(Figures.fixed(values(first).own, 1)) at k = \(first.k), "
          + "\(Figures.fixed(values(last).own, 1)) at k = \(last.k)"
      }.joined(separator: "; "),
      x: Chart.Axis(title: "tokens ahead, k", kind: .logarithmic, ticks: ks.map(Double.init)), y: axis,
      lines: shown.flatMap { style, horizon in
        [
          Chart.Line(
            name: horizon.model, style: style,
            points: horizon.points.map { point in
              let value = values(point).own
              return Chart.Point(
                Double(point.k), value, "\(horizon.model), k = \(point.k): \(Figures.perplexity(value))")
            }),
          Chart.Line(
            name: nil, style: style, stroke: .dashed,
            points: horizon.points.map { Chart.Point(Double($0.k), values($0).oneStep) }),
        ]
      })
  }
}
