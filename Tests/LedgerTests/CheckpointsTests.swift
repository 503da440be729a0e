import Dispatch
import GRDB
import Glibc
import Testing

@testable import Ledger

@Suite struct CheckpointsTests {
  private let sample: Sample
  private var ledger: Ledger { sample.ledger }
  private var corpus: CorpusRecord { sample.corpus }

  init() throws { sample = try Sample(.inMemory()) }

  private func beginRun(_ name: String = "net") throws -> String {
    try ledger.beginRun(NewRun(command: "train-rnn", subject: name, corpusID: corpus.id))
  }

  private func points(_ steps: ClosedRange<Int>) -> [MetricRecord] {
    steps.map { MetricRecord(name: "loss", step: $0, value: 1 / Double($0), wallMilliseconds: $0) }
  }

  /// Saves bytes of their own as the checkpoint of `name` after `step` updates, two an epoch.
  private func save(
    _ bytes: [UInt8], step: Int, run: String, name: String = "net", rows: [MetricRecord] = []
  ) throws -> Artifact {
    let artifact = try ledger.storeArtifact(bytes, kind: "checkpoint", run: run)
    try ledger.save(
      checkpoint: CheckpointRecord(
        corpusID: corpus.id, name: name, settings: "{}", artifactID: artifact.id, step: step, epoch: Double(step) / 2,
        runID: run), with: rows)
    return artifact
  }

  private var checkpointArtifacts: [[String?]] {
    get throws { try ledger.query("SELECT artifact_id FROM artifact WHERE kind = 'checkpoint'") }
  }

