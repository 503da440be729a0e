internal import GRDB

/// Trainings that can go on: their bytes are an artifact that went ahead, and each call here is one small transaction.
extension Ledger {
  /// Shows a checkpoint, with the rows of the curve and what was measured up to it; what it replaces goes with its bytes.
  ///
  /// - Parameter waits: false for a training that would rather try again later than wait for another program's lock.
  public func save(
    checkpoint: CheckpointRecord, with rows: [MetricRecord], diagnostics: [DiagnosticRecord] = [], waits: Bool = true
  ) throws(LedgerError) {
    try Self.check(name: checkpoint.name)
    try write(waits: waits) { db in
      try require(corpus: checkpoint.corpusID, db)
      if let run = checkpoint.runID {
        try Self.insert(rows, run: run, db)
        try Self.insert(diagnostics, run: run, db)
      }
      let before = try db.integer(
        "SELECT artifact_id FROM checkpoint WHERE corpus_id = ? AND name = ?", checkpoint.corpusID, checkpoint.name)
      try db.run(
        """
        INSERT OR REPLACE INTO checkpoint(corpus_id, name, settings, artifact_id, step, epoch, complete, run_id)
        VALUES (?, ?, ?, ?, ?, ?, 0, ?)
        """,
        checkpoint.corpusID, checkpoint.name, checkpoint.settings, checkpoint.artifactID, checkpoint.step,
        checkpoint.epoch, checkpoint.runID)
      if let before { try db.run("DELETE FROM artifact WHERE artifact_id = ? AND NOT (\(Self.isReferredTo))", before) }
      if let run = checkpoint.runID { try Self.removeUnsavedCheckpoints(of: run, db) }
    }
  }

  /// Removes the bytes of checkpoints that went ahead under `run` and are not shown: whole ones whose row could not be
  /// written, and half-written ones. The run lives, so that no housekeeping does; each ``save(checkpoint:with:diagnostics:waits:)``
  /// does it too, but on a full disk the next one needs their room before that.
  ///
  /// - Parameter waits: false for a training that would rather try again later than wait for another program's lock.
  public func removeUnsavedCheckpoints(of run: String, waits: Bool = true) throws(LedgerError) {
    try write(waits: waits) { db in try Self.removeUnsavedCheckpoints(of: run, db) }
  }

  private static func removeUnsavedCheckpoints(of run: String, _ db: Database) throws {
    try db.run("DELETE FROM artifact WHERE owner = ? AND kind = 'checkpoint' AND NOT (\(isReferredTo))", run)
  }

  /// The checkpoint of the model that is meant by the name, or nil.
  public func checkpoint(of model: String, in corpus: CorpusRecord) throws(LedgerError) -> CheckpointRecord? {
    try read { db in
      try db.rows(
        "SELECT \(CheckpointRecord.columns) FROM checkpoint WHERE corpus_id = ? ORDER BY name", corpus.id
      ) { row in CheckpointRecord(row) }
    }.meant(by: model, \.name)
  }

  /// Refuses to train a model that another process is training: both would keep their checkpoint under one name.
  ///
  /// - Throws: ``LedgerError/trainingGoesOn(path:model:process:)``.
  public func checkNotTraining(model: String, in corpus: CorpusRecord) throws(LedgerError) {
    try read { db in try requireNotTraining(model: model, corpus: corpus.id, db) }
  }

  private func requireNotTraining(model: String, corpus: Int, _ db: Database) throws {
    let running = try db.rows(
      """
      SELECT host, pid, process_start, subject FROM run
      WHERE status = 'running' AND command = 'train-rnn' AND subject IS NOT NULL AND corpus_id = ?
      """, corpus
    ) { row in
      (process: ProcessIdentity(host: row.text(0), pid: row.integer(1), start: row.text(2)), model: row.text(3))
    }
    // One that looks the same is in the way too: which of two such names is meant, nobody sees.
    let other = running.first { $0.model == model && $0.process != .current && $0.process.isAlive }
    if let other {
      throw LedgerError.trainingGoesOn(path: path, model: model, process: other.process.pid)
    }
  }

  /// What a run must not be begun without, and may have changed since it was looked at: its corpus stands, and nobody else
  /// trains its model.
  func requireBeginning(_ run: NewRun, _ db: Database) throws {
    guard let corpus = run.corpusID else { return }
    try require(corpus: corpus, db)
    if run.command == "train-rnn", let model = run.subject { try requireNotTraining(model: model, corpus: corpus, db) }
  }

  /// Where the last training of that name was interrupted before its first checkpoint, this one does all of it again: what
  /// that one recorded goes, or each of its steps would stand twice in the model's curve.
  private static func forgetBeginning(of run: NewRun, _ db: Database) throws {
    let before = try db.rows(
      """
      SELECT run_id FROM run r WHERE command = ?1 AND subject = ?2 AND corpus_id = ?3 AND status = 'interrupted'
        AND NOT EXISTS (SELECT 1 FROM checkpoint WHERE run_id = r.run_id)
        AND NOT EXISTS (SELECT 1 FROM model WHERE run_id = r.run_id)
        AND run_id = (SELECT max(run_id) FROM run WHERE command = ?1 AND subject = ?2 AND corpus_id = ?3)
      """, run.command, run.subject, run.corpusID
    ) { row in row.text(0) }
    for before in before {
      try db.run("DELETE FROM metric WHERE run_id = ?", before)
      try db.run("DELETE FROM diagnostic WHERE run_id = ?", before)
    }
  }

