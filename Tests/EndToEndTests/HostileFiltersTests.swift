import Foundation
import Testing

/// What score, generate, count and merge show of text that a terminal would obey.
@Suite struct HostileFiltersTests {
  private static let hostile = TokenizeCommandTests.hostile

  private func isTame(_ text: String) -> Bool {
    !text.unicodeScalars.contains {
      $0 != "\n" && $0 != "\t" && [.control, .format, .privateUse, .unassigned].contains($0.properties.generalCategory)
    }
  }

  private func corpus() throws -> Workdir {
    let work = try Workdir()
    try work.write(String(repeating: Self.hostile + "\n", count: 40), to: "t.txt")
    #expect(try work.lmctl("tokenize", "t.txt", "--unit", "whitespace", "--corpus", "t").status == 0)
    #expect(try work.lmctl("ngram", "--order", "2", "--smoothing", "witten-bell").status == 0)
    #expect(
      try work.lmctl("count", "t.txt", "--unit", "whitespace", "--order", "2").output.contains("\u{1B}]0;x\u{7} "))
    return work
  }

  /// Data is exact in a pipe; JSON and messages are tame everywhere.
  @Test func exactInPipes() throws {
    let work = try corpus()
    let tokens = try work.lmctl("score", "t.txt", "--detail", "tokens")
    #expect(tokens.status == 0 && tokens.output.contains("\t\u{1B}[2J\u{1B}]0;x\u{7}\t") && isTame(tokens.errors))
    let json = try work.lmctl("score", "t.txt", "--detail", "tokens", "--json")
    #expect(json.status == 0 && isTame(json.output))
    let text = try work.lmctl("generate", "--tokens", "40", "--prefix", "a\u{1B}c", "--seed", "1")
    #expect(text.status == 0 && text.output.contains("\u{1B}[2J") && text.output.hasPrefix("a\u{1B}c"))
    #expect(text.errors.contains("<unk>") && isTame(text.errors), "\(text.errors)")
    #expect(isTame(try work.lmctl("generate", "--tokens", "40", "--json").output))
    for arguments in [["score", "--model", "\u{1B}c"], ["generate", "--model", "\u{1B}c"], ["merge", "\u{1B}c"]] {
      let failed = try work.run(Workdir.binary, arguments)
      #expect(failed.status == 66 && isTame(failed.errors), "\(failed.errors)")
    }
  }

  @Test func aTerminalGetsNothingRaw() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/script") else { return }
    let work = try corpus()
    let counts = try work.lmctl("count", "t.txt", "--unit", "whitespace", "--order", "2").output
    try work.write(counts, to: "counts")
    for command in [
      "score t.txt --detail tokens --quiet", "generate --tokens 40 --quiet",
      "count t.txt --unit whitespace --order 2 --quiet", "merge counts --quiet",
    ] {
      let outcome = try work.run(
        "/usr/bin/script", ["-qec", "'\(Workdir.binary)' \(command)", "/dev/null"])
      #expect(outcome.output.contains(#"\u{1B}[2J"#), "\(command): \(outcome.output.debugDescription.prefix(500))")
      #expect(isTame(outcome.output.replacingOccurrences(of: "\r\n", with: "\n")), "\(command)")
    }
  }
}
