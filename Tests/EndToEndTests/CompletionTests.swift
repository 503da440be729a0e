import Foundation
import Testing

/// What the argument parser makes for shells and for man, with the real shell.
@Suite struct CompletionTests {
  /// What bash would offer for the last of these words.
  private static func offers(_ work: Workdir, _ words: String...) throws -> [String] {
    let script = """
      shopt -s extglob
      PATH="$1:$PATH"; source ./lmctl.bash; shift
      COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; COMP_TYPE=9; COMP_KEY=9
      _lmctl "$1" "${@: -1}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let folder = URL(fileURLWithPath: Workdir.binary).deletingLastPathComponent().path
    let outcome = try work.run("/usr/bin/env", ["bash", "-c", script, "bash", folder] + words)
    return outcome.output.split(separator: "\n").map(String.init).sorted()
  }

  private static func prepared(_ corpus: String) throws -> Workdir {
    let work = try Workdir()
    try work.write(Workdir.story(60), to: "story.txt")
    for command in [["tokenize", "story.txt", "--corpus", corpus], ["ngram", "--order", "1,2", "--corpus", corpus]] {
      let outcome = try work.run(Workdir.binary, command + ["--quiet"])
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    try work.write(try work.lmctl("--generate-completion-script", "bash").output, to: "lmctl.bash")
    return work
  }

  @Test func bashOffersWhatIsThere() throws {
    let work = try Self.prepared("book")
    #expect(try Self.offers(work, "lmctl", "comp") == ["compare"])
    #expect(
      try Self.offers(work, "lmctl", "compare", "--format", "") == ["csv", "json", "jsonl", "md", "table", "tsv"])
    #expect(try Self.offers(work, "lmctl", "stats", "--corpus", "") == ["book"])
    #expect(try Self.offers(work, "lmctl", "generate", "--model", "lap") == ["laplace-1", "laplace-2"])
    #expect(try Self.offers(work, "lmctl", "show", "b") == ["book"])
    #expect(try Self.offers(work, "lmctl", "tokenize", "st") == ["story.txt"])
    // Of the database that the line names; where there is none, nothing, and nothing is made.
    #expect(try Self.offers(work, "lmctl", "generate", "--db", "none.sqlite", "--model", "") == [])
    #expect(!work.exists("none.sqlite"))
  }

  /// bash expands what it is offered: a name that is more than a word is never among it.
  @Test func noNameIsRunByTheShell() throws {
    let work = try Self.prepared("a$(touch evil)b")
    #expect(try Self.offers(work, "lmctl", "stats", "--corpus", "") == [])
    #expect(!work.exists("evil"))
  }

  /// Scripts for every shell, and for those that are here one that they can read.
  @Test func everyShellHasAScript() throws {
    let work = try Workdir()
    for shell in ["bash", "zsh", "fish"] {
      let script = try work.lmctl("--generate-completion-script", shell).output
      #expect(script.contains("train-rnn") && script.contains("completion"), "\(shell)")
      try work.write(script, to: "script.\(shell)")
      guard try work.run("/usr/bin/env", ["which", shell]).status == 0 else { continue }
      let checked = try work.run("/usr/bin/env", [shell, "-n", "script.\(shell)"])
      #expect(checked.status == 0, "\(checked.errors)")
    }
  }

  /// What `swift package generate-manual` reads: every command with what it does and says.
  @Test func manualsHaveTheirSource() throws {
    let work = try Workdir()
    let dump = try JSONSerialization.jsonObject(
      with: Data(try work.lmctl("--experimental-dump-help").output.utf8))
    let root = try #require((dump as? [String: Any])?["command"] as? [String: Any])
    let commands = try #require(root["subcommands"] as? [[String: Any]]).filter {
      $0["commandName"] as? String != "help"
    }
    #expect(
      commands.map { $0["commandName"] as? String }.prefix(6) == [
        "run", "tokenize", "stats", "ngram", "train-rnn", "compare",
      ])
    for command in commands {
      #expect((command["abstract"] as? String)?.hasSuffix(".") == true, "\(command["commandName"] ?? "")")
      #expect((command["discussion"] as? String)?.contains("Memory:") == true, "\(command["commandName"] ?? "")")
    }
  }

  @Test func theVersionNamesWhatDecidesADigit() throws {
    let version = try Workdir().lmctl("--version").output
    #expect(version.split(separator: "\n").count == 1)
    #expect(
      version.contains(
        /^lmctl [0-9.]+ \(ICU [0-9.]+, Unicode [0-9.]+, SQLite [0-9.]+, (oneDNN [0-9.]+|plain matrix products), [a-z0-9_-]+\)\n$/
      ))
    let plain = try Workdir().lmctl("--version", environment: ["LMCTL_MATRIX": "plain"]).output
    #expect(plain.contains("plain matrix products"))
  }
}
