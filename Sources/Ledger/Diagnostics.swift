internal import GRDB

/// A row of `diagnostic`: one number that was measured on a network in training, at one place of what its name counts.
public struct DiagnosticRecord: Sendable, Equatable {
  /// From 1; 0 before training.
  public var epoch: Int
  /// From 0, the lowest.
  public var layer: Int
  public var name: String
  /// What the name counts: steps between a state and the loss, a bin, a gate.
  public var place: Int
  /// What is not finite is stored as NULL.
  public var value: Double?

  public init(epoch: Int, layer: Int, name: String, place: Int, value: Double?) {
    self.epoch = epoch
    self.layer = layer
    self.name = name
    self.place = place
    self.value = value
  }
}

extension Ledger {
  /// Adds what was measured; what is there of the same place (a run taken up again) is replaced.
  ///
  /// - Parameter waits: false for a caller that would rather try again later than wait for another program's lock.
  public func record(_ diagnostics: [DiagnosticRecord], run: String, waits: Bool = true) throws(LedgerError) {
    try write(waits: waits) { db in try Self.insert(diagnostics, run: run, db) }
  }

  static func insert(_ diagnostics: [DiagnosticRecord], run: String, _ db: Database) throws {
    let insert = try PreparedStatement(
      "INSERT OR REPLACE INTO diagnostic(run_id, epoch, layer, name, place, value) VALUES (?, ?, ?, ?, ?, ?)", db)
    for one in diagnostics { try insert.run(run, one.epoch, one.layer, one.name, one.place, one.value) }
  }

  /// What was measured while models of that name were trained, by name, epoch, layer and place.
  public func diagnostics(corpus: String, model: String) throws(LedgerError) -> [DiagnosticRecord] {
    try read { db in
      try db.rows(
        """
        SELECT epoch, layer, name, place, value FROM diagnostics WHERE corpus = ? AND model = ?
        ORDER BY run, name, epoch, layer, place
        """, corpus, model
      ) { row in DiagnosticRecord(row) }
    }
  }

  /// What was measured in one run, with what it took over from those that it went on from; by epoch, layer, name and place.
  public func diagnostics(ofRun run: String) throws(LedgerError) -> [DiagnosticRecord] {
    try read { db in
      try db.rows(
        """
        SELECT epoch, layer, name, place, value FROM diagnostic WHERE run_id = ? ORDER BY epoch, layer, name, place
        """, run
      ) { row in DiagnosticRecord(row) }
    }
  }
}

extension DiagnosticRecord {
  /// From epoch, layer, name, place, value.
  fileprivate init(_ row: borrowing PreparedStatement) {
    self.init(
      epoch: row.integer(0), layer: row.integer(1), name: row.text(2), place: row.integer(3),
      value: row.optionalReal(4))
  }
}
