import Foundation
import Testing

/// Bytes that are no UTF-8 where names are given.
@Suite struct RawArgumentsTests {
  @Test(arguments: [
    #"tokenize "$(printf 'caf\351.txt')" --print"#, #"export --format vocabulary -o "$(printf 'out\351.tsv')""#,
    #"list --db "$(printf '\377.sqlite')""#, #"ngram --order 1 --name "$(printf '\377\376')""#,
  ])
  func areRefusedAtOnce(command: String) throws {
    let work = try Workdir.tokenizedStory()
    let before = try FileManager.default.contentsOfDirectory(atPath: work.path).sorted()
    let outcome = try work.run(
      "/bin/sh", ["-c", "printf 'a b' > \"$(printf 'caf\\351.txt')\"; '\(Workdir.binary)' \(command)"])
    #expect(outcome.status == 64 && outcome.output.isEmpty, "\(outcome)")
    #expect(outcome.errors.contains("not UTF-8") && outcome.errors.contains(#"\x"#), "\(outcome.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: work.path).count <= before.count + 1)
    let names = try work.lmctl("list", "--json")
    #expect(names.status == 0 && !names.output.contains("\u{FFFD}"))
  }

  /// A file named like options is not read as -h, which would be help and success.
  @Test(arguments: ["-dash.txt", "-h.txt", "-ha"]) func namesLikeOptionsAreNoHelp(name: String) throws {
    let work = try Workdir()
    try work.write("a b\n", to: name)
    for arguments in [[name, "--print"], ["--print", name], ["--unit=word", name, "--print"]] {
      let outcome = try work.run(Workdir.binary, ["tokenize"] + arguments)
      #expect(outcome.status == 64 && outcome.output.isEmpty && outcome.errors.contains("'./'"), "\(outcome)")
    }
    for help in ["-h", "-help", "--help"] {
      #expect(try work.lmctl("tokenize", help).output.hasPrefix("OVERVIEW"), "\(help)")
    }
    for arguments in [["./\(name)"], ["--", name]] {
      let named = try work.run(Workdir.binary, ["tokenize", "--print"] + arguments)
      #expect(named.status == 0 && named.output == "a b\n", "\(named)")
    }
    #expect(try work.lmctl("generate", "--prefix", name).status == 66)
  }

  /// What is UTF-8 is taken as it is, whatever it means.
  @Test func othersAreTaken() throws {
    let work = try Workdir()
    try work.write("a b\n", to: "café 日本.txt")
    #expect(try work.lmctl("tokenize", "café 日本.txt", "--print").output == "a b\n")
  }
}
