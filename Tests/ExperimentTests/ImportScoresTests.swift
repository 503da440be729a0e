import Foundation
import Ledger
import Testing

@testable import Experiment

@Suite struct ImportScoresTests {
  private func recipe(
    _ fixture: ScoreFixture, _ logProbabilities: [Double], split: SplitName = .test, name: String = "theirs",
    replaces: Bool = false
  ) throws -> ImportScores {
    try fixture.write(logProbabilities.map { "\($0)\n" }.joined(), to: "p.txt")
    return ImportScores(name: name, file: fixture.path("p.txt"), corpus: "c", split: split, replaces: replaces)
  }

  /// A stored model's own ln p, taken in again, stand in the table with the same figures, on both splits.
  @Test func theSameNumbersHaveTheSameFigures() throws {
    let fixture = try ScoreFixture(models: [.wittenBell])
    let ledger = try fixture.bench.openForReading()
    let corpus = try ledger.corpus(named: "c")
    let own = try ledger.scores(of: ledger.model(in: corpus))
    for score in own {
      try recipe(fixture, ledger.logProbabilities(score), split: score.split)(fixture.bench)
    }
    let rows = try ledger.leaderboard(corpus: "c")
    for split in ["valid", "test"] {
      let found = rows.filter { $0.split == split }
      #expect(found.count == 2)
      #expect(found[0].nats == found[1].nats && found[0].perplexity == found[1].perplexity)
      #expect(found[0].perplexityExcludingOOV == found[1].perplexityExcludingOOV)
      #expect(found.map(\.place) == [1, 1])
    }
    let model = try ledger.model(named: "theirs", in: corpus)
    #expect(model.kind == "imported" && model.context == .stream && model.settings.contains("sha256"))
    #expect(throws: ImportScoresError.self) {
      try recipe(fixture, ledger.logProbabilities(own[0]), split: .valid)(fixture.bench)
    }
    try recipe(fixture, ledger.logProbabilities(own[0]), split: .valid, replaces: true)(fixture.bench)
    // The other split stands.
    #expect(try ledger.leaderboard(corpus: "c").count { $0.model == "theirs" } == 2)
  }

  @Test func whatDoesNotFitChangesNothing() throws {
    let fixture = try ScoreFixture(models: [.wittenBell])
    let ledger = try fixture.bench.openForReading()
    let before = try (ledger.leaderboard(), ledger.runs().count)
    #expect(throws: ImportScoresError.self) { try recipe(fixture, [-1, -2])(fixture.bench) }
    let count = try ledger.splits(of: ledger.corpus(named: "c")).first { $0.name == .test }?.scored ?? 0
    let good = [Double](repeating: -1, count: count)
    #expect(throws: ImportScoresError.self) { try recipe(fixture, good, name: "witten-bell-3")(fixture.bench) }
    #expect(throws: (any Error).self) { try recipe(fixture, good, name: "")(fixture.bench) }
    #expect(try ledger.leaderboard() == before.0 && ledger.runs().count == before.1)
  }

  /// A zero is told with its place, and has none in the ranking.
  @Test func zeros() throws {
    let fixture = try ScoreFixture(models: [])
    let ledger = try fixture.bench.openForReading()
    let count = try ledger.splits(of: ledger.corpus(named: "c")).first { $0.name == .test }?.scored ?? 0
    var zero = [Double](repeating: -1, count: count)
    zero[4] = -.infinity
    try recipe(fixture, zero)(fixture.bench)
    let row = try #require(try ledger.leaderboard(split: .test).first)
    #expect(row.place == nil && row.perplexity == nil)
    #expect(try ledger.scores(of: ledger.model(in: ledger.corpus(named: "c"))).first?.zeroAt == 4)
  }

  /// A mixture of the old numbers does not stand as if it were fresh, what the model says of itself is of the new ones, and
  /// the array that was replaced goes.
  @Test func whatWasMadeOfReplacedScoresIsMadeAnew() throws {
    let fixture = try ScoreFixture(models: [.wittenBell])
    let bench = fixture.bench
    let ledger = try bench.openForReading()
    let corpus = try ledger.corpus(named: "c")
    func arrays(_ value: Double) throws -> [(split: SplitName, values: [Double])] {
      try ledger.splits(of: corpus).filter { $0.name != .train }.map { split in
        // Not the same on both: equal arrays are stored once.
        let first = split.name == .test ? value : value - 1
        return (split.name, (0..<split.scored).map { first - Double($0 % 3) / 8 })
      }
    }
    let parts = ["theirs", "witten-bell-3"]
    let standing = StandingModels(corpus: "c", replaces: false)
    func stands() throws -> Bool { try standing.has("theirs+witten-bell-3", madeOf: parts, by: .linear, bench) }
    for (split, values) in try arrays(-5) { try recipe(fixture, values, split: split)(bench) }
    let first = try ledger.model(named: "theirs", in: corpus)
    try Mix(models: parts)(bench)
    #expect(try stands())
    let scores = try ledger.scores(of: first)
    let test = try #require(scores.first { $0.split == .test })
    // The same numbers again are no others.
    for (split, values) in try arrays(-5) { try recipe(fixture, values, split: split, replaces: true)(bench) }
    #expect(try stands() && ledger.model(named: "theirs", in: corpus).id == first.id)
    let other = try arrays(-2)
    try recipe(fixture, other[1].values, split: .test, replaces: true)(bench)
    #expect(throws: CompareError.madeOfOlder(model: "theirs+witten-bell-3", parts: ["theirs"])) { try stands() }
    #expect(try ledger.outdatedModels(of: corpus) == ["theirs+witten-bell-3"])
    let second = try ledger.model(named: "theirs", in: corpus)
    let settings = try JSONDecoder().decode([String: [String: String]].self, from: Data(second.settings.utf8))
    let before = try JSONDecoder().decode([String: [String: String]].self, from: Data(first.settings.utf8))
    #expect(Set(settings.keys) == ["valid", "test"] && settings["valid"] == before["valid"])
    #expect(settings["test"]?["sha256"] != before["test"]?["sha256"])
    try Mix(models: parts, replaces: true)(bench)
    #expect(try stands() && ledger.outdatedModels(of: corpus).isEmpty)
    _ = try bench.openForWriting()
    #expect(throws: LedgerError.artifactGone(path: ledger.path)) { try ledger.logProbabilities(test) }
  }

  /// Standard errors that were being worked out while the scores were replaced are not those of the new ones.
  @Test func errorsOfReplacedScoresAreNotStored() throws {
    let fixture = try ScoreFixture(models: [.wittenBell])
    let bench = fixture.bench
    let ledger = try bench.openForReading()
    let corpus = try ledger.corpus(named: "c")
    let count = try ledger.splits(of: corpus).first { $0.name == .test }?.scored ?? 0
    func values(_ mean: Double) -> [Double] { (0..<count).map { mean - Double($0 % 5) / 8 } }
    try recipe(fixture, values(-4))(bench)
    let significance = Significance(corpus: corpus, split: .test)
    let work = try significance.work(in: ledger)
    let replaced = try #require(try ledger.models(of: corpus).last { $0.kind == "imported" })
    // Replaced while the other process is about to read its array.
    let writing = try bench.openForWriting()
    var hasReplaced = false
    let slow = Workbench(database: bench.database, threads: 1, arguments: ["test"]) { event in
      guard case .stage(let stage) = event, stage.hasPrefix("standard errors"), !hasReplaced else { return }
      hasReplaced = true
      do { try recipe(fixture, values(-3), replaces: true)(bench) } catch { Issue.record(error) }
    }
    #expect(throws: LedgerError.artifactGone(path: writing.path)) { try significance(work, in: writing, slow) }
    // And where it had read it already.
    let late = ScoreErrorRecord(
      modelID: replaced.id, split: .test, standardError: 0.1, low: 3, high: 5, block: 1, resamples: 100, seed: 1)
    #expect(throws: LedgerError.scoreGone(path: writing.path, split: .test)) { try writing.add(scoreErrors: [late]) }
    #expect(hasReplaced)
    #expect(try ledger.scoreErrors(of: corpus, split: .test).isEmpty)
    #expect(try ledger.differences(of: corpus, split: .test).isEmpty)
  }

  /// A name that an older lmctl gave, and no new model gets, is that of a model all the same.
  @Test func anOlderNameGetsItsSecondSplit() throws {
    let fixture = try ScoreFixture(models: [])
    let ledger = try fixture.bench.openForReading()
    let corpus = try ledger.corpus(named: "c")
    func values(_ split: SplitName) throws -> [Double] {
      [Double](repeating: -1, count: try ledger.splits(of: corpus).first { $0.name == split }?.scored ?? 0)
    }
    #expect(throws: LedgerError.commaInName("a,b")) { try recipe(fixture, values(.test), name: "a,b")(fixture.bench) }
    try recipe(fixture, values(.valid), split: .valid, name: "ab")(fixture.bench)
    guard try fixture.sqlite("UPDATE model SET name = 'a,b' WHERE name = 'ab'") else { return }
    try recipe(fixture, values(.test), name: "a,b")(fixture.bench)
    let models = try ledger.models(of: corpus)
    #expect(try models.count == 1 && ledger.scores(of: models[0]).count == 2)
  }

  /// One name, written in two ways: the second split joins the first.
  @Test func aNameThatLooksTheSameIsTheSame() throws {
    let fixture = try ScoreFixture(models: [])
    let ledger = try fixture.bench.openForReading()
    let corpus = try ledger.corpus(named: "c")
    for (split, name) in [(SplitName.valid, "caf\u{E9}"), (.test, "cafe\u{301}")] {
      let count = try ledger.splits(of: corpus).first { $0.name == split }?.scored ?? 0
      try recipe(fixture, [Double](repeating: -1, count: count), split: split, name: name)(fixture.bench)
    }
    let models = try ledger.models(of: corpus)
    #expect(try models.count == 1 && ledger.scores(of: models[0]).count == 2)
  }
}
