internal import GRDB

/// What is told of a run while it goes on: each call is one small transaction.
extension Ledger {
  /// Writes that this process has begun a run, and returns its `run_id`.
  public func beginRun(_ run: NewRun) throws(LedgerError) -> String {
    let id = RunID.make()
    try write { db in
      try requireBeginning(run, db)
      try Self.insert(run, id: id, db)
    }
    return id
  }

  static func insert(_ run: NewRun, id: String, _ db: Database) throws {
    let process = ProcessIdentity.current
    try db.run(
      """
      INSERT INTO run(
        run_id, command, subject, corpus_id, status, argv, settings, versions, threads, seed, host, pid, process_start)
      VALUES (?, ?, ?, ?, 'running', ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      id, run.command, run.subject, run.corpusID, run.argv, run.settings, run.versions, run.threads, run.seed,
      process.host, process.pid, process.start)
  }

  /// Writes that the run has ended: finished, or failed where `error` says why. One that finished with its result already
  /// (``add(models:replacing:endsRun:)`` and others) is left as it is.
  public func finishRun(_ id: String, exitCode: Int32 = 0, error: String? = nil) throws(LedgerError) {
    if finished.contains(id) { return }
    try end(id, exitCode == 0 && error == nil ? .finished : .failed, exitCode: exitCode, error: error)
  }

  /// Writes that the run was stopped by whoever ran it, and has left what can go on.
  public func interruptRun(_ id: String, exitCode: Int32, error: String) throws(LedgerError) {
    try end(id, .interrupted, exitCode: exitCode, error: error)
  }

  private func end(_ id: String, _ status: RunStatus, exitCode: Int32, error: String?) throws(LedgerError) {
    try write { db in try Self.end(id, status, exitCode: exitCode, error: error, db) }
  }

  static func end(_ id: String, _ status: RunStatus, exitCode: Int32, error: String?, _ db: Database) throws {
    try db.run(
      """
      UPDATE run SET status = ?, ended_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), exit_code = ?, error = ?
      WHERE run_id = ?
      """, status.rawValue, Int(exitCode), error.map(Display.line), id)
  }

  /// Adds points to the run's curves; a point that is there (a run taken up again) is replaced.
  ///
  /// - Parameter waits: false for a caller that would rather try again later than wait for another program's lock.
  public func record(_ metrics: [MetricRecord], run: String, waits: Bool = true) throws(LedgerError) {
    try write(waits: waits) { db in try Self.insert(metrics, run: run, db) }
  }

  static func insert(_ metrics: [MetricRecord], run: String, _ db: Database) throws {
    let insert = try PreparedStatement(
      "INSERT OR REPLACE INTO metric(run_id, name, step, epoch, value, wall_ms) VALUES (?, ?, ?, ?, ?, ?)", db)
    for metric in metrics {
      try insert.run(run, metric.name, metric.step, metric.epoch, metric.value, metric.wallMilliseconds)
    }
  }

  /// The run of that id, or nil.
  public func run(_ id: String) throws(LedgerError) -> RunRecord? {
    try read { db in
      try db.rows("SELECT \(RunRecord.columns) FROM run WHERE run_id = ?", id) { row in RunRecord(row) }
    }.first
  }

  /// The newest runs first.
  public func runs(limit: Int = 1000) throws(LedgerError) -> [RunRecord] {
    try read { db in
      try db.rows("SELECT \(RunRecord.columns) FROM run ORDER BY run_id DESC LIMIT ?", limit) { row in RunRecord(row) }
    }
  }
}
