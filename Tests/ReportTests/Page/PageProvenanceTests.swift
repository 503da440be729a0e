import Testing

@testable import Report

@Suite struct PageProvenanceTests {
  @Test func runsCanBeMadeAgain() {
    let words = PageSection.words { PageProvenance.write(PageSample.chapter(), into: &$0) }
    for text in [
      "train-rnn lstm-256 2026-11-21 20:00:00", "lmctl train-rnn --corpus kjv", "1, 2", "12,143 types", "6da26da2",
    ] {
      #expect(words.contains(text), "\(text)")
    }
  }

  @Test func manyRunsAreCut() {
    var chapter = PageSample.chapter()
    chapter.runs = Array(repeating: chapter.runs[0], count: 45)
    let html = PageSection.written { PageProvenance.write(chapter, into: &$0) }
    #expect(html.matches(of: /<details>/).count == 40)
    #expect(html.contains("The newest 40 of 45 runs are shown."))
  }
}
