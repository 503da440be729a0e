internal import GRDB

/// The views: what a person asks of `lm.sqlite` in the sqlite3 shell.
///
/// Views over big tables fix the join order with CROSS JOIN: the file is not ANALYZEd, and SQLite's guess reads the big
/// table first (measured: 4.2 s against 0.6 ms). Their columns bear a plus, which does nothing but keep SQLite from making
/// an index of the whole table for one query that asks for a value of such a column.
enum Views {
  private static let all =
    [
      ("leaderboard", leaderboard), ("zipf", zipf), ("spectrum", spectrum), ("learning_curve", learningCurve),
      ("top_ngrams", topNGrams), ("ngrams", ngrams), ("runs", runs), ("checkpoints", checkpoints),
      ("diagnostics", diagnostics),
    ] + FindingViews.all

  static let names = Set(all.map(\.0))

  static func replaceAll(_ db: Database) throws {
    for (name, view) in all {
      try db.run("DROP VIEW IF EXISTS \(name)")
      try db.run(view)
    }
  }

  /// Makes them in the connection alone, before those of an older file that may only be read: it may have others, or none
  /// where an older lmctl was ended between two steps.
  static func putBefore(_ db: Database) throws {
    for (_, view) in all { try db.run(view.replacing("CREATE VIEW", with: "CREATE TEMP VIEW")) }
  }

  /// Ranks only what may be ranked together: one stream, and one rule for words that training never saw (a network's
  /// is that of `uniform`: the unseen are one type among others). What does not sum to 1 over the vocabulary has a
  /// figure like a perplexity, which ranks with nothing. The perplexity's standard error is that of the mean −ln p by the
  /// delta method; `low` and `high` hold it with 95 %. `seconds` are of training, as are `trained`
  /// positions; NULL where another program did it.
  static let leaderboard = """
    CREATE VIEW leaderboard AS
    SELECT
      c.name AS corpus, s.split,
      CASE WHEN s.perplexity IS NOT NULL AND m.normalized THEN rank() OVER (
        PARTITION BY
          c.corpus_id, s.split, s.stream_sha256, coalesce(m.unseen, 'uniform'),
          s.perplexity IS NOT NULL AND m.normalized
        ORDER BY s.nats) END AS place,
      m.name AS model, m.kind, m.smoothing, m.ngram_order AS "order", m.context, m.unseen, m.normalized,
      s.perplexity, s.perplexity * e.standard_error AS standard_error, e.perplexity_low AS low,
      e.perplexity_high AS high, s.perplexity_excluding_oov, s.perplexity_without_eos, s.bits_per_character,
      s.bits_per_byte, s.nats, s.scored, s.oov, s.zero_at,
      iif(m.kind <> 'imported', m.parameters, NULL) AS parameters, a.bytes AS stored_bytes,
      nullif(m.seconds, 0) AS seconds, m.trained,
      m.trained / nullif(m.seconds, 0) AS tokens_per_second,
      s.scored / nullif(s.seconds, 0) AS scoring_tokens_per_second, s.stream_sha256 AS stream
    FROM score s
      CROSS JOIN model m ON m.model_id = s.model_id
      CROSS JOIN corpus c ON c.corpus_id = m.corpus_id
      LEFT JOIN artifact a ON a.artifact_id = m.artifact_id
      LEFT JOIN score_error e ON e.model_id = s.model_id AND e.split = s.split
    ORDER BY corpus, s.split, place IS NULL, place, model
    """

  /// One row a type, the most frequent first, whatever its id (ids may be another corpus's); `frequency` is the share of the training tokens; logarithms are natural.
  ///
  /// `ln` is there where SQLite was built with SQLITE_ENABLE_MATH_FUNCTIONS, as Debian's shell and library 3.40.1 are.
  /// Elsewhere this view alone answers "no such function: ln"; lmctl itself never reads it.
  private static let zipf = """
    CREATE VIEW zipf AS
    SELECT
      c.name AS corpus, +t.rank AS rank, +t.text AS token, +t.count AS count,
      1.0 * t.count / s.tokens AS frequency,
      ln(t.rank) AS log_rank, CASE WHEN t.count > 0 THEN ln(t.count) END AS log_count
    FROM corpus c
      LEFT JOIN split s ON s.corpus_id = c.corpus_id AND s.name = 'train'
      CROSS JOIN token t ON \(PackedKey.token.isOf("c.corpus_id", key: "t.key"))
    WHERE t.rank IS NOT NULL
    ORDER BY c.corpus_id, t.rank
    """

