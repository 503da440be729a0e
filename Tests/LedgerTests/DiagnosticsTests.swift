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
