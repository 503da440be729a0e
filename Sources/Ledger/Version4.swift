internal import GRDB

/// From version 3 of the tables to version 4: what models are made of, and what is found out about their scores.
///
/// All of the findings hang on a row of `score` and go with it. Perplexities stand beside the nats that they come from:
/// an SQLite without mathematical functions has no `exp` for the views.
enum Version4 {
  static func migrate(_ db: Database) throws {
    for statement in statements { try db.run(statement) }
  }

  /// The row of `score` that a finding belongs to.
  private static func ofScore(_ model: String = "model_id") -> String {
    "FOREIGN KEY(\(model), split) REFERENCES score(model_id, split) ON DELETE CASCADE"
  }

  private static let statements = [
    // Positions read in training, epochs counted; NULL: not known.
    "ALTER TABLE model ADD COLUMN trained INTEGER CHECK(trained >= 0)",
    """
    CREATE TABLE component(
      model_id INTEGER NOT NULL REFERENCES model ON DELETE CASCADE, -- the mixture or cache
      place INTEGER NOT NULL CHECK(place >= 0),
      component TEXT NOT NULL CHECK(\(Schema.name("component"))), -- its name when the mixture was made
      component_id INTEGER REFERENCES model ON DELETE SET NULL, -- NULL: a cache, or a model that has gone
      role TEXT NOT NULL CHECK(\(Schema.name("role"))), -- part, base or cache
      weight REAL, -- NULL: it has none of its own
      PRIMARY KEY(model_id, place)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX component_by_component ON component(component_id)",
    """
    CREATE TABLE score_error(
      model_id INTEGER NOT NULL,
      split TEXT NOT NULL,
      standard_error REAL NOT NULL CHECK(standard_error >= 0), -- of the mean −ln p, nats a position
      low REAL NOT NULL, -- the mean's 95 % interval
      high REAL NOT NULL CHECK(high >= low),
      perplexity_low REAL CHECK(perplexity_low > 0), -- exp of them
      perplexity_high REAL CHECK(perplexity_high > 0),
      block INTEGER NOT NULL CHECK(block >= 1), -- positions
      resamples INTEGER NOT NULL CHECK(resamples >= 1),
      seed INTEGER NOT NULL,
      PRIMARY KEY(model_id, split),
      \(ofScore())
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE difference(
      model_a INTEGER NOT NULL,
      model_b INTEGER NOT NULL CHECK(model_a < model_b),
      split TEXT NOT NULL,
      nats REAL NOT NULL, -- the mean of ln p of a − ln p of b: positive where a is better
      standard_error REAL NOT NULL CHECK(standard_error >= 0),
      low REAL NOT NULL, -- its 95 % interval
      high REAL NOT NULL CHECK(high >= low),
      p_value REAL NOT NULL CHECK(p_value BETWEEN 0 AND 1), -- two-sided
      block INTEGER NOT NULL CHECK(block >= 1),
      resamples INTEGER NOT NULL CHECK(resamples >= 1),
      seed INTEGER NOT NULL,
      PRIMARY KEY(model_a, split, model_b),
      \(ofScore("model_a")),
      \(ofScore("model_b"))
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX difference_by_b ON difference(model_b, split)",
    """
    CREATE TABLE breakdown(
      model_id INTEGER NOT NULL,
      split TEXT NOT NULL,
      dimension TEXT NOT NULL CHECK(\(Schema.name("dimension"))), -- frequency, position, history, kind
      place INTEGER NOT NULL CHECK(place >= 0),
      label TEXT NOT NULL CHECK(\(Schema.name("label"))),
      positions INTEGER NOT NULL CHECK(positions >= 0),
      nats REAL, -- −Σ ln p; NULL for infinity, as below
      perplexity REAL CHECK(perplexity > 0),
      PRIMARY KEY(model_id, split, dimension, place),
      \(ofScore())
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE horizon_point(
      model_id INTEGER NOT NULL,
      split TEXT NOT NULL,
      k INTEGER NOT NULL CHECK(k >= 1), -- tokens ahead
      origins INTEGER NOT NULL CHECK(origins >= 0), -- positions from which the model predicted by itself
      hits INTEGER NOT NULL CHECK(hits BETWEEN 0 AND origins),
      nats REAL, -- −Σ ln p of the true token
      perplexity REAL CHECK(perplexity > 0),
      one_step_hits INTEGER NOT NULL CHECK(one_step_hits BETWEEN 0 AND origins), -- the same tokens after true history
      one_step_nats REAL,
      one_step_perplexity REAL CHECK(one_step_perplexity > 0),
      PRIMARY KEY(model_id, split, k),
      \(ofScore())
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE data_point(
      model_id INTEGER NOT NULL, -- the model of all of train, with the same settings
      split TEXT NOT NULL,
      percent REAL NOT NULL CHECK(percent > 0 AND percent <= 100), -- of train
      positions INTEGER NOT NULL CHECK(positions >= 0), -- of train that were read
      scored INTEGER NOT NULL CHECK(scored >= 0),
      nats REAL,
      perplexity REAL CHECK(perplexity > 0),
      seconds REAL NOT NULL CHECK(seconds >= 0), -- training
      PRIMARY KEY(model_id, split, percent),
      \(ofScore())
    ) STRICT, WITHOUT ROWID
    """,
  ]

  /// Makes an older file that may only be read look like one of version 5, but for what the versions between add: views of
  /// the connection alone stand for the tables that it has not, and before its own views.
  static func readOlder(_ db: Database, version: Int) throws {
    for view in absentTables { try db.run(view) }
    // Version 2 has a view of its own before the table of version 1.
    if version >= 2 { try db.run(Version5.model(trained: "NULL")) }
    try Views.putBefore(db)
  }

  private static let absentTables = [
    """
    CREATE TEMP VIEW component AS
    SELECT 0 AS model_id, 0 AS place, '' AS component, NULL AS component_id, '' AS role, NULL AS weight WHERE 0
    """,
    """
    CREATE TEMP VIEW score_error AS
    SELECT
      0 AS model_id, '' AS split, 0.0 AS standard_error, 0.0 AS low, 0.0 AS high, 1.0 AS perplexity_low,
      1.0 AS perplexity_high, 1 AS block, 1 AS resamples, 0 AS seed
    WHERE 0
    """,
    """
    CREATE TEMP VIEW difference AS
    SELECT
      0 AS model_a, 0 AS model_b, '' AS split, 0.0 AS nats, 0.0 AS standard_error, 0.0 AS low, 0.0 AS high,
      1.0 AS p_value, 1 AS block, 1 AS resamples, 0 AS seed
    WHERE 0
    """,
    """
    CREATE TEMP VIEW breakdown AS
    SELECT
      0 AS model_id, '' AS split, '' AS dimension, 0 AS place, '' AS label, 0 AS positions, NULL AS nats,
      NULL AS perplexity
    WHERE 0
    """,
    """
    CREATE TEMP VIEW horizon_point AS
    SELECT
      0 AS model_id, '' AS split, 1 AS k, 0 AS origins, 0 AS hits, NULL AS nats, NULL AS perplexity,
      0 AS one_step_hits, NULL AS one_step_nats, NULL AS one_step_perplexity
    WHERE 0
    """,
    """
    CREATE TEMP VIEW data_point AS
    SELECT
      0 AS model_id, '' AS split, 1.0 AS percent, 0 AS positions, 0 AS scored, NULL AS nats, NULL AS perplexity,
      0.0 AS seconds
    WHERE 0
    """,
  ]
}
