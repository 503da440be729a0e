internal import GRDB

/// Sizes of the file, in pages.
public struct FileFigures: Sendable, Equatable {
  /// `user_version`: what the tables are.
  public let schema: Int
  public let pageSize: Int
  public let pages: Int
  public let freePages: Int
}

/// What `lmctl doctor` looks at. Each looks at the file as it is and changes nothing.
extension Ledger {
  /// The version of the tables that this program makes.
  public static var schemaVersion: Int { Schema.version }

  public func fileFigures() throws(LedgerError) -> FileFigures {
    try read { db in
      FileFigures(
        schema: try db.integer("PRAGMA user_version") ?? 0, pageSize: try db.integer("PRAGMA page_size") ?? 0,
        pages: try db.integer("PRAGMA page_count") ?? 0, freePages: try db.integer("PRAGMA freelist_count") ?? 0)
    }
  }

  /// What SQLite finds wrong with pages, indices and the rules of the tables; at most 20 things.
  ///
  /// - Parameter quick: leaves out whether indices agree with their tables.
  /// - Complexity: reads the file once.
  public func integrityProblems(quick: Bool = false) throws(LedgerError) -> [String] {
    let answer = try read { db in
      try db.rows("PRAGMA \(quick ? "quick_check" : "integrity_check")(20)") { row in row.text(0) }
    }
    return answer == ["ok"] ? [] : answer
  }

  /// Rows that refer to what is not there; at most 20.
  public func foreignKeyProblems() throws(LedgerError) -> [String] {
    try read { db in try Self.foreignKeyProblems(db) }
  }

  /// The statement, and not the table `pragma_foreign_key_check`: a file may hold a view of that name, which would be asked
  /// in its place.
  static func foreignKeyProblems(_ db: Database) throws -> [String] {
    let row = try PreparedStatement("PRAGMA main.foreign_key_check", db)
    var problems: [String] = []
    while try problems.count < 20 && row.step() {
      let place = row.optionalText(1) ?? "without a rowid"
      problems.append("a row of \(row.text(0)) (\(place)) refers to a \(row.text(2)) that is not there")
    }
    return problems
  }

  /// The artifacts that are whole by their own account.
  public func artifacts() throws(LedgerError) -> [Artifact] {
    try read { db in
      try db.rows(
        "SELECT artifact_id, kind, bytes, sha256 FROM artifact WHERE sha256 IS NOT NULL ORDER BY artifact_id"
      ) { row in Artifact(id: row.integer(0), kind: row.text(1), bytes: row.integer(2), sha256: row.text(3)) }
    }
  }

  /// Reads an artifact and compares it with its length and SHA-256.
  ///
  /// - Throws: ``LedgerError/damagedArtifact(path:artifact:expected:found:)``.
  /// - Complexity: O(bytes); memory: one chunk.
  public func verify(_ artifact: Artifact) throws {
    try readArtifact(artifact.id, as: UInt8.self) { _ in }
  }

  /// Artifacts that nothing refers to and no living run is about to: how many, and their bytes as far as they are known.
  public func orphans() throws(LedgerError) -> (count: Int, bytes: Int) {
    let live = try runningRuns().filter(\.isAlive).map(\.id)
    return try read { db in
      let orphans = try db.rows("SELECT owner, bytes FROM artifact WHERE NOT (\(Self.isReferredTo))") { row in
        (owner: row.optionalText(0), bytes: row.optionalInteger(1) ?? 0)
      }.filter { orphan in !live.contains { $0 == orphan.owner } }
      return (orphans.count, orphans.reduce(0) { $0.addingReportingOverflow($1.bytes).partialValue })
    }
  }

  /// Runs that say they go on, and whose process is gone.
  public func staleRuns() throws(LedgerError) -> [String] {
    try runningRuns().filter { !$0.isAlive }.map { run in
      "run \(run.id) (\(run.command)\(run.subject.map { " '\($0)'" } ?? ""), begun \(run.startedAt))"
    }
  }

  private func runningRuns() throws(LedgerError) -> [(
    id: String, command: String, subject: String?, startedAt: String, isAlive: Bool
  )] {
    try read { db in
      try db.rows(
        """
        SELECT run_id, command, subject, started_at, host, pid, process_start FROM run WHERE status = 'running'
        ORDER BY run_id
        """
      ) { row in
        (
          row.text(0), row.text(1), row.optionalText(2), row.text(3),
          ProcessIdentity(host: row.text(4), pid: row.integer(5), start: row.text(6)).isAlive
        )
      }
    }
  }
}
