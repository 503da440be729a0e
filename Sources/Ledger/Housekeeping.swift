internal import GRDB

extension Ledger {
  /// Puts right what runs that are gone left behind: they become interrupted, and artifacts that no split, model,
  /// score or checkpoint refers to are removed, unless a run that still lives is about to.
  ///
  /// The write also shows, before any work, that the file can be written at all.
  func keepHouse() throws(LedgerError) {
    try write { db in
      // Hours after the opening a newer lmctl may have made more of the file: it must not be marked as what it was.
      let version = try db.integer("PRAGMA user_version") ?? 0
      guard version <= Schema.version else {
        throw LedgerError.newer(path: path, version: version, known: Schema.version)
      }
      try db.run("PRAGMA user_version = \(Schema.version)")
      try Self.markInterruptedRuns(db)
      try db.run("DELETE FROM artifact WHERE NOT (\(Self.isReferredTo)) AND NOT (\(Self.isOwnedByLiveRun("artifact")))")
    }
    try removeListsOfNoModel()
    giveBackSpace()
  }

  /// SQL: a row of `artifact` that a result shows.
  static let isReferredTo = """
    EXISTS (SELECT 1 FROM split WHERE ids = artifact.artifact_id)
    OR EXISTS (SELECT 1 FROM model WHERE model.artifact_id = artifact.artifact_id)
    OR EXISTS (SELECT 1 FROM score WHERE score.artifact_id = artifact.artifact_id)
    OR EXISTS (SELECT 1 FROM checkpoint WHERE checkpoint.artifact_id = artifact.artifact_id)
    """

  /// SQL: a row of `artifact` whose run goes on; right after ``markInterruptedRuns(_:)`` it does;
  /// of `ngram_list` too.
  static func isOwnedByLiveRun(_ table: String) -> String {
    "EXISTS (SELECT 1 FROM run WHERE run_id = \(table).owner AND status = 'running')"
  }

  /// Removes n-grams that no model shows, some at a time: a list may have millions, and a transaction that changes so
  /// many rows would hold them all in memory.
  private func removeListsOfNoModel() throws(LedgerError) {
    let lists = try read { db in
      try db.rows(
        "SELECT list_id FROM ngram_list WHERE model_id IS NULL AND NOT (\(Self.isOwnedByLiveRun("ngram_list")))"
      ) { row in row.integer(0) }
    }
    for list in lists {
      var isEmpty = false
      while !isEmpty {
        isEmpty = try write { db in
          try db.run(
            """
            DELETE FROM top_ngram WHERE key IN (
              SELECT key FROM top_ngram WHERE \(PackedKey.gram.isOf("?1")) ORDER BY key LIMIT ?2)
            """, list, 2 * TopNGramWriter.rowsOfPage)
          guard db.changesCount == 0 else { return false }
          try db.run("DELETE FROM ngram_list WHERE list_id = ? AND model_id IS NULL", list)
          return true
        }
      }
    }
  }

  private static func markInterruptedRuns(_ db: Database) throws {
    let running = try db.rows("SELECT run_id, host, pid, process_start FROM run WHERE status = 'running'") { row in
      (id: row.text(0), process: ProcessIdentity(host: row.text(1), pid: row.integer(2), start: row.text(3)))
    }
    for run in running where !run.process.isAlive {
      try db.run(
        """
        UPDATE run SET status = 'interrupted', ended_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
        WHERE run_id = ? AND status = 'running'
        """, run.id)
    }
  }

  /// Returns free pages to the file system where they are over a quarter of the file, in transactions of 64 MiB.
  ///
  /// Less than that the next results will fill. It is a courtesy: where it fails the file is only larger.
  private func giveBackSpace() {
    let pages = 8192
    while true {
      let free = try? write { db -> Bool in
        guard let free = try db.integer("PRAGMA freelist_count"), let all = try db.integer("PRAGMA page_count"),
          free > 128, free > all / 4
        else { return false }
        try db.run("PRAGMA incremental_vacuum(\(pages))")
        // Without incremental vacuum in the file nothing shrinks, and there is no use in another turn.
        return try db.integer("PRAGMA freelist_count") ?? 0 < free
      }
      guard free == true else { return }
    }
  }
}
