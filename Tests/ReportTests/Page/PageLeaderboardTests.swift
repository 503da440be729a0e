import Testing

@testable import Report

@Suite struct PageLeaderboardTests {
  private func written(_ chapter: PageChapter) -> String {
    PageSection.written { PageLeaderboard.write(chapter, ChartedModels(chapter), into: &$0) }
  }

  private func headers(_ chapter: PageChapter) -> [String] {
    written(chapter).matches(of: /<th scope="col"[^>]*>([^<]*)</).map { String($0.output.1) }
  }

  @Test func columnsWithoutFiguresAreLeftOut() {
    var chapter = PageSample.chapter()
    #expect(headers(chapter).contains("±") && !headers(chapter).contains("not ranked"))
    #expect(headers(chapter).contains("tokens/s"))
    for model in chapter.models.indices {
      chapter.models[model].standardError = nil
      chapter.models[model].tokensPerSecond = nil
      chapter.models[model].bitsPerByte = chapter.models[model].bitsPerCharacter
    }
    #expect(!headers(chapter).contains("±") && !headers(chapter).contains("tokens/s"))
    #expect(!headers(chapter).contains("bits/byte"))
    chapter.models[0].bitsPerByte = 2
    #expect(headers(chapter).contains("bits/byte"))
  }

  @Test func whyOneIsNotRankedIsSaid() {
    var chapter = PageSample.chapter()
    chapter.models[6].place = nil
    chapter.models[6].perplexity = nil
    chapter.models[6].zeroAt = 12_345
    chapter.models[5].place = nil
    chapter.models[5].isNormalized = false
    let html = written(chapter)
    #expect(html.contains("probability 0 at position 12,345") && html.contains("does not sum to 1"))
    #expect(html.contains(#"<td class="number">∞</td>"#))
    // Neither is drawn among those that are ranked.
    #expect(!html.contains("<title>kn-3:") && !html.contains("<title>laplace-1:") && html.contains("<title>kn-5:"))
  }

  /// One far behind is in the table alone; where only two are near each other all are drawn.
  @Test func theDrawingShowsWhatIsNear() {
    var chapter = PageSample.chapter()
    chapter.models[6].perplexity = 5000
    chapter.models[6].interval = nil
    #expect(!written(chapter).contains("<title>laplace-1:") && written(chapter).contains("<bdi>laplace-1</bdi>"))
    #expect(written(chapter).contains("far behind, are in the table alone"))
    chapter.models.removeSubrange(2..<6)
    #expect(written(chapter).contains("<title>laplace-1:"))
  }

  @Test func notesAreShown() { #expect(written(PageSample.chapter()).contains("lstm-256 read across segments")) }
}
