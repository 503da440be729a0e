import Glibc
import Testing

@testable import Ledger

@Suite struct HousekeepingTests {
  /// Leaves a run with a finished and an unfinished artifact that nothing refers to, as a crash does.
  private func crash(in path: String, host: String, pid: Int, start: String) throws -> String {
    let ledger = try Ledger.open(path, for: .writing)
    let run = try ledger.beginRun(NewRun(command: "train-rnn", subject: "tanh"))
    _ = try ledger.storeArtifact([1, 2, 3] as [UInt8], kind: "checkpoint", run: run)
    try ledger.execute("INSERT INTO artifact(kind, owner) VALUES ('weights', '\(run)')")
    try ledger.execute("INSERT INTO artifact_chunk VALUES ((SELECT max(artifact_id) FROM artifact), 0, x'00')")
    try ledger.execute(
      "UPDATE run SET host = '\(host)', pid = \(pid), process_start = '\(start)' WHERE run_id = '\(run)'")
    return run
  }

  private let count = "SELECT (SELECT count(*) FROM artifact) || ' ' || (SELECT count(*) FROM artifact_chunk)"

  @Test func whatACrashLeftVanishes() throws {
    let work = try Workdir()
    let current = ProcessIdentity.current
    let run = try crash(in: work.database, host: current.host, pid: current.pid, start: "another")
    do {
      let reader = try Ledger.open(work.database, for: .reading)
      #expect(try reader.scalar(count) == "2 2", "reading changes nothing")
      #expect(try reader.runs().first?.status == .running)
    }
    let ledger = try Ledger.open(work.database, for: .writing)
    #expect(try ledger.scalar(count) == "0 0")
    let row = try #require(ledger.runs().first)
    #expect((row.id, row.status) == (run, .interrupted))
    #expect(row.endedAt != nil)
  }

  @Test func whatALiveRunHoldsStays() throws {
    let work = try Workdir()
    let parent = ProcessIdentity(pid: Int(getppid()))
    _ = try crash(in: work.database, host: parent.host, pid: parent.pid, start: parent.start)
    let ledger = try Ledger.open(work.database, for: .writing)
    #expect(try ledger.scalar(count) == "2 2")
    #expect(try ledger.runs().first?.status == .running)
    // Once it has ended, what it did not use is nobody's.
    try ledger.finishRun(ledger.runs()[0].id, exitCode: 70)
    #expect(try Ledger.open(work.database, for: .writing).scalar(count) == "0 0")
  }

  /// A machine that is given another name while a training runs.
  @Test func anotherNameOfTheMachineEndsNoRun() throws {
    let work = try Workdir()
    let parent = ProcessIdentity(pid: Int(getppid()))
    _ = try crash(in: work.database, host: "other", pid: parent.pid, start: parent.start)
    let ledger = try Ledger.open(work.database, for: .writing)
    #expect(try ledger.scalar(count) == "2 2" && ledger.runs().first?.status == .running)
  }

  @Test func whatIsReferredToStays() throws {
    let work = try Workdir()
    do {
      let sample = try Sample(Ledger.open(work.database, for: .writing))
      try sample.add([("a", 30)])
      try sample.ledger.finishRun(sample.run)
    }
    let ledger = try Ledger.open(work.database, for: .writing)
    #expect(try ledger.scalar(count) == "2 2")
    #expect(try ledger.loadArtifact(ledger.splits(of: ledger.corpus())[0].idsArtifact, as: UInt32.self).count == 100)
    // The model's artifact is also its score's: it goes when both are gone.
    try ledger.execute("DELETE FROM model")
    #expect(try Ledger.open(work.database, for: .writing).scalar(count) == "1 1")
  }