  /// Begins a training's run. One that goes on from a checkpoint takes over what the run before it recorded up to there:
  /// rows of its curve after the checkpoint are what that run will do again, and go. Where a model stands that the run before
  /// made, which is to be taken further, its curve stays beside this one until this training's model takes its place.
  ///
  /// What was checked before may be so no more: of two that begin at once, the second is refused here.
  /// - Parameter needsFreeName: whether there must be no model and no checkpoint of its subject yet.
  /// - Returns: the new `run_id`, which the checkpoint bears from now on.
  /// - Throws: ``LedgerError/trainingGoesOn(path:model:process:)``, ``LedgerError/nameTaken(path:kind:name:)``,
  ///   ``LedgerError/checkpointChanged(path:model:)``.
  public func beginRun(
    _ run: NewRun, continuing checkpoint: CheckpointRecord?, needsFreeName: Bool = false
  ) throws(LedgerError) -> String {
    let id = RunID.make()
    try write { db in
      try requireBeginning(run, db)
      if needsFreeName, let model = run.subject, let corpus = run.corpusID {
        try requireFree(model: model, corpus: corpus, db)
        let standing = try db.rows("SELECT name FROM checkpoint WHERE corpus_id = ?", corpus) { row in row.text(0) }
        // Names that look the same are one.
        if standing.contains(model) { throw LedgerError.checkpointChanged(path: path, model: model) }
      }
      if checkpoint == nil { try Self.forgetBeginning(of: run, db) }
      try Self.insert(run, id: id, db)
      guard let checkpoint else { return }
      if let before = checkpoint.runID { try Self.takeOver(from: before, upTo: checkpoint, run: id, db) }
      try db.run(
        "UPDATE checkpoint SET run_id = ? WHERE corpus_id = ? AND name = ? AND artifact_id = ?", id,
        checkpoint.corpusID, checkpoint.name, checkpoint.artifactID)
      // Another process may have replaced what was to be gone on from.
      guard db.changesCount == 1 else { throw LedgerError.checkpointChanged(path: path, model: checkpoint.name) }
    }
    return id
  }

  /// What the run `before` recorded up to a checkpoint becomes `run`'s, or is copied where a model stands on it: that may be
  /// looked at for as long as its successor trains, and stays for good where this is given up.
  private static func takeOver(
    from before: String, upTo checkpoint: CheckpointRecord, run: String, _ db: Database
  ) throws {
    if try db.integer("SELECT 1 FROM model WHERE run_id = ? LIMIT 1", before) != nil {
      try db.run(
        """
        INSERT INTO metric(run_id, name, step, epoch, value, wall_ms)
        SELECT ?, name, step, epoch, value, wall_ms FROM metric WHERE run_id = ? AND step <= ?
        """, run, before, checkpoint.step)
      try db.run(
        """
        INSERT INTO diagnostic(run_id, epoch, layer, name, place, value)
        SELECT ?, epoch, layer, name, place, value FROM diagnostic WHERE run_id = ? AND epoch <= ?
        """, run, before, checkpoint.epoch)
      return
    }
    try db.run("DELETE FROM metric WHERE run_id = ? AND step > ?", before, checkpoint.step)
    try db.run("UPDATE metric SET run_id = ? WHERE run_id = ?", run, before)
    // Diagnostics are of whole epochs, numbered from 1.
    try db.run("DELETE FROM diagnostic WHERE run_id = ? AND epoch > ?", before, checkpoint.epoch)
    try db.run("UPDATE diagnostic SET run_id = ? WHERE run_id = ?", run, before)
  }

  /// Removes the curves of earlier trainings of the model that its own begins with, row by row the same: it was copied from
  /// theirs, and no model stands on them any more. Those of a training that was done anew are other rows, and history.
  private static func forgetCopied(by model: ModelRecord, _ db: Database) throws {
    let earlier = try db.rows(
      """
      SELECT run_id FROM run r
      WHERE command = 'train-rnn' AND subject = ?1 AND corpus_id = ?2 AND run_id <> ?3
        AND NOT EXISTS (SELECT 1 FROM model WHERE run_id = r.run_id)
        AND NOT EXISTS (SELECT 1 FROM checkpoint WHERE run_id = r.run_id)
        AND NOT EXISTS (
          SELECT 1 FROM metric a WHERE a.run_id = r.run_id AND NOT EXISTS (
            SELECT 1 FROM metric b
            WHERE b.run_id = ?3 AND b.name = a.name AND b.step = a.step AND b.epoch IS a.epoch AND b.value IS a.value
              AND b.wall_ms = a.wall_ms))
        AND NOT EXISTS (
          SELECT 1 FROM diagnostic a WHERE a.run_id = r.run_id AND NOT EXISTS (
            SELECT 1 FROM diagnostic b
            WHERE b.run_id = ?3 AND b.name = a.name AND b.epoch = a.epoch AND b.layer = a.layer AND b.place = a.place
              AND b.value IS a.value))
      """, model.name, model.corpusID, model.runID
    ) { row in row.text(0) }
    for run in earlier {
      try db.run("DELETE FROM metric WHERE run_id = ?", run)
      try db.run("DELETE FROM diagnostic WHERE run_id = ?", run)
    }
  }

  /// The end of a training, in the transaction that shows its model: its checkpoint is complete, and its curve stands once.
  /// A complete checkpoint that another training left under the name goes, as its model does; what was interrupted stays.
  static func completeCheckpoint(of model: ModelRecord, _ db: Database) throws {
    try db.run(
      "UPDATE checkpoint SET complete = 1 WHERE corpus_id = ? AND name = ? AND run_id = ?", model.corpusID, model.name,
      model.runID)
    if db.changesCount > 0 { try forgetCopied(by: model, db) }
    try db.run(
      "DELETE FROM checkpoint WHERE corpus_id = ? AND name = ? AND run_id IS NOT ? AND complete", model.corpusID,
      model.name, model.runID)
  }
}
