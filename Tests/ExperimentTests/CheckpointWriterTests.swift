import Ledger
import Recurrent
import Testing

@testable import Experiment

@Suite struct CheckpointWriterTests {
  private let fixture: TrainingFixture
  private let ledger: Ledger
  private let corpus: CorpusRecord
  private let run: String

  init() throws {
    fixture = try TrainingFixture()
    ledger = try fixture.ledger
    corpus = try ledger.corpus(named: "t")
    run = try ledger.beginRun(NewRun(command: "train-rnn", subject: "net", corpusID: corpus.id))
  }

  /// The checkpoints at the ends of two epochs.
  private func checkpoints() throws -> [Checkpoint] {
    let shape = NetworkShape(vocabulary: 5, embedding: 2, hidden: 3)
    let settings = TrainingSettings(lanes: 2, steps: 3, epochs: 2, learningRate: 0.1, clip: 1, seed: 1)
    let trainer = try Trainer(shape, settings, hasEOS: true, threads: 1)
    var all: [Checkpoint] = []
    _ = try trainer.train(on: (0..<40).map { $0 % 5 }, validating: [], resuming: nil) { event in
      if case .checkpoint(let checkpoint, _) = event { all.append(checkpoint) }
    }
    return all
  }

  private func writer() -> CheckpointWriter {
    CheckpointWriter(in: ledger, run: run, corpus: corpus, model: "net", settings: "{}")
  }

  private let point = MetricRecord(name: "loss", step: 1, value: 2, wallMilliseconds: 3)

  @Test func theBytesAreTheCheckpoint() throws {
    let checkpoints = try checkpoints()
    var writer = writer()
    #expect(try !writer.write([point], waits: false) && !writer.hasWork)
    #expect(try ledger.learningCurve(model: "net").isEmpty, "nothing is written without a checkpoint")
    writer.take(checkpoints[0], epoch: 1)
    #expect(try writer.write([point], waits: false) && !writer.hasWork)
    let record = try #require(try ledger.checkpoint(of: "net", in: corpus))
    #expect((record.step, record.epoch, record.runID) == (checkpoints[0].step, 1, run))
    #expect(try Checkpoint(decoding: ledger.loadArtifact(record.artifactID)) == checkpoints[0])
    #expect(try ledger.learningCurve(model: "net").count == 1)
    #expect(writer.written?.bytes == checkpoints[0].encode().count && writer.written?.epoch == 1)
  }

  /// Epochs of a few milliseconds do not spend their time on writing; the newest waits, and is written at the end.
  @Test func theNextWaitsUntilItIsTime() throws {
    let checkpoints = try checkpoints()
    var writer = writer()
    writer.take(checkpoints[0], epoch: 1)
    #expect(try writer.write([], waits: false))
    writer.take(checkpoints[0], epoch: 1)
    writer.take(checkpoints[1], epoch: 2)
    #expect(try !writer.write([point], waits: false) && writer.hasWork)
    #expect(try ledger.checkpoint(of: "net", in: corpus)?.epoch == 1)
    #expect(try writer.write([point], waits: true))
    #expect(try ledger.checkpoint(of: "net", in: corpus)?.epoch == 2)
  }
}
