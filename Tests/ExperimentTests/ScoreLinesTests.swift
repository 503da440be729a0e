import Foundation
import Testing

@testable import Experiment

@Suite struct ScoreLinesTests {
  /// Two segments, the first with an unknown word, and one of `<eos>` alone.
  private func lines(_ detail: ScoreInput.Detail, _ form: TokenWriter.Form, hasEOS: Bool = true) -> String {
    var lines = ScoreLines(detail, form, escapesSpaces: true, hasEOS: hasEOS)
    let positions: [(UInt32, String, Int?, Double)] = [
      (2, "a\u{1B}", 1, 0.1), (0, "b\t", nil, 0.01), (1, hasEOS ? "" : "x", 2, 1), (1, hasEOS ? "" : "x", 3, 0),
    ]
    for (id, token, order, p) in positions { lines.add(id, Array(token.utf8)[...], order: order, log(p)) }
    lines.finish()
    return String(decoding: lines.output, as: UTF8.self)
  }

  @Test func tokens() {
    #expect(
      lines(.tokens, .exact) == """
        segment\ttoken\tid\toov\torder\tlog10_p
        0\ta\u{1B}\t2\t0\t1\t-1.0
        0\tb\\t\t0\t1\t\t-2.0
        0\t<eos>\t1\t0\t2\t0.0
        0\t\t\t1\t\t-3.0
        1\t<eos>\t1\t0\t3\t-inf
        1\t\t\t0\t\t-inf

        """)
    #expect(lines(.tokens, .visible).contains("\\u{1B}") && !lines(.tokens, .visible).contains("\u{1B}"))
  }

  @Test func segments() {
    #expect(lines(.segments, .exact) == "segment\tlog10_p\ttokens\toov\n0\t-3.0\t2\t1\n1\t-inf\t0\t0\n")
    #expect(lines(.segments, .exact, hasEOS: false) == "segment\tlog10_p\ttokens\toov\n0\t-inf\t4\t1\n")
    #expect(lines(.summary, .exact).isEmpty)
  }

  @Test func everyLineIsAnObject() throws {
    for (detail, expected) in [(ScoreInput.Detail.tokens, 6), (.segments, 2)] {
      let objects = try lines(detail, .json).split(separator: "\n").map {
        try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
      }
      #expect(objects.count == expected)
      #expect(objects.last?["log10_p"] is NSNull && objects.last?["segment"] as? Int == 1)
      if detail == .tokens {
        #expect(objects[0]["token"] as? String == "a\u{1B}" && objects[0]["order"] as? Int == 1)
        #expect(objects[1]["oov"] as? Bool == true && objects[1]["order"] == nil)
      }
    }
  }
}
