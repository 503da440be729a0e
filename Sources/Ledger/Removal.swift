internal import GRDB

/// What goes when something is removed, and what stays without it.
public struct Removal: Sendable, Equatable {
  /// Of a corpus: its models and checkpoints. Of a model: its checkpoint, where its training is complete.
  public var models: [String] = []
  public var checkpoints: [String] = []
  public var scores = 0
  /// Of a corpus: types of its vocabulary.
  public var types = 0
  /// Rows of n-grams that its models have.
  public var ngrams = 0
  /// Of all its large values, where nothing else refers to them.
  public var bytes = 0
  /// Mixtures and caches that the model is part of: they stay, with their scores, and cannot be used any more.
  public var dependents: [String] = []
}

extension Ledger {
  /// What `remove` would take away.
  public func removal(of thing: StoredThing) throws(LedgerError) -> Removal {
    let inventory = try inventory().filter { $0.corpusID == thing.corpusID }
    return try read { db in
      var removal = Removal()
      var going = [thing]
      switch thing.kind {
      case .corpus:
        going += inventory.filter { $0.kind != .corpus }
        removal.types = try db.integer("SELECT types FROM corpus WHERE corpus_id = ?", thing.id) ?? 0
      case .model:
        going += try Self.completeCheckpoint(of: thing, db) ? inventory.filter { $0.isCheckpoint(of: thing) } : []
        removal.dependents = try db.rows(
          """
          SELECT DISTINCT m.name FROM component p JOIN model m ON m.model_id = p.model_id
          WHERE p.component_id = ? ORDER BY 1
          """, thing.id
        ) { $0.text(0) }
      case .checkpoint: break
      }
      removal.models = going.dropFirst().filter { $0.kind == .model }.map(\.name)
      removal.checkpoints = going.dropFirst().filter { $0.kind == .checkpoint }.map(\.name)
      for one in going {
        removal.bytes = removal.bytes.addingReportingOverflow(one.bytes).partialValue
        guard one.kind == .model else { continue }
        removal.scores += try db.integer("SELECT count(*) FROM score WHERE model_id = ?", one.id) ?? 0
        removal.ngrams += try Self.storedNGrams(of: one.id, db)
      }
      return removal
    }
  }

  /// Removes a corpus with all its models and checkpoints, a model with its scores, or a checkpoint, in one transaction;
  /// then the large values that nothing refers to any more, now or, where that cannot be, at the next opening. Runs stay:
  /// they are history.
  ///
  /// - Parameter run: what finishes in the same transaction.
  /// - Throws: ``LedgerError/inUse(path:name:command:process:)`` where another process works on it,
  ///   ``LedgerError/gone(path:name:)`` where it is not there any more.
  public func remove(_ thing: StoredThing, ending run: String? = nil) throws(LedgerError) {
    let runs = [run].compactMap(\.self)
    try write { db in
      try Self.finish(runs, db)
      try requireUnused(thing, db)
      switch thing.kind {
      case .corpus: try db.run("DELETE FROM corpus WHERE corpus_id = ? AND name = ?", thing.id, thing.name)
      case .model:
        let hasCheckpoint = try Self.completeCheckpoint(of: thing, db)
        try db.run("DELETE FROM model WHERE model_id = ? AND name = ?", thing.id, thing.name)
        let isRemoved = db.changesCount == 1
        if isRemoved && hasCheckpoint { try Self.deleteCheckpoint(of: thing, db) }
        if !isRemoved { throw LedgerError.gone(path: path, name: thing.name) }
        return
      case .checkpoint: try Self.deleteCheckpoint(of: thing, db)
      }
      guard db.changesCount == 1 else { throw LedgerError.gone(path: path, name: thing.name) }
    }
    finished.add(runs)
    try? keepHouse()
  }

  private static func deleteCheckpoint(of thing: StoredThing, _ db: Database) throws {
    try db.run("DELETE FROM checkpoint WHERE corpus_id = ? AND name = ?", thing.corpusID, thing.name)
  }

  private static func completeCheckpoint(of model: StoredThing, _ db: Database) throws -> Bool {
    try db.integer(
      "SELECT 1 FROM checkpoint WHERE corpus_id = ? AND name = ? AND complete", model.corpusID, model.name) != nil
  }

  /// Refuses what another process works on: any run on a corpus, the training of a model.
  private func requireUnused(_ thing: StoredThing, _ db: Database) throws {
    try requireUnused(
      corpus: thing.corpusID, training: thing.kind == .corpus ? nil : thing.name, name: thing.name, db)
  }

  /// - Parameter training: the model whose training is asked for; nil for any run on the corpus.
  func requireUnused(corpus: Int, training: String?, name: String, _ db: Database) throws {
    let running = try db.rows(
      """
      SELECT host, pid, process_start, command FROM run
      WHERE status = 'running' AND corpus_id = ?1 AND (?2 IS NULL OR (command = 'train-rnn' AND subject = ?2))
      """, corpus, training
    ) { row in
      (process: ProcessIdentity(host: row.text(0), pid: row.integer(1), start: row.text(2)), command: row.text(3))
    }
    if let other = running.first(where: { $0.process != .current && $0.process.isAlive }) {
      throw LedgerError.inUse(path: path, name: name, command: other.command, process: other.process.pid)
    }
  }

  /// How many n-grams of a model are stored as rows: places are numbered without gaps, so that the last of each order
  /// tells.
  static func storedNGrams(of model: Int, _ db: Database) throws -> Int {
    guard let list = try db.integer("SELECT list_id FROM ngram_list WHERE model_id = ?", model) else { return 0 }
    return try PackedKey.orders.reduce(0) { sum, order in
      let first = list << PackedKey.gram.bits | order << PackedKey.placeBits
      let last = try db.integer(
        "SELECT max(key) FROM top_ngram WHERE key BETWEEN ? AND ?", first, first | PackedKey.places.upperBound)
      return sum + (last.map { $0 - first } ?? 0)
    }
  }
}

extension StoredThing {
  fileprivate func isCheckpoint(of model: StoredThing) -> Bool {
    kind == .checkpoint && corpusID == model.corpusID && name.utf8.elementsEqual(model.name.utf8)
  }
}

extension Ledger {
  /// How many n-grams of a model are stored as rows.
  public func storedNGrams(of model: ModelRecord) throws(LedgerError) -> Int {
    try read { db in try Self.storedNGrams(of: model.id, db) }
  }
}
