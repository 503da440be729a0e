import Foundation
import GRDB
import Synchronization
import Testing

@testable import Ledger

@Suite struct LedgerEndingTests {
  /// A statement of hours is undone; runs of this process are marked, those of others are not.
  @Test func whatIsUnderWayIsUndone() throws {
    let work = try Workdir()
    let ledger = try Ledger.open(work.database, for: .writing)
    let done = try ledger.beginRun(NewRun(command: "ngram"))
    try ledger.finishRun(done)
    let foreign = try ledger.beginRun(NewRun(command: "stats"))
    try ledger.write { db in try db.run("UPDATE run SET pid = 1 WHERE run_id = ?", foreign) }
    let mine = try ledger.beginRun(NewRun(command: "tokenize"))
    let endless = Endless(ledger)
    while !endless.hasBegun { usleep(1000) }
    let marked = endless.end(exitCode: 143) { "stopped while \($0) ran" }
    #expect(marked == ["tokenize"])
    #expect(endless.error == .ended(path: work.database))
    #expect(throws: LedgerError.ended(path: work.database)) { try ledger.runs() }
    #expect(throws: LedgerError.ended(path: work.database)) { try ledger.beginRun(NewRun(command: "late")) }
    #expect(work.names == ["lm.sqlite"])

    let after = try Ledger.open(work.database, for: .reading)
    // By name: runs of one millisecond are in no order.
    let runs = try after.runs().sorted { $0.command < $1.command }
    #expect(runs.map(\.status) == [.finished, .running, .interrupted])
    #expect(runs.map(\.command) == ["ngram", "stats", "tokenize"])
    let run = try #require(try after.run(mine))
    #expect(run.exitCode == 143 && run.error == "stopped while tokenize ran" && run.endedAt != nil)
    #expect(runs.allSatisfy { $0.subject != "endless" })
  }

  /// Another program's lock: there is nothing to be marked with, and nothing to be waited for but the patience.
  @Test func aLockIsNotWaitedForForLong() throws {
    let work = try Workdir()
    let ledger = try Ledger.open(work.database, for: .writing, busyTimeout: 0.1)
    _ = try ledger.beginRun(NewRun(command: "ngram"))
    let other = try Ledger.open(work.database, for: .writing)
    try other.write { db in
      #expect(ledger.end(exitCode: 130) { $0 } == [])
    }
  }
}

/// Writes, on another thread, what has no end.
private final class Endless: Sendable {
  private struct State {
    var hasBegun = false
    var error: LedgerError?
    var marked: [String]?
  }

  private let ledger: Ledger
  private let state = Mutex(State())
  var hasBegun: Bool { state.withLock { $0.hasBegun } }
  /// What it ended with.
  var error: LedgerError? {
    while true {
      if let error = state.withLock({ $0.error }) { return error }
      usleep(1000)
    }
  }

  init(_ ledger: Ledger) {
    self.ledger = ledger
    Thread.detachNewThread { [self] in
      do throws(LedgerError) {
        try ledger.write { db in
          try db.run("UPDATE run SET subject = 'endless'")
          state.withLock { $0.hasBegun = true }
          _ = try db.integer(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i % 7) FROM n")
        }
      } catch {
        state.withLock { $0.error = error }
      }
    }
  }

  /// Ends the ledger as a signal does: on a thread of its own, interrupting meanwhile.
  func end(exitCode: Int32, error: @escaping @Sendable (String) -> String) -> [String] {
    Thread.detachNewThread { [self] in
      let marked = ledger.end(exitCode: exitCode, error: error)
      state.withLock { $0.marked = marked }
    }
    while true {
      if let marked = state.withLock({ $0.marked }) { return marked }
      if ledger.ending.mayBeInterrupted { ledger.queue.interrupt() }
      usleep(5000)
    }
  }
}
