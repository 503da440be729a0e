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
}
