import Foundation
import Testing

/// "Memory": what does not fit is refused before work starts, or ends with advice; never with a trap, never waiting for
/// ever.
@Suite(.enabled(if: Tools.hasSQLite && Tools.limitsMemory)) struct BoundedMemoryTests {
  /// Text of which a share of the words has never been seen before, so that types grow with it.
  private static func write(megabytes: Int, to path: String) throws {
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    let file = try #require(FileHandle(forWritingAtPath: path))
    let story = Workdir.story(2000).split(separator: "\n")
    var (written, line) = (0, 0)
    while written < megabytes << 20 {
      var text = ""
      for _ in 0..<2000 {
        // Of every seven lines one has a word of its own.
        text += line % 7 == 0 ? "\(story[line % story.count]) word\(line)\n" : "\(story[line &* 17 % story.count])\n"
        line += 1
      }
      written += text.utf8.count
      try file.write(contentsOf: Data(text.utf8))
    }
    try file.close()
  }

  /// Every stage, with so much address space; n-grams go through files.
  private static func goThrough(megabytes: Int, addressSpace: Int, memory: String) throws {
    let work = try Workdir()
    try write(megabytes: megabytes, to: work.path + "/text.txt")
    try work.write(Workdir.story(200), to: "new.txt")
    for arguments in [
      ["tokenize", "text.txt", "--corpus", "c", "--quiet"],
      ["ngram", "--order", "3", "--smoothing", "modified-kneser-ney", "--name", "k3", "--memory", memory, "--quiet"],
      ["ngram", "--order", "5", "--smoothing", "witten-bell", "--name", "w5", "--memory", memory, "--quiet"],
      ["compare", "--quiet"], ["score", "new.txt", "--model", "k3", "--quiet"],
      ["export", "--model", "k3", "--format", "arpa", "--output", "k3.arpa", "--quiet"],
      ["import", "k3.arpa", "--corpus", "c", "--name", "again", "--quiet"],
    ] {
      let end = try work.start(lmctl: arguments, addressSpace: addressSpace).wait()
      #expect(end.status == 0, "\(arguments): \(end.errors)")
    }
  }

  @Test func aTextIsWorkedThroughInLittleMemory() throws {
    try Self.goThrough(megabytes: 1, addressSpace: 448 << 20, memory: "16M")
  }

  @Test(.enabled(if: isLong)) func threeHundredMegabytesAreWorkedThroughInTwoGigabytes() throws {
    try Self.goThrough(megabytes: 300, addressSpace: 2 << 30, memory: "512M")
  }

  /// Whether it is one line that says what there is no memory for, and what to do.
  private static func isAdvice(_ errors: String) -> Bool {
    let words = ["not enough memory for", "would need about", "needs about", "less than that is free"]
    return errors.hasPrefix("lmctl: ") && errors.filter { $0 == "\n" }.count == 1 && errors.contains("; ")
      && words.contains { errors.contains($0) }
  }

  /// The least address space, in MiB, in which the program itself begins: with less the system's loader refuses, and in the
  /// last 100 kB before it the runtime's own libraries end while they are loaded.
  private static func leastToBegin(_ work: Workdir) throws -> Int {
    var (refused, loaded) = (16, 448)
    while loaded - refused > 1 {
      let middle = (refused + loaded) / 2
      if try work.start(lmctl: ["--version"], addressSpace: middle << 20).wait().status == 127 {
        refused = middle
      } else {
        loaded = middle
      }
    }
    return loaded + 1
  }

  /// From what holds no more than the program itself to enough: whatever is refused, it ends with advice.
  @Test func whateverIsRefusedEndsWithAdvice() throws {
    let work = try Workdir.tokenizedStory()
    try work.write(Workdir.story(4000), to: "t.txt")
    #expect(try work.lmctl("ngram", "--order", "2", "--name", "m", "--quiet").status == 0)
    let commands = [
      ["tokenize", "t.txt", "--corpus", "n", "--replace", "--quiet"], ["stats", "--corpus", "c", "--quiet"],
      ["ngram", "--corpus", "c", "--order", "4", "--smoothing", "kneser-ney", "--name", "k", "--replace", "--quiet"],
      ["train-rnn", "--corpus", "c", "--hidden", "8", "--epochs", "1", "--name", "r", "--replace", "--quiet"],
      ["generate", "--corpus", "c", "--model", "m", "--seed", "1", "--quiet"],
      ["count", "t.txt", "--order", "3", "--quiet"],
    ]
    let (steps, least) = (isLong ? 60 : 7, try Self.leastToBegin(work))
    for command in commands {
      var (refused, done) = (0, 0)
      for step in 0..<steps {
        // What takes the most of these has enough with 480 MiB.
        let limit = (least + (480 - least) * step / (steps - 1)) << 20
        let end = try work.start(lmctl: command, addressSpace: limit).wait()
        switch end.status {
        case 0: done += 1
        case 69:
          refused += 1
          #expect(Self.isAdvice(end.errors), "\(command) in \(limit): \(end.errors)")
        default: Issue.record("\(command) in \(limit) bytes: \(end.status), \(end.errors.suffix(400))")
        }
      }
      #expect(refused > 0 && done > 0, "\(command): \(refused) refused, \(done) done")
      #expect(try work.integrity() == "ok\n")
    }
  }

  /// Threads may be refused too: a command does without, or says so; it does not wait for them for ever.
  @Test func withoutOtherThreadsNothingWaitsForEver() throws {
    let work = try Workdir.tokenizedStory()
    // A stack of 4 GiB for each thread does not fit into 2.
    for command in [["ngram", "--order", "3", "--name", "k"], ["tokenize", "s.txt", "--corpus", "d"]] {
      let end = try work.start(
        "/bin/sh",
        ["-c", "ulimit -s 4194304 && ulimit -v 2097152 && exec \"$0\" \"$@\"", Workdir.binary] + command
          + ["--threads", "2", "--quiet"]
      ).wait()
      #expect(end.status == 0 || end.status == 69 && Self.isAdvice(end.errors), "\(end.status): \(end.errors)")
      #expect(try work.integrity() == "ok\n")
    }
  }

  /// A signal ends a program as well that was refused the thread which waits for signals.
  @Test func withoutOtherThreadsASignalEnds() throws {
    let work = try Workdir()
    let fifo = work.path + "/fifo"
    #expect(unsafe mkfifo(fifo, 0o600) == 0)
    // Open for both, so that neither side waits for the other.
    let held = unsafe open(fifo, O_RDWR)
    defer { close(held) }
    for signal in [SIGTERM, SIGINT] {
      let child = try work.start(
        "/bin/sh",
        [
          "-c", "ulimit -s 4194304 && ulimit -v 2097152 && exec \"$0\" \"$@\"", Workdir.binary, "count", "--order", "1",
          "-",
        ], input: fifo)
      // It reads, and reads on.
      Thread.sleep(forTimeInterval: 0.5)
      #expect(try child.isRunning)
      child.send(signal)
      let end = try child.wait()
      #expect([-signal, 128 + signal].contains(end.status) && end.seconds < 10, "\(end.status) after \(end.seconds) s")
    }
  }
}
