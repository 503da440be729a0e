internal import GRDB

/// The n-grams that a ``TopNGramWriter`` has written, until a model shows them.
public struct NGramList: Sendable, Equatable {
  let id: Int
}

/// Rows of `top_ngram` that go into the database ahead of the model that shows them: for millions.
///
///     let writer = ledger.topNGramWriter(run: run)
///     for page in pages { try writer.append(page) }
///     model.ngramList = try writer.finish()
///     try ledger.add(models: [(model, scores, [])])
///
/// Rows go in by 100,000 in a transaction of its own, so that no reader waits for all of them; memory: one such page.
/// After an error nothing more can be appended. Rows that no model shows are removed once their run has ended, by the
/// next opening for writing.
public final class TopNGramWriter {
  static let rowsOfPage = 100_000

  private let ledger: Ledger
  private let run: String
  private var id: Int?
  private var pending: [TopNGramRecord] = []
  private var isOpen = true

  init(ledger: Ledger, run: String) {
    self.ledger = ledger
    self.run = run
  }

  /// Appends rows, each of another order or place; fastest by rising order, then place.
  ///
  /// - Throws: ``LedgerError/refused(path:message:)`` for rows that break a rule: a place twice, an order above 63, an
  ///   n-gram with control characters; ``LedgerError/busy(path:)`` and other failures of writing.
  public func append(_ rows: [TopNGramRecord]) throws(LedgerError) {
    precondition(isOpen, "nothing is appended after finish() or after an error")
    var start = 0
    while start < rows.count {
      let end = min(rows.count, start + Self.rowsOfPage - pending.count)
      pending += rows[start..<end]
      start = end
      if pending.count == Self.rowsOfPage { try flush() }
    }
  }

  /// Writes what is left; ``ModelRecord/ngramList`` takes the result.
  public func finish() throws(LedgerError) -> NGramList {
    precondition(isOpen, "finish() is called once, and not after an error")
    try flush()
    isOpen = false
    guard let id else { preconditionFailure("what was flushed has an id") }
    return NGramList(id: id)
  }

  private func flush() throws(LedgerError) {
    isOpen = false
    let (ledger, run, rows, made) = (ledger, run, pending, id)
    id = try ledger.write { db in
      let id = try made ?? Ledger.insertNGramList(model: nil, owner: run, db)
      try Ledger.insert(rows, list: id, ledger.path, db)
      return id
    }
    pending.removeAll(keepingCapacity: true)
    isOpen = true
  }
}

extension Ledger {
  /// A writer of rows that belong to `run` until a model shows them.
  public func topNGramWriter(run: String) -> TopNGramWriter { TopNGramWriter(ledger: self, run: run) }

  /// The n-grams of a model that are stored as rows, by order and place.
  public func topNGrams(of model: ModelRecord) throws(LedgerError) -> [TopNGramRecord] {
    try read { db in
      try db.rows(
        """
        SELECT \(TopNGramRecord.columns)
        FROM ngram_list l CROSS JOIN top_ngram g ON \(PackedKey.gram.isOf("l.list_id", key: "g.key"))
        WHERE l.model_id = ? ORDER BY g.key
        """, model.id
      ) { row in TopNGramRecord(row) }
    }
  }

  /// Makes the rows of a list, and others, those of a model.
  static func show(_ list: NGramList?, _ grams: [TopNGramRecord], model: Int, _ path: String, _ db: Database) throws {
    guard list != nil || !grams.isEmpty else { return }
    let id: Int
    if let list {
      id = list.id
      try db.run("UPDATE ngram_list SET model_id = ?, owner = NULL WHERE list_id = ? AND model_id IS NULL", model, id)
      guard db.changesCount == 1 else {
        throw LedgerError.refused(path: path, message: "n-grams of another model, or none")
      }
    } else {
      id = try insertNGramList(model: model, owner: nil, db)
    }
    try insert(grams, list: id, path, db)
  }

  fileprivate static func insertNGramList(model: Int?, owner: String?, _ db: Database) throws -> Int {
    let last = try db.integer("SELECT max(list_id) FROM ngram_list") ?? 0
    // Keys that rise are appended; beyond those that there is room for, the lowest is as good.
    let id =
      last < PackedKey.lists.upperBound
      ? last + 1
      : try db.integer(
        """
        SELECT min(list_id) + 1 FROM (SELECT 0 AS list_id UNION ALL SELECT list_id FROM ngram_list) AS l
        WHERE NOT EXISTS (SELECT 1 FROM ngram_list n WHERE n.list_id = l.list_id + 1)
        """)
    // Of a list that a spoiled file has no more, rows may have stayed.
    if let id, id <= last { try db.run("DELETE FROM top_ngram WHERE \(PackedKey.gram.isOf("?1"))", id) }
    try db.run("INSERT INTO ngram_list(list_id, model_id, owner) VALUES (?, ?, ?)", id, model, owner)
    return Int(db.lastInsertedRowID)
  }

  fileprivate static func insert(_ grams: [TopNGramRecord], list: Int, _ path: String, _ db: Database) throws {
    try BulkInsert.run(
      into: "top_ngram(key, gram, count, log10_probability, log10_backoff)", parameters: 5, count: grams.count, db
    ) { row, offset, insert in
      let gram = grams[row]
      guard PackedKey.orders.contains(gram.n), PackedKey.places.contains(gram.place),
        !Display.hasControl(gram.gram.utf8.span)
      else {
        throw LedgerError.refused(path: path, message: "n-gram \(gram.n), \(gram.place): order, place or text")
      }
      let key = list << PackedKey.gram.bits | gram.n << PackedKey.placeBits | gram.place
      try insert.bind(
        key, gram.gram, gram.count, gram.logProbability.map { $0 / TopNGramRecord.ln10 },
        gram.logBackoff.map { $0 / TopNGramRecord.ln10 }, after: offset)
    }
  }
}
