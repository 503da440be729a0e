import Foundation
import Testing

/// Somebody's lock costs a short command five seconds and exit code 75, and changes nothing.
@Suite struct LockedDatabaseTests {
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
      let most = isLong && kind != .reading ? 8.0 : 100
      #expect(end.seconds > 4.5 && end.seconds < most, "\(command): \(end.seconds) s")
      if isLong { print("\(kind) \(command): \(end.seconds) s") }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: work.path + "/lm.sqlite")) == before)
    try lock.release()
    #expect(try work.integrity() == "ok\n")
    #expect(try work.lmctl("ngram", "--order", "2", "--quiet").status == 0)
  }

  /// What has been worked on for longer waits for the lock, says so, and is there in the end.
  @Test func aResultWaits() throws {
    let work = try Workdir()
    try work.write(Workdir.story(40_000), to: "s.txt")
    let child = try work.start(lmctl: ["tokenize", "s.txt", "--corpus", "c", "--db", "lm.sqlite"])
    // The file is made when the text has been read.
    while !work.exists("lm.sqlite"), try child.isRunning { usleep(1000) }
    let lock = try Lock(work)
    // Here the corpus may stand already: then there was nothing to wait for.
    let stood = try work.sqlite("SELECT count(*) FROM corpus") == "1\n"
    if !stood {
      while !child.errorsSoFar.contains("waiting to write the result"), try child.isRunning { usleep(50_000) }
    }
    try lock.release()
    let end = try child.wait()
    #expect(end.status == 0 || (end.status == 75 && !stood), "\(end.errors)")
    if end.status == 0 { #expect(try work.sqlite("SELECT name FROM corpus") == "c\n") }
    #expect(try work.integrity() == "ok\n")
  }
}
