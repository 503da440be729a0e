import Foundation
import Testing

@testable import Report

@Suite struct ReportPageTests {
  private func page(_ content: PageContent = PageSample.content()) -> String {
    String(decoding: ReportPage.document(content), as: UTF8.self)
  }

  private static let harmless = ParsedPage(String(decoding: ReportPage.document(PageSample.content()), as: UTF8.self))

  @Test func everySectionIsThere() {
    let page = page()
    for heading in [
      "Leaderboard", "Is it real?", "Mixtures", "Learning", "Where", "Word by word", "Horizon", "More text", "The text",
      "Gradients", "How it was made",
    ] {
      #expect(page.contains("<h2>\(heading)</h2>"), "\(heading)")
    }
    #expect(page.contains("<title>Language models of kjv</title>"))
    #expect(page.contains("lmctl 1.0 · icu 72.1"))
  }

  @Test func whatWasNeverMeasuredIsLeftOut() {
    var chapter = PageChapter(
      corpus: "c", split: "test", scored: 10, unknown: 0, stream: "ab",
      models: [PageModel(name: "m", kind: "ngram", place: 1, perplexity: 12)])
    chapter.models[0].seconds = 1
    let page = page(PageContent(chapters: [chapter]))
    let headings = page.matches(of: /<h2>([^<]*)<\/h2>/).map { String($0.output.1) }
    #expect(headings == ["Leaderboard", "How it was made"])
    #expect(!page.contains(">±<") && !page.contains("without OOV"))
  }

  @Test func aPageOfNothingIsAPage() {
    let page = page(PageContent(chapters: []))
    #expect(ParsedPage(page).isWhole)
    #expect(page.contains("Nothing is scored here yet."))
  }

  @Test func nothingIsLoadedOrRun() {
    let page = page(PageSample.content(HostileText.around))
    #expect(
      page.contains(
        """
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; \
        form-action 'none'">
        """))
    for word in [
      "<script", "<link", "<img", "<iframe", "@import", "http://", "https://", " src=", " href=", " onmouseover=",
    ] {
      #expect(!page.contains(word), "\(word)")
    }
    // References within the page alone.
    #expect(page.matches(of: /url\(([^)]*)\)/).allSatisfy { $0.output.1.hasPrefix("#chart") })
  }

  /// The same elements and attributes as of a page of harmless names: no token became markup.
  @Test func noTokenBecomesMarkup() {
    let harmless = Self.harmless
    let hostile = ParsedPage(page(PageSample.content(HostileText.around)))
    #expect(harmless.isWhole && hostile.isWhole)
    #expect(hostile.elements == harmless.elements)
    // What is cut has a title.
    #expect(hostile.attributes.subtracting(["title"]) == harmless.attributes.subtracting(["title"]))
    #expect(hostile.text.contains("<script>alert(1)</script>"))
    #expect(hostile.text.unicodeScalars.allSatisfy { $0 == "\n" || !Figures.safe(String($0)).hasPrefix("\\u") })
  }

  @Test(arguments: HostileText.all) func eachOfThemAloneIsHarmless(text: String) {
    let parsed = ParsedPage(page(PageSample.content { _ in text }))
    #expect(parsed.isWhole)
    #expect(parsed.elements.isSubset(of: Self.harmless.elements))
  }

  @Test func idsAreUnique() {
    let content = PageContent(chapters: [PageSample.chapter(), PageSample.chapter()])
    let ids = ParsedPage(page(content)).ids
    #expect(ids.count > 20 && Set(ids).count == ids.count)
  }

  @Test func theSameContentIsTheSameBytes() {
    #expect(ReportPage.document(PageSample.content()) == ReportPage.document(PageSample.content()))
  }

  @Test func everyClassHasAStyle() {
    let styled = Set(PageStyle.css.matches(of: /\.([a-z][a-z0-9-]*)/).map { String($0.output.1) })
    // Words for those who read the source; they look like what is around them.
    let plain: Set = ["words", "whole", "label", "none", "pane", "s0"]
    #expect(ParsedPage(page()).classes.subtracting(styled).subtracting(plain) == [])
  }

  /// A thousand models, long names, several corpora: below 1 MB still, and what is left out is said.
  @Test func itStaysBelowAMegabyte() {
    func big(_ name: String) -> PageChapter {
      var chapter = PageSample.chapter { String(repeating: "<&\">", count: 50) + $0 }
      chapter.corpus = name
      chapter.models = (0..<1000).map { place in
        var model = chapter.models[place % chapter.models.count]
        model.name += "\(place)"
        model.place = place + 1
        return model
      }
      chapter.runs = Array(repeating: chapter.runs[0], count: 1000)
      for run in chapter.runs.indices { chapter.runs[run].settings = String(repeating: "<", count: 100_000) }
      chapter.passage?.tokens = Array(repeating: String(repeating: "\"", count: 1000), count: 2000)
      for reading in chapter.passage?.readings.indices ?? 0..<0 {
        chapter.passage?.readings[reading].logProbabilities = Array(repeating: -1, count: 2000)
      }
      return chapter
    }
    let page = ReportPage.document(PageContent(chapters: ["one", "two", "three"].map(big)))
    #expect(page.count < ReportPage.limit)
    let text = String(decoding: page, as: UTF8.self)
    #expect(text.contains("Left out, as the page would exceed 1 MB: <bdi>two</bdi> and <bdi>three</bdi>"))
    #expect(text.contains("The first 60 of 1000 models are shown."))
    #expect(ParsedPage(text).isWhole)
  }

  /// Where nothing else helps the leaderboard is left, and the page says that it is all.
  @Test func whatIsLeftOutOfOneCorpusIsSaid() {
    var chapter = PageSample.chapter()
    chapter.passage?.tokens = Array(repeating: String(repeating: "\"", count: 1000), count: 2000)
    for reading in chapter.passage?.readings.indices ?? 0..<0 {
      chapter.passage?.readings[reading].logProbabilities = Array(repeating: -1, count: 2000)
    }
    let short = String(decoding: ReportPage.document(PageContent(chapters: [chapter])), as: UTF8.self)
    #expect(short.contains("Left out, as the page would exceed 1 MB: the coloured passage."))
    #expect(!short.contains("<h2>Word by word</h2>") && short.contains("<h2>How it was made</h2>"))

    chapter.notes = Array(repeating: String(repeating: "w", count: 1000), count: 2000)
    let page = ReportPage.document(PageContent(chapters: [chapter]))
    let text = String(decoding: page, as: UTF8.self)
    #expect(page.count < ReportPage.limit && ParsedPage(text).isWhole)
    #expect(text.contains("Left out, as the page would exceed 1 MB: all of this corpus but the leaderboard."))
  }

  @Test func nothingIsSaidWhereAllHasRoom() { #expect(!page().contains("Left out")) }
}
