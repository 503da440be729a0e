import Foundation
import Testing

/// `merge` with the real binary.
@Suite struct MergeCommandTests {
  @Test func partsGiveTheWhole() throws {
    let work = try Workdir()
    let lines = Workdir.story(120).split(separator: "\n", omittingEmptySubsequences: false).map { $0 + "\n" }.dropLast()
    try work.write(lines.joined(), to: "all.txt")
    try work.write(lines.prefix(50).joined(), to: "a.txt")
    try work.write(lines.dropFirst(50).joined(), to: "b.txt")
    for name in ["all", "a", "b"] {
      let counted = try work.lmctl("count", "\(name).txt", "--order", "1,2,3")
      #expect(counted.status == 0)
      try work.write(counted.output, to: "\(name).counts")
    }
    let whole = try String(contentsOfFile: work.path + "/all.counts", encoding: .utf8)
    let merged = try work.lmctl("merge", "a.counts", "b.counts")
    #expect(merged.status == 0 && merged.errors.isEmpty && merged.output == whole, "\(merged.errors)")
    guard try work.run("/bin/sh", ["-c", "gzip b.counts"]).status == 0 else { return }
    let piped = try work.run("/bin/sh", ["-c", "'\(Workdir.binary)' merge - b.counts.gz < a.counts"])
    #expect(piped.output == whole)
    if FileManager.default.isExecutableFile(atPath: "/usr/bin/sort") {
      try work.write(whole, to: "sorted")
      #expect(try work.run("/usr/bin/sort", ["-c", "sorted"], environment: ["LC_ALL": "C"]).status == 0)
    }
  }

  @Test func whatCannotBeMerged() throws {
    let work = try Workdir()
    try work.write("b\t1\na\t1\n", to: "unsorted")
    try work.write("a\u{1B}[31m\tx\n", to: "bad\u{1B}")
    for (arguments, status, words) in [
      (["unsorted"], 65, "unsorted:2: 'a'"), (["bad\u{1B}"], 65, ":1: what follows the tab is no count"),
      (["none"], 66, "none: no such file"), (["-", "-"], 64, "standard input"), ([], 64, "file"),
      (["unsorted", "--json"], 64, "JSON"), (["."], 66, ".: cannot be read"),
    ] as [([String], Int32, String)] {
      let failed = try work.run(Workdir.binary, ["merge"] + arguments)
      #expect(failed.status == status && failed.errors.contains(words), "\(failed.errors)")
      #expect(!failed.errors.contains("\u{1B}"))
    }
  }

  @Test func aReaderThatGoesAwayIsNoError() throws {
    let work = try Workdir()
    try work.write((100_000..<200_000).map { "w\($0)\t1\n" }.joined(), to: "long")
    let outcome = try work.run("/bin/bash", ["-c", "'\(Workdir.binary)' merge long | head -1; echo ${PIPESTATUS[0]}"])
    #expect(outcome.output == "w100000\t1\n0\n" && outcome.errors.isEmpty)
  }
}