  /// What was free when somebody looked may be taken when the training begins.
  @Test func aNameIsFreeWhenTheTrainingBegins() throws {
    let training = NewRun(command: "train-rnn", subject: "net", corpusID: corpus.id)
    let runsBefore = try ledger.runs().count
    let first = try ledger.beginRun(training, continuing: nil, needsFreeName: true)
    try ledger.finishRun(first)
    _ = try save([1], step: 2, run: first)
    #expect(throws: LedgerError.checkpointChanged(path: ledger.path, model: "net")) {
      try ledger.beginRun(training, continuing: nil, needsFreeName: true)
    }
    _ = try ledger.beginRun(training, continuing: nil)
    // A process that lives, and is not this one: the first of the machine.
    let other = ProcessIdentity(pid: 1)
    try ledger.write { db in
      try db.run("UPDATE run SET host = ?, pid = ?, process_start = ?", other.host, other.pid, other.start)
    }
    #expect(throws: LedgerError.trainingGoesOn(path: ledger.path, model: "net", process: 1)) {
      try ledger.beginRun(training, continuing: nil)
    }
    #expect(try ledger.runs().count == runsBefore + 2)
  }

  @Test func theNewOneReplacesTheOldAndItsBytes() throws {
    let run = try beginRun()
    _ = try save([1], step: 2, run: run, rows: points(1...2))
    let second = try save([2, 2], step: 4, run: run, rows: points(3...4))
    #expect(try ledger.checkpoint(of: "net", in: corpus)?.step == 4)
    #expect(try checkpointArtifacts == [["\(second.id)"]])
    #expect(try ledger.learningCurve(model: "net").map(\.step) == [1, 2, 3, 4])
    // The same content is the same artifact, and stays.
    #expect(try save([2, 2], step: 4, run: run).id == second.id)
    #expect(try ledger.loadArtifact(second.id) == [2, 2])
    // Another model's is another.
    _ = try save([3], step: 1, run: beginRun("other"), name: "other")
    #expect(try checkpointArtifacts.count == 2)
    #expect(try ledger.checkpoint(of: "third", in: corpus) == nil)
  }

  /// Names that look the same are one here too; a file that has both keeps them apart.
  @Test func aNameThatLooksTheSameIsTheSame() throws {
    let (one, two) = ("caf\u{E9}", "cafe\u{301}")
    let run = try beginRun(one)
    _ = try save([1], step: 2, run: run, name: one)
    #expect(try ledger.checkpoint(of: two, in: corpus)?.step == 2)
    try ledger.finishRun(run)
    let training = NewRun(command: "train-rnn", subject: two, corpusID: corpus.id)
    #expect(throws: LedgerError.checkpointChanged(path: ledger.path, model: two)) {
      try ledger.beginRun(training, continuing: nil, needsFreeName: true)
    }
    let other = ProcessIdentity(pid: 1)
    try ledger.write { db in
      try db.run(
        "UPDATE run SET status = 'running', ended_at = NULL, host = ?, pid = ?, process_start = ? WHERE run_id = ?",
        other.host,
        other.pid,
        other.start, run)
    }
    #expect(throws: LedgerError.trainingGoesOn(path: ledger.path, model: two, process: 1)) {
      try ledger.checkNotTraining(model: two, in: corpus)
    }
    try ledger.checkNotTraining(model: "cafe", in: corpus)
    _ = try save([2], step: 4, run: run, name: two)
    #expect(try ledger.checkpoint(of: one, in: corpus)?.step == 2)
    #expect(try ledger.checkpoint(of: two, in: corpus)?.step == 4)
  }

  /// Bytes that something else refers to stay when the checkpoint goes.
  @Test func whatIsReferredToStays() throws {
    let run = try beginRun()
    let shared = try save([7], step: 1, run: run)
    _ = try save([7], step: 1, run: run, name: "twin")
    _ = try save([8], step: 2, run: run)
    #expect(try ledger.loadArtifact(shared.id) == [7])
  }

  /// A training that was killed before its first checkpoint is done again: no step of the curve is there twice.
  @Test func startingAgainTakesBackWhatLeftNoCheckpoint() throws {
    let new = NewRun(command: "train-rnn", subject: "net", corpusID: corpus.id)
    func rowsByRun() throws -> [[String?]] {
      try ledger.query("SELECT run_id, count(*) FROM metric GROUP BY 1 ORDER BY 1")
    }
    func interrupted(_ steps: ClosedRange<Int>) throws -> String {
      let run = try ledger.beginRun(new, continuing: nil)
      try ledger.record(points(steps), run: run)
      try ledger.record([DiagnosticRecord(epoch: 0, layer: 0, name: "n", place: 1, value: 1)], run: run)
      try ledger.interruptRun(run, exitCode: 0, error: "killed")
      return run
    }
    _ = try interrupted(1...3)
    let second = try interrupted(1...5)
    #expect(try rowsByRun() == [[second, "5"]])
    #expect(try ledger.query("SELECT DISTINCT run_id FROM diagnostic") == [[second]])
    // With a checkpoint it is something to go on from, or another training's history.
    _ = try save([1], step: 4, run: second)
    let third = try interrupted(1...2)
    #expect(try rowsByRun() == [[second, "5"], [third, "2"]])
    // Others are nobody's business, nor is what failed.
    _ = try ledger.beginRun(
      NewRun(command: "train-rnn", subject: "other", corpusID: corpus.id), continuing: nil)
    #expect(try rowsByRun() == [[second, "5"], [third, "2"]])
    try ledger.finishRun(third, exitCode: 65, error: "diverged")
    _ = try ledger.beginRun(new, continuing: nil)
    #expect(try rowsByRun() == [[second, "5"], [third, "2"]])
  }

  /// The curve of the run that goes on has each point once: what came after the checkpoint is done again.
  @Test func goingOnTakesOverTheCurveUpToTheCheckpoint() throws {
    let first = try beginRun()
    _ = try save([1], step: 4, run: first, rows: points(1...4))
    try ledger.record(points(5...6), run: first)
    try ledger.record(
      (1...3).map { DiagnosticRecord(epoch: $0, layer: 0, name: "gradient_norm", place: 1, value: 0.5) }, run: first)
    let checkpoint = try #require(try ledger.checkpoint(of: "net", in: corpus))
    let new = NewRun(command: "train-rnn", subject: "net", corpusID: corpus.id)
    let second = try ledger.beginRun(new, continuing: checkpoint)
    var rows = try ledger.learningCurve(model: "net")
    #expect(rows.map(\.step) == [1, 2, 3, 4] && rows.allSatisfy { $0.run == second })
    #expect(try ledger.diagnostics(corpus: "novels", model: "net").map(\.epoch) == [1, 2])
    try ledger.record(points(5...7), run: second)

    // Interrupted again before another checkpoint: the third takes over from the second.
    let again = try #require(try ledger.checkpoint(of: "net", in: corpus))
    #expect(again.runID == second && again.artifactID == checkpoint.artifactID)
    let third = try ledger.beginRun(new, continuing: again)
    rows = try ledger.learningCurve(model: "net")
    #expect(rows.map(\.step) == [1, 2, 3, 4] && rows.allSatisfy { $0.run == third })
  }

  /// All of it or nothing: a checkpoint that another program replaced meanwhile moves no rows.
  @Test func aCheckpointThatHasGoneIsNotGoneOnFrom() throws {
    let first = try beginRun()
    _ = try save([1], step: 4, run: first, rows: points(1...5))
    let stale = try #require(try ledger.checkpoint(of: "net", in: corpus))
    _ = try save([2], step: 5, run: first)
    let runs = try ledger.runs().count
    #expect(throws: LedgerError.checkpointChanged(path: ":memory:", model: "net")) {
      _ = try ledger.beginRun(NewRun(command: "train-rnn"), continuing: stale)
    }
    #expect(try ledger.runs().count == runs)
    #expect(try ledger.learningCurve(model: "net").filter { $0.run == first }.count == 5)
  }

  @Test func itIsCompleteWithItsModelAndGoesWithAnothers() throws {
    let run = try beginRun()
    _ = try save([1], step: 4, run: run)
    try ledger.add(models: [(modelRecord("net", corpus: corpus.id, artifact: sample.ids.id, run: run), [], [])])
    #expect(try ledger.checkpoint(of: "net", in: corpus)?.isComplete == true)

    // What was interrupted stays, whoever takes the name; what is complete goes with its model.
    _ = try save([2], step: 2, run: run, name: "other")
    for name in ["net", "other"] {
      let model = modelRecord(name, corpus: corpus.id, artifact: sample.ids.id, run: sample.run)
      try ledger.add(models: [(model, [], [])], replacing: true)
    }
    #expect(try ledger.checkpoint(of: "net", in: corpus) == nil)
    #expect(try ledger.checkpoint(of: "other", in: corpus)?.isComplete == false)
    try ledger.execute("DELETE FROM corpus")
    #expect(try ledger.scalar("SELECT count(*) FROM checkpoint") == "0")
  }

  /// One that is taken further is not complete any more, until its model appears.
  @Test func oneThatGoesOnIsNotComplete() throws {
    let run = try beginRun()
    _ = try save([1], step: 4, run: run)
    try ledger.add(models: [(modelRecord("net", corpus: corpus.id, artifact: sample.ids.id, run: run), [], [])])
    let checkpoint = try #require(try ledger.checkpoint(of: "net", in: corpus))
    let longer = try ledger.beginRun(NewRun(command: "train-rnn", subject: "net"), continuing: checkpoint)
    #expect(try ledger.checkpoint(of: "net", in: corpus)?.isComplete == true)
    _ = try save([1, 2], step: 6, run: longer)
    #expect(try ledger.checkpoint(of: "net", in: corpus)?.isComplete == false)
    let model = modelRecord("net", corpus: corpus.id, artifact: sample.ids.id, run: longer)
    try ledger.add(models: [(model, [], [])], replacing: true)
    #expect(try ledger.checkpoint(of: "net", in: corpus)?.isComplete == true)
  }

  /// A model that is to be taken further has its curve until its successor stands, and for good where there will be none;
  /// then the curve stands once.
  @Test func aStandingModelKeepsItsCurve() throws {
    func figures(_ epochs: ClosedRange<Int>) -> [DiagnosticRecord] {
      epochs.map { DiagnosticRecord(epoch: $0, layer: 0, name: "gradient_norm", place: 1, value: $0 == 1 ? nil : 0.5) }
    }
    func rows(_ run: String) throws -> [Int] {
      [try ledger.learningCurve(model: "net").count { $0.run == run }, try ledger.diagnostics(ofRun: run).count]
    }
    // One that was done anew is history: its rows are others.
    let anew = try beginRun()
    try ledger.record([MetricRecord(name: "loss", step: 1, value: 9, wallMilliseconds: 1)], run: anew)
    try ledger.finishRun(anew)
    let first = try beginRun()
    _ = try save([1], step: 4, run: first, rows: points(1...4))
    try ledger.record(figures(1...2), run: first)
    try ledger.add(models: [(modelRecord("net", corpus: corpus.id, artifact: sample.ids.id, run: first), [], [])])

    let new = NewRun(command: "train-rnn", subject: "net", corpusID: corpus.id)
    func goOn() throws -> String {
      let checkpoint = try #require(try ledger.checkpoint(of: "net", in: corpus))
      return try ledger.beginRun(new, continuing: checkpoint)
    }
    let longer = try goOn()
    #expect(try rows(first) == [4, 2] && rows(longer) == [4, 2])
    try ledger.record(points(5...6), run: longer)
    try ledger.record(figures(3...3), run: longer)
    // Interrupted before a checkpoint of its own: no model stands on what it leaves.
    let again = try goOn()
    #expect(try rows(first) == [4, 2] && rows(longer) == [0, 0] && rows(again) == [4, 2])
    _ = try save([1, 2], step: 6, run: again, rows: points(5...6))
    try ledger.record(figures(3...3), run: again)
    #expect(try rows(first) == [4, 2])
    let model = modelRecord("net", corpus: corpus.id, artifact: sample.ids.id, run: again)
    try ledger.add(models: [(model, [], [])], replacing: true)
    #expect(try rows(first) == [0, 0] && rows(again) == [6, 3] && rows(anew) == [1, 0])
    #expect(try ledger.learningCurve(model: "net").filter { $0.run == again }.map(\.step) == Array(1...6))
  }

  /// Bytes that went ahead, whose row could not be written, stay for as long as their run lives unless somebody clears them
  /// away: the next checkpoint does, and whoever needs their room before.
  @Test func bytesThatNothingWillShowGo() throws {
    let run = try beginRun()
    func kinds() throws -> [[String?]] { try ledger.query("SELECT kind, owner FROM artifact ORDER BY artifact_id") }
    let ids = try kinds()
    _ = try ledger.storeArtifact([1] as [UInt8], kind: "checkpoint", run: run)
    try ledger.execute("INSERT INTO artifact(artifact_id, kind, owner) VALUES (99999999, 'checkpoint', '\(run)')")
    let saved = try save([2], step: 2, run: run)
    #expect(try checkpointArtifacts == [["\(saved.id)"]])
    _ = try ledger.storeArtifact([3] as [UInt8], kind: "checkpoint", run: run)
    _ = try ledger.storeArtifact([4] as [UInt8], kind: "network-weights", run: run)
    _ = try ledger.storeArtifact([5] as [UInt8], kind: "checkpoint", run: sample.run)
    try ledger.removeUnsavedCheckpoints(of: run)
    #expect(try kinds() == ids + [["checkpoint", run], ["network-weights", run], ["checkpoint", sample.run]])
    #expect(try ledger.loadArtifact(saved.id) == [2])
  }

  @Test func badNamesAreRefused() throws {
    let run = try beginRun()
    #expect(throws: LedgerError.badName("a\u{7}")) { _ = try save([1], step: 1, run: run, name: "a\u{7}") }
  }

  /// Two processes that train one model would overwrite each other's checkpoint.
  @Test func aModelThatAnotherProcessTrainsIsRefused() throws {
    let run = try beginRun()
    try ledger.checkNotTraining(model: "net", in: corpus)
    let parent = ProcessIdentity(pid: Int(getppid()))
    func pretend(_ process: ProcessIdentity) throws {
      try ledger.execute(
        """
        UPDATE run SET host = '\(process.host)', pid = \(process.pid), process_start = '\(process.start)'
        WHERE run_id = '\(run)'
        """)
    }
    try pretend(parent)
    #expect(throws: LedgerError.trainingGoesOn(path: ":memory:", model: "net", process: parent.pid)) {
      try ledger.checkNotTraining(model: "net", in: corpus)
    }
    try ledger.checkNotTraining(model: "other", in: corpus)
    try pretend(ProcessIdentity(host: parent.host, pid: parent.pid, start: "another boot"))
    try ledger.checkNotTraining(model: "net", in: corpus)
  }

  /// Opening for writing removes what crashed runs left, but not what can go on.
  @Test func housekeepingKeepsCheckpoints() throws {
    let work = try Workdir()
    let id: Int
    do {
      let sample = try Sample(Ledger.open(work.database, for: .writing))
      let artifact = try sample.ledger.storeArtifact([9, 9] as [UInt8], kind: "checkpoint", run: sample.run)
      try sample.ledger.save(
        checkpoint: CheckpointRecord(
          corpusID: sample.corpus.id, name: "net", settings: "{}", artifactID: artifact.id, step: 1, epoch: 1,
          runID: sample.run), with: [])
      try sample.ledger.finishRun(sample.run, exitCode: 70)
      id = artifact.id
    }
    let ledger = try Ledger.open(work.database, for: .writing)
    #expect(try ledger.loadArtifact(id) == [9, 9])
    try ledger.execute("DELETE FROM checkpoint")
    #expect(try Ledger.open(work.database, for: .writing).scalar("SELECT count(*) FROM artifact") == "1")
  }

  /// A training does not stand still for another connection's lock, neither for the bytes nor for the row.
  @Test func savingNeedNotWait() throws {
    let work = try Workdir()
    let ledger = try Ledger.open(work.database, for: .writing, busyTimeout: 2)
    let sample = try Sample(ledger)
    let artifact = try ledger.storeArtifact([1] as [UInt8], kind: "checkpoint", run: sample.run)
    let record = CheckpointRecord(
      corpusID: sample.corpus.id, name: "net", settings: "{}", artifactID: artifact.id, step: 1, epoch: 1,
      runID: sample.run)
    let other = try DatabaseQueue(path: work.database)
    let clock = ContinuousClock()
    try other.inDatabase { db in
      // It keeps out readers as well.
      try db.execute(sql: "BEGIN EXCLUSIVE")
      let begun = clock.now
      #expect(throws: LedgerError.busy(path: work.database)) {
        _ = try ledger.storeArtifact([2] as [UInt8], kind: "checkpoint", run: sample.run, waits: false)
      }
      #expect(throws: LedgerError.busy(path: work.database)) {
        try ledger.save(checkpoint: record, with: [], waits: false)
      }
      #expect(clock.now - begun < .seconds(1))
      try db.execute(sql: "ROLLBACK")
    }
    try ledger.save(checkpoint: record, with: points(1...1), waits: false)
    #expect(try ledger.checkpoint(of: "net", in: sample.corpus)?.step == 1)
  }

  /// A lock of some milliseconds is waited for, so that a training gets through beside whoever reads again and again.
  @Test func savingStandsAShortLock() throws {
    let work = try Workdir()
    let ledger = try Ledger.open(work.database, for: .writing)
    let sample = try Sample(ledger)
    let artifact = try ledger.storeArtifact([1] as [UInt8], kind: "checkpoint", run: sample.run)
    let record = CheckpointRecord(
      corpusID: sample.corpus.id, name: "net", settings: "{}", artifactID: artifact.id, step: 1, epoch: 1,
      runID: sample.run)
    // Where the machine is so busy that a few milliseconds become a tenth of a second, another try tells.
    let isSaved = try (0..<50).contains { _ in
      let held = DispatchSemaphore(value: 0)
      let other = try DatabaseQueue(path: work.database)
      let over = DispatchSemaphore(value: 0)
      DispatchQueue.global().async {
        try? other.inDatabase { db in
          try db.execute(sql: "BEGIN EXCLUSIVE")
          held.signal()
          usleep(10_000)
          try db.execute(sql: "ROLLBACK")
        }
        over.signal()
      }
      held.wait()
      defer { over.wait() }
      return failure { try ledger.save(checkpoint: record, with: [], waits: false) } == nil
    }
    #expect(isSaved)
  }
}
