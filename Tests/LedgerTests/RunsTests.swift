import GRDB
import Testing

@testable import Ledger

@Suite struct RunsTests {
  @Test func aRunFromStartToEnd() throws {
    let ledger = try Ledger.inMemory()
    let id = try ledger.beginRun(
      NewRun(
        command: "train-rnn", subject: "tanh-64", argv: #"["lmctl","train-rnn"]"#, settings: #"{"hidden":64}"#,
        versions: #"{"lmctl":"0.1"}"#, threads: 2, seed: 7))
    let run = try #require(ledger.runs().first)
    #expect(run.id == id)
    #expect(run.status == .running)
    #expect((run.command, run.subject) == ("train-rnn", "tanh-64"))
    #expect((run.argv, run.settings) == (#"["lmctl","train-rnn"]"#, #"{"hidden":64}"#))
    #expect((run.threads, run.seed) == (2, 7))
    #expect(run.pid == ProcessIdentity.current.pid)
    #expect(run.startedAt.count == 24 && run.startedAt.hasSuffix("Z"))
    #expect(run.endedAt == nil)

    try ledger.finishRun(id)
    let finished = try #require(ledger.runs().first)
    #expect((finished.status, finished.exitCode, finished.error) == (.finished, 0, nil))
    #expect(finished.endedAt != nil)
    try ledger.finishRun(id, exitCode: 74, error: "disk\u{1B}full")
    let failed = try #require(ledger.runs().first)
    #expect((failed.status, failed.exitCode, failed.error) == (.failed, 74, "disk\u{FFFD}full"))
    try ledger.interruptRun(id, exitCode: 130, error: "stopped at step 7")
    let stopped = try #require(ledger.runs().first)
    #expect((stopped.status, stopped.exitCode, stopped.error) == (.interrupted, 130, "stopped at step 7"))
  }

  @Test func recordsThatAreNoJSONAreRefused() throws {
    let ledger = try Ledger.inMemory()
    guard case .refused = failure({ _ = try ledger.beginRun(NewRun(command: "a", argv: "lmctl")) }) else {
      Issue.record("argv was taken")
      return
    }
    #expect(try ledger.runs() == [])
  }

  @Test func limitsToTheNewest() throws {
    let ledger = try Ledger.inMemory()
    let ids = try (0..<5).map { try ledger.beginRun(NewRun(command: "c\($0)")) }
    #expect(try ledger.runs(limit: 2).map(\.id) == Array(ids.sorted(by: >).prefix(2)))
  }

  /// Points that would wait for another connection's lock fail at once, and the patience of other calls stays.
  @Test func pointsNeedNotWait() throws {
    let work = try Workdir()
    let ledger = try Ledger.open(work.database, for: .writing, busyTimeout: 0.3)
    let run = try ledger.beginRun(NewRun(command: "train-rnn"))
    let point = MetricRecord(name: "loss", step: 1, value: 2, wallMilliseconds: 3)
    let other = try DatabaseQueue(path: work.database)
    let clock = ContinuousClock()
    try other.inDatabase { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      let begun = clock.now
      #expect(throws: LedgerError.busy(path: work.database)) { try ledger.record([point], run: run, waits: false) }
      #expect(clock.now - begun < .milliseconds(250))
      #expect(throws: LedgerError.busy(path: work.database)) { try ledger.record([point], run: run) }
      #expect(clock.now - begun > .milliseconds(280))
      try db.execute(sql: "ROLLBACK")
    }
    try ledger.record([point], run: run, waits: false)
    #expect(try ledger.learningCurve().map(\.value) == [2])
  }
}
