import Foundation
import Testing

/// What is wrong gets one clear line and its exit code, and leaves nothing behind.
@Suite struct BadInputTests {
  private func expect(
    _ outcome: Workdir.Outcome, status: Int32, _ words: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(outcome.status == status, "\(outcome.errors)", sourceLocation: sourceLocation)
    for word in words {
      #expect(outcome.errors.contains(word), "\(outcome.errors)", sourceLocation: sourceLocation)
    }
    #expect(!outcome.errors.contains("Fatal error"), sourceLocation: sourceLocation)
  }

  @Test func textThatIsNone() throws {
    let work = try Workdir()
    try work.write("", to: "empty.txt")
    try work.write([0x61, 0x62, 0x0A, 0x63, 0xFF, 0x64], to: "latin.txt")
    try work.write("one line\n", to: "short.txt")
    try work.write("a b\na <s> b\n", to: "reserved.txt")
    try work.write("x", to: "folder/notes.md")
    try expect(work.lmctl("tokenize", "absent.txt", "--corpus", "c"), status: 66, "absent.txt")
    try expect(work.lmctl("tokenize", "folder", "--corpus", "c"), status: 66, "folder")
    try expect(work.lmctl("tokenize", "empty.txt", "--corpus", "c"), status: 65, "empty.txt")
    try expect(work.lmctl("tokenize", "latin.txt", "--corpus", "c"), status: 65, "latin.txt:2", "byte 4")
    try expect(work.lmctl("tokenize", "short.txt", "--corpus", "c"), status: 65, "--split")
    try expect(
      work.lmctl("tokenize", "reserved.txt", "--unit", "whitespace", "--corpus", "c"), status: 65, "reserved.txt:2",
      "<s>")
    try expect(
      work.lmctl("tokenize", "short.txt", "--split", "100:0:0", "--min-count", "5", "--corpus", "c"), status: 65,
      "--min-count")
    try work.write([0x1F, 0x8B, 8, 0], to: "packed.gz")
    try expect(work.lmctl("tokenize", "packed.gz", "--corpus", "c"), status: 65, "packed.gz", "gzip -t")
    try expect(work.lmctl("tokenize", "short.txt", "--corpus", "c", "--max-tokens", "1"), status: 65, "2 tokens")
    try expect(work.lmctl("run", "-"), status: 64, "tokenize -")
    #expect(!work.exists("lm.sqlite"))
  }

  @Test func namesThatAreNone() throws {
    let work = try Workdir()
    try expect(work.lmctl("compare"), status: 66, "lm.sqlite", "tokenize")
    try expect(work.lmctl("ngram", "--order", "1"), status: 66, "lm.sqlite")
    #expect(!work.exists("lm.sqlite"))
    try work.write(Workdir.story(50), to: "s.txt")
    for name in ["one", "two"] { _ = try work.lmctl("tokenize", "s.txt", "--corpus", name) }
    try expect(work.lmctl("tokenize", "s.txt", "--corpus", "one"), status: 73, "one", "--replace")
    try expect(work.lmctl("ngram", "--order", "1"), status: 64, "one", "two")
    try expect(work.lmctl("ngram", "--order", "1", "--corpus", "three"), status: 66, "three", "one", "two")
    try expect(work.lmctl("train-rnn", "--corpus", "three"), status: 66, "three")
    try expect(work.lmctl("compare", "--corpus", "three"), status: 66, "three")
    try expect(work.lmctl("tokenize", "s.txt", "--corpus", ""), status: 64, "name")
  }

