import Testing

@testable import Report

@Suite struct PageMixturesTests {
  private func written(_ weights: [Double?]) -> String {
    var chapter = PageSample.chapter()
    chapter.mixtures = [
      PageMixture(
        model: "m",
        parts: weights.enumerated().map { .init(name: "p\($0)", role: $0 == 0 ? "base" : "part", weight: $1) })
    ]
    return PageSection.written { PageMixtures.write(chapter, PageSection.models, into: &$0) }
  }

  @Test func weightsAreDrawnAndTold() {
    let html = written([0.75, 0.25])
    #expect(html.contains("width:75.00%") && html.contains("width:25.00%"))
    #expect(html.contains("<b>0.750</b>") && html.contains("(base)") && !html.contains("(part)"))
  }

  @Test func whatIsNoShareIsOnlyTold() {
    for weights in [[0.9, 0.9], [1.5, -0.5], [1, nil]] as [[Double?]] {
      let html = written(weights)
      #expect(!html.contains("width:") && html.contains("<bdi>p1</bdi>"))
    }
  }

  @Test func coloursAreThoseOfTheCharts() {
    let html = PageSection.written { PageMixtures.write(PageSample.chapter(), PageSection.models, into: &$0) }
    #expect(html.contains(#"<span class="c1" style="width:68.30%">"#) && html.contains(#"<span class="c3" style="#))
    // Parts that no chart shows have colours of their own.
    #expect(written([0.5, 0.5]).contains(#"<li class="c0"><bdi>p0</bdi>"#))
  }
}
