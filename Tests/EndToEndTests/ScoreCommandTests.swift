import Foundation
import Testing

/// `score` with the real binary.
@Suite struct ScoreCommandTests {
  private func corpus() throws -> Workdir {
    let work = try Workdir()
    try work.write(Workdir.story(300), to: "story.txt")
    #expect(try work.lmctl("tokenize", "story.txt", "--corpus", "story").status == 0)
    #expect(try work.lmctl("ngram", "--order", "3", "--smoothing", "witten-bell", "--name", "wb").status == 0)
    return work
  }

  @Test func threeVerbosities() throws {
    let work = try corpus()
    let text = "the cat sees the moon\na zebra\n"
    let tokens = try work.lmctl("score", "-", "--detail", "tokens", "--quiet", input: text)
    #expect(tokens.status == 0 && tokens.errors.isEmpty, "\(tokens.errors)")
    let lines = tokens.output.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    #expect(
      lines.map { $0[1] } == ["token", "the", "cat", "sees", "the", "moon", "<eos>", "", "a", "zebra", "<eos>", ""])
    #expect(lines[9][2] == "0" && lines[9][3] == "1" && lines[9][4] == "1" && lines[2][4] == "3")
    let segments = try work.lmctl("score", "--detail", "segments", "--json", input: text)
    #expect(segments.output.split(separator: "\n").count == 2 && segments.errors.contains("tokens/s"))
    #expect(segments.output.hasPrefix("{\"segment\":0,\"log10_p\":-"))
    let summary = try work.lmctl("score", "--model", "wb", "--corpus", "story", input: text)
    #expect(summary.output.hasPrefix("positions\ttokens\tsegments\toov\tlog10_p\tperplexity\t"))
    #expect(summary.output.contains("\n9\t7\t2\t1\t-"))
  }

  @Test func whatCannotBeScored() throws {
    let work = try corpus()
    try work.write([0x61, 0xFF, 0x0A], to: "bad.txt")
    for (arguments, status) in [
      (["none.txt"], 66), (["bad.txt"], 65), (["-", "--model", "x"], 66), (["-", "--corpus", "x"], 66),
      (["-", "--db", "none.sqlite"], 66), (["-", "-"], 64), (["-", "--detail", "x"], 64),
    ] as [([String], Int32)] {
      let failed = try work.run(Workdir.binary, ["score"] + arguments, input: "a\n")
      #expect(failed.status == status && failed.output.isEmpty, "\(arguments): \(failed.errors)")
    }
    #expect(!work.exists("none.sqlite"))
  }

  /// Text without end is scored as it comes, and who stops reading ends it.
  @Test func aReaderThatGoesAwayIsNoError() throws {
    let work = try corpus()
    let command =
      "yes 'the cat' | '\(Workdir.binary)' score --detail segments | head -3 | cut -f 3,4; echo ${PIPESTATUS[1]}"
    let outcome = try work.run("/bin/bash", ["-c", command])
    #expect(outcome.output == "tokens\toov\n2\t0\n2\t0\n0\n" && outcome.errors.isEmpty, "\(outcome.errors)")
  }
}