  /// The frequencies of frequencies: how many types occur once, twice, … in `train`; a sort of the counts, some 0.2 s for
  /// half a million types.
  private static let spectrum = """
    CREATE VIEW spectrum AS
    SELECT c.name AS corpus, t.count AS frequency, count(*) AS types
    FROM corpus c CROSS JOIN token t ON \(PackedKey.token.isOf("c.corpus_id", key: "t.key"))
    WHERE t.rank IS NOT NULL AND t.count > 0
    GROUP BY c.corpus_id, t.count
    ORDER BY c.corpus_id, t.count
    """

  /// Training curves, while they grow too: a model that is still being made goes by its run's subject.
  private static let learningCurve = """
    CREATE VIEW learning_curve AS
    SELECT
      c.name AS corpus, coalesce(m.name, r.subject) AS model, r.run_id AS run, x.name AS metric,
      x.step, x.epoch, x.value, x.wall_ms / 1000.0 AS seconds
    FROM run r
      LEFT JOIN model m ON m.model_id = r.model_id
      LEFT JOIN corpus c ON c.corpus_id = r.corpus_id
      CROSS JOIN metric x ON x.run_id = r.run_id
    ORDER BY r.run_id, x.name, x.step
    """

  /// Trainings that can go on with `--resume`; a complete one with more epochs.
  private static let checkpoints = """
    CREATE VIEW checkpoints AS
    SELECT
      c.name AS corpus, p.name AS model, p.step, p.epoch, p.complete, a.bytes, p.created_at, p.run_id AS run, p.settings
    FROM checkpoint p JOIN corpus c ON c.corpus_id = p.corpus_id JOIN artifact a ON a.artifact_id = p.artifact_id
    ORDER BY corpus, model
    """

  /// What was measured on networks in training; a model that is still being made goes by its run's subject.
  private static let diagnostics = """
    CREATE VIEW diagnostics AS
    SELECT
      c.name AS corpus, coalesce(m.name, r.subject) AS model, r.run_id AS run, d.epoch, d.layer, d.name, d.place, d.value
    FROM run r
      LEFT JOIN model m ON m.model_id = r.model_id
      LEFT JOIN corpus c ON c.corpus_id = r.corpus_id
      CROSS JOIN diagnostic d ON d.run_id = r.run_id
    ORDER BY r.run_id, d.name, d.epoch, d.layer, d.place
    """

  /// The n-grams of models that are stored as rows, by way of the orders there may be: of each the first `places` are a
  /// range of keys, however many rows there are.
  private static func rowsOfModels(_ view: String, places: String) -> String {
    """
    CREATE VIEW \(view) AS
    WITH RECURSIVE orders(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM orders WHERE n < \(PackedKey.orders.upperBound))
    SELECT
      c.name AS corpus, m.name AS model, o.n, +g.place AS place, +g.gram AS gram, +g.count AS count,
      g.log10_probability, g.log10_backoff
    FROM corpus c
      CROSS JOIN model m ON m.corpus_id = c.corpus_id
      CROSS JOIN ngram_list l ON l.model_id = m.model_id
      CROSS JOIN orders o
      CROSS JOIN top_ngram g ON g.key
        BETWEEN (l.list_id << \(PackedKey.gram.bits)) + (o.n << \(PackedKey.placeBits)) + 1
        AND (l.list_id << \(PackedKey.gram.bits)) + (o.n << \(PackedKey.placeBits)) + \(places)
    """
  }

  /// The 1,000 most frequent of each order and model: so many are read and put into order in no time, whatever is asked.
  private static let topNGrams = rowsOfModels("top_ngrams", places: "1000") + "\nORDER BY corpus, model, o.n, g.place"

  /// All of them (`lmctl ngram --rows all` stores millions), in the order in which they lie: by model, order and place.
  private static let ngrams = rowsOfModels("ngrams", places: "\(PackedKey.places.upperBound)")

  /// Newest first: a run_id begins with its time.
  private static let runs = """
    CREATE VIEW runs AS
    SELECT
      r.run_id AS run, r.command, r.subject, c.name AS corpus, m.name AS model, r.status, r.started_at,
      round((julianday(coalesce(r.ended_at, 'now')) - julianday(r.started_at)) * 86400, 3) AS seconds,
      r.exit_code, r.error, r.settings
    FROM run r LEFT JOIN corpus c ON c.corpus_id = r.corpus_id LEFT JOIN model m ON m.model_id = r.model_id
    ORDER BY r.run_id DESC
    """
}
