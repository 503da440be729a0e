/// What mixtures and caches are made of.
enum PageMixtures {
  private static let most = 12

  static func write(_ chapter: PageChapter, into html: inout HTMLDocument) {
    guard !chapter.mixtures.isEmpty else { return }
    html.section("Mixtures", "What each is made of, with the weights that do best on valid.") { html in
      for mixture in chapter.mixtures.prefix(most) {
        html.group("div", ["class": "mixture"]) { html in
          html.group("h3") { $0.name(mixture.model) }
          bar(mixture, into: &html)
          html.group("ul", ["class": "parts"]) { html in
            for (index, part) in mixture.parts.enumerated() {
              html.group("li", ["class": "c\(index % ChartMark.kinds)"]) { html in
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

  /// Shares of one line; weights that are none (below zero, or not of one sum) are only told.
  private static func bar(_ mixture: PageMixture, into html: inout HTMLDocument) {
    let weights = mixture.parts.compactMap(\.weight)
    let sum = weights.reduce(0, +)
    guard weights.count == mixture.parts.count, weights.allSatisfy({ $0 >= 0 }), abs(sum - 1) < 1e-6 else { return }
    html.group("div", ["class": "bar", "aria-hidden": "true"]) { html in
      for (index, weight) in weights.enumerated() {
        html.add(
          "span", ["class": "c\(index % ChartMark.kinds)", "style": "width:\(Figures.fixed(100 * weight, 2))%"], "")
      }
    }
  }
}
