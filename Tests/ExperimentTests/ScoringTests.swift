import GRDB
import Ledger
import Testing

@testable import Experiment

@Suite struct ScoringTests {
  /// Another program's lock delays the storing; what was scored is not scored again, and nothing is stored twice.
  @Test func aLockDelaysTheStoringAlone() throws {
    let fixture = try ScoreFixture(models: [])
    let ledger = try Ledger.open(fixture.bench.database, for: .writing, busyTimeout: 0.05)
    let corpus = try StoredCorpus("c", in: ledger)
    let run = try ledger.beginRun(NewRun(command: "test"))
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: fixture.bench.database, configuration: configuration)
    var (scored, warnings) = (0, 0)
    func lock(_ statement: String) throws {
      try other.inDatabase { try $0.execute(sql: statement) }
    }
    let bench = Workbench(database: fixture.bench.database, threads: 1, arguments: []) { event in
      guard case .warning = event else { return }
      warnings += 1
      if warnings == 1 { try? lock("ROLLBACK") }
    }
    let streams = try corpus.streamsToScore()
    let scores = try corpus.scores(on: streams, in: ledger, run: run, bench) { ids in
      scored += 1
      if scored == 1 { try lock("BEGIN IMMEDIATE") }
      return ids.map { _ in -1 }
    }
    #expect(scored == streams.count && scores.count == streams.count && warnings == 1)
    for (score, stream) in zip(scores, streams) {
      #expect(
        try ledger.loadArtifact(score.artifactID, as: Double.self) == Array(repeating: -1, count: stream.ids.count))
    }
    // Without one who waits the lock is told at once.
    try lock("BEGIN IMMEDIATE")
    #expect(throws: LedgerError.busy(path: fixture.bench.database)) {
      try corpus.scores(on: streams, in: ledger, run: run) { ids in ids.map { _ in -2 } }
    }
    try lock("ROLLBACK")
  }
}
