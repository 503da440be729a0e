import Testing

@testable import Report

@Suite struct PageHorizonsTests {
  @Test func bothCurvesAreDrawn() {
    var chapter = PageSample.chapter()
    chapter.horizons = [
      PageHorizon(
        model: "kn-5",
        points: [
          .init(k: 1, accuracy: 0.3, oneStepAccuracy: 0.3, perplexity: 100, oneStepPerplexity: 100),
          .init(k: 4, accuracy: 0.125, oneStepAccuracy: 0.31, perplexity: nil, oneStepPerplexity: 101),
        ])
    ]
    let html = PageSection.written { PageHorizons.write(chapter, PageSection.models, into: &$0) }
    #expect(html.contains("kn-5, k = 4: 12.50") && html.contains("kn-5, k = 1: 100.00"))
    #expect(!html.contains("kn-5, k = 4: –"))
    #expect(html.matches(of: /class="line dashed c3"/).count == 2)
    #expect(html.contains("kn-5: 30.0 at k = 1, 12.5 at k = 4"))
    // Ticks where there are points.
    #expect(html.contains(">1</text>") && html.contains(">4</text>") && !html.contains(">2</text>"))
  }

  @Test func withoutPointsThereIsNone() {
    var chapter = PageSample.chapter()
    chapter.horizons = []
    #expect(PageSection.written { PageHorizons.write(chapter, PageSection.models, into: &$0) } == "")
  }
}
