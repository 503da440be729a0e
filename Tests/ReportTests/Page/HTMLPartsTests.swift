import Testing

@testable import Report

@Suite struct HTMLPartsTests {
  private func written(_ content: (inout HTMLDocument) -> Void) -> String {
    var html = HTMLDocument()
    content(&html)
    return html.written
  }

  @Test func aTableNamesItsRowsAndColumns() {
    let html = written {
      $0.table(
        "Ranks <1>", [("word", false), ("count", true)], [[.name("the"), .number("12")], [.words("a"), .number("3")]])
    }
    #expect(html.contains(#"<div class="scroll" role="region" aria-label="Ranks &lt;1&gt;" tabindex="0">"#))
    #expect(html.contains(#"<th scope="col" class="words">word</th><th scope="col" class="number">count</th>"#))
    #expect(html.contains(#"<th scope="row" class="words"><bdi>the</bdi></th><td class="number">12</td>"#))
  }

  @Test func namesAreListed() {
    #expect(written { $0.names(["a"]) } == "<bdi>a</bdi>")
    #expect(written { $0.names(["a", "b", "c"]) } == "<bdi>a</bdi>, <bdi>b</bdi> and <bdi>c</bdi>")
  }

  @Test func chartsOfNothingAreLeftOut() {
    func chart(_ y: Double?) -> Chart {
      Chart(
        title: "t", description: "d", x: .init(title: "x"), y: .init(title: "y"),
        lines: [.init(name: "n", style: 0, points: [.init(1, y)])])
    }
    #expect(written { $0.charts([(chart(nil), "")]) } == "")
    let html = written { $0.charts([(chart(nil), ""), (chart(2), "caption")]) }
    #expect(html.matches(of: /<figure>/).count == 1)
    #expect(html.contains("<h3>t</h3><svg ") && html.contains("<figcaption>caption</figcaption>"))
  }
}
