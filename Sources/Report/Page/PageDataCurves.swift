/// What more text would bring.
enum PageDataCurves {
  static func write(_ chapter: PageChapter, _ models: ChartedModels, into html: inout HTMLDocument) {
    let shown = Array(zip(models.styles(for: chapter.dataCurves.map(\.model)), chapter.dataCurves))
    guard !shown.isEmpty else { return }
    html.section(
      "More text", "Perplexity of the same model trained on the first part of train, against that part's length."
    ) { html in
      html.charts([
        (
          Chart(
            title: "By size of the training text",
            description: shown.map { _, curve in
              "\(curve.model): "
                + curve.points.map { "\(Figures.perplexity($0.perplexity, 1)) at \(ChartScale.label($0.percent)) %" }
                .joined(separator: ", ")
            }.joined(separator: "; "),
            x: Chart.Axis(title: "positions trained on", kind: .logarithmic),
            y: Chart.Axis(title: "perplexity", kind: .logarithmic),
            lines: shown.map { style, curve in
              Chart.Line(
                name: curve.model, style: style,
                points: curve.points.map { point in
                  Chart.Point(
                    Double(point.positions), point.perplexity,
                    """
                    \(curve.model), \(ChartScale.label(point.percent)) % of train: perplexity \
                    \(Figures.perplexity(point.perplexity))
                    """)
                })
            }), ""
        )
      ])
    }
  }
}
