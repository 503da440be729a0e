import Testing

@testable import Ledger

@Suite struct CheckpointRecordTests {
  /// Every field comes back, and the view shows them with the size of the bytes.
  @Test func whatIsSavedIsReadBack() throws {
    let sample = try Sample(.inMemory())
    let (ledger, corpus) = (sample.ledger, sample.corpus)
    let run = try ledger.beginRun(NewRun(command: "train-rnn", subject: "net", corpusID: corpus.id))
    let artifact = try ledger.storeArtifact([UInt8](0..<77), kind: "checkpoint", run: run)
    try ledger.save(
      checkpoint: CheckpointRecord(
        corpusID: corpus.id, name: "net", settings: #"{"seed":1}"#, artifactID: artifact.id, step: 40, epoch: 2.5,
        runID: run), with: [])
    let read = try #require(try ledger.checkpoint(of: "net", in: corpus))
    #expect((read.corpusID, read.name, read.settings) == (corpus.id, "net", #"{"seed":1}"#))
    #expect((read.artifactID, read.step, read.epoch) == (artifact.id, 40, 2.5))
    #expect((read.isComplete, read.runID) == (false, run) && read.createdAt.hasSuffix("Z"))
    #expect(
      try ledger.query("SELECT corpus, model, step, epoch, complete, bytes, run FROM checkpoints")
        == [["novels", "net", "40", "2.5", "0", "77", run]])
  }
}
