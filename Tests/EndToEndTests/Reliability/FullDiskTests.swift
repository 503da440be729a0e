import Foundation
import Testing

/// On a disk that is full a command ends with exit code 74, names the file and its bytes, and leaves whole what was there;
/// with room the same command does its work.
@Suite(.enabled(if: SmallDisk.works && Tools.hasSQLite)) struct FullDiskTests {
  struct Case {
    let name: String
    /// Of free space, in KiB.
    let room: Int
    /// What lies on the disk before; `lm.sqlite` too, where the command works on one there.
    var files = ["lm.sqlite"]
    let command: [String]
    /// What the message is about.
    var place = "lm.sqlite"

    init(
      _ name: String, _ room: Int, _ command: String, files: [String] = ["lm.sqlite"], about place: String = "lm.sqlite"
    ) {
      self.name = name
      self.room = room
      self.files = files
      self.command = command.split(separator: " ").map(String.init)
      self.place = place
    }
  }

  static let inTheDatabase = [
    Case("a new database", 600, "tokenize ../big.txt --corpus b", files: []),
    Case("not even a page", 8, "tokenize ../big.txt --corpus b", files: []),
    Case("another corpus", 300, "tokenize ../big.txt --corpus second"),
    Case("a corpus in place of one", 300, "tokenize ../big.txt --corpus b --case fold --replace"),
    Case("rows of n-grams", 1500, "ngram --order 3 --rows all --smoothing witten-bell"),
    Case("an n-gram model", 200, "ngram --order 3"),
    Case("an import", 200, "import ../small.arpa --name i"),
    Case("a mixture and a page", 4, "compare --mix laplace-1,laplace-2 --html p.html"),
    Case("statistics", 4, "stats"),
    Case("a removal", 4, "remove laplace-2 --yes"),
  ]

  static let besideIt = [
    Case(
      "counts in temporary files", 500,
      "ngram --order 4 --smoothing witten-bell --memory 8M --threads 1 --temporary . --db ../lm.sqlite", files: [],
      about: "."),
    Case(
      "ARPA", 500, "export --model laplace-2 --format arpa --output o.arpa --db ../lm.sqlite", files: ["o.arpa"],
      about: "o.arpa"),
    Case("ids", 40, "export --format ids --output o.npy --db ../lm.sqlite", files: ["o.npy"], about: "o.npy"),
    Case("a page", 20, "compare --html p.html --db ../lm.sqlite", files: ["p.html"], about: "p.html"),
    Case("a drawing", 4, "stats --svg p.svg --db ../lm.sqlite", files: ["p.svg"], about: "p.svg"),
  ]

  @Test func keepsTheDatabase() throws {
    let base = try Self.base()
    for test in Self.inTheDatabase { try check(test, base) }
  }

  @Test func keepsFiles() throws {
    let base = try Self.base()
    for test in Self.besideIt { try check(test, base) }
  }

  private func check(_ test: Case, _ base: Workdir) throws {
    let before = try StoredResults(of: base)
    let disk = try SmallDisk(in: base).run(room: test.room << 10, of: test.files, [Workdir.binary] + test.command)
    #expect(disk.status == 74, "\(test.name): \(disk.errors)")
    #expect(disk.output.isEmpty, "\(test.name)")
    // One line names what is full, and bytes.
    let message = disk.errors.split(separator: "\n").last.map(String.init) ?? ""
    #expect(
      message.hasPrefix("lmctl: \(test.place): ") && message.firstMatch(of: /\d+ (bytes|free)/) != nil,
      "\(test.name): \(message)")
    #expect(message.contains("free some space"), "\(test.name): \(message)")
    // Nothing is there that was not, and what was there is whole.
    #expect(disk.left.names.filter { $0 != "lm.sqlite" } == test.files.filter { $0 != "lm.sqlite" })
    for file in test.files where file != "lm.sqlite" {
      #expect(try Data(contentsOf: URL(fileURLWithPath: disk.left.path + "/" + file)) == Data("old\n".utf8))
    }
    if test.files.contains("lm.sqlite") {
      #expect(try disk.left.integrity() == "ok\n")
      #expect(try StoredResults(of: disk.left) == before)
    }
    #expect(disk.again == 0, "\(test.name): \(disk.errorsAgain)")
    if disk.leftAgain.exists("lm.sqlite") {
      #expect(try disk.leftAgain.integrity() == "ok\n")
      #expect(try disk.leftAgain.sqlite("SELECT status FROM run ORDER BY run_id DESC LIMIT 1") == "finished\n")
    }
    for file in test.files where file != "lm.sqlite" {
      #expect(try Data(contentsOf: URL(fileURLWithPath: disk.leftAgain.path + "/" + file)).count > 4)
    }
  }

  /// A training goes on, says so, and tells at the end that its result is not there; with room it is gone on with.
  @Test func aTrainingSaysWhatIsNotThere() throws {
    let base = try Self.base()
    let train = [
      Workdir.binary, "train-rnn", "--hidden", "16", "--epochs", "2", "--name", "r", "--threads", "1", "--resume",
    ]
    // Room for one checkpoint, which holds some 13,000 rows of 16 numbers twice.
    let disk = try SmallDisk(in: base).run(room: 1_400_000, of: ["lm.sqlite"], train)
    #expect(disk.status == 74, "\(disk.errors)")
    #expect(disk.errors.contains("training goes on, its curve and checkpoint are written once there is room"))
    #expect(disk.errors.contains("waiting for room to write the result"))
    #expect(disk.output.isEmpty)
    #expect(try disk.left.integrity() == "ok\n")
    #expect(try disk.left.sqlite("SELECT count(*) FROM model WHERE name = 'r'") == "0\n")
    // No piece of what was tried in vain is left to take the room.
    #expect(
      try disk.left.sqlite("SELECT count(*) FROM artifact WHERE kind = 'checkpoint'")
        == disk.left.sqlite("SELECT count(*) FROM checkpoint"))
    #expect(disk.again == 0, "\(disk.errorsAgain)")
    #expect(
      try disk.leftAgain.sqlite("SELECT epoch FROM metric WHERE name = 'train_perplexity' ORDER BY epoch")
        == "1.0\n2.0\n")
  }

  /// What only passes through a file is no missing input.
  @Test func aPrefixTakesRoomToo() throws {
    let base = try Workdir.tokenizedStory()
    try base.make("ngram", "--order", "2")
    let prefix = String(repeating: "the cat ", count: 4000)
    let disk = try SmallDisk(in: base).run(
      room: 0, of: [],
      [
        "/usr/bin/env", "TMPDIR=.", Workdir.binary, "generate", "--tokens", "3", "--model", "laplace-2", "--db",
        "../lm.sqlite", "--prefix", prefix,
      ])
    #expect(disk.status == 74 && disk.errors.contains("free some space"), "\(disk.status): \(disk.errors)")
    #expect(disk.output.isEmpty && disk.left.names.isEmpty, "\(disk.left.names)")
    #expect(disk.again == 0, "\(disk.errorsAgain)")
  }

  /// Whoever asks a training to end that waits for room does not wait with it.
  @Test func aTrainingThatWaitsForRoomCanBeEnded() throws {
    let base = try Workdir.tokenizedStory()
    // Its checkpoints have no room, and it waits as long as it has trained.
    let train = [
      Workdir.binary, "train-rnn", "--hidden", "128", "--epochs", "6", "--name", "r", "--threads", "1", "--resume",
    ]
    let disk = try SmallDisk(in: base).run(
      room: 150_000, of: ["lm.sqlite"], ["/bin/sh", "-c", Self.interruptsWhatWaits] + train)
    #expect(disk.status == 130, "\(disk.status): \(disk.errors)")
    #expect(disk.errors.contains("waiting for room to write the result"), "\(disk.errors)")
    let message = disk.errors.split(separator: "\n").last ?? ""
    #expect(message.contains("free some space and run the command again"), "\(disk.errors)")
    #expect(
      try ["interrupted\n", "running\n"].contains(disk.left.sqlite("SELECT status FROM run WHERE subject = 'r'")))
    let taken = try #require(
      Int(String(contentsOfFile: base.path + "/taken", encoding: .utf8).trimmingCharacters(in: .newlines)))
    #expect(taken < (isLong ? 2000 : 20000), "\(taken) ms")
    #expect(disk.output.isEmpty)
    #expect(try disk.left.integrity() == "ok\n")
    #expect(try disk.left.sqlite("SELECT count(*) FROM model WHERE name = 'r'") == "0\n")
    #expect(disk.again == 0, "\(disk.errorsAgain)")
    #expect(try disk.leftAgain.sqlite("SELECT count(*) FROM model WHERE name = 'r'") == "1\n")
  }

  /// Sends SIGINT once the command waits for room, and writes down how many milliseconds it took to end.
  private static let interruptsWhatWaits = """
    rm -f ../over
    (
      until grep -q 'waiting for room' ../told || [ -e ../over ]; do sleep 0.05; done 2> /dev/null
      [ -e ../over ] || { date +%s%3N > ../sent; kill -INT $(cat ../pid); }
    ) &
    sh -c 'echo $$ > ../pid; exec "$0" "$@"' "$0" "$@" 2> ../told
    code=$?
    touch ../over
    [ -e ../taken ] || echo $(($(date +%s%3N) - $(cat ../sent))) > ../taken
    cat ../told >&2
    exit $code
    """

  /// What a shell allows for a file ends no program, and leaves nothing.
  @Test func aLimitOfFilesIsAnError() throws {
    let work = try Workdir.tokenizedStory()
    #expect(try work.lmctl("ngram", "--order", "3", "--quiet").status == 0)
    let names = work.names
    for (place, blocks, command) in [
      ("o.arpa", 1, "export --model laplace-3 --format arpa --output o.arpa"),
      ("lm.sqlite", 1, "tokenize s.txt --corpus d"),
      // A journal has room, and the database is larger already.
      ("lm.sqlite", 100, "stats"),
    ] {
      let outcome = try work.run("/bin/sh", ["-c", "ulimit -f \(blocks); exec \"$0\" \(command)", Workdir.binary])
      #expect(outcome.status == 74 && outcome.errors.contains("lmctl: \(place): "), "\(outcome.errors)")
      #expect(outcome.errors.contains("File too large"), "\(outcome.errors)")
      // What could not be undone is so at the next opening.
      #expect(work.names.filter { blocks == 1 || $0 != "lm.sqlite-journal" } == names)
      #expect(try work.integrity() == "ok\n")
    }
  }

  // MARK: What all of them start from

  /// A text with many types, its corpus and models of orders 1 and 2, and files that would be replaced.
  private static func base() throws -> Workdir {
    let work = try Workdir()
    var random = SeededRandom(seed: 7)
    let lines = (0..<8000).map { _ in (0..<10).map { _ in "w\(random.number(0...14_999))" }.joined(separator: " ") }
    try work.write(lines.joined(separator: "\n") + "\n", to: "big.txt")
    for name in ["o.arpa", "o.npy", "p.html", "p.svg"] { try work.write("old\n", to: name) }
    for command in [
      "tokenize big.txt --corpus b", "ngram --order 1,2", "export --model laplace-2 --format arpa --output small.arpa",
    ] {
      let outcome = try work.run(Workdir.binary, command.split(separator: " ").map(String.init) + ["--quiet"])
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    return work
  }
}
