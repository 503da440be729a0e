import Foundation
import Testing

/// Somebody's lock costs a short command five seconds and exit code 75, and changes nothing.
@Suite(.enabled(if: Tools.hasSQLite)) struct LockedDatabaseTests {
  static let writing = [
    "tokenize s.txt --corpus d", "tokenize s.txt --corpus c --case fold --replace", "ngram --order 2", "stats",
    "train-rnn --epochs 1 --hidden 4 --name n", "import small.arpa --name i", "remove laplace-1 --yes",
    "compare --mix laplace-1,laplace-3", "compare",
  ]
  static let reading = [
    "list", "show laplace-1", "export --format vocabulary", "score s.txt --model laplace-1",
  ]

  @Test(arguments: Lock.Kind.allCases) func shortCommandsGiveUp(kind: Lock.Kind) throws {
    let work = try Workdir.tokenizedStory()
    #expect(try work.lmctl("ngram", "--order", "1,3", "--quiet").status == 0)
    #expect(try work.lmctl("export", "--model", "laplace-3", "--format", "arpa", "--output", "small.arpa").status == 0)
    let before = try Data(contentsOf: URL(fileURLWithPath: work.path + "/lm.sqlite"))
    let lock = try Lock(work, kind)
    // Beside a lock that lets others read, whoever reads does not notice.
    if kind != .alone {
      for command in Self.reading {
        let outcome = try work.run(Workdir.binary, command.split(separator: " ").map(String.init))
        #expect(outcome.status == 0, "\(command): \(outcome.errors)")
      }
    }
    let blocked = Self.writing + (kind == .alone ? Self.reading : [])
    let children = try blocked.map { command in
      (command, try work.start(lmctl: command.split(separator: " ").map(String.init)))
    }
    for (command, child) in children {
      let end = try child.wait()
      #expect(end.status == 75, "\(command): \(end.errors)")
      #expect(
        end.errors.hasSuffix(
          "lmctl: lm.sqlite: another program holds the database; let it end, or close it, and run the command again\n"),
        "\(command): \(end.errors)")
      #expect(end.output.isEmpty, "\(command)")
      // A busy machine takes longer; and beside a reader each of these keeps the others waiting in turn.
      let most = isLong && kind != .reading ? 8.0 : 60
      #expect(end.seconds > 4.5 && end.seconds < most, "\(command): \(end.seconds) s")
      if isLong { print("\(kind) \(command): \(end.seconds) s") }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: work.path + "/lm.sqlite")) == before)
    try lock.release()
    #expect(try work.integrity() == "ok\n")
    #expect(try work.lmctl("ngram", "--order", "2", "--quiet").status == 0)
  }

  /// What has been worked on waits for the lock, says so, and is there in the end: in a database that stood before, and in
  /// one that somebody else made meanwhile.
  @Test(arguments: isLong ? Lock.Kind.allCases : [.writing, .alone], [false, true])
  func aResultWaits(kind: Lock.Kind, stood: Bool) throws {
    let work = try Workdir()
    // More than a pipe holds: once all of it has gone in, reading has begun.
    try work.write(Workdir.story(4000), to: "s.txt")
    try work.write(Workdir.story(20), to: "small.txt")
    if stood { try work.make("tokenize", "small.txt", "--corpus", "d") }
    let text = "{ cat s.txt; touch begun; while [ ! -e go ]; do sleep 0.05; done; cat s.txt; }"
    let child = try work.start("/bin/sh", ["-c", "\(text) | \"$0\" tokenize - --corpus c", Workdir.binary])
    while !work.exists("begun"), try child.isRunning { usleep(5000) }
    if !stood { try work.make("tokenize", "small.txt", "--corpus", "d") }
    let lock = try Lock(work, kind)
    try work.write("", to: "go")
    while !child.errorsSoFar.contains("waiting to write the result"), try child.isRunning { usleep(50_000) }
    #expect(try child.isRunning, "it did not wait: \(child.errorsSoFar)")
    try lock.release()
    let end = try child.wait()
    #expect(end.status == 0, "\(end.errors)")
    #expect(end.errors.contains("another program holds the database; waiting to write the result"), "\(end.errors)")
    #expect(try work.sqlite("SELECT name FROM corpus ORDER BY name") == "c\nd\n")
    #expect(try work.integrity() == "ok\n")
  }
}
