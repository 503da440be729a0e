internal import GRDB

/// From version 4 of the tables to version 5: the same tables, with views that leave out what has no perplexity and pairs
/// that do not rank together, and without what was worked out by older rules.
enum Version5 {
  static func migrate(_ db: Database) throws {
    for statement in statements { try db.run(statement) }
  }

  private static let statements = [
    // Their p-values were those of a standard error without √(B / (B − 1)); `compare` works them out anew.
    "DELETE FROM difference",
    "DELETE FROM breakdown WHERE model_id IN (SELECT model_id FROM model WHERE NOT normalized)",
    "DELETE FROM data_point WHERE model_id IN (SELECT model_id FROM model WHERE NOT normalized)",
    // It was the time that reading the file took.
    "UPDATE model SET seconds = 0 WHERE \(isForeign)",
  ]

  /// Whether another program made the model: how long it was trained is not known.
  private static let isForeign = """
    kind = 'imported' OR smoothing IS 'imported' OR (kind = 'rnn' AND iif(json_valid(settings), json_extract(settings, '$.training.imported'), 0) IS 1)
    """

  /// Makes a file of version 4 that may only be read look like one of version 5: views of the connection alone stand
  /// before its own and for what the next writer removes.
  static func readOlder(_ db: Database) throws {
    try db.run("CREATE TEMP VIEW difference AS SELECT * FROM main.difference WHERE 0")
    try db.run(model())
    try Views.putBefore(db)
  }

  /// The table of an older file as it would be here.
  /// - Parameters: SQL for what it has no column of.
  static func model(normalized: String = "normalized", trained: String = "trained") -> String {
    """
    CREATE TEMP VIEW model AS
    SELECT
      model_id, corpus_id, name, kind, smoothing, ngram_order, context, unseen, parameters, settings, seed,
      iif(\(isForeign), 0.0, seconds) AS seconds, artifact_id, run_id, created_at, \(normalized) AS normalized,
      \(trained) AS trained
    FROM main.model
    """
  }
}
