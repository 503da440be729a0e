import Foundation
import Testing

/// `tokenize` with the real binary: what is printed, what is stored, what is refused.
@Suite struct TokenizeCommandTests {
  /// A terminal would obey all of it.
  static let hostile = "\u{1B}[2J\u{1B}]0;x\u{7} a\u{202E}b \u{0} \u{9B}31m c\u{E000} \u{2066}d"

  private func isTame(_ text: String) -> Bool {
    !text.unicodeScalars.contains {
      $0 != "\n" && [.control, .format, .privateUse, .unassigned].contains($0.properties.generalCategory)
    }
  }

  @Test func tokensNeedNoDatabase() throws {
    let work = try Workdir()
    try work.write("One two.\nthree", to: "t.txt")
    let plain = try work.lmctl("tokenize", "t.txt", "--print")
    #expect(plain.status == 0 && plain.output == "One two .\nthree\n" && plain.errors.isEmpty)
    let piped = try work.lmctl("tokenize", "-", "--print", "--json", "--boundary", "sentence", input: "Hi. Ho")
    #expect(
      piped.output == """
        {"token":"Hi","start":0,"end":2,"kind":"letter","sentence":0}
        {"token":".","start":2,"end":3,"kind":"other","sentence":0}
        {"token":"Ho","start":4,"end":6,"kind":"letter","sentence":1}

        """)
    #expect(!work.exists("lm.sqlite"))
    #expect(try work.lmctl("tokenize", "none.txt", "--print").status == 66)
  }

  /// Data is exact in a pipe; what is told of it is tame everywhere.
  @Test func hostileTextIsExactOnlyWhereItIsData() throws {
    let work = try Workdir()
    try work.write(Self.hostile + "\n", to: "t.txt")
    let printed = try work.lmctl("tokenize", "t.txt", "--print", "--unit", "whitespace")
    #expect(printed.output == Self.hostile + "\n")
    let json = try work.lmctl("tokenize", "t.txt", "--print", "--json", "--unit", "whitespace")
    #expect(isTame(json.output))
    let tokens = try json.output.split(separator: "\n").compactMap {
      (try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])?["token"] as? String
    }
    #expect(tokens.joined(separator: " ") == Self.hostile)
    for unit in ["word", "char", "whitespace"] {
      let table = try work.lmctl("tokenize", "t.txt", "--unit", unit, "--split", "100:0:0", "--corpus", unit)
      #expect(table.status == 0 && isTame(table.output) && isTame(table.errors), "\(table.errors)")
      #expect(table.output.contains("u{"))
    }
    if let shown = try work.sqlite("SELECT group_concat(text, ' ') FROM token") { #expect(isTame(shown)) }
    // Names, on the way through errors, warnings and notes.
    let name = "\u{1B}[31m\u{202E}t.txt"
    try work.write([0x61, 0xFF, 0x0A], to: name)
    let failed = try work.lmctl("tokenize", name, "--print")
    #expect(failed.status == 65 && isTame(failed.errors) && failed.errors.contains(#"\u{1B}[31m\u{202E}t.txt:1"#))
    let warned = try work.lmctl("tokenize", name, "--invalid", "skip", "--split", "100:0:0", "--corpus", "w")
    #expect(warned.status == 0 && isTame(warned.errors) && isTame(warned.output), "\(warned.errors)")
    #expect(warned.errors.contains("warning: ") && warned.output.contains("1 invalid places"))
    for wrong in [["--vocabulary-from", name], ["--vocabulary-from", "\u{1B}c"], ["--encoding", "\u{1B}c"]] {
      let outcome = try work.run(Workdir.binary, ["tokenize", "t.txt", "--corpus", "x"] + wrong)
      #expect(outcome.status != 0 && isTame(outcome.errors), "\(outcome.errors)")
    }
  }

  /// On a terminal nothing is printed that it would obey.
  @Test func aTerminalGetsNothingRaw() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/script") else { return }
    let work = try Workdir()
    try work.write(Self.hostile + "\n", to: "t.txt")
    let outcome = try work.run(
      "/usr/bin/script", ["-qec", "'\(Workdir.binary)' tokenize t.txt --print --unit whitespace", "/dev/null"])
    #expect(outcome.output.contains(#"\u{1B}[2J"#), "\(outcome.output.debugDescription)")
    #expect(isTame(outcome.output.replacingOccurrences(of: "\r\n", with: "\n")))
  }

  @Test func aReaderThatGoesAwayIsNoError() throws {
    let work = try Workdir()
    // Without end: only who notices that nobody reads comes to one.
    let command = "yes 'a b c' | '\(Workdir.binary)' tokenize - --print | head -1; echo ${PIPESTATUS[1]}"
    let outcome = try work.run("/bin/bash", ["-c", command])
    #expect(outcome.output == "a b c\n0\n" && outcome.errors.isEmpty, "\(outcome.errors)")
    let full = try work.run("/bin/sh", ["-c", "echo a | '\(Workdir.binary)' tokenize - --print > /dev/full"])
    #expect(full.status == 74)
  }

  @Test(arguments: [
    ["--corpus", "c"], ["--db", "x.sqlite"], ["--replace"], ["--split", "80:10:10"], ["--min-count", "2"],
    ["--max-vocabulary", "5"], ["--max-tokens", "5"], ["--vocabulary-from", "x"],
    ["--valid", "s.txt", "--test", "s.txt"],
    ["--keep", "words", "--unit", "char"], ["--encoding", "klingon"],
  ])
  func printingGoesWithNothingThatItDoesNot(options: [String]) throws {
    let work = try Workdir()
    try work.write("a\n", to: "s.txt")
    let outcome = try work.run(Workdir.binary, ["tokenize", "s.txt", "--print"] + options)
    #expect(outcome.status == 64 && outcome.output.isEmpty && !outcome.errors.isEmpty)
    #expect(!work.exists("lm.sqlite") && !work.exists("x.sqlite"))
  }

  @Test func whatWasReadIsStoredAndShown() throws {
    let work = try Workdir()
    let text = "Die Größe der Bäume überrascht auch heute noch für ältere Gäste schön.\n"
    let latin = String(repeating: text, count: 20).unicodeScalars.map { UInt8($0.value) }
    try work.write(latin, to: "t.txt")
    guard try work.run("/bin/sh", ["-c", "gzip -k t.txt"]).status == 0 else { return }
    let made = try work.lmctl("tokenize", "t.txt.gz", "--encoding", "auto", "--corpus", "c", "--json")
    #expect(made.status == 0 && made.errors.contains("t.txt.gz: read as windows-1252, confidence"), "\(made.errors)")
    let result = try #require(try JSONSerialization.jsonObject(with: Data(made.output.utf8)) as? [String: Any])
    let source = try #require((result["sources"] as? [[String: Any]])?.first)
    #expect(source["encoding"] as? String == "windows-1252" && source["compressed"] as? Bool == true)
    #expect(source["confidence"] as? Int ?? 0 >= 30 && source["invalid"] as? Int == 0)
    #expect(result["reversible"] as? Bool == false && result["vocabulary_from"] is NSNull)
    let table = try work.lmctl("tokenize", "t.txt", "--encoding", "latin1", "--unit", "char", "--corpus", "d")
    #expect(table.output.contains("t.txt: ISO-8859-1\n") && table.output.contains("reversible"))
    if let stored = try work.sqlite(
      "SELECT json_extract(sources, '$[0].encoding', '$[0].compressed', '$[0].invalid'), reversible FROM corpus")
    {
      #expect(stored == "[\"windows-1252\",true,0]|0\n[\"ISO-8859-1\",false,0]|1\n")
    }
  }

  @Test func idsOfAnotherCorpus() throws {
    let work = try Workdir()
    try work.write(Workdir.story(300), to: "a.txt")
    try work.write(Workdir.story(40) + "a zebra\n", to: "b.txt")
    #expect(try work.lmctl("tokenize", "a.txt", "--corpus", "a").status == 0)
    #expect(try work.lmctl("export", "--corpus", "a", "--format", "vocabulary", "-o", "a.tsv").status == 0)
    let options = ["tokenize", "b.txt", "--split", "100:0:0"]
    let taken = try work.run(Workdir.binary, options + ["--corpus", "b", "--vocabulary-from", "a"])
    #expect(taken.status == 0 && taken.output.contains(" of a\n"), "\(taken.errors)")
    let read = try work.run(Workdir.binary, options + ["--corpus", "c", "--vocabulary-from", "a.tsv"])
    #expect(read.status == 0, "\(read.errors)")
    if let digests = try work.sqlite("SELECT count(DISTINCT vocabulary_sha256), count(*) FROM corpus") {
      #expect(digests == "1|3\n")
    }
    try work.write("id\tcount\trank\ttoken\n0\t1\t\t<unk>\nnonsense\n", to: "bad.tsv")
    let refused = try work.run(Workdir.binary, options + ["--corpus", "x", "--vocabulary-from", "bad.tsv"])
    #expect(refused.status == 65 && refused.errors.contains("bad.tsv:3:"), "\(refused.errors)")
    let none = try work.run(Workdir.binary, options + ["--corpus", "x", "--vocabulary-from", "none"])
    #expect(none.status == 66 && none.errors.contains("a, b, c"))
    for cut in [["--min-count", "2"], ["--max-vocabulary", "9"]] {
      #expect(
        try work.run(Workdir.binary, options + ["--corpus", "x", "--vocabulary-from", "a"] + cut).status == 64)
    }
  }

  /// `run` takes what `tokenize` takes, and knows what stands.
  @Test func runReadsEncodingsToo() throws {
    let work = try Workdir()
    let text = String(repeating: "Die Größe der Bäume überrascht für ältere Gäste schön .\n", count: 60)
    try work.write(text.unicodeScalars.map { UInt8($0.value) }, to: "t.txt")
    let options = ["run", "t.txt", "--encoding", "auto", "--epochs", "1"]
    let first = try work.run(Workdir.binary, options + ["--json"])
    #expect(first.status == 0, "\(first.errors)")
    let again = try work.run(Workdir.binary, options + ["--json"])
    #expect(again.errors.contains("corpus t stands") && again.output == first.output, "\(again.errors)")
    #expect(try work.run(Workdir.binary, ["run", "t.txt", "--encoding", "latin1"]).status == 73)
  }

  /// Models of other ids are of no use to the new corpus; that they go is told, unless nobody wants to hear it.
  @Test func whatGoesWithAReplacedCorpusIsTold() throws {
    let work = try Workdir.tokenizedStory()
    try work.make("ngram", "--order", "1,2,3,4,5,6")
    try work.make("train-rnn", "--hidden", "4", "--embedding", "4", "--epochs", "1", "--name", "net")
    let again = ["tokenize", "s.txt", "--corpus", "c", "--replace"]
    let told = try work.run(Workdir.binary, again)
    #expect(
      told.status == 0 && told.errors.contains("7 models and 1 checkpoint made of it: 'laplace-1', "), "\(told.errors)")
    #expect(told.errors.contains("'laplace-5' and 2 more\n"), "\(told.errors)")
    #expect(try !work.run(Workdir.binary, again).errors.contains("replaced"))
    try work.make("ngram", "--order", "1")
    #expect(try work.run(Workdir.binary, again + ["--quiet"]).errors.isEmpty)
    #expect(try work.lmctl("tokenize", "--help").output.contains("removes all models and checkpoints"))
  }
}
