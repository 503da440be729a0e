import Testing

@testable import Report

@Suite struct PageWhereTests {
  private func written(_ breakdowns: [PageBreakdown]) -> String {
    var chapter = PageSample.chapter()
    chapter.breakdowns = breakdowns
    return PageSection.written { PageWhere.write(chapter, PageSection.models, into: &$0) }
  }

  @Test func groupsAreNamedWithTheirShares() {
    let html = written([
      PageBreakdown(
        dimension: "frequency", models: ["kn-5", "unknown", "lstm-256"],
        groups: [
          .init(label: "1–9", positions: 25, perplexities: [400, 1, 300]),
          .init(label: "10–99", positions: 75, perplexities: [40, 1, nil]),
        ])
    ])
    #expect(html.contains("By frequency of the token in train") && html.contains("occurrences in train"))
    #expect(html.contains("10–99: 75.0 % of the positions"))
    #expect(html.contains("kn-5, 1–9: perplexity 400.00") && html.contains("lstm-256, 1–9: perplexity 300.00"))
    #expect(!html.contains("unknown,") && !html.contains("lstm-256, 10–99"))
    #expect(
      html.contains(#"<th scope="row" class="words">1–9</th><td class="number">25</td><td class="number">400.00</td>"#))
    // The better of the two is first in what a screen reader says.
    #expect(html.contains("1–9: lstm-256 300.0, kn-5 400.0"))
  }

  @Test func anotherDimensionHasItsOwnName() {
    let html = written([
      PageBreakdown(
        dimension: "mood", models: ["kn-5"], groups: [.init(label: "good", positions: 0, perplexities: [2])])
    ])
    #expect(html.contains("<h3>mood</h3>") && !html.contains("nan"))
  }
}
