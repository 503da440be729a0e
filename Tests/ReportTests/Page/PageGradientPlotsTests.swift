import Testing

@testable import Report

@Suite struct PageGradientPlotsTests {
  @Test func theCurveAndItsWordsAreShown() {
    let html = PageSection.written { PageGradientPlots.write(PageSample.chapter(), into: &$0) }
    #expect(html.contains("<h3>Gradients of gru-200</h3>") && html.contains(">layer 0, epoch 8</text>"))
    #expect(html.contains("<figcaption>layer 0: halved every 2.1 steps</figcaption>"))
  }

  @Test func withoutMeasurementsThereIsNone() {
    var chapter = PageSample.chapter()
    chapter.gradients = []
    #expect(PageSection.written { PageGradientPlots.write(chapter, into: &$0) } == "")
  }
}
