import Foundation
import Testing

/// Commands that are killed right before any of their calls that change files: a few of these here, each one in the long
/// form.
@Suite(.enabled(if: Strace.works && Tools.hasSQLite)) struct KilledAtEveryWriteTests {
  @Test(arguments: KilledCommand.all)
  func oldStateOrNewState(_ command: KilledCommand) throws {
    let whole = try command.undisturbed()
    #expect(whole.calls.count >= 3, "\(command.name): \(whole.calls)")
    let count = whole.calls.count
    // The last of them are those that show the result: one is picked there, the other anywhere before.
    // A training may make fewer the next time.
    let sure = command.isTimed ? count / 3 : count * 2 / 3
    let places = isLong ? Array(0..<count) : [Int.random(in: 0..<sure), Int.random(in: count * 2 / 3..<count)]
    var kills = 0
    for place in places { if try command.kill(at: place, whole) { kills += 1 } }
    #expect(command.isTimed ? kills >= places.count / 2 : kills == places.count, "\(command.name): \(kills) kills")
    if isLong { print("\(command.name): \(kills) kills at \(count) calls") }
  }
}

extension KilledCommand {
  static let all =
    [
      KilledCommand(
        name: "tokenize, new database", prepare: texts, command: ["tokenize", "s.txt", "--corpus", "c", "--quiet"]),
      KilledCommand(
        name: "tokenize, database that stands", prepare: corpus,
        command: ["tokenize", "t.txt", "--corpus", "d", "--quiet"]),
      KilledCommand(
        name: "tokenize --replace", prepare: models,
        command: ["tokenize", "t.txt", "--corpus", "c", "--replace", "--quiet"]),
      KilledCommand(
        name: "ngram", prepare: corpus,
        command: ["ngram", "--order", "1,3", "--smoothing", "modified-kneser-ney", "--rows", "all", "--quiet"]),
      KilledCommand(
        name: "ngram --replace", prepare: models,
        command: ["ngram", "--order", "1,2", "--alpha", "1", "--replace", "--quiet"]),
      KilledCommand(
        name: "ngram on disk",
        prepare: { work in
          try work.write(Workdir.story(12000), to: "s.txt")
          try work.make("tokenize", "s.txt", "--corpus", "c")
        },
        command: [
          "ngram", "--order", "3", "--smoothing", "modified-kneser-ney", "--memory", "6M", "--temporary", ".",
          "--quiet",
        ]),
      KilledCommand(
        name: "train-rnn", prepare: corpus, command: training + ["--quiet"], next: training + ["--resume", "--quiet"],
        isTimed: true),
      KilledCommand(
        name: "train-rnn --replace",
        prepare: { work in
          try corpus(work)
          try work.make("train-rnn", "--hidden", "8", "--epochs", "1", "--name", "net", "--threads", "1")
        }, command: training + ["--replace", "--quiet"], isTimed: true),
      KilledCommand(
        name: "compare",
        prepare: { work in
          try models(work)
          try work.write("an old page", to: "page.html")
        },
        command: [
          "compare", "--mix", "laplace-1,laplace-2", "--cache", "laplace-2", "--where", "--horizon", "1,2", "--origins",
          "10",
          "--fractions", "50,100", "--html", "page.html", "--quiet",
        ], files: ["page.html"], steps: [["compare", "--cache", "laplace-2"], ["compare", "--fractions", "50"]]),
      KilledCommand(
        name: "export",
        prepare: { work in
          try models(work)
          try work.write("an old model", to: "m.arpa")
        }, command: ["export", "--format", "arpa", "--model", "laplace-2", "--output", "m.arpa", "--quiet"],
        files: ["m.arpa"]),
      KilledCommand(
        name: "import",
        prepare: { work in
          try models(work)
          try work.make("export", "--format", "arpa", "--model", "laplace-2", "--output", "m.arpa")
        }, command: ["import", "m.arpa", "--name", "other", "--quiet"]),
      KilledCommand(
        name: "remove", prepare: models, command: ["remove", "c", "--kind", "corpus", "--yes", "--quiet"]),
      KilledCommand(
        name: "stats --svg",
        prepare: { work in
          try corpus(work)
          try work.write("an old plot", to: "plot.svg")
        }, command: ["stats", "--svg", "plot.svg", "--quiet"], files: ["plot.svg"]),
    ]
    + OldVersion.all.filter { $0.number < OldVersion.current }.map { version in
      KilledCommand(
        name: "ngram, database of \(version)", prepare: { try version.make(in: $0) },
        command: ["ngram", "--order", "1", "--name", "new", "--quiet"], oldVersion: version)
    } + [
      // The next command undoes what a kill interrupted, and is killed within that.
      KilledCommand(name: "list, after a kill", prepare: interrupted, command: ["list", "--quiet"]),
      KilledCommand(
        name: "ngram, after a kill", prepare: interrupted,
        command: ["ngram", "--order", "2", "--smoothing", "witten-bell", "--quiet"]),
    ]

  private static let training = [
    "train-rnn", "--name", "net", "--hidden", "8", "--embedding", "8", "--epochs", "3", "--checkpoint-every", "0.01",
    "--dropout", "0.1", "--threads", "1",
  ]

  @Sendable private static func texts(_ work: Workdir) throws {
    let story = Workdir.story(500)
    try work.write(story, to: "s.txt")
    try work.write(story.replacingOccurrences(of: "moon", with: "sun"), to: "t.txt")
  }

  @Sendable private static func corpus(_ work: Workdir) throws {
    try texts(work)
    try work.make("tokenize", "s.txt", "--corpus", "c")
  }

  /// Killed when all of a corpus's replacement is in the file, and its journal says that it is not.
  @Sendable private static func interrupted(_ work: Workdir) throws {
    try models(work)
    let command = [Workdir.binary, "tokenize", "t.txt", "--corpus", "c", "--replace", "--quiet"]
    let calls = try Strace.run(command, in: work.copied()).calls
    let removal = try #require(calls.last { $0.hasPrefix("unlink") })
    // The last transaction takes the old corpus, shows the new one, and says that the run has ended.
    let killed = try Strace.run(command, in: work, injecting: Strace.kill(removal, calls.count { $0 == removal }))
    #expect(killed.ending.status == -SIGKILL && work.exists("lm.sqlite-journal"))
  }

  @Sendable private static func models(_ work: Workdir) throws {
    try corpus(work)
    try work.make("ngram", "--order", "1,2", "--alpha", "1")
  }
}
