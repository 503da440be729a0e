import Testing

@Suite struct UsageMessageTests {
  /// What is told about a wrong argument repeats it: never so that a terminal would obey it.
  @Test(arguments: [
    ["stats", "\u{1B}[31m"], ["ngram", "--order", "\u{1B}[2J"], ["\u{1B}]0;x\u{7}"], ["list", "--\u{9B}2J"],
    ["compare", "--format", "\u{202E}"],
  ])
  func argumentsAreShownSafely(arguments: [String]) throws {
    let outcome = try Workdir().run(Workdir.binary, arguments)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("\\u{"), "\(outcome.errors)")
    #expect(
      !outcome.errors.unicodeScalars.contains { $0 != "\n" && ($0.value < 0x20 || [0x9B, 0x202E].contains($0.value)) })
  }

  @Test func helpIsAsItWas() throws {
    let work = try Workdir()
    for arguments in [["--help"], ["help", "ngram"], ["ngram", "--help"]] {
      let outcome = try work.run(Workdir.binary, arguments)
      #expect(outcome.status == 0 && outcome.errors == "")
      #expect(outcome.output.contains("OPTIONS:\n") && !outcome.output.contains("\\u{"))
      #expect(outcome.output.hasSuffix("\n") && !outcome.output.hasSuffix("\n\n\n"))
    }
    #expect(try work.lmctl("--version").output.hasPrefix("lmctl "))
    #expect(try work.lmctl("ngram", "--order").errors.contains("--order"))
  }
}
