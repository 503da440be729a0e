import Testing

@testable import Report

@Suite struct PageTextLawsTests {
  private func written() -> String {
    PageSection.written { PageTextLaws.write(PageSample.chapter(), into: &$0) }
  }

  @Test func lawsHaveTheirFigures() {
    let html = written()
    for text in ["s = 1.02", "s = 1.10, q = 2.70", "12.30", "0.590", "109,287", "Zipf–Mandelbrot"] {
      #expect(html.contains(">\(text)<"), "\(text)")
    }
  }

  @Test func eachOrderHasItsCurveAndFits() {
    let html = written()
    for style in 0...2 {
      for (stroke, count) in [("whole", 2), ("dashed", 1), ("dotted", 1)] {
        #expect(html.ranges(of: "line \(stroke) c\(style)").count == count, "\(stroke) \(style)")
      }
    }
  }

  @Test func theMostFrequentAreListed() {
    let html = written()
    #expect(html.contains(#"<th scope="row" class="number">10</th><td class="words"><bdi>the 10</bdi></td>"#))
  }

  /// Orders of a short text may have fewer n-grams than ranks.
  @Test func shortListsLeaveCellsEmpty() {
    var chapter = PageSample.chapter()
    chapter.text?.orders[2].top = []
    let html = PageSection.written { PageTextLaws.write(chapter, into: &$0) }
    #expect(html.contains(#"<td class="words"></td>"#))
  }
}
