import Foundation
import Testing

/// `generate` with the real binary.
@Suite struct GenerateCommandTests {
  private func corpus() throws -> Workdir {
    let work = try Workdir()
    try work.write(Workdir.story(300), to: "story.txt")
    #expect(try work.lmctl("tokenize", "story.txt", "--corpus", "story").status == 0)
    #expect(try work.lmctl("ngram", "--order", "3", "--smoothing", "witten-bell", "--name", "wb").status == 0)
    return work
  }

  @Test func textFromASeed() throws {
    let work = try corpus()
    let first = try work.lmctl("generate", "--segments", "4", "--seed", "5", "--prefix", "my owl")
    #expect(first.status == 0 && first.output.hasPrefix("my owl ") && first.errors == "seed 5\n", "\(first.errors)")
    #expect(first.output.filter { $0 == "\n" }.count == 4)
    #expect(try work.lmctl("generate", "--segments", "4", "--seed", "5", "--prefix", "my owl").output == first.output)
    // A seed of its own is told, so that the text can be had again.
    let any = try work.lmctl("generate", "--model", "wb", "--tokens", "30", "--json")
    let seed = try #require(any.errors.split(separator: " ").last).dropLast()
    #expect(any.output.split(separator: "\n").count == 30)
    #expect(try work.lmctl("generate", "--tokens", "30", "--json", "--seed", String(seed)).output == any.output)
    let cold = try work.lmctl(
      "generate", "--tokens", "12", "--temperature", "0", "--quiet", "--top-k", "3", "--top-p", "0.5")
    #expect(cold.status == 0 && cold.errors.isEmpty && !cold.output.contains("<unk>"))
  }

  @Test func theMostProbableText() throws {
    let work = try corpus()
    let beam = try work.lmctl("generate", "--beam", "20", "--prefix", "my owl", "--tokens", "20")
    #expect(beam.status == 0 && beam.output.hasPrefix("my owl ") && beam.errors.contains("ln p of "), "\(beam.errors)")
    #expect(beam.output.filter { $0 == "\n" }.count == 1)
    // In writing no space stands before a comma.
    #expect(!beam.output.contains(" ,") && !beam.output.contains(" ."), "\(beam.output)")
    let long = try work.lmctl(
      "generate", "--beam", "20", "--length-penalty", "1", "--tokens", "20", "--json", "--quiet")
    #expect(long.status == 0 && long.errors.isEmpty && long.output.contains("\"p\":"))
  }

  @Test(arguments: [
    ["--beam", "0"], ["--beam", "99999999"], ["--length-penalty", "1"], ["--beam", "2", "--length-penalty", "-1"],
    ["--beam", "2", "--seed", "1"], ["--beam", "2", "--temperature", "1"], ["--beam", "2", "--segments", "1"],
    ["--tokens", "0"], ["--segments", "-1"], ["--temperature", "-0.1"], ["--temperature", "nan"], ["--top-k", "0"],
    ["--top-p", "0"], ["--top-p", "1.5"], ["--seed", "-1"], ["--seed", "x"], ["extra"],
  ])
  func whatCannotBeAsked(options: [String]) throws {
    let outcome = try Workdir().run(Workdir.binary, ["generate"] + options)
    #expect(outcome.status == 64 && outcome.output.isEmpty, "\(outcome.errors)")
  }

  @Test func aReaderThatGoesAwayIsNoError() throws {
    let work = try corpus()
    let command = "'\(Workdir.binary)' generate --segments 100000000 --quiet | head -2 | wc -l; echo ${PIPESTATUS[0]}"
    let outcome = try work.run("/bin/bash", ["-c", command])
    #expect(outcome.output == "2\n0\n" && outcome.errors.isEmpty, "\(outcome.output) \(outcome.errors)")
    #expect(try work.lmctl("generate", "--db", "none.sqlite").status == 66)
  }

  /// A segment that never ends is told, not waited for: other programs' models may give `</s>` no probability.
  @Test func aSegmentWithoutAnEnd() throws {
    let work = try Workdir.tokenizedStory()
    try work.write(
      "\\data\\\nngram 1=4\n\n\\1-grams:\n-1\t<unk>\n-99\t<s>\n-99\t</s>\n-0.1\tthe\n\n\\end\\\n", to: "endless.arpa")
    let imported = try work.lmctl("import", "endless.arpa", "--name", "endless", "--quiet")
    #expect(imported.status == 0, "\(imported.errors)")
    let endless = try work.lmctl("generate", "--model", "endless", "--segments", "1", "--seed", "1", "--quiet")
    #expect(
      endless.status == 65 && endless.errors.contains("'endless' has not ended") && endless.errors.contains("--tokens"))
    #expect(endless.output.contains("the"))
    let limited = try work.lmctl(
      "generate", "--model", "endless", "--segments", "1", "--tokens", "12", "--seed", "1", "--quiet")
    #expect(limited.status == 0 && limited.errors == "")
  }
}
