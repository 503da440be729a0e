import Foundation
import Testing

/// Who is better, by how much, and is it real: with the real binary.
@Suite struct CompareCommandTests {
  /// A corpus with two n-gram models and a small network.
  private func experiment() throws -> Workdir {
    let work = try Workdir.tokenizedStory()
    for arguments in [
      ["ngram", "--order", "1,3", "--smoothing", "witten-bell"],
      ["train-rnn", "--hidden", "8", "--epochs", "2", "--batch", "8", "--name", "net"],
    ] {
      let outcome = try work.run(Workdir.binary, arguments + ["--quiet"])
      #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
    }
    return work
  }

  @Test func errorsAndDifferencesAreWorkedOutOnce() throws {
    let work = try experiment()
    let first = try work.lmctl("compare", "--quiet")
    #expect(first.status == 0 && first.output.contains("± s.e."), "\(first.errors)")
    #expect(first.output.contains("after Holm"))
    let again = try work.lmctl("compare", "--quiet")
    #expect(again.output == first.output)
    guard let pairs = try work.sqlite("SELECT count(*) FROM significance WHERE split = 'test'") else { return }
    #expect(pairs == "3\n")
    #expect(try work.sqlite("SELECT count(*) FROM runs WHERE command = 'compare'") == "1\n")
    #expect(try work.lmctl("compare", "--pairs", "--format", "csv").output.split(separator: "\n").count == 4)
  }

  @Test func madeModelsStandInTheTable() throws {
    let work = try experiment()
    let made = try work.lmctl(
      "compare", "--mix", "witten-bell-3,net", "--cache", "witten-bell-3", "--neural-cache", "net", "--dynamic", "net",
      "--format", "csv", "--quiet")
    #expect(made.status == 0, "\(made.errors)")
    for name in ["witten-bell-3+net", "witten-bell-3+cache", "net+neural-cache", "net+dynamic"] {
      #expect(made.output.contains(",\(name),"))
    }
    let again = try work.lmctl("compare", "--mix", "witten-bell-3,net")
    #expect(again.status == 0 && again.errors.contains("witten-bell-3+net stands"))
    let other = try work.lmctl("compare", "--mix", "witten-bell-1,net", "--name", "witten-bell-3+net")
    #expect(other.status == 73 && other.errors.contains("--replace"))
    let trained = try work.lmctl("compare", "--mix", "witten-bell-1,witten-bell-3", "--name", "net", "--replace")
    #expect(trained.status == 73 && trained.errors.contains("lmctl remove"))
    #expect(try work.lmctl("compare", "--mix", "witten-bell-3,net", "--replace", "--quiet").status == 0)
    let named = try work.lmctl(
      "compare", "--mix", "witten-bell-3,witten-bell-1", "--log-linear", "--name", "product", "--json")
    #expect(named.status == 0 && named.output.contains("\"product\""), "\(named.errors)")
    guard
      let weights = try work.sqlite(
        "SELECT round(sum(weight), 6) FROM mixture_weights WHERE model = 'witten-bell-3+net'")
    else { return }
    #expect(weights == "1.0\n")
    let text = try work.lmctl("generate", "--model", "witten-bell-3+net", "--tokens", "5", "--seed", "1")
    #expect(text.status == 0 && !text.output.isEmpty, "\(text.errors)")
  }

