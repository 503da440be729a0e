import Ledger
import Platform
import Testing

@testable import Experiment

@Suite struct TrainNetworkRunTests {
  private struct Refused: Failure {
    var exitCode: ExitCode { .data }
    var description: String { "refused" }
  }

  /// Each end has its row.
  @Test func theRunTellsHowItEnded() throws {
    let fixture = try TrainingFixture()
    let (ledger, bench) = (try fixture.ledger, fixture.bench())
    let run = NewRun(command: "train-rnn", subject: "net")
    _ = try bench.recordedTraining(in: ledger, run, continuing: nil) { _ in .trained(model: "net") }
    _ = try bench.recordedTraining(in: ledger, run, continuing: nil) { _ in .stopped(model: "net", step: 7, epoch: 1) }
    #expect(throws: Refused.self) {
      try bench.recordedTraining(in: ledger, run, continuing: nil) { _ in throw Refused() }
    }
    let runs = try fixture.runs("net")
    #expect(runs.map(\.status) == [.finished, .interrupted, .failed])
    #expect(runs.map(\.exitCode) == [0, 130, 65])
    #expect(runs.map(\.error) == [nil, "stopped after step 7; --resume goes on from there", "refused"])
    #expect(runs.allSatisfy { $0.threads == 2 && $0.argv == #"["test"]"# && $0.versions.contains("matrix_library") })
  }
}
