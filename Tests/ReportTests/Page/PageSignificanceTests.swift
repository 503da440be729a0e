import Testing

@testable import Report

@Suite struct PageSignificanceTests {
  private func written(_ chapter: PageChapter) -> String {
    PageSection.written { PageSignificance.write(chapter, into: &$0) }
  }

  @Test func everyPairHasACell() {
    let html = written(PageSample.chapter())
    #expect(html.matches(of: /<td class="yes"/).count == 20)
    #expect(html.matches(of: /<td class="no"/).count == 1)
    #expect(html.matches(of: /<td class="none"/).count == 15)
    #expect(html.matches(of: /<th scope="row"/).count == 6)
  }

  /// 1 − exp(−0.08) = 7.7 %.
  @Test func figuresAreOfPerplexity() {
    let html = written(PageSample.chapter())
    #expect(html.contains("<b>7.7 %</b><small>p &lt; 0.001</small>"))
    #expect(html.contains("<b>0.5 %</b><small>p = 0.21</small>"))
    #expect(html.contains("0.0800 nats a position better, standard error 0.0040, 95 % interval 0.0720 to 0.0880"))
  }

  /// Two rules for unseen words have two first places: the order is that of perplexities.
  @Test func theOrderIsThatOfPerplexities() {
    var chapter = PageSample.chapter()
    chapter.models = Array(chapter.models.prefix(2).reversed())
    chapter.differences = Array(chapter.differences.prefix(1))
    let html = written(chapter)
    #expect(html.contains(#"<th scope="row"><bdi>lstm-256+kn-5</bdi></th><td class="yes""#))
  }

  @Test func withoutDifferencesThereIsNone() {
    var chapter = PageSample.chapter()
    chapter.differences = []
    #expect(written(chapter) == "")
  }
}
