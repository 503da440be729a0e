import Testing

/// Data that cannot be written to standard output is an error with exit code 74, whatever prints it; what the database got
/// before stands.
@Suite(.enabled(if: Tools.hasSQLite)) struct FullDiskOutputTests {
  static let commands = [
    "tokenize s.txt --print", "tokenize s.txt --print --json", "stats", "stats --json", "export --format vocabulary",
    "export --format ids --output -", "export --model laplace-2 --format arpa --output -", "compare",
    "compare --format csv",
    "compare --json", "score s.txt --model laplace-2", "score s.txt --model laplace-2 --detail tokens",
    "generate --model laplace-2", "generate --model laplace-2 --beam 2", "count s.txt --order 2", "merge counts",
    "list", "list --json", "show laplace-2", "doctor", "train-rnn --show-settings", "--version", "--help",
    "compare --help", "--generate-completion-script bash",
  ]

  @Test(arguments: ["> /dev/full", ">&-"]) func isSaid(redirection: String) throws {
    let work = try Workdir.tokenizedStory()
    #expect(try work.lmctl("ngram", "--order", "1,2", "--quiet").status == 0)
    try work.write(work.lmctl("count", "s.txt", "--order", "2").output, to: "counts")
    for command in Self.commands {
      let outcome = try work.run("/bin/sh", ["-c", "exec \"$0\" \(command) \(redirection)", Workdir.binary])
      #expect(outcome.status == 74, "\(command): \(outcome.errors)")
      let message = outcome.errors.split(separator: "\n").last ?? ""
      #expect(message.hasPrefix("lmctl: standard output cannot be written: "), "\(command): \(outcome.errors)")
      #expect(message.contains(/\(after \d+ bytes\)/), "\(command): \(message)")
    }
  }

  /// What was made before it could not be told is there.
  @Test func whatWasStoredStands() throws {
    let work = try Workdir.tokenizedStory()
    for (command, query) in [
      ("tokenize s.txt --corpus d", "SELECT count(*) FROM corpus WHERE name = 'd'"),
      ("ngram --corpus c --order 2", "SELECT count(*) FROM model WHERE name = 'laplace-2'"),
      ("train-rnn --corpus c --epochs 1 --hidden 4 --name n", "SELECT count(*) FROM model WHERE name = 'n'"),
    ] {
      let outcome = try work.run("/bin/sh", ["-c", "exec \"$0\" \(command) > /dev/full", Workdir.binary])
      #expect(outcome.status == 74 && outcome.errors.contains("nothing in the database is lost"), "\(outcome.errors)")
      #expect(try work.sqlite(query) == "1\n", "\(command)")
    }
    #expect(try work.integrity() == "ok\n")
  }

  /// Messages without a place to go are lost; no file of ours takes their number.
  @Test func closedStreamsAreNobodysFiles() throws {
    let work = try Workdir.tokenizedStory()
    let whole = try work.lmctl("export", "--format", "vocabulary", "--output", "whole").status
    let closed = try work.run(
      "/bin/sh", ["-c", "exec \"$0\" export --format vocabulary --output closed <&- >&- 2>&-", Workdir.binary])
    #expect(whole == 0 && closed.status == 0)
    #expect(try work.run("/usr/bin/cmp", ["whole", "closed"]).status == 0)
  }
}
