import Foundation
import Testing

@Suite struct RemoveCommandTests {
  private func experiment() throws -> Workdir {
    let work = try Workdir.tokenizedStory()
    #expect(try work.lmctl("ngram", "--order", "1,2", "--quiet").status == 0)
    return work
  }

  private func names(_ work: Workdir) throws -> [String] {
    let json = try work.lmctl("list", "--json").output
    let rows = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
    return rows?.compactMap { $0["name"] as? String } ?? []
  }

  /// Where nobody can be asked nothing goes without a word.
  @Test func withoutATerminalYesIsNeeded() throws {
    let work = try experiment()
    let refused = try work.lmctl("remove", "laplace-1", input: "y\n")
    #expect(refused.status == 64 && refused.errors.contains("--yes") && refused.output.isEmpty, "\(refused.errors)")
    let dry = try work.lmctl("remove", "c", "--dry-run")
    #expect(dry.status == 0 && dry.output.contains("2 models ('laplace-1', 'laplace-2')"), "\(dry.output)")
    #expect(try names(work) == ["c", "laplace-1", "laplace-2"])
    let removed = try work.lmctl("remove", "laplace-1", "--yes")
    #expect(removed.status == 0 && removed.output.hasSuffix("removed\n"), "\(removed.errors)")
    #expect(try names(work) == ["c", "laplace-2"])
    let json = try work.lmctl("remove", "c", "--yes", "--json")
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(object?["models"] as? [String] == ["laplace-2"])
    #expect(try names(work) == [])
    #expect(try work.lmctl("remove", "c", "--yes").status == 66)
    #expect(try work.lmctl("doctor").status == 0)
  }

  /// script(1) gives it a terminal.
  @Test(arguments: [("y", true), ("yes", true), ("n", false), ("", false)])
  func onATerminalItIsAsked(answer: String, goes: Bool) throws {
    let script = "/usr/bin/script"
    guard FileManager.default.isExecutableFile(atPath: script) else { return }
    let work = try experiment()
    let asked = try work.run(
      script, ["-qec", "\(Workdir.binary) remove laplace-1", "/dev/null"], input: answer + "\n")
    #expect(asked.status == 0 && asked.output.contains("Remove? [y/N]"), "\(asked.output)")
    #expect(try names(work).contains("laplace-1") == !goes, "\(asked.output)")
    #expect(asked.output.contains("nothing is removed") == !goes)
  }

  /// A model is no other corpus's model of the same name.
  @Test func theCorpusIsNamedWhereItMatters() throws {
    let work = try experiment()
    #expect(try work.lmctl("tokenize", "s.txt", "--corpus", "d", "--quiet").status == 0)
    #expect(try work.lmctl("ngram", "--corpus", "d", "--order", "1", "--quiet").status == 0)
    let several = try work.lmctl("remove", "laplace-1", "--yes")
    #expect(several.status == 64 && several.errors.contains("--corpus"), "\(several.errors)")
    #expect(try work.lmctl("remove", "laplace-1", "--corpus", "d", "--yes").status == 0)
    #expect(try names(work) == ["c", "laplace-1", "laplace-2", "d"])
  }
}
