/// The answer first: which model is best, by how much, and whether that is more than chance.
enum PageVerdict {
  static func write(_ chapter: PageChapter, into html: inout HTMLDocument) {
    html.group("header") { html in
      html.group("p", ["class": "over"]) { html in
        html.text("Language models of ")
        html.name(chapter.corpus)
        html.text(" · \(chapter.split)")
      }
      guard let best = chapter.models.first(where: { $0.place == 1 }) else {
        html.add("h1", [:], "No model is ranked yet")
        return
      }
      html.group("h1") { html in
        html.name(best.name)
        html.text(" predicts best: perplexity \(Figures.perplexity(best.perplexity, 1))")
        if let error = best.standardError { html.add("span", ["class": "soft"], " ± \(error1(error))") }
      }
      significance(best, chapter, into: &html)
      tiles(best, chapter, into: &html)
    }
  }

  private static func error1(_ error: Double) -> String {
    error < 0.1 ? Figures.significant((error * 100).rounded() / 100) : Figures.fixed(error, 1)
  }

  /// "It is significantly better than all 5 others", or which of them it is not.
  private static func significance(_ best: PageModel, _ chapter: PageChapter, into html: inout HTMLDocument) {
    let tested = chapter.differences.filter { $0.better == best.name || $0.worse == best.name }
    let doubtful = tested.filter { !$0.isSignificant || $0.worse == best.name }.map {
      $0.better == best.name ? $0.worse : $0.better
    }
    let others = chapter.models.count { $0.place != nil && $0.name != best.name }
    html.group("p", ["class": "verdict"]) { html in
      switch (tested.count, doubtful.count) {
      case (0, _):
        html.text(
          others == 0
            ? "It is the only model that is ranked." : "Whether it is better by more than chance was not tested.")
      case (let tested, 0):
        html.text(
          tested == 1
            ? "The difference to the other model is significant."
            : "It is significantly better than each of the other \(tested) models.")
      case (let tested, let count) where count == tested:
        html.text("It is not significantly better than ")
        html.names(Array(doubtful.prefix(6)))
        html.text(count > 6 ? " and \(count - 6) more." : ".")
      case (let tested, let count):
        html.text("It is significantly better than \(tested - count) of the other \(tested), but not than ")
        html.names(Array(doubtful.prefix(6)))
        html.text(count > 6 ? " and \(count - 6) more." : ".")
      }
    }
  }

  /// The few figures that a reader takes away.
  private static func tiles(_ best: PageModel, _ chapter: PageChapter, into html: inout HTMLDocument) {
    var tiles: [(String, String)] = []
    if let interval = best.interval {
      tiles.append(
        ("95 % interval", "\(Figures.perplexity(interval.lowerBound, 1))–\(Figures.perplexity(interval.upperBound, 1))")
      )
    }
    let second = chapter.models.first { $0.place != nil && $0.name != best.name && $0.perplexity != nil }
    if let second = second?.perplexity, let first = best.perplexity, second.isFinite, second > 0 {
      tiles.append(("below the next", Figures.fixed(100 * (1 - first / second), 1) + " %"))
    }
    if let bits = best.bitsPerCharacter { tiles.append(("bits a character", Figures.fixed(bits, 3))) }
    tiles.append(("positions scored", Figures.grouped(chapter.scored)))
    tiles.append(("of them <unk>", Figures.percent(chapter.unknown, of: chapter.scored)))
    html.group("dl", ["class": "tiles"]) { html in
      for (name, value) in tiles {
        html.group("div") { html in
          html.add("dt", [:], name)
          html.add("dd", [:], value)
        }
      }
    }
  }
}
