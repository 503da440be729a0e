internal import GRDB
internal import GRDBSQLite

extension Ledger {
  /// Ids that a run may give before they come near those of the next one.
  private static let idsOfRun = 1 << 20

  /// An id for a new model or artifact that none before it had.
  ///
  /// SQLite gives the highest id once more where its row has gone. A program that found something out about the row before
  /// would then tell it of the new one. Runs are never removed: ids rise with their number. To be called before what is
  /// replaced is removed.
  static func freshID(model db: Database) throws -> Int { try fresh("max(model_id) FROM model", idsOfRun, db) }

  static func freshID(artifact db: Database) throws -> Int { try fresh("max(artifact_id) FROM artifact", idsOfRun, db) }

  /// The same for a corpus, of which a run makes one: its ids are small, for they are part of other keys.
  static func freshID(corpus db: Database) throws -> Int { try fresh("max(corpus_id) FROM corpus", 1, db) }

  private static func fresh(_ highest: String, _ idsOfRun: Int, _ db: Database) throws -> Int {
    let runs = try db.integer("SELECT count(*) FROM run") ?? 0
    let last = try db.integer("SELECT \(highest)") ?? 0
    // Nobody gave so many.
    guard last < Int.max >> 1 else { throw SQLiteFailure(code: SQLITE_CORRUPT, message: "an id of \(last)") }
    return max(last + 1, (runs &- 1) &* idsOfRun &+ 1)
  }

  /// Work on a corpus may take hours: one that was removed or replaced meanwhile is nobody's defect.
  func require(corpus id: Int, _ db: Database) throws {
    if try db.integer("SELECT 1 FROM corpus WHERE corpus_id = ?", id) == nil {
      throw LedgerError.corpusGone(path: path)
    }
  }
}
