internal import GRDB

/// From version 1 of the tables to version 2, with all that they hold.
///
/// - `token` and `top_ngram` lie by a packed key (``PackedKey``); that no token stands twice is seen to by what makes
///   vocabularies, and checked where one is read.
/// - `ngram_list` owns the rows of `top_ngram`, so that millions of them can go ahead of the model that shows them.
/// - `model.normalized`: whether its probabilities sum to 1 over the vocabulary.
enum Version2 {
  static func migrate(_ db: Database) throws {
    // A view that names what is dropped would stop its renaming.
    for view in ["leaderboard", "zipf", "spectrum", "learning_curve", "top_ngrams", "runs"] {
      try db.run("DROP VIEW IF EXISTS \(view)")
    }
    for statement in statements { try db.run(statement) }
  }

  private static let statements = [
    "ALTER TABLE token RENAME TO old_token",
    """
    CREATE TABLE token(
      corpus_id INTEGER AS (\(PackedKey.token.owner)),
      token_id INTEGER AS (\(PackedKey.token.offset)),
      bytes BLOB NOT NULL CHECK(bytes <> x''),
      text TEXT NOT NULL, -- escaped for display
      count INTEGER NOT NULL CHECK(count >= 0),
      rank INTEGER CHECK(rank >= 1), -- NULL for <unk> and <eos>
      key INTEGER PRIMARY KEY CHECK(key >= 0)
    ) STRICT
    """,
    """
    INSERT INTO token(key, bytes, text, count, rank)
    SELECT corpus_id << \(PackedKey.token.bits) | token_id, bytes, text, count, rank FROM old_token
    ORDER BY corpus_id, token_id
    """,
    "DROP TABLE old_token",
    // What a foreign key would do, without an index for it.
    """
    CREATE TRIGGER tokens_of_corpus AFTER DELETE ON corpus BEGIN
      DELETE FROM token WHERE \(PackedKey.token.isOf("old.corpus_id"));
    END
    """,
    "ALTER TABLE model ADD COLUMN normalized INTEGER NOT NULL DEFAULT 1 CHECK(normalized IN (0, 1))",
    """
    CREATE TABLE ngram_list(
      list_id INTEGER PRIMARY KEY CHECK(list_id BETWEEN 1 AND \(PackedKey.lists.upperBound)),
      model_id INTEGER UNIQUE REFERENCES model ON DELETE SET NULL, -- NULL until the model appears
      owner TEXT REFERENCES run ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX ngram_list_by_owner ON ngram_list(owner)",
    "INSERT INTO ngram_list(model_id) SELECT DISTINCT model_id FROM top_ngram ORDER BY model_id",
    "ALTER TABLE top_ngram RENAME TO old_top_ngram",
    """
    CREATE TABLE top_ngram(
      list_id INTEGER AS (\(PackedKey.gram.owner)),
      n INTEGER AS ((\(PackedKey.gram.offset)) >> \(PackedKey.placeBits)),
      place INTEGER AS (key & \(1 << PackedKey.placeBits - 1)),
      gram TEXT NOT NULL, -- escaped for display
      count INTEGER NOT NULL CHECK(count > 0),
      log10_probability REAL, -- of the last token after those before it
      log10_backoff REAL, -- what a longer n-gram is backed off with
      key INTEGER PRIMARY KEY CHECK(key >= 0)
    ) STRICT
    """,
    """
    INSERT INTO top_ngram(key, gram, count)
    SELECT (l.list_id << \(PackedKey.gram.bits)) + (g.n << \(PackedKey.placeBits)) + g.place, g.gram, g.count
    FROM ngram_list l CROSS JOIN old_top_ngram g ON g.model_id = l.model_id
    WHERE g.n BETWEEN \(PackedKey.orders.lowerBound) AND \(PackedKey.orders.upperBound)
      AND g.place <= \(PackedKey.places.upperBound)
    ORDER BY l.list_id, g.n, g.place
    """,
    "DROP TABLE old_top_ngram",
  ]

  /// Makes a file of version 1 that may only be read look like one of version 2 (``Version3`` and ``Version4`` do the
  /// rest): views that live in the connection alone stand before its tables.
  static func readOlder(_ db: Database) throws {
    for view in olderAsNow { try db.run(view) }
  }

  private static let olderAsNow = [
    """
    CREATE TEMP VIEW token AS
    SELECT
      corpus_id, token_id, bytes, text, count, rank, corpus_id << \(PackedKey.token.bits) | token_id AS key
    FROM main.token
    """,
    Version5.model(normalized: "1", trained: "NULL"),
    "CREATE TEMP VIEW ngram_list AS SELECT model_id AS list_id, model_id, NULL AS owner FROM main.model",
    """
    CREATE TEMP VIEW top_ngram AS
    SELECT
      model_id AS list_id, n, place, gram, count, NULL AS log10_probability, NULL AS log10_backoff,
      (model_id << \(PackedKey.gram.bits)) + (n << \(PackedKey.placeBits)) + place AS key
    FROM main.top_ngram
    """,
  ]
}
