/// Where models differ: perplexity of the positions of each group, for each way of dividing them.
enum PageWhere {
  private static let titles = [
    "frequency": ("By frequency of the token in train", "occurrences in train"),
    "position": ("By place in the segment", "tokens since its start"),
    "history": ("By how much of the history was seen", "longest history seen in train"),
    "kind": ("By kind of token", "kind"),
  ]

  static func write(_ chapter: PageChapter, _ models: ChartedModels, into html: inout HTMLDocument) {
    guard !chapter.breakdowns.isEmpty else { return }
    html.section(
      "Where", "Perplexity of each group of positions. The bars behind are the groups' shares of all positions."
    ) { html in
      html.charts(
        chapter.breakdowns.map { breakdown in
          let (title, axis) = titles[breakdown.dimension] ?? (breakdown.dimension, breakdown.dimension)
          return (chart(breakdown, models, title, axis), "")
        })
      html.group("details") { html in
        html.add("summary", [:], "The same as tables")
        for breakdown in chapter.breakdowns { table(breakdown, into: &html) }
      }
    }
  }

  private static func table(_ breakdown: PageBreakdown, into html: inout HTMLDocument) {
    let (title, axis) = titles[breakdown.dimension] ?? (breakdown.dimension, breakdown.dimension)
    html.table(
      title,
      [(axis, false), ("positions", true)] + breakdown.models.map { (HTMLDocument.clippedWithin($0, 24), true) },
      breakdown.groups.map { group in
        [.words(group.label), .number(Figures.grouped(group.positions))]
          + group.perplexities.map { .number(Figures.perplexity($0)) }
      })
  }

  private static func chart(
    _ breakdown: PageBreakdown, _ models: ChartedModels, _ title: String, _ axis: String
  ) -> Chart {
    let all = breakdown.groups.reduce(0.0) { $0 + Double(max(0, $1.positions)) }
    let shown = breakdown.models.enumerated().compactMap { place, model in
      models.style(of: model).map { (style: $0, place: place, model: model) }
    }.sorted { $0.style < $1.style }
    return Chart(
      title: title,
      description: breakdown.groups.map { group in
        "\(group.label): "
          + shown.map { "\($0.model) \(Figures.perplexity(group.perplexities[$0.place], 1))" }.joined(separator: ", ")
      }.joined(separator: "; "),
      x: Chart.Axis(
        title: axis,
        categories: breakdown.groups.map { group in
          Chart.Axis.Category(
            label: HTMLDocument.clipped(group.label, 20),
            share: all > 0 ? Double(group.positions) / all : nil)
        }),
      y: Chart.Axis(title: "perplexity", kind: .logarithmic),
      lines: shown.map { style, place, model in
        Chart.Line(
          // Kinds have no order: nothing lies between two of them.
          name: model, style: style, stroke: breakdown.dimension == "kind" ? .dotted : .whole,
          points: breakdown.groups.enumerated().map { index, group in
            Chart.Point(
              Double(index), group.perplexities[place],
              "\(model), \(group.label): perplexity \(Figures.perplexity(group.perplexities[place]))")
          })
      }, height: 300)
  }
}
