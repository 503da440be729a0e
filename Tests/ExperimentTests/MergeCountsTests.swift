import Counts
import Foundation
import Testing

@testable import Experiment

@Suite struct MergeCountsTests {
  @Test func sumsAndErrors() throws {
    let fixture = try CountFixture()
    #expect(try fixture.merge(["a\t1\n", "a\t2\nb c\t3\n"]) == "a\t3\nb c\t3\n")
    #expect(throws: CountLinesError.self) { try fixture.merge(["b\t1\na\t1\n"]) }
    var calls = 0
    try MergeCounts([try fixture.file(Array("a\t1\n".utf8))])(fixture.bench()) { _ in
      calls += 1
      return false
    }
    #expect(calls == 1)
  }

  @Test func nothingActsOnATerminal() {
    let lines = "a\u{1B}[2J b\t1\n\u{202E}\t2\n"
    #expect(
      String(decoding: MergeCounts.visible(Array(lines.utf8)), as: UTF8.self) == "a\\u{1B}[2J b\t1\n\\u{202E}\t2\n")
  }
}