  /// Names that no terminal gets raw, each with the way out.
  @Test func namesThatCannotBeSeen() throws {
    let work = try Workdir.tokenizedStory()
    try expect(work.lmctl("ngram", "--name", "a\nb"), status: 64, #"'a\u{a}b"#)
    try expect(work.lmctl("ngram", "--name", "a,b", "--replace"), status: 64, "'a,b", "--mix")
    try expect(work.lmctl("train-rnn", "--name", "a,b", "--replace"), status: 64, "'a,b'", "--mix")
    try work.write(Workdir.story(50), to: "n\nl.txt")
    try expect(work.lmctl("run", "n\nl.txt"), status: 64, #"'n\u{a}l'"#, "--corpus")
  }

  /// What is advised can be done: no option that the command has not.
  @Test func adviceIsForTheCommand() throws {
    let work = try Workdir.tokenizedStory()
    try work.make("ngram", "--order", "1")
    try work.write([0x61, 0x62, 0x0A, 0x63, 0xFF, 0x64], to: "latin.txt")
    try work.write(String(repeating: "x", count: 70_000), to: "long.txt")
    for arguments in [
      ["score", "latin.txt"], ["score", "long.txt"], ["generate", "--prefix", String(repeating: "x", count: 70_000)],
    ] {
      let outcome = try work.run(Workdir.binary, arguments)
      let line = outcome.errors.split(separator: "\n").last ?? ""
      #expect(outcome.status == 65 && line.contains("corpus 'c'") && !line.contains("/proc"), "\(outcome.errors)")
      for option in ["--encoding", "--invalid", "--max-token-bytes"] { #expect(!line.contains(option), "\(line)") }
    }
    let missing = try work.lmctl("run", "nosuch")
    #expect(missing.status == 66 && !missing.errors.contains("'-'"), "\(missing.errors)")
    try expect(work.lmctl("run", "s.txt", "--db", "x.html"), status: 64, "--html")
    try expect(work.lmctl("run", "s.txt", "--db", "x.html", "--html", "./x.html"), status: 73, "this is the database")
    #expect(!work.exists("x.html"))
    try work.make("ngram", "--order", "2", "--smoothing", "witten-bell", "--check", "5")
    let scores = try work.lmctl("ngram", "--order", "2", "--smoothing", "stupid-backoff", "--check", "5")
    #expect(scores.status == 0 && scores.errors.contains("no probabilities: not summed"), "\(scores.errors)")
  }

  @Test(arguments: [
    (["compare", "--html", ""], "file"), (["export", "--format", "vocabulary", "-o", ""], "file"),
    (["ngram", "--temporary", ""], "--temporary takes"),
    (["train-rnn", "--softmax", "adaptive", "--cutoffs", "3,2"], "ascending numbers of at least 1,"),
    (["train-rnn", "--cell", "mlp", "--context", "1048576"], "from 1 to 65536"),
    (["train-rnn", "--init", "normal:3e38"], "from 0 to 1000000"),
    (["train-rnn", "--forget-bias", "3e38"], "from -1000000 to 1000000"),
    (["stats", "--min-count", "9223372036854775807"], "from 1 to 4294967295"),
    (["export", "--format", "arpa", "--split", "test"], "--format ids"),
    (["ngram", "--alpha", "1e-400"], "1e-400"), (["generate", "--temperature", "1e-400"], "beyond all doubles"),
  ])
  func whatIsExpectedIsSaid(arguments: [String], words: String) throws {
    let outcome = try Workdir().run(Workdir.binary, arguments)
    #expect(outcome.status == 64 && outcome.errors.contains(words), "\(outcome.errors)")
  }

  @Test func databasesThatAreNotOurs() throws {
    let work = try Workdir()
    try work.write(Workdir.story(50), to: "s.txt")
    try work.write("this is no database, whatever its name may say, and it is long enough", to: "lm.sqlite")
    try expect(work.lmctl("tokenize", "s.txt", "--corpus", "c"), status: 65, "lm.sqlite")
    try expect(work.lmctl("compare"), status: 65, "lm.sqlite")
    try expect(
      work.lmctl("tokenize", "s.txt", "--corpus", "c", "--db", "no/such/folder/x.sqlite"), status: 73, "x.sqlite")
  }

  /// What a stranger's file says of itself is not believed: it is refused, and nothing traps.
  @Test(arguments: [
    "UPDATE corpus SET vocabulary_size = 5000000000", "UPDATE corpus SET vocabulary_size = 3",
    "UPDATE corpus SET has_eos = 0", "DELETE FROM token WHERE token_id > 5",
    "UPDATE token SET bytes = x'ff' WHERE token_id = 4",
    "UPDATE token SET key = key + 1000000", "UPDATE split SET segments = 0, scored = tokens",
    "UPDATE artifact_chunk SET data = zeroblob(length(data))", "DELETE FROM artifact_chunk", "DELETE FROM split",
    "PRAGMA user_version = 99", "PRAGMA user_version = -1",
  ])
  func databasesThatWereTamperedWith(statement: String) throws {
    let work = try Workdir()
    try work.write(Workdir.story(50), to: "s.txt")
    _ = try work.lmctl("tokenize", "s.txt", "--corpus", "c")
    guard try work.sqlite(statement) != nil else { return }
    for command in [["ngram", "--order", "1,2"], ["train-rnn", "--hidden", "4", "--epochs", "1"]] {
      let outcome = try work.run(Workdir.binary, command)
      #expect(outcome.status == 65, "\(outcome.errors)")
      #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    }
  }

  @Test func aDatabaseThatSomebodyHolds() throws {
    let work = try Workdir()
    try work.write(Workdir.story(50), to: "s.txt")
    _ = try work.lmctl("tokenize", "s.txt", "--corpus", "c")
    // Holds the lock until its standard input ends.
    let script =
      "(echo 'BEGIN EXCLUSIVE;'; sleep 8) | sqlite3 lm.sqlite & sleep 1; '\(Workdir.binary)' ngram --order 1; echo $?"
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3") else { return }
    let outcome = try work.run("/bin/sh", ["-c", script])
    #expect(outcome.output == "75\n", "\(outcome.errors)")
    #expect(outcome.errors.contains("another program"))
    let after = try work.lmctl("ngram", "--order", "1")
    #expect(after.status == 0, "\(after.errors)")
  }

  @Test func aFullDiskUnderTheOutputIsSaid() throws {
    let work = try Workdir()
    try work.write(Workdir.story(50), to: "s.txt")
    let command = "'\(Workdir.binary)' tokenize s.txt --corpus c > /dev/full"
    try expect(work.run("/bin/sh", ["-c", command]), status: 74, "standard output")
    let outcome = try work.lmctl("compare", "--json")
    #expect(outcome.status == 0 && outcome.output == "[]\n")
  }

  /// Short memory is said, before or while the text is read; it is no trap.
  @Test(.enabled(if: Tools.limitsMemory)) func shortMemoryIsSaid() throws {
    let work = try Workdir()
    try work.write(String(repeating: "abcdefgh ", count: 400_000), to: "s.txt")
    let command =
      "ulimit -v 260000; '\(Workdir.binary)' tokenize s.txt --unit char --boundary none --corpus c --threads 1"
    try expect(work.run("/bin/bash", ["-c", command]), status: 69, "MB")
  }

  @Test(arguments: [
    ["ngram", "--order", "0"], ["ngram", "--order", "17"], ["ngram", "--order", "1,x"], ["ngram", "--order", "1,1"],
    ["ngram", "--order", "1", "--alpha=-1"], ["ngram", "--order", "1", "--alpha", "nan"],
    ["ngram", "--order", "1", "--smoothing", "magic"], ["train-rnn", "--steps", "0"], ["train-rnn", "--batch", "0"],
    ["train-rnn", "--epochs", "0"], ["train-rnn", "--hidden", "0"], ["train-rnn", "--layers", "0"],
    ["train-rnn", "--learning-rate", "0"], ["train-rnn", "--learning-rate", "inf"], ["train-rnn", "--clip=-1"],
    ["train-rnn", "--one-hot", "--embedding", "5"], ["train-rnn", "--threads", "0"], ["train-rnn", "--seed", "x"],
    ["tokenize", "s.txt"], ["tokenize", "--corpus", "c"], ["tokenize", "s.txt", "--corpus", "c", "--split", "80:10:5"],
    ["tokenize", "s.txt", "--corpus", "c", "--split", "0:50:50"],
    ["tokenize", "s.txt", "--corpus", "c", "--split", "8"],
    ["tokenize", "s.txt", "--corpus", "c", "--split", "9223372036854775807:1:1"],
    ["tokenize", "s.txt", "--corpus", "c", "--valid", "s.txt"], ["tokenize", "s.txt", "--corpus", "c", "--unit", "x"],
    ["tokenize", "s.txt", "--corpus", "c", "--min-count", "0"],
    ["tokenize", "s.txt", "--corpus", "c", "--min-count", "-1"], ["train-rnn", "--seed", "-1"],
    ["tokenize", "s.txt", "--corpus", "c\u{202E}"], ["tokenize", "s.txt", "--corpus", " "],
    ["ngram", "--order", "1,"], ["ngram", "--order", "1", "--alpha", "1e400"],
    ["tokenize", "-", "--corpus", "c", "--valid", "-", "--test", "s.txt"],
    ["tokenize", "s.txt", "--corpus", "c", "--preset", "d2l-word", "--unit", "char"],
    ["tokenize", "s.txt", "--corpus", "c", "--locale", "!!"], ["frobnicate"], ["compare", "--split", "half"],
  ])
  func nonsenseOptions(arguments: [String]) throws {
    let work = try Workdir()
    try work.write(Workdir.story(50), to: "s.txt")
    let outcome = try work.run(Workdir.binary, arguments)
    #expect(outcome.status == 64, "\(outcome.errors)")
    #expect(!outcome.errors.isEmpty)
    #expect(!work.exists("lm.sqlite"))
  }

  @Test func trainingThatCannotBe() throws {
    let work = try Workdir()
    try work.write(Workdir.story(50), to: "s.txt")
    _ = try work.lmctl("tokenize", "s.txt", "--corpus", "c")
    try expect(work.lmctl("train-rnn", "--batch", "100000"), status: 65, "--batch")
    try expect(work.lmctl("train-rnn", "--hidden", "1000000", "--layers", "900"), status: 69, "memory")
    try expect(work.lmctl("train-rnn", "--hidden", "200000"), status: 69, "MB")
    try expect(
      work.lmctl("train-rnn", "--learning-rate", "1e30", "--clip", "0", "--hidden", "8"), status: 65, "diverged",
      "--learning-rate")
    #expect(try work.lmctl("compare", "--json").output == "[]\n")
    if let runs = try work.sqlite(
      "SELECT group_concat(status || ' ' || exit_code, ', ') FROM run WHERE command = 'train-rnn'")
    {
      #expect(runs == "failed 65\n")
    }
    _ = try work.lmctl("tokenize", "s.txt", "--corpus", "whole", "--split", "100:0:0")
    try expect(work.lmctl("ngram", "--order", "1", "--alpha", "auto", "--corpus", "whole"), status: 64, "auto", "valid")
  }

  @Test func aReaderThatGoesAwayIsNoError() throws {
    let work = try Workdir()
    let outcome = try work.run("/bin/sh", ["-c", "'\(Workdir.binary)' --help | head -1"])
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
  }
}
