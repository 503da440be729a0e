import Foundation
import Testing

/// What is interrupted: a folder with a corpus, models and files of each kind, and commands that work on a copy of it.
struct Interrupted {
  /// The command line, without what all have.
  let arguments: [String]
  /// What goes on after the interruption: the same, unless something must be added.
  var again: [String] { arguments[0] == "train-rnn" ? arguments + ["--resume"] : arguments }
  /// Files that the command makes: whole, or not at all.
  var outputs: [String] { arguments.filter { $0.hasPrefix("made.") } }

  static let commands: [[String]] = [
    ["tokenize", "s.txt", "--corpus", "other", "--case", "fold"],
    ["tokenize", "s.txt", "--print", "--json"],
    ["stats", "--order", "1,2,3"],
    ["ngram", "--order", "4,5", "--smoothing", "modified-kneser-ney,witten-bell"],
    ["train-rnn", "--hidden", "24", "--epochs", "8", "--name", "trained", "--checkpoint-every", "0.05"],
    [
      "compare", "--mix", "witten-bell-3,net", "--cache", "witten-bell-3", "--neural-cache", "net", "--dynamic", "net",
      "--where", "--horizon", "1,2", "--origins", "20", "--fractions", "10,100", "--html", "made.html",
    ],
    ["compare", "--mix", "witten-bell-3,net", "--log-linear", "--name", "product"],
    ["score", "s.txt", "--model", "net", "--detail", "tokens"],
    ["generate", "--model", "net", "--tokens", "1000", "--seed", "1"],
    ["export", "--format", "arpa", "--model", "witten-bell-3", "--output", "made.arpa"],
    ["import", "3.arpa", "--name", "imported"],
    ["import", "net.safetensors", "--name", "network"],
    ["run", "s.txt", "--corpus", "all", "--epochs", "3", "--html", "made.html"],
    ["count", "s.txt", "--order", "1,2,3"],
    ["merge", "counts", "counts"],
    ["remove", "net", "--yes"],
    ["doctor"],
  ]

  /// Made once: copies are worked on.
  private static let template: Result<Template, any Error> = Result {
    let work = try Workdir()
    try work.write(Workdir.story(isLong ? 6000 : 200), to: "s.txt")
    for arguments in [
      ["tokenize", "s.txt", "--corpus", "c"], ["ngram", "--order", "3", "--smoothing", "witten-bell"],
      ["train-rnn", "--hidden", "12", "--epochs", "1", "--name", "net"],
      ["export", "--format", "arpa", "--model", "witten-bell-3", "--output", "3.arpa"],
      ["export", "--format", "safetensors", "--model", "net", "--output", "net.safetensors"],
    ] {
      let made = try work.run(Workdir.binary, arguments + ["--quiet"])
      #expect(made.status == 0, "\(made.errors)")
    }
    try work.write(try work.lmctl("count", "s.txt", "--order", "2").output, to: "counts")
    return Template(work: work)
  }

  /// It is only read once it is made.
  private struct Template: @unchecked Sendable {
    let work: Workdir
  }

  static func copy() throws -> Workdir {
    try template.get().work.copied()
  }

  /// Holds what a folder must be after a command of it was interrupted.
  /// - Parameters:
  ///   - before: the names in it before.
  ///   - made: outputs as they are when whole.
  func expectWhole(_ work: Workdir, before: [String], made: [String: Data], code: Int32) throws {
    let extra = Set(work.names).subtracting(before)
    #expect(extra.isSubset(of: outputs + ["lm.sqlite"]), "\(arguments): \(extra)")
    for name in extra.intersection(outputs) {
      // A page tells when it was made.
      let isWhole = try Data(contentsOf: URL(fileURLWithPath: work.path + "/" + name)) == made[name]
      #expect(isWhole || name.hasSuffix(".html"), "\(arguments): \(name)")
    }
    let running = try work.sqlite("SELECT command FROM run WHERE status = 'running'")
    #expect(running == "", "\(arguments): \(running ?? "nobody can tell")")
    #expect(try work.integrity() == "ok\n", "\(arguments)")
    let told = try work.sqlite("SELECT exit_code, error FROM run WHERE status NOT IN ('finished', 'running')") ?? ""
    for line in told.split(separator: "\n") {
      let isAdvice = line.contains("run the command again") || line.contains("--resume")
      #expect(line.hasPrefix("\(code)|stopped") && isAdvice, "\(arguments): \(line)")
    }
  }
}

extension Child {
  /// Whether its signals are waited for: before that nothing of it has begun.
  var isReady: Bool {
    get throws {
      guard try isRunning else { return true }
      let status = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
      let line = status.split(separator: "\n").first { $0.hasPrefix("SigBlk:") }
      let blocked = line.flatMap { UInt64($0.dropFirst(7).trimmingCharacters(in: .whitespaces), radix: 16) } ?? 0
      return blocked & 1 << UInt64(SIGTERM - 1) != 0
    }
  }

  /// Waits until it is, or until something else has happened.
  func wait(until hasHappened: () throws -> Bool) throws {
    while try isRunning, try !hasHappened() { usleep(2000) }
  }

  /// Sends a signal, and waits for the end.
  /// - Returns: the ending, and seconds from the signal to it.
  func end(by signal: Int32) throws -> (ending: Ending, seconds: Double) {
    let clock = ContinuousClock()
    let sent = clock.now
    send(signal)
    let ending = try wait()
    return (ending, (clock.now - sent) / .seconds(1))
  }
}
