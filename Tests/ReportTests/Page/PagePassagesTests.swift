import Foundation
import Testing

@testable import Report

@Suite struct PagePassagesTests {
  private func written(_ tokens: [String?], _ readings: [(String, [Double])]) -> String {
    var chapter = PageSample.chapter()
    chapter.passage = PagePassage(
      start: 99, tokens: tokens, readings: readings.map { .init(model: $0.0, logProbabilities: $0.1) })
    return PageSection.written { PagePassages.write(chapter, PageSection.models, into: &$0) }
  }

  /// p of ½, 1/20 and 2⁻¹⁶: 1, 4.3 and 16 bits.
  @Test func tokensAreColouredByBits() {
    let html = written(["the", "whale", nil, " "], [("kn-5", [-log(2), -log(20), 0, -16 * log(2)])])
    #expect(html.contains("Positions 100 to 103 of test"))
    #expect(html.contains(#"<bdi class="s1" title="1.0 bits, p = 0.5">the</bdi>"#))
    #expect(html.contains(#"<bdi class="s3" title="4.3 bits, p = 0.05">whale</bdi>"#))
    #expect(html.contains(#"<bdi class="s0" title="0.0 bits, p = 1">¶</bdi><br>"#))
    #expect(html.contains(#"<bdi class="s7" title="16.0 bits, p = 1.5e-05">␣</bdi>"#))
    // 2^((1 + 4.32 + 0 + 16) / 4)
    #expect(html.contains("perplexity of the passage 40.2"))
  }

  /// The better model is chosen at first; the last pane tells where each is better.
  @Test func panesFollowTheLeaderboard() {
    let html = written(["a", "b"], [("kn-5", [-1, -5]), ("lstm-256", [-4, -1])])
    let labels = html.matches(of: /<label[^>]*><bdi>([^<]*)</).map { String($0.output.1) }
    #expect(labels == ["lstm-256", "kn-5", "lstm-256 against kn-5"])
    #expect(html.ranges(of: " checked=\"\"").count == 1)
    #expect(html.contains(#"<bdi class="b3" title="kn-5 by 4.3 bits">a</bdi>"#))
    #expect(html.contains(#"<bdi class="a4" title="lstm-256 by 5.8 bits">b</bdi>"#))
  }

  @Test func zeroIsSaid() {
    let html = written(["a"], [("kn-5", [-.infinity]), ("lstm-256", [-.infinity])])
    #expect(html.contains(#"class="s7" title="probability 0""#) && html.contains("about the same"))
    #expect(html.contains("perplexity of the passage –") && !html.contains("nan"))
    #expect(written(["a"], [("kn-5", [-.infinity]), ("lstm-256", [-1])]).contains("lstm-256 by ∞ bits"))
  }

  @Test func arraysOfOtherLengthsAreLeftOut() {
    #expect(written(["a", "b"], [("kn-5", [-1])]) == "")
    #expect(written([], [("kn-5", [])]) == "")
  }

  /// A radio button, a label and a pane for each, which the style connects.
  @Test func everyPaneCanBeReached() {
    let readings = PageSample.names.map { ($0, [-1.0]) }
    let html = written(["a"], readings)
    for index in 0...readings.count {
      for part in ["class=\"r\(index)\"", "class=\"l\(index)\"", "class=\"pane p\(index)\""] {
        #expect(html.contains(part), "\(part)")
      }
      #expect(PageStyle.css.contains(".r\(index):checked~.p\(index){display:block}"))
    }
  }
}
