import Foundation
import Testing

/// Pipes whose other end has gone, and standard streams that are closed.
@Suite(.enabled(if: Tools.hasSQLite)) struct ReaderGoneTests {
  /// `lmctl … | head` is silent, and no failure.
  @Test(arguments: [
    "tokenize s.txt --print", "stats", "compare", "compare --format csv", "score s.txt --model net --detail tokens",
    "generate --model net --tokens 5000", "export --format vocabulary",
    "export --format arpa --model witten-bell-3 --output /dev/stdout", "count s.txt --order 1,2", "merge counts counts",
    "list", "show net", "doctor", "ngram --order 2 --name again", "--help", "tokenize s.txt --corpus other",
  ]) func headIsSilent(command: String) throws {
    let work = try Interrupted.copy()
    let quiet = command == "--help" ? "" : "--quiet"
    // No byte is read: the first write already has no reader.
    let script = "{ sleep 0.2; '\(Workdir.binary)' \(command) \(quiet) 2>errors; echo $? >status; } | true"
    _ = try work.run("/bin/sh", ["-c", script])
    // The last of the pipe is what the shell waits for.
    try waitFor("status", in: work)
    let errors = try text("errors", work)
    #expect(try text("status", work) == "0\n" && errors.isEmpty, "\(command): \(errors)")
    #expect(try work.integrity() == "ok\n")
  }

  /// What would never end by itself ends when nobody reads on.
  @Test func anEndlessInputEndsWithItsReader() throws {
    let work = try Workdir()
    let script = "{ yes 'one two' | '\(Workdir.binary)' tokenize - --print 2>errors; echo $? >status; } | head -c 9"
    #expect(try work.run("/bin/sh", ["-c", script]).output == "one two\no")
    try waitFor("status", in: work)
    let errors = try text("errors", work)
    #expect(try text("status", work) == "0\n" && errors.isEmpty, "\(errors)")
  }

  /// Messages never end up in a file that got the number of a closed stream.
  @Test func closedStreamsAreNoFiles() throws {
    let work = try Interrupted.copy()
    let whole = try text("3.arpa", work)
    func run(_ command: String) throws -> Int32 {
      try work.run("/bin/sh", ["-c", "'\(Workdir.binary)' \(command)"]).status
    }
    #expect(try run("export --format arpa --model witten-bell-3 --output made.arpa <&- >&- 2>&-") == 0)
    #expect(try text("made.arpa", work) == whole)
    #expect(
      try run("train-rnn --hidden 8 --epochs 1 --diagnose gradients --name d --svg made.svg >/dev/null 2>&-") == 0)
    #expect(try text("made.svg", work).hasPrefix("<?xml"))
    #expect(try run("stats --corpus nobody 2>&-") == 66)
    #expect(try run("list >&- 2>&-") == 74)
    #expect(try run("count - <&- 2>&-") != 0)
    #expect(try work.integrity() == "ok\n")
  }

  /// What a shell opened is written where it stands: what others wrote there before and after stays.
  @Test func aRedirectedOutputIsWrittenWhereItStands() throws {
    let work = try Interrupted.copy()
    let whole = try text("3.arpa", work)
    let export = "'\(Workdir.binary)' export --format arpa --model witten-bell-3 --quiet --output"
    try work.write("before\n", to: "appended")
    for (script, name, expected) in [
      ("{ echo head; \(export) /dev/stdout; echo tail; } >new", "new", "head\n\(whole)tail\n"),
      ("{ \(export) /dev/stdout; echo tail; } >>appended", "appended", "before\n\(whole)tail\n"),
      ("\(export) /dev/fd/7 7>seven", "seven", whole),
    ] {
      let outcome = try work.run("/bin/sh", ["-c", script])
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(script): \(outcome.errors)")
      #expect(try text(name, work) == expected, "\(script)")
    }
  }

  /// Where that ends early, it is told that a part stands there.
  @Test func aRedirectedOutputThatEndsEarlyIsTold() throws {
    let work = try Interrupted.copy()
    let whole = try text("3.arpa", work)
    let outcome = try work.run(
      "/bin/sh",
      [
        "-c",
        "ulimit -f 1; exec '\(Workdir.binary)' export --format arpa --model witten-bell-3 --output /dev/stdout >f",
      ])
    let part = try text("f", work)
    #expect(!part.isEmpty && part != whole && whole.hasPrefix(part))
    #expect(outcome.status == 74 && outcome.errors.contains("is not whole"), "\(outcome.errors)")
  }

  private func text(_ name: String, _ work: Workdir) throws -> String {
    try String(contentsOfFile: work.path + "/" + name, encoding: .utf8)
  }

  private func waitFor(_ name: String, in work: Workdir) throws {
    for _ in 0..<6000 where (try? text(name, work).isEmpty) ?? true { usleep(10_000) }
  }
}
