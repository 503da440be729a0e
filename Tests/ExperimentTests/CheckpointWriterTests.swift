import Foundation
import GRDB
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

  /// The checkpoints at the ends of three epochs.
  private func checkpoints() throws -> [Checkpoint] {
    let shape = NetworkShape(vocabulary: 5, embedding: 2, hidden: 3)
    let settings = TrainingSettings(lanes: 2, steps: 3, epochs: 3, learningRate: 0.1, clip: 1, seed: 1)
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

  /// Refuses what a full disk or a lock would, in one table alone.
  private func refuse(_ table: String, when condition: String = "1") throws {
    try change(
      "CREATE TRIGGER no_\(table) BEFORE INSERT ON \(table) WHEN \(condition) BEGIN SELECT RAISE(ABORT, 'no'); END")
  }

  private func change(_ sql: String) throws {
    try DatabaseQueue(path: ledger.path).write { db in try db.execute(sql: sql) }
  }

  private var artifacts: [Int] {
    get throws {
      try DatabaseQueue(path: ledger.path).read { db in
        try Int.fetchAll(db, sql: "SELECT artifact_id FROM artifact WHERE kind = 'checkpoint' ORDER BY 1")
      }
    }
  }

  /// Where a checkpoint's bytes are there and its row cannot be written, they are not stored again, and not twice.
  @Test func aRetryWritesTheRowAlone() throws {
    var writer = writer()
    writer.take(try checkpoints()[0], epoch: 1)
    try refuse("checkpoint")
    #expect(throws: LedgerError.self) { try writer.write([point], waits: false) }
    let ahead = try artifacts
    #expect(ahead.count == 1 && writer.hasWork && writer.written == nil)
    try change("DROP TRIGGER no_checkpoint")
    while try !writer.write([point], waits: false) { Thread.sleep(forTimeInterval: 0.01) }
    #expect(try artifacts == ahead)
    #expect(try ledger.checkpoint(of: "net", in: corpus)?.artifactID == ahead[0])
  }

  /// A short lock at the row does not hold it back for as long as its bytes took.
  @Test func theRowIsTriedAgainAsSoonAsARowIs() throws {
    var writer = writer()
    writer.take(try checkpoints()[0], epoch: 1)
    try refuse("checkpoint")
    let tables = (0..<4).map { "sqlite_schema AS t\($0)" }.joined(separator: ", ")
    try change(
      "CREATE TRIGGER slow BEFORE INSERT ON artifact BEGIN SELECT count(*) FROM (SELECT * FROM \(tables) LIMIT 4000000); END"
    )
    let clock = ContinuousClock()
    let begun = clock.now
    #expect(throws: LedgerError.self) { try writer.write([point], waits: false) }
    let seconds = clock.now - begun
    try change("DROP TRIGGER no_checkpoint; DROP TRIGGER slow")
    #expect(try artifacts.count == 1)
    // Well below nine times that, and well above nine times what a row takes.
    let end = clock.now + seconds * 4
    var isWritten = false
    while !isWritten && clock.now < end {
      isWritten = try writer.write([point], waits: false)
      Thread.sleep(forTimeInterval: 0.002)
    }
    #expect(isWritten)
  }

  /// An older lmctl may take this run for ended, and remove what nothing shows yet.
  @Test func whatWasRemovedIsStoredAgain() throws {
    let checkpoint = try checkpoints()[0]
    var writer = writer()
    writer.take(checkpoint, epoch: 1)
    try refuse("checkpoint")
    #expect(throws: LedgerError.self) { try writer.write([point], waits: true) }
    try change("DELETE FROM artifact WHERE kind = 'checkpoint'; DROP TRIGGER no_checkpoint")
    #expect(try artifacts.isEmpty)
    #expect(try writer.write([point], waits: true) && !writer.hasWork)
    let record = try #require(try ledger.checkpoint(of: "net", in: corpus))
    #expect(try ledger.loadArtifact(record.artifactID) == checkpoint.encode())
  }

  /// A newer checkpoint takes the room of the one that could not be shown, and needs none beside it.
  @Test func aNewerOneTakesTheRoomOfWhatCannotBeShown() throws {
    let checkpoints = try checkpoints()
    var writer = writer()
    writer.take(checkpoints[0], epoch: 1)
    #expect(try writer.write([], waits: true))
    let saved = try artifacts
    try refuse("checkpoint")
    // The one that is shown and one more: the disk is full then.
    try refuse("artifact", when: "(SELECT count(*) FROM artifact WHERE kind = 'checkpoint') > 1")
    writer.take(checkpoints[1], epoch: 2)
    #expect(throws: LedgerError.self) { try writer.write([], waits: true) }
    #expect(try artifacts.count == 2 && ledger.loadArtifact(artifacts[1]) == checkpoints[1].encode())
    writer.take(checkpoints[2], epoch: 3)
    #expect(throws: LedgerError.self) { try writer.write([], waits: true) }
    #expect(try artifacts.count == 2 && artifacts[0] == saved[0])
    #expect(try ledger.loadArtifact(artifacts[1]) == checkpoints[2].encode())
    try change("DROP TRIGGER no_checkpoint")
    #expect(try writer.write([], waits: true))
    #expect(try artifacts.count == 1 && ledger.checkpoint(of: "net", in: corpus)?.epoch == 3)
  }

  /// A lock at the row is a failure at once, and is not asked for what its bytes are.
  @Test func aLockAtTheRowIsNotWaitedFor() throws {
    var writer = writer()
    writer.take(try checkpoints()[0], epoch: 1)
    try refuse("checkpoint")
    #expect(throws: LedgerError.self) { try writer.write([point], waits: true) }
    try change("DROP TRIGGER no_checkpoint")
    let other = try DatabaseQueue(path: ledger.path)
    let clock = ContinuousClock()
    try other.inDatabase { db in
      try db.execute(sql: "BEGIN EXCLUSIVE")
      let begun = clock.now
      var failure: (any Error)?
      while failure == nil {
        do { _ = try writer.write([point], waits: false) } catch { failure = error }
      }
      #expect(failure as? LedgerError == .busy(path: ledger.path))
      // Less than the five seconds for which a reader waits.
      #expect(clock.now - begun < .seconds(4))
      try db.execute(sql: "ROLLBACK")
    }
    #expect(try writer.write([point], waits: true))
  }

  /// What fails takes time as well: a lock that lasts holds a training up for a tenth of the time at most.
  @Test func afterAFailureItIsNotTriedAgainAtOnce() throws {
    var writer = writer()
    writer.take(try checkpoints()[0], epoch: 1)
    let other = try DatabaseQueue(path: ledger.path)
    try other.inDatabase { db in
      try db.execute(sql: "BEGIN EXCLUSIVE")
      #expect(throws: LedgerError.busy(path: ledger.path)) { try writer.write([], waits: false) }
      #expect(try !writer.write([], waits: false) && writer.hasWork)
      try db.execute(sql: "ROLLBACK")
    }
    #expect(try writer.write([], waits: true))
  }
}