  /// Every table, for people and for programs.
  @Test func tables() throws {
    let work = try experiment()
    let all = try work.lmctl(
      "compare", "--where", "--horizon", "1,3", "--origins", "9", "--fractions", "50,100", "--differ",
      "witten-bell-3,net",
      "--pairs", "--quiet")
    #expect(all.status == 0, "\(all.errors)")
    for words in [
      "All pairs", "by how often train has the token", "by the place in the segment", "longest n-gram",
      "The same tokens after the true ones", "over the size of the text", "speak for witten-bell-3",
    ] {
      #expect(all.output.contains(words), "\(words)")
    }
    for (option, column) in [
      (["--where"], "dimension"), (["--horizon", "1,3"], "one_step_accuracy"), (["--fractions", "50"], "percent"),
      (["--differ", "net,witten-bell-1"], "bits_first"), (["--pairs"], "p_adjusted"),
    ] {
      for format in ["csv", "tsv", "json", "jsonl"] {
        let one = try work.run(Workdir.binary, ["compare", "--format", format, "--quiet"] + option)
        #expect(
          one.status == 0 && one.output.contains(column) && !one.output.contains("corpus c, split"), "\(one.errors)")
      }
    }
    #expect(try work.lmctl("compare", "--where", "--pairs", "--json").status == 64)
    let markdown = try work.lmctl("compare", "--where", "--format", "md")
    #expect(markdown.output.contains("| ----: |") && markdown.output.contains("### "))
  }

  @Test func anotherProgramsNumbers() throws {
    let work = try experiment()
    guard
      let positions = try work.sqlite("SELECT scored FROM leaderboard WHERE split = 'test' LIMIT 1").flatMap({
        Int($0.trimmingCharacters(in: .newlines))
      })
    else { return }
    try work.write(String(repeating: "-1\n", count: positions), to: "e.txt")
    let imported = try work.lmctl("compare", "--import", "theirs=e.txt", "--format", "csv", "--quiet")
    #expect(imported.status == 0, "\(imported.errors)")
    #expect(
      imported.output.split(separator: "\n").contains {
        $0.contains("theirs,imported") && $0.contains("2.718281828459")
      })
    let short = try work.lmctl("compare", "--import", "short=s.txt")
    #expect(short.status == 65 && short.errors.contains("s.txt:1:"))
    #expect(try work.lmctl("compare", "--import", "none=none.txt").status == 66)
    #expect(try work.lmctl("compare", "--import", "e.txt").status == 64)
  }

  @Test func refusals() throws {
    let work = try experiment()
    for (arguments, status, words) in [
      (["--mix", "net"], 64, "--mix takes"), (["--mix", "net,none"], 66, "choose one of these: 'net'"),
      (["--cache", "none"], 66, "none"),
      (["--neural-cache", "witten-bell-3"], 64, "witten-bell-3"), (["--horizon", "0"], 64, "--horizon"),
      (["--fractions", "101"], 64, "--fractions"), (["--fractions", "0.01"], 64, "segment"),
      (["--differ", "net"], 64, "--differ"), (["--differ", "net,none"], 66, "one of these"),
      (["--split", "train"], 64, "train"),
      (["--log-linear"], 64, "--mix"), (["--name", "x"], 64, "--name"), (["--replace"], 64, "--replace"),
      (["--corpus", "none"], 66, "none"), (["--csv-safe"], 64, "csv"), (["--html", "none/x.html"], 73, "none/x.html"),
      (["--html", "lm.sqlite"], 73, "lm.sqlite"), (["--horizon", "5000"], 65, "5000"),
    ] {
      let outcome = try work.run(Workdir.binary, ["compare"] + arguments)
      #expect(outcome.status == Int32(status) && outcome.errors.contains(words), "\(arguments): \(outcome)")
      #expect(outcome.output.isEmpty && !outcome.errors.contains("with --model"), "\(arguments): \(outcome)")
    }
  }

  /// What stands of models that were made anew is said to be so, and what was made of one that has gone.
  @Test func modelsOfOtherModels() throws {
    let work = try experiment()
    try work.make("compare", "--mix", "witten-bell-1,witten-bell-3", "--cache", "witten-bell-3")
    try work.make("ngram", "--order", "2", "--smoothing", "witten-bell", "--name", "witten-bell-3", "--replace")
    let stale = try work.lmctl("compare", "--cache", "witten-bell-3")
    #expect(stale.status == 73 && stale.errors.contains("older 'witten-bell-3'; make it again"), "\(stale.errors)")
    try work.make("remove", "witten-bell-3", "--yes")
    let gone = try work.lmctl("score", "s.txt", "--model", "witten-bell-1+witten-bell-3")
    #expect(
      gone.status == 65 && gone.errors.contains("'witten-bell-3', which it is made of, has been removed"), "\(gone)")
  }

  /// What cannot be written is read all the same.
  @Test func aDatabaseThatCannotBeWritten() throws {
    let work = try experiment()
    let mode: [FileAttributeKey: Any] = [.posixPermissions: 0o444]
    try FileManager.default.setAttributes(mode, ofItemAtPath: work.path + "/lm.sqlite")
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: work.path)
    // Root may write anything.
    if FileManager.default.isWritableFile(atPath: work.path + "/lm.sqlite") { return }
    let outcome = try work.lmctl("compare")
    #expect(outcome.status == 0 && outcome.errors.contains("read-only"))
  }

  @Test func runEndsWithThePage() throws {
    let work = try Workdir()
    try work.write(Workdir.story(300), to: "story.txt")
    let run = try work.lmctl("run", "story.txt", "--epochs", "1", "--db", "x.db")
    #expect(run.status == 0 && run.errors.contains("x.html"), "\(run.errors)")
    #expect(work.exists("x.html"))
    let page = try String(contentsOfFile: work.path + "/x.html", encoding: .utf8)
    #expect(page.contains("Content-Security-Policy") && !page.contains("<script"))
  }
}

private let browser = "/usr/bin/chromium"

/// The page in a browser, where there is one.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: browser)))
struct PageInBrowserTests {
  /// No message on the console, and nothing wider than the window.
  @Test func quietAndAsWideAsTheWindow() throws {
    let work = try Workdir.tokenizedStory()
    for arguments in [
      ["ngram", "--order", "1,2,3", "--smoothing", "witten-bell,laplace"],
      ["train-rnn", "--hidden", "8", "--epochs", "2", "--name", "net", "--diagnose", "gradients"],
      [
        "compare", "--mix", "witten-bell-3,net", "--cache", "net", "--where", "--horizon", "1,2,4", "--origins", "20",
        "--fractions", "10,100", "--html", "report.html",
      ],
    ] {
      let outcome = try work.run(Workdir.binary, arguments + ["--quiet"])
      #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
    }
    for width in [360, 800, 1440] {
      // The page itself has no script: another one looks at it through a frame.
      try work.write(
        """
        <iframe id=f src=report.html style="width:\(width)px;height:900px;border:0"></iframe>
        <script>onload = () => { document.body.id = "over" + (f.contentDocument.documentElement.scrollWidth - f.contentDocument.documentElement.clientWidth) }</script>
        """, to: "frame.html")
      let looked = try work.run(
        browser,
        [
          "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--enable-logging=stderr",
          "--v=0",
          "--window-size=1500,1000", "--virtual-time-budget=3000", "--dump-dom", "file://\(work.path)/frame.html",
        ], environment: ["HOME": work.path])
      #expect(looked.status == 0)
      #expect(looked.output.contains("id=\"over0\""), "\(looked.output.suffix(300))")
      #expect(!looked.errors.contains("CONSOLE"), "\(looked.errors)")
    }
  }
}
