/// All models with all their figures, after a drawing of the perplexities.
enum PageLeaderboard {
  /// Rows of the table, and of the drawing.
  private static let (most, mostDrawn) = (60, 24)

  static func write(_ chapter: PageChapter, _ models: ChartedModels, into html: inout HTMLDocument) {
    html.section("Leaderboard", "") { html in
      let drawn = drawn(chapter.measured)
      if !drawn.isEmpty {
        html.group("figure", ["class": "wide"]) { html in
          html.drawing { name in
            ForestDrawing.draw(drawn, styles: models.style, title: "Perplexity of each model", name: name)
          }
          if drawn.contains(where: { $0.interval != nil }) {
            html.add("figcaption", [:], "± standard error, interval: block bootstrap over positions of the split.")
          }
          if drawn.count < chapter.models.count {
            html.add("figcaption", [:], "Models that are not ranked, or far behind, are in the table alone.")
          }
        }
      }
      table(chapter, into: &html)
      if chapter.models.count > most {
        html.add("p", ["class": "note"], "The first \(most) of \(chapter.models.count) models are shown.")
      }
      for note in chapter.notes + [models.note].compactMap({ $0 }) { html.add("p", ["class": "note"], note) }
    }
  }

  /// Of models with a perplexity, those whose distances can be seen: a model far behind would press the others together.
  private static func drawn(_ models: [PageModel]) -> [PageModel] {
    let ranked = models.filter { $0.place != nil }
    let best = ranked.compactMap(\.perplexity).min() ?? 1
    let near = ranked.filter { ($0.perplexity ?? .infinity) <= 4 * best }
    return Array((near.count > 2 ? near : ranked).prefix(mostDrawn))
  }

  private struct Column: Sendable {
    let header: String
    let isNumber: Bool
    /// Nil: nothing to say of this model.
    let cell: @Sendable (PageModel) -> String?
  }

  private static let columns = [
    Column(header: "perplexity", isNumber: true) { $0.perplexity.map { Figures.perplexity($0) } ?? "∞" },
    Column(header: "±", isNumber: true) { $0.standardError.map { Figures.perplexity($0) } },
    Column(header: "on valid", isNumber: true) { $0.validPerplexity.map { Figures.perplexity($0) } },
    Column(header: "without OOV", isNumber: true) { $0.withoutOOV.map { Figures.perplexity($0) } },
    Column(header: "without <eos>", isNumber: true) { $0.withoutEOS.map { Figures.perplexity($0) } },
    Column(header: "bits/char", isNumber: true) { $0.bitsPerCharacter.map { Figures.perplexity($0, 3) } },
    Column(header: "bits/byte", isNumber: true) { $0.bitsPerByte.map { Figures.perplexity($0, 3) } },
    Column(header: "parameters", isNumber: true) { $0.kind == "imported" ? nil : Figures.grouped($0.parameters) },
    Column(header: "stored", isNumber: true) { $0.storedBytes.map { Figures.bytes($0) } },
    Column(header: "training", isNumber: true) { $0.seconds.map { Figures.duration($0) } },
    Column(header: "tokens/s", isNumber: true) { $0.tokensPerSecond.map { Figures.grouped($0) } },
    Column(header: "context", isNumber: false) { $0.context },
    Column(header: "unseen", isNumber: false) { $0.unseen },
    Column(header: "not ranked", isNumber: false) { model in
      model.zeroAt.map { "probability 0 at position \(Figures.grouped($0))" }
        ?? (model.perplexity == nil ? "infinite" : model.isNormalized ? nil : "does not sum to 1")
    },
  ]

  private static func table(_ chapter: PageChapter, into html: inout HTMLDocument) {
    let rows = chapter.models.prefix(most)
    // A column that says nothing of any model, or the same as the one before it, is left out.
    let perByte = rows.contains { $0.bitsPerByte != $0.bitsPerCharacter }
    let shown = columns.filter { column in
      rows.contains { column.cell($0) != nil } && (perByte || column.header != "bits/byte")
    }
    html.table(
      "Leaderboard",
      [("model", false), ("place", true), ("kind", false)] + shown.map { ($0.header, $0.isNumber) },
      rows.map { model in
        [.name(model.name), .number(model.place.map(String.init) ?? "–"), .words(model.kind)]
          + shown.map { column in
            let cell = column.cell(model) ?? "–"
            return column.isNumber ? .number(cell) : .words(cell)
          }
      })
  }
}
