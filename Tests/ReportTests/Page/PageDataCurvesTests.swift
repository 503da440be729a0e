import Testing

@testable import Report

@Suite struct PageDataCurvesTests {
  @Test func eachPointSaysItsPart() {
    let html = PageSection.written { PageDataCurves.write(PageSample.chapter(), PageSection.models, into: &$0) }
    #expect(html.contains("kn-5, 1 % of train: perplexity 900.00"))
    #expect(html.matches(of: /class="line whole c[345]"/).count == 3)
  }

  @Test func withoutPointsThereIsNone() {
    var chapter = PageSample.chapter()
    chapter.dataCurves = []
    #expect(PageSection.written { PageDataCurves.write(chapter, PageSection.models, into: &$0) } == "")
  }
}
