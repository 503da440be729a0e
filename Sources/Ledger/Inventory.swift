internal import GRDB

/// One of what a database holds under a name.
public struct StoredThing: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case corpus
    case model
    case checkpoint
  }

  public let kind: Kind
  public let name: String
  /// The corpus that it belongs to; a corpus belongs to itself.
  public let corpus: String
  /// What it is, in words: sizes of a corpus, the kind of a model, how far a checkpoint has come.
  public let about: String
  /// Of its large values: a corpus's ids, a model with its ln p of each position, a checkpoint.
  public let bytes: Int
  /// UTC, ISO 8601.
  public let createdAt: String
  /// Of the corpus or the model; of a checkpoint, its artifact's.
  let id: Int
  let corpusID: Int
}

extension Ledger {
  /// Everything that has a name: each corpus, then its models and its checkpoints, all by name.
  public func inventory() throws(LedgerError) -> [StoredThing] {
    let things = try read { db in
      try db.rows(Self.things) { row -> StoredThing? in
        guard let kind = StoredThing.Kind(rawValue: row.text(0)) else { return nil }
        return StoredThing(
          kind: kind, name: row.text(1), corpus: row.text(2), about: row.text(3), bytes: row.integer(4),
          createdAt: row.text(5), id: row.integer(6), corpusID: row.integer(7))
      }
    }
    return things.compactMap(\.self)
  }

  // total() is REAL: no sum of lengths, however false, overflows it. One artifact may serve several splits or scores.
  private static let things = """
    SELECT
      'corpus' AS kind, c.name, c.name AS corpus, c.tokens || ' tokens, ' || c.types || ' types' AS about,
      (SELECT total(bytes) FROM artifact WHERE artifact_id IN (SELECT ids FROM split WHERE corpus_id = c.corpus_id)),
      c.created_at, c.corpus_id AS id, c.corpus_id, 0 AS place
    FROM corpus c
    UNION ALL
    SELECT
      'model', m.name, c.name, m.kind || coalesce(' ' || m.smoothing, '') || coalesce(', order ' || m.ngram_order, ''),
      (SELECT total(bytes) FROM artifact WHERE artifact_id IN (
        SELECT m.artifact_id UNION ALL SELECT artifact_id FROM score WHERE model_id = m.model_id)),
      m.created_at, m.model_id, m.corpus_id, 1
    FROM model m JOIN corpus c ON c.corpus_id = m.corpus_id
    UNION ALL
    SELECT
      'checkpoint', p.name, c.name, p.step || ' updates, ' || round(p.epoch, 2) || ' epochs' || iif(p.complete, ', complete', ''),
      (SELECT total(bytes) FROM artifact WHERE artifact_id = p.artifact_id), p.created_at, p.artifact_id, p.corpus_id, 2
    FROM checkpoint p JOIN corpus c ON c.corpus_id = p.corpus_id
    ORDER BY corpus, place, 2
    """
}
