import Foundation
import Testing

/// Every version of the tables that there was opens, keeps its figures and can be worked with; a newer one is left alone.
@Suite(.enabled(if: Tools.hasSQLite)) struct SchemaVersionsTests {
  private func opened(_ version: OldVersion) throws -> Workdir {
    let work = try Workdir()
    try version.make(in: work)
    return work
  }

  private func expectFine(_ work: Workdir, _ arguments: [String]) throws {
    let ending = try work.start(lmctl: arguments).wait()
    #expect(ending.status == 0, "\(arguments): \(ending.errors)")
    #expect(!ending.output.isEmpty || arguments.contains("--output"), "\(arguments)")
  }

  /// What only reads changes no byte, and shows the figures that the file had.
  @Test(arguments: OldVersion.all) func itIsReadAsItIs(version: OldVersion) throws {
    let work = try opened(version)
    let before = try work.bytes(of: "lm.sqlite")
    #expect(try work.leaderboard() == version.leaderboard)
    let models = version.leaderboard.map { String($0.split(separator: " ")[1]) }
    for arguments in [["list"], ["show", "old"], ["doctor"]] + models.map({ ["show", $0] }) {
      try expectFine(work, arguments)
    }
    let vocabulary = try work.lmctl("export", "--corpus", "old", "--format", "vocabulary")
    #expect(vocabulary.status == 0 && vocabulary.output.contains("\tthe\n"))
    #expect(try work.bytes(of: "lm.sqlite") == before && work.names == ["lm.sqlite"])
  }

  /// The first command that writes brings it up to date, with all that it holds; then everything can be done with it.
  @Test(arguments: OldVersion.all) func itIsBroughtUpToDate(version: OldVersion) throws {
    let work = try opened(version)
    let compared = try work.lmctl("compare", "--format", "csv")
    #expect(compared.status == 0, "\(compared.errors)")
    let rows = compared.output.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let columns = try ["place", "model", "perplexity"].map { try #require(rows[0].firstIndex(of: $0[...])) }
    #expect(
      rows.dropFirst().filter { !$0[columns[0]].isEmpty }.map { row in
        "\(row[columns[0]]) \(row[columns[1]]) \(String(format: "%.7f", Double(row[columns[2]]) ?? 0))"
      } == version.leaderboard)
    #expect(try work.sqlite("PRAGMA user_version") == "\(OldVersion.current)\n")
    #expect(try work.leaderboard() == version.leaderboard && work.integrity() == "ok\n")

    try work.write("the cat sat\n", to: "new.txt")
    var commands = [
      ["ngram", "--order", "1,2", "--name", "new"], ["score", "new.txt", "--model", "new-2"],
      [
        "train-rnn", "--hidden", "1", "--embedding", "1", "--epochs", "1", "--batch", "2", "--steps", "3", "--name",
        "n",
      ],
      ["compare", "--mix", "new-1,n"], ["compare", "--where", "--fractions", "50,100", "--html", "page.html"],
      ["export", "--model", "new-2", "--format", "arpa"], ["doctor"], ["list"],
    ]
    if let network = version.network {
      commands += [
        ["score", "new.txt", "--model", network], ["score", "new.txt", "--model", "laplace-1"],
        ["generate", "--model", network, "--tokens", "5"], ["compare", "--horizon", "1,2"],
        ["compare", "--mix", "laplace-1,\(network)"], ["compare", "--dynamic", network, "--name", "learning"],
        ["compare", "--neural-cache", network, "--name", "remembering"],
        ["export", "--model", network, "--format", "safetensors", "--output", "net.safetensors"],
      ]
    }
    for arguments in commands + [["remove", "laplace-1", "--yes"]] { try expectFine(work, arguments) }
    let made = try work.leaderboard()
    for old in version.leaderboard where !old.contains(" laplace-1 ") {
      let figures = old.drop { $0 != " " }
      #expect(made.contains { $0.hasSuffix(figures) }, "\(old): \(made)")
    }
    #expect(try work.integrity() == "ok\n" && work.exists("page.html"))
  }

  /// Killed right before any of its commits, the first command that writes leaves a file of the old version or of this
  /// one, which can be read.
  @Test(.enabled(if: Strace.works), arguments: OldVersion.all.filter { $0.number < OldVersion.current })
  func killedOnTheWay(version: OldVersion) throws {
    let work = try opened(version)
    let command = [Workdir.binary, "compare", "--quiet"]
    let calls = try Strace.run(command, in: work.copied()).calls
    // The removal of its journal is what makes a transaction stand.
    let removal = try #require(calls.first { $0.hasPrefix("unlink") })
    let commits = calls.count { $0 == removal }
    #expect(commits >= 2, "\(calls)")
    for commit in 1...(isLong ? commits : min(commits, 3)) {
      let killed = try work.copied()
      let trace = try Strace.run(command, in: killed, injecting: Strace.kill(removal, commit))
      #expect(trace.ending.status == -SIGKILL, "commit \(commit) of \(commits)")
      let left = try killed.copied().sqlite("PRAGMA user_version")
      #expect(left == (commit == 1 ? "\(version.number)\n" : "\(OldVersion.current)\n"), "commit \(commit)")
      for arguments in [["show", "laplace-1"], ["list"]] { try expectFine(killed.copied(), arguments) }
    }
  }

  /// A newer lmctl's file gets one sentence, and not a byte of it changes.
  @Test func aNewerFileIsLeftAlone() throws {
    let work = try opened(try #require(OldVersion.all.last))
    _ = try work.sqlite("PRAGMA user_version = \(OldVersion.current + 1)")
    let before = try work.bytes(of: "lm.sqlite")
    try work.write(Workdir.story(10), to: "s.txt")
    for arguments in [
      ["list"], ["show", "net"], ["doctor"], ["compare"], ["ngram", "--order", "1"], ["train-rnn", "--hidden", "1"],
      ["tokenize", "s.txt", "--corpus", "c"], ["remove", "net", "--yes"], ["run", "s.txt"],
      ["score", "s.txt", "--model", "net"], ["export", "--format", "vocabulary"],
    ] {
      let ending = try work.start(lmctl: arguments).wait()
      #expect(ending.status == 65, "\(arguments)")
      let lines = ending.errors.split(separator: "\n").filter { $0.hasPrefix("lmctl:") }
      #expect(
        lines.count == 1 && ending.errors.contains("schema \(OldVersion.current + 1)"), "\(arguments): \(ending.errors)"
      )
      #expect(ending.errors.contains("update lmctl"), "\(ending.errors)")
    }
    #expect(try work.bytes(of: "lm.sqlite") == before)
  }
}
