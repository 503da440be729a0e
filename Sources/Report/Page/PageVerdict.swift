/// The answer first: which model is best, by how much, and whether that is more than chance.
enum PageVerdict {
  static func write(_ chapter: PageChapter, into html: inout HTMLDocument) {
    html.group("header") { html in
      html.group("p", ["class": "over"]) { html in
        html.text("Language models of ")
        html.name(chapter.corpus)
        html.text(" · \(chapter.split)")
      }
      guard let best = chapter.contest.first else {
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
    let others = chapter.contest.dropFirst().map(\.name)
    // A model that ranks apart is no rival: what it is better at is another task.
    let tested = chapter.differences.compactMap { one -> (rival: String, one: PageDifference)? in
      let rival = one.better == best.name ? one.worse : one.better
      return (one.better == best.name || one.worse == best.name) && others.contains(rival) ? (rival, one) : nil
    }
    let better = tested.filter { $0.one.isSignificant && $0.one.worse == best.name }.map(\.rival)
    let doubtful = tested.filter { !$0.one.isSignificant }.map(\.rival)
    html.group("p", ["class": "verdict"]) { html in
      switch (tested.count - better.count, doubtful.count) {
      case (0, _) where better.isEmpty:
        html.text(
          !others.isEmpty
            ? "Whether it is better by more than chance was not tested."
            : chapter.models.contains { $0.place != nil && $0.name != best.name }
              ? "It is the only model that is ranked by its rule for unseen words."
              : "It is the only model that is ranked.")
      case (0, _): break
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
      if !tested.isEmpty, tested.count < others.count {
        html.text(" \(Figures.grouped(others.count - tested.count)) more were not tested.")
      }
      if !better.isEmpty {
        html.text(" The stored differences contradict the perplexities: by them it is significantly worse than ")
        html.names(Array(better.prefix(6)))
        html.text(better.count > 6 ? " and \(better.count - 6) more." : ".")
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
    if let second = chapter.contest.dropFirst().first?.perplexity, let first = best.perplexity, second.isFinite,
      second > 0
    {
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
