/// What mixtures and caches are made of.
enum PageMixtures {
  private static let most = 12

  static func write(_ chapter: PageChapter, _ models: ChartedModels, into html: inout HTMLDocument) {
    guard !chapter.mixtures.isEmpty else { return }
    html.section("Mixtures", "What each is made of, with the weights that do best on valid.") { html in
      for mixture in chapter.mixtures.prefix(most) {
        html.group("div", ["class": "mixture"]) { html in
          html.group("h3") { $0.name(mixture.model) }
          let styles = styles(of: mixture, models)
          bar(mixture, styles, into: &html)
          html.group("ul", ["class": "parts"]) { html in
            for (part, style) in zip(mixture.parts, styles) {
              html.group("li", ["class": "c\(style)"]) { html in
                html.name(part.name)
                if part.role != "part" { html.add("span", ["class": "soft"], " (\(part.role))") }
                if let weight = part.weight { html.add("b", [:], Figures.fixed(weight, 3)) }
              }
            }
          }
        }
      }
    }
  }

  /// Each part has the colour that it has in the charts; what is not there, such as a cache, has one that no other part has.
  private static func styles(of mixture: PageMixture, _ models: ChartedModels) -> [Int] {
    let charted = mixture.parts.map { models.style(of: $0.name) }
    var free = (0..<ChartMark.kinds).filter { !charted.contains($0) }[...]
    return charted.enumerated().map { index, style in style ?? free.popFirst() ?? index % ChartMark.kinds }
  }

  /// Shares of one line; weights that are none (below zero, or not of one sum) are only told.
  private static func bar(_ mixture: PageMixture, _ styles: [Int], into html: inout HTMLDocument) {
    let weights = mixture.parts.compactMap(\.weight)
    let sum = weights.reduce(0, +)
    guard weights.count == mixture.parts.count, weights.allSatisfy({ $0 >= 0 }), abs(sum - 1) < 1e-6 else { return }
    html.group("div", ["class": "bar", "aria-hidden": "true"]) { html in
      for (weight, style) in zip(weights, styles) {
        html.add("span", ["class": "c\(style)", "style": "width:\(Figures.fixed(100 * weight, 2))%"], "")
      }
    }
  }
}
