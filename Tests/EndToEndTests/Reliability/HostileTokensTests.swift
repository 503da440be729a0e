import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// "What lmctl promises": tokens, names and paths that attack a terminal, a page, a spreadsheet or a database are text
/// everywhere, and exact where they are data.
@Suite(.enabled(if: Tools.hasSQLite)) struct HostileTokensTests {
  static let tokens = [
    "');DROP", "TABLE/**/model;--", "<script>alert(1)</script>", "</style></svg></title>", "\"onload=\"alert(1)",
    "&amp;",
    "&#60;", "]]>", "<!--", "=cmd|'/c'!A1", "+1+1", "-2+3", "@SUM(1)", "\u{1B}[2J", "\u{1B}]8;;http://x\u{7}",
    "\u{1B}]52;c;eA==\u{7}", "\u{9B}31m", "\u{9D}0;x\u{9C}", "\u{202E}exe.txt", "\u{2066}x\u{2069}", "a\u{200B}b",
    "\u{FEFF}x", "\u{0}", "\u{7F}", "\u{85}", "\u{2028}", "\u{E000}", "\u{FFFF}", "\\u{41}", "`id`", "$(id)", "%s%n",
    "../../x", "|", "a|b", "*_`[x](y)",
  ]
  static let longest = String(repeating: "w", count: 65_536)
  static let name = "=1+'\"<b>&amp;|`id`"
  static let path = "<img src=x>\u{1B}[2J\u{202E} t.txt"

  /// What a terminal does not obey, and a reader is not deceived by.
  private static func isTame(_ text: String) -> Bool {
    !text.unicodeScalars.contains {
      $0 != "\n" && $0 != "\t"
        && [.control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned]
          .contains($0.properties.generalCategory)
    }
  }

  private static let text = String(repeating: tokens.joined(separator: " ") + " \(longest)\n", count: 12)

  /// A corpus, a model and a mixture with such names, of such tokens, from a file of such a name.
  private static func template() throws -> Workdir {
    let work = try Workdir()
    try work.write(text, to: path)
    for arguments in [
      ["tokenize", path, "--unit", "whitespace", "--corpus", name, "--case", "keep"],
      ["ngram", "--order", "1,2", "--rows", "all"], ["ngram", "--order", "2", "--smoothing", "witten-bell"],
      ["compare", "--cache", "laplace-2", "--name", "@" + name],
    ] {
      let made = try work.run(Workdir.binary, arguments)
      #expect(
        made.status == 0 && isTame(made.output) && isTame(made.errors), "\(arguments): \(made.errors.prefix(500))")
    }
    return work
  }

  @Test func whatIsShown() throws {
    let work = try Self.template()
    try nothingActs(work)
    try spreadsheets(work)
    try pagesAndPlots(work)
  }

  /// Every command that shows something, in every form: nothing acts, and nothing is left out for it.
  private func nothingActs(_ work: Workdir) throws {
    for arguments in [
      ["list"], ["list", "--json"], ["show", Self.name], ["show", Self.name, "--json"], ["show", "@" + Self.name],
      ["stats"],
      ["stats", "--json"], ["stats", "--by", "pmi"], ["compare"], ["compare", "--json"], ["compare", "--format", "md"],
      ["compare", "--format", "jsonl"], ["compare", "--where"], ["compare", "--horizon", "1"], ["doctor"],
      ["doctor", "--json"], ["score", Self.path, "--model", "laplace-2", "--detail", "tokens", "--json"],
      ["generate", "--model", "laplace-2", "--tokens", "30", "--json", "--seed", "1"],
      ["tokenize", Self.path, "--print", "--json", "--unit", "whitespace"],
    ] {
      let end = try work.start(lmctl: arguments).wait()
      #expect(end.status == 0, "\(arguments): \(end.errors.prefix(500))")
      #expect(Self.isTame(String(decoding: end.output, as: UTF8.self)), "\(arguments)")
      #expect(Self.isTame(end.errors), "\(arguments): \(end.errors.prefix(500))")
      #expect(!end.output.isEmpty)
    }
  }

  /// With --csv-safe no cell begins as a formula does.
  private func spreadsheets(_ work: Workdir) throws {
    for format in ["csv", "tsv"] {
      let safe = try work.start(lmctl: ["compare", "--format", format, "--csv-safe"]).wait()
      let exact = try work.start(lmctl: ["compare", "--format", format]).wait()
      #expect(safe.status == 0 && exact.status == 0, "\(safe.errors)")
      let begins = { (text: [UInt8], cell: String) in String(decoding: text, as: UTF8.self).contains(cell) }
      #expect(begins(safe.output, "'@=1+") && begins(safe.output, "'=1+"))
      #expect(begins(exact.output, "@=1+") && !begins(exact.output, "'@=1+"))
    }
  }

  /// The page and the plots are well-formed, hold our own elements alone, and run nothing.
  private func pagesAndPlots(_ work: Workdir) throws {
    let page = try work.start(lmctl: ["compare", "--where", "--html", "page.html"]).wait()
    let plot = try work.start(lmctl: ["stats", "--svg", "plot.svg"]).wait()
    #expect(page.status == 0 && plot.status == 0, "\(page.errors) \(plot.errors)")
    let html = try String(contentsOfFile: work.path + "/page.html", encoding: .utf8)
    let svg = try String(contentsOfFile: work.path + "/plot.svg", encoding: .utf8)
    #expect(html.contains("&lt;b&gt;&amp;amp;"), "the corpus's name is shown")
    for text in [html, svg] {
      #expect(Self.isTame(text))
      for token in ["<script>alert", "<img src=x", "\"<b>&", "\"onload=\"", "</style></svg></title>"] {
        #expect(!text.contains(token), "\(token)")
      }
    }
    #expect(XMLParser(data: Data(svg.utf8)).parse())
    // Every attribute is one of ours: no quote of a token has closed one.
    let handlers = try Regex("<[^>]*[ \"']on[a-z]+=")
    #expect(try handlers.firstMatch(in: html) == nil)
  }

  /// On a terminal even data is escaped.
  @Test(.enabled(if: Tools.hasScript)) func terminals() throws {
    let work = try Self.template()
    try FileManager.default.moveItem(atPath: work.path + "/" + Self.path, toPath: work.path + "/t.txt")
    for command in [
      "tokenize t.txt --print --unit whitespace", "stats", "compare --where", "list", "export --format vocabulary",
      "generate --model laplace-2 --tokens 30 --quiet", "count t.txt --unit whitespace --order 1 --quiet",
    ] {
      let (status, shown) = try onTerminal(command, work)
      #expect(status == 0 && Self.isTame(shown), "\(command): \(shown.debugDescription.prefix(300))")
    }
  }

  /// Names that another program put into a database, past every check of ours: they are in tables, in stages, notes,
  /// warnings and errors.
  @Test(.enabled(if: Tools.hasScript && Tools.hasSQLite)) func forgedNamesOnATerminal() throws {
    let template = try HostileDatabase.template()
    try HostileDatabase.forge(
      template,
      """
      UPDATE corpus SET name = 'c' || char(27) || '[2J' || char(7); UPDATE model SET name = name || char(27, 155, 7) || '[2J';
      UPDATE checkpoint SET name = 'n'
      """)
    var heard = 0
    for command in [
      "list", "show r", "doctor", "stats", "ngram --order 1,2 --name r", "ngram --order 3 --smoothing witten-bell",
      "train-rnn --hidden 4 --epochs 1 --name n", "train-rnn --hidden 4 --epochs 1 --name n --resume",
      "train-rnn --hidden 4 --epochs 2 --name other", "compare", "compare --where --horizon 1 --html page.html",
      "compare --mix unknown,r", "score new.txt --model r", "generate --model none", "export --format vocabulary",
      "tokenize new.txt --corpus \"$(printf 'x\\033[2J\\007')\" --split 100:0:0",
      "tokenize s.txt --corpus \"$(printf 'c\\033[2J\\007')\"", "remove c --yes", "remove other --yes",
    ] {
      let work = try template.copied()
      let (status, shown) = try onTerminal(command, work)
      #expect([0, 64, 65, 66, 73].contains(status), "\(command): \(status) \(shown.debugDescription.prefix(300))")
      #expect(!shown.isEmpty && Self.isTame(shown), "\(command): \(shown.debugDescription.prefix(300))")
      if shown.contains("[2J") { heard += 1 }
    }
    #expect(heard > 5, "the names were shown by \(heard) commands")
  }

  /// How a command ends on a terminal, and what it shows there: not what lmctl draws for progress, the line's beginning and
  /// to clear it.
  private func onTerminal(_ command: String, _ work: Workdir) throws -> (status: Int32, shown: String) {
    // What is emphasised there is so by codes of our own: not in this look at what is foreign.
    let outcome = try work.run(
      "/usr/bin/script", ["-qec", "'\(Workdir.binary)' \(command)", "/dev/null"], environment: ["NO_COLOR": "1"])
    let shown = outcome.output.replacingOccurrences(of: "\r\n", with: "\n")
      .replacingOccurrences(of: "\r\u{1B}[K", with: "").replacingOccurrences(of: "\r\u{1B}[2K", with: "")
    return (outcome.status, shown)
  }

  @Test func whatIsData() throws {
    let work = try Self.template()
    try theDatabase(work)
    try exactInPipes(work)
    try nothingIsRunOrFollowed(work)
  }

  /// In the database tokens are data: no table is gone, the shown columns are tame, the bytes exact.
  private func theDatabase(_ work: Workdir) throws {
    guard let integrity = try? work.integrity() else { return }
    #expect(integrity == "ok\n")
    for column in [
      "text FROM token", "gram FROM top_ngram", "name FROM corpus", "name FROM model", "settings FROM model",
      "sources FROM corpus", "argv FROM run", "token FROM zipf", "gram FROM ngrams", "settings FROM runs",
    ] {
      let shown = try work.sqlite("SELECT " + column) ?? ""
      #expect(!shown.isEmpty && Self.isTame(shown), "\(column)")
    }
    for token in Self.tokens {
      let hex = token.utf8.map { String(format: "%02X", $0) }.joined()
      #expect(
        try work.sqlite("SELECT count(*) FROM token WHERE hex(bytes) = '\(hex)'") == "1\n", "\(token.debugDescription)")
    }
    let longest = "SELECT count(*) FROM token WHERE length(bytes) = 65536 AND rtrim(CAST(bytes AS TEXT), 'w') = ''"
    #expect(try work.sqlite(longest) == "1\n")
  }

  /// What leaves for other programs is exact: text in a pipe, and a vocabulary that goes out and comes back.
  private func exactInPipes(_ work: Workdir) throws {
    let printed = try work.start(lmctl: ["tokenize", Self.path, "--print", "--unit", "whitespace"]).wait()
    #expect(printed.status == 0 && printed.output == Array(Self.text.utf8))
    let copy = try Workdir()
    try copy.write(Self.text, to: "t.txt")
    let exported = try work.start(lmctl: ["export", "--format", "vocabulary", "--corpus", Self.name]).wait()
    #expect(exported.status == 0 && Self.isTame(String(decoding: exported.output, as: UTF8.self)))
    try copy.write(exported.output, to: "v.tsv")
    let again = try copy.lmctl(
      "tokenize", "t.txt", "--unit", "whitespace", "--corpus", "d", "--vocabulary-from", "v.tsv", "--quiet")
    #expect(again.status == 0, "\(again.errors)")
    let identity = "SELECT group_concat(stream_sha256) FROM split ORDER BY name"
    #expect(try copy.sqlite(identity) == work.sqlite(identity))
    let ids = ["export", "--format", "ids", "--split", "train"]
    #expect(try copy.start(lmctl: ids).wait().output == work.start(lmctl: ids).wait().output)
  }

  /// No file names code, a command or a path: nothing of these appears, and nothing outside the folder changes.
  private func nothingIsRunOrFollowed(_ work: Workdir) throws {
    let names = work.names
    for arguments in [
      ["list"], ["show", Self.name], ["generate", "--model", "laplace-2", "--tokens", "200", "--seed", "2"],
    ] {
      #expect(try work.start(lmctl: arguments).wait().status == 0)
    }
    #expect(Set(work.names).subtracting(["page.html", "plot.svg"]).subtracting(names).allSatisfy { $0.hasPrefix(".") })
  }
}
