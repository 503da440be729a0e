import Foundation
import Testing

/// What only a training has to put away.
@Suite(.enabled(if: Tools.hasSQLite)) struct InterruptedTrainingTests {
  private static let arguments = [
    "train-rnn", "--hidden", "24", "--name", "net", "--epochs", "300", "--threads", "2", "--quiet",
  ]
  private static let begun = "SELECT count(*) FROM checkpoint WHERE name = 'net'"

  /// `lmctl run` puts its network away too, and goes on with it.
  @Test func aRunGoesOnWhereItsNetworkWas() throws {
    let work = try Workdir()
    try work.write(Workdir.story(400), to: "s.txt")
    let arguments = ["run", "s.txt", "--epochs", "40", "--quiet"]
    let child = try work.start(lmctl: arguments)
    try child.wait { try work.sqlite("SELECT count(*) FROM checkpoint") == "1\n" }
    let (ending, _) = try child.end(by: SIGTERM)
    #expect(ending.status == 143 && ending.errors.contains("goes on from there"), "\(ending.errors)")
    #expect(
      try work.sqlite("SELECT exit_code FROM run WHERE command = 'train-rnn' AND status = 'interrupted'") == "143\n")
    let again = try work.run(Workdir.binary, arguments.dropLast() + [])
    #expect(again.status == 0 && again.errors.contains("going on with"), "\(again.errors)")
  }

  /// A training that cannot write waits for whoever holds the database; who asks twice does not.
  @Test func theSecondSignalEndsAtOnce() throws {
    let work = try Workdir.tokenizedStory()
    let child = try work.start(lmctl: Self.arguments)
    try child.wait { try work.sqlite(Self.begun) == "1\n" }
    let lock = try work.start(
      "/bin/sh",
      ["-c", "(echo '.timeout 9000'; echo 'BEGIN EXCLUSIVE;'; echo '.print held'; sleep 60) | sqlite3 lm.sqlite"])
    // The shell's child is the one that holds it.
    defer { _ = try? work.run("/bin/sh", ["-c", "pkill -P \(lock.pid)"]) }
    try child.wait { try work.sqlite(Self.begun) == "" }
    child.send(SIGINT)
    try child.wait { child.errorsSoFar.contains("once more ends at once") }
    usleep(300_000)
    #expect(try child.isRunning)
    let (ending, seconds) = try child.end(by: SIGINT)
    #expect(ending.status == 130 && seconds < 10, "\(ending.status) after \(seconds)")
    _ = try work.run("/bin/sh", ["-c", "pkill -P \(lock.pid)"])
    try lock.wait()
    #expect(try work.integrity() == "ok\n")
    // The next opening says what became of it.
    let gone = try work.run(Workdir.binary, Self.arguments + ["--resume", "--epochs", "300"])
    #expect(gone.status == 0, "\(gone.errors)")
    #expect(
      try work.sqlite("SELECT status FROM run WHERE command = 'train-rnn' ORDER BY 1") == "finished\ninterrupted\n")
  }

  /// An update of minutes is not waited for: what was saved before stands.
  @Test func anUpdateThatTakesLongIsGivenUp() throws {
    let work = try Workdir()
    try work.write(Workdir.story(5000), to: "s.txt")
    try work.make("tokenize", "s.txt", "--corpus", "c")
    let arguments = [
      "train-rnn", "--hidden", "500", "--embedding", "500", "--steps", "300", "--batch", "100", "--name", "net",
      "--threads", "2",
    ]
    let child = try work.start(lmctl: arguments, environment: ["LMCTL_MATRIX": "plain"])
    try child.wait { try work.sqlite("SELECT count(*) FROM run WHERE command = 'train-rnn'") == "1\n" }
    usleep(300_000)
    let (ending, seconds) = try child.end(by: SIGINT)
    #expect(ending.status == 130 && seconds < (isLong ? 2 : 20), "\(ending.status) after \(seconds): \(ending.errors)")
    #expect(
      ending.errors.contains("unless that takes long") && ending.errors.contains("goes on from its last checkpoint"))
    #expect(
      try work.sqlite("SELECT status, exit_code FROM run WHERE command = 'train-rnn'") == "interrupted|130\n")
    #expect(try work.integrity() == "ok\n")
  }

  /// Nobody empties the pipe that its messages go to: it ends all the same.
  @Test(arguments: [
    "train-rnn --hidden 64 --epochs 2000 --checkpoint-every 0.1", "ngram --order 2,3,4,5,6 --smoothing jelinek-mercer",
  ]) func messagesThatNobodyReadsHoldNothingUp(command: String) throws {
    let work = try Workdir.tokenizedStory()
    let script = """
      mkfifo pipe
      exec 3<>pipe
      # Until it takes no more.
      timeout 2 dd if=/dev/zero of=pipe bs=1 count=70000 2>/dev/null
      '\(Workdir.binary)' \(command) --name x >/dev/null 2>pipe & child=$!
      sleep 1
      kill -TERM $child
      sleep 2
      if kill -0 $child 2>/dev/null; then kill -TERM $child; sleep 1; fi
      if kill -9 $child 2>/dev/null; then echo hung; fi
      wait $child
      echo $?
      """
    let outcome = try work.run("/bin/sh", ["-c", script])
    #expect(["143\n", "0\n"].contains(outcome.output), "\(outcome)")
    #expect(try work.integrity() == "ok\n")
  }

  /// However near to each other two begin, one of them trains.
  @Test func twoTrainingsOfOneNameAreOne() throws {
    let work = try Workdir.tokenizedStory()
    for round in 0..<(isLong ? 50 : 4) {
      let arguments = ["train-rnn", "--hidden", "8", "--epochs", "3", "--name", "net\(round)", "--quiet"]
      let children = try (0..<3).map { _ in try work.start(lmctl: arguments) }
      let endings = try children.map { try $0.wait() }
      #expect(endings.count { $0.status == 0 } == 1, "\(endings.map(\.errors))")
      // 73 where the first was done before the next looked.
      #expect(endings.allSatisfy { [0, 73, 75].contains($0.status) }, "\(endings.map(\.errors))")
    }
    #expect(try work.sqlite("SELECT count(*) FROM run WHERE status <> 'finished' AND command = 'train-rnn'") == "0\n")
  }
}
