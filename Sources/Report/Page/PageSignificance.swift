internal import Foundation

/// Every pair of models: by how much the row's is better than the column's, and whether that is more than chance.
enum PageSignificance {
  private static let most = 12

  static func write(_ chapter: PageChapter, into html: inout HTMLDocument) {
    let tested = Set(chapter.differences.flatMap { [$0.better, $0.worse] })
    // By perplexity, not by place: models of different rules for unseen words have places of their own.
    let models = chapter.models.filter { tested.contains($0.name) }.enumerated().sorted {
      ($0.element.perplexity ?? .infinity, $0.offset) < ($1.element.perplexity ?? .infinity, $1.offset)
    }.map(\.element.name).prefix(most)
    guard models.count > 1 else { return }
    html.section(
      "Is it real?",
      """
      How far the perplexity of the row's model lies below that of the column's, and the chance of such a difference \
      between equals: paired block bootstrap, Holm's correction for all pairs. Filled cells are significant (p < 0.05).
      """
    ) { html in
      html.group(
        "div", ["class": "scroll", "role": "region", "aria-label": "Significance of differences", "tabindex": "0"]
      ) { html in
        html.group("table", ["class": "matrix"]) { html in
          html.group("thead") { html in
            html.group("tr") { html in
              html.add("th", ["scope": "col"], "better than")
              for model in models.dropFirst() {
                html.span("th", ["scope": "col"]) { $0.name(model, limit: 16) }
              }
            }
          }
          html.group("tbody") { html in
            for model in models.dropLast() {
              html.group("tr") { html in
                html.span("th", ["scope": "row"]) { $0.name(model, limit: 24) }
                for other in models.dropFirst() { cell(model, other, chapter.differences, into: &html) }
              }
            }
          }
        }
      }
      if tested.count > most {
        html.add("p", ["class": "note"], "The first \(most) of \(tested.count) models are shown.")
      }
    }
  }

  private static func cell(
    _ model: String, _ other: String, _ differences: [PageDifference], into html: inout HTMLDocument
  ) {
    guard let found = differences.first(where: { $0.better == model && $0.worse == other }) else {
      html.add("td", ["class": "none"], "")
      return
    }
    let words = """
      \(figure(found.nats)) nats a position better, standard error \(figure(found.standardError)), 95 % interval \
      \(figure(found.interval.lowerBound)) to \(figure(found.interval.upperBound)), adjusted \(p(found.adjustedP))
      """
    html.span("td", ["class": found.isSignificant ? "yes" : "no", "title": words]) { html in
      html.add("b", [:], lower(found.nats))
      html.add("small", [:], p(found.adjustedP))
    }
  }

  /// 1 − exp(−Δ): by which share the perplexity is lower.
  private static func lower(_ nats: Double) -> String {
    let percent = 100 * (1 - exp(-nats))
    return (percent < 9.95 ? Figures.fixed(percent, 1) : Figures.fixed(percent, 0)) + " %"
  }

  private static func p(_ value: Double) -> String {
    value < 0.001 ? "p < 0.001" : "p = " + Figures.fixed(value, value < 0.1 ? 3 : 2)
  }

  private static func figure(_ nats: Double) -> String { Figures.printed(nats, 4) }
}
