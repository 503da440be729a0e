import Testing

@testable import Ledger

@Suite struct DiagnosticsTests {
  @Test func theyComeBackWhileTheModelIsMade() throws {
    let sample = try Sample(.inMemory())
    let run = try sample.ledger.beginRun(NewRun(command: "train-rnn", subject: "net", corpusID: sample.corpus.id))
    let rows = [
      DiagnosticRecord(epoch: 1, layer: 0, name: "gradient_norm", place: 2, value: 0.25),
      DiagnosticRecord(epoch: 1, layer: 0, name: "gradient_norm", place: 1, value: 0.5),
      DiagnosticRecord(epoch: 1, layer: 1, name: "gradient_norm", place: 1, value: .infinity),
    ]
    try sample.ledger.record(rows, run: run)
    // An epoch that is done again replaces what it measured.
    try sample.ledger.record(
      [DiagnosticRecord(epoch: 1, layer: 0, name: "gradient_norm", place: 2, value: 0.125)], run: run)
    let read = try sample.ledger.diagnostics(corpus: "novels", model: "net")
    #expect(read.map(\.place) == [1, 2, 1] && read.map(\.layer) == [0, 0, 1])
    #expect(read.map(\.value) == [0.5, 0.125, nil])
    #expect(try sample.ledger.diagnostics(corpus: "novels", model: "other").isEmpty)
  }

  /// Of one run, whatever others of the name have measured; with its checkpoint, or not at all.
  @Test func theyAreOfARunAndGoWithItsCheckpoint() throws {
    let sample = try Sample(.inMemory())
    let new = NewRun(command: "train-rnn", subject: "net", corpusID: sample.corpus.id)
    let (first, second) = (try sample.ledger.beginRun(new), try sample.ledger.beginRun(new))
    func row(_ name: String, epoch: Int, layer: Int = 0) -> DiagnosticRecord {
      DiagnosticRecord(epoch: epoch, layer: layer, name: name, place: 0, value: 1)
    }
    try sample.ledger.record([row("b", epoch: 1), row("a", epoch: 1), row("c", epoch: 0, layer: 1)], run: first)
    let artifact = try sample.ledger.storeArtifact([1] as [UInt8], kind: "checkpoint", run: second)
    let checkpoint = CheckpointRecord(
      corpusID: sample.corpus.id, name: "net", settings: "{}", artifactID: artifact.id, step: 4, epoch: 1,
      runID: second)
    try sample.ledger.save(checkpoint: checkpoint, with: [], diagnostics: [row("a", epoch: 0), row("a", epoch: 1)])
    #expect(try sample.ledger.diagnostics(ofRun: first).map(\.name) == ["c", "a", "b"])
    #expect(try sample.ledger.diagnostics(ofRun: second).map(\.epoch) == [0, 1])
    #expect(throws: LedgerError.self) {
      var broken = checkpoint
      broken.step = 9
      try sample.ledger.save(checkpoint: broken, with: [], diagnostics: [row("a", epoch: 2), row("a", epoch: -1)])
    }
    #expect(try sample.ledger.checkpoint(of: "net", in: sample.corpus)?.step == 4)
    #expect(try sample.ledger.diagnostics(ofRun: second).count == 2)
  }

  @Test func namesThatTerminalsObeyAreRefused() throws {
    let sample = try Sample(.inMemory())
    let refusal = failure {
      try sample.ledger.record(
        [DiagnosticRecord(epoch: 1, layer: 0, name: "a\u{1B}", place: 1, value: 1)], run: sample.run)
    }
    guard case .refused = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
  }
}
