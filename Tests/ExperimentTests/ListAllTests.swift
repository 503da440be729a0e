import Corpus
import Ledger
import Testing

@testable import Experiment

@Suite struct ListAllTests {
  @Test func rowsAreThoseOfTheLedger() throws {
    let fixture = try ScoreFixture(models: [.laplace], network: true)
    let all = try ListAll()(fixture.bench)
    #expect(
      all.map { "\($0.kind) \($0.name)" } == [
        "corpus c", "model carry", "model laplace-3", "model reset", "checkpoint carry", "checkpoint reset",
      ])
    #expect(try ListAll(kind: .checkpoint)(fixture.bench) == all.suffix(2))
    #expect(try ListAll(corpus: "c", kind: .corpus)(fixture.bench) == [all[0]])
    #expect(throws: LedgerError.self) { try ListAll(corpus: "d")(fixture.bench) }
    #expect(all.allSatisfy { $0.bytes > 0 })
  }

  /// Of two corpora whose names look the same, as an older file may have them, each has what was made of it.
  @Test func whatIsMadeOfOneIsNotTheOthers() throws {
    let fixture = try ScoreFixture(models: [.laplace])
    let (one, two) = ("caf\u{E9}", "cafe\u{301}")
    _ = try Tokenize(sources: [.train: [fixture.path("train.txt")]], name: "x", settings: .init())(fixture.bench)
    guard try fixture.sqlite("UPDATE corpus SET name = '\(one)' WHERE name = 'c'"),
      try fixture.sqlite("UPDATE corpus SET name = '\(two)' WHERE name = 'x'")
    else { return }
    #expect(try ListAll(corpus: one)(fixture.bench).map(\.kind) == ["corpus", "model"])
    #expect(try ListAll(corpus: two)(fixture.bench).map(\.kind) == ["corpus"])
    for (name, count) in [(one, 1), (two, 0)] {
      guard case .corpus(let shown) = try ShowOne(NamedThing(name))(fixture.bench) else {
        Issue.record("no corpus")
        continue
      }
      #expect(shown.things.count == count)
    }
    // Nothing that stays is told to have gone.
    var notes: [String] = []
    func replace(_ name: String) throws {
      let bench = Workbench(database: fixture.bench.database, threads: 1, arguments: ["test"]) { event in
        if case .note(let text) = event { notes.append(text) }
      }
      let sources = [Split.Name.train: [fixture.path("train.txt")]]
      _ = try Tokenize(sources: sources, name: name, settings: .init(), replaces: true)(bench)
    }
    try replace(two)
    #expect(!notes.contains { $0.contains("laplace-3") })
    try replace(one)
    #expect(notes.contains { $0.contains("laplace-3") })
  }
}
