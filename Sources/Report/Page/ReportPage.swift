/// A report as one HTML file that needs nothing else: no script, no network, no font, no picture.
public enum ReportPage {
  /// No page is larger, in bytes.
  public static let limit = 1_000_000

  /// The bytes of the file; the same for the same content.
  ///
  /// What does not fit is left out, and the page says so: the last chapters first, then the passage and the lists of the
  /// one that is left.
  public static func document(_ content: PageContent) -> [UInt8] {
    var content = content
    var left = Omission()
    while true {
      let page = Array(written(content, left).utf8)
      if page.count < limit { return page }
      if content.chapters.count > 1, let last = content.chapters.popLast() {
        left.corpora.insert(last.corpus, at: 0)
      } else if content.chapters.first?.passage != nil {
        content.chapters[0].passage = nil
        left.parts.append("the coloured passage")
      } else if content.chapters.first.map({ !$0.runs.isEmpty || !$0.facts.isEmpty }) == true {
        content.chapters[0].runs = []
        content.chapters[0].facts = []
        left.parts.append("how it was made")
      } else if let chapter = content.chapters.first {
        // A leaderboard alone is bounded: its rows, and the length of each name, are.
        content.chapters = [
          PageChapter(
            corpus: chapter.corpus, split: chapter.split, scored: chapter.scored, unknown: chapter.unknown,
            stream: chapter.stream, models: chapter.models)
        ]
        content.versions = []
        left.parts = ["all of this corpus but the leaderboard"]
        return Array(written(content, left).utf8)
      } else {
        // Without a chapter there is nothing else that could be long.
        content.versions = []
        return Array(written(content, left).utf8)
      }
    }
  }

  /// What had no room.
  private struct Omission {
    var corpora: [String] = []
    /// Of the corpus that is left, in words.
    var parts: [String] = []
  }

  private static func written(_ content: PageContent, _ left: Omission) -> String {
    let names = content.chapters.map(\.corpus).joined(separator: ", ")
    return HTMLDocument.page(
      title: names.isEmpty ? "lmctl report" : "Language models of \(names)", style: PageStyle.css
    ) {
      html in
      if content.chapters.isEmpty { html.add("p", ["class": "empty"], "Nothing is scored here yet.") }
      for chapter in content.chapters { write(chapter, into: &html) }
      if !left.corpora.isEmpty {
        html.group("p", ["class": "note"]) { html in
          html.text("Left out, as the page would exceed 1 MB: ")
          html.names(left.corpora)
          html.text(". Give --corpus to see one of them.")
        }
      }
      if !left.parts.isEmpty {
        html.add(
          "p", ["class": "note"], "Left out, as the page would exceed 1 MB: \(left.parts.joined(separator: ", ")).")
      }
      html.group("footer") { html in
        html.text(content.versions.map { "\($0.name) \($0.value)" }.joined(separator: " · "))
      }
    }
  }

  private static func write(_ chapter: PageChapter, into html: inout HTMLDocument) {
    let models = ChartedModels(chapter)
    html.group("main") { html in
      PageVerdict.write(chapter, into: &html)
      PageLeaderboard.write(chapter, models, into: &html)
      PageSignificance.write(chapter, into: &html)
      PageMixtures.write(chapter, models, into: &html)
      PageTrainings.write(chapter, models, into: &html)
      PageWhere.write(chapter, models, into: &html)
      PagePassages.write(chapter, models, into: &html)
      PageHorizons.write(chapter, models, into: &html)
      PageDataCurves.write(chapter, models, into: &html)
      PageTextLaws.write(chapter, into: &html)
      PageGradientPlots.write(chapter, into: &html)
      PageProvenance.write(chapter, into: &html)
    }
  }
}