  /// N-grams that went ahead of a model which never came, and those of a model that is gone.
  @Test func listsThatNoModelShowsVanish() throws {
    let work = try Workdir()
    do {
      let ledger = try Ledger.open(work.database, for: .writing)
      let sample = try Sample(ledger)
      try sample.add([("a", 30), ("b", 40)])
      let writer = ledger.topNGramWriter(run: sample.run)
      try writer.append([TopNGramRecord(n: 1, place: 1, gram: "of", count: 3)])
      _ = try writer.finish()
      try ledger.execute("DELETE FROM model WHERE name = 'b'")
      #expect(try Ledger.open(work.database, for: .writing).scalar("SELECT count(*) FROM top_ngram") == "2", "b's")
      try ledger.finishRun(sample.run)
    }
    let ledger = try Ledger.open(work.database, for: .writing)
    #expect(try ledger.query("SELECT gram FROM top_ngram") == [["of the"]])
    #expect(try ledger.scalar("SELECT count(*) FROM ngram_list") == "1")
  }

  /// Not only at the next opening: whoever looks in between would take them for what a crash left.
  @Test func whatWasReplacedGoesWithItsLargeValues() throws {
    let ledger = try Ledger.inMemory()
    let sample = try Sample(ledger)
    let weights = try ledger.storeArtifact([1, 2, 3] as [UInt8], kind: "weights", run: sample.run)
    try ledger.add(models: [(modelRecord("a", corpus: sample.corpus.id, artifact: weights.id), [], [])])
    try ledger.finishRun(sample.run)
    #expect(try ledger.orphans().count == 0)
    let before = Int(try ledger.scalar("SELECT count(*) FROM artifact") ?? "") ?? 0
    try ledger.add(
      models: [(modelRecord("a", corpus: sample.corpus.id, artifact: sample.ids.id), [], [])], replacing: true)
    #expect(try ledger.orphans().count == 0)
    #expect(try ledger.scalar("SELECT count(*) FROM artifact") == "\(before - 1)")
    try ledger.add(corpus: corpusRecord(), splits: [], tokens: tokenRows([]), statistics: [], replacing: true)
    #expect(try ledger.orphans().count == 0)
    #expect(try ledger.scalar("SELECT count(*) FROM artifact") == "0")
  }

  /// Hours after the opening, a newer lmctl may have made more of the file.
  @Test func aNewerFileIsNotMarkedAsAnOlderOne() throws {
    let ledger = try Ledger.inMemory()
    let newer = Schema.version + 1
    try ledger.execute("PRAGMA user_version = \(newer)")
    #expect(throws: LedgerError.newer(path: ledger.path, version: newer, known: Schema.version)) {
      try ledger.keepHouse()
    }
    #expect(try ledger.scalar("PRAGMA user_version") == "\(newer)")
  }

  /// So is what other scores took the place of.
  @Test func replacedScoresGoWithTheirArrays() throws {
    let ledger = try Ledger.inMemory()
    let sample = try Sample(ledger)
    try sample.add([("a", 30)])
    let model = try ledger.model(named: "a", in: sample.corpus)
    var score = try #require(try ledger.scores(of: model).first)
    for value in [1, 2] as [UInt8] {
      score.artifactID = try ledger.storeArtifact([value], kind: "log-probabilities", run: sample.run).id
      score.nats = Double(value)
      let standing = try ledger.model(named: "a", in: sample.corpus)
      try ledger.add(score: score, to: standing, ending: sample.run)
      #expect(try ledger.orphans().count == 0)
    }
  }

  @Test func theSpaceOfLargeValuesIsGivenBack() throws {
    let work = try Workdir()
    do {
      let ledger = try Ledger.open(work.database, for: .writing)
      let run = try ledger.beginRun(NewRun(command: "train-rnn"))
      _ = try ledger.storeArtifact([UInt64](0..<2_000_000), kind: "weights", run: run)
      try ledger.finishRun(run, exitCode: 1)
    }
    let before = try bytes(of: work.database).count
    _ = try Ledger.open(work.database, for: .writing)
    let after = try bytes(of: work.database).count
    #expect(before > 16_000_000)
    #expect(after < 1_000_000)
  }
}
