import Foundation
import Testing

/// `count` with the real binary.
@Suite struct CountCommandTests {
  @Test func textInCountsOut() throws {
    let work = try Workdir()
    let outcome = try work.lmctl("count", "--order", "1,2", "--case", "lower", input: "The cat\nthe cat\n")
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(
      outcome.output
        == "</s>\t2\n<s>\t2\n<s> the\t2\ncat\t2\ncat </s>\t2\nthe\t2\nthe cat\t2\n")
    #expect(!work.exists("lm.sqlite"))
    #expect(try work.lmctl("count", "-", "--order", "2", input: "").output.isEmpty)
  }

  @Test func idsInCountsOut() throws {
    let work = try Workdir()
    try work.write(Workdir.story(200), to: "s.txt")
    #expect(try work.lmctl("tokenize", "s.txt", "--corpus", "s", "--split", "100:0:0").status == 0)
    #expect(try work.lmctl("export", "--format", "ids", "-o", "s.npy").status == 0)
    let text = try work.lmctl("count", "s.txt", "--order", "1,3")
    let ids = try work.lmctl("count", "--ids", "s.npy", "--order", "1,3", "--vocabulary-from", "s")
    #expect(ids.status == 0 && ids.output == text.output && !text.output.isEmpty, "\(ids.errors)")
    let numbers = try work.lmctl("count", "--ids", "s.npy", "--order", "1", "--boundary", "none")
    #expect(numbers.status == 0 && numbers.output.contains("1\t200\n") && !numbers.output.contains("</s>"))
    #expect(try work.lmctl("count", "--ids", "s.txt", "--order", "1").status == 65)
    #expect(try work.lmctl("count", "--ids", "none.npy", "--order", "1").status == 66)
  }

  @Test(arguments: [
    [], ["--order", "0"], ["--order", "17"], ["--order", "1,1"], ["--order", "x"], ["--order", "1", "--json"],
    ["--order", "1", "--min-count", "2"], ["--order", "1", "--split", "80:10:10"], ["--order", "1", "--db", "x"],
    ["--order", "1", "--max-tokens", "4"], ["--order", "1", "--vocabulary-from", "x"],
    ["--order", "1", "--ids", "x.npy", "s.txt"], ["--order", "1", "--ids", "x.npy", "--unit", "char"],
    ["--order", "1", "--ids", "x.npy", "--boundary", "sentence"],
  ])
  func whatCannotBeAsked(options: [String]) throws {
    let work = try Workdir()
    let outcome = try work.run(Workdir.binary, ["count"] + options)
    #expect(outcome.status == 64 && outcome.output.isEmpty, "\(outcome.errors)")
    #expect(!work.exists("x"))
  }

  @Test func whatCannotBeCounted() throws {
    let work = try Workdir()
    try work.write([0x61, 0xFF, 0x0A], to: "bad.txt")
    #expect(try work.lmctl("count", "bad.txt", "--order", "2").status == 65)
    #expect(try work.lmctl("count", "none.txt", "--order", "2").status == 66)
    let command =
      "yes 'a b c' | head -100000 | awk '{print $0, NR}' | '\(Workdir.binary)' count --order 3 | head -1; echo ${PIPESTATUS[3]}"
    let gone = try work.run("/bin/bash", ["-c", command])
    #expect(gone.output == "1 </s>\t1\n0\n" || gone.output.hasSuffix("\n0\n"), "\(gone.output) \(gone.errors)")
    let full = try work.run("/bin/sh", ["-c", "echo a | '\(Workdir.binary)' count --order 1 > /dev/full"])
    #expect(full.status == 74)
  }
}
