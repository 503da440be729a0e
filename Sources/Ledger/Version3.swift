internal import GRDB

/// From version 2 of the tables to version 3: what a training leaves behind so that it can go on, and what is found out
/// about gradients and activations on the way.
enum Version3 {
  static func migrate(_ db: Database) throws {
    for statement in statements { try db.run(statement) }
  }

  private static let statements = [
    """
    CREATE TABLE checkpoint(
      corpus_id INTEGER NOT NULL REFERENCES corpus ON DELETE CASCADE,
      name TEXT NOT NULL CHECK(\(Schema.name("name"))), -- of the model that is being trained
      settings TEXT NOT NULL CHECK(json_valid(settings)), -- what may not change when the training goes on
      artifact_id INTEGER NOT NULL REFERENCES artifact,
      step INTEGER NOT NULL CHECK(step >= 0), -- updates done
      epoch REAL NOT NULL CHECK(epoch >= 0), -- epochs done, with the fraction of the one under way
      complete INTEGER NOT NULL CHECK(complete IN (0, 1)), -- whether the model is there
      run_id TEXT REFERENCES run ON DELETE SET NULL,
      created_at TEXT NOT NULL \(Schema.now),
      PRIMARY KEY(corpus_id, name)
    ) STRICT
    """,
    "CREATE INDEX checkpoint_by_artifact ON checkpoint(artifact_id)",
    "CREATE INDEX checkpoint_by_run ON checkpoint(run_id)",
    """
    CREATE TABLE diagnostic(
      run_id TEXT NOT NULL REFERENCES run ON DELETE CASCADE,
      epoch INTEGER NOT NULL CHECK(epoch >= 0),
      layer INTEGER NOT NULL CHECK(layer >= 0),
      name TEXT NOT NULL CHECK(\(Schema.name("name"))),
      place INTEGER NOT NULL CHECK(place >= 0), -- what the name counts: steps between h and the loss, a bin, a gate
      value REAL, -- NULL: not a finite number
      PRIMARY KEY(run_id, name, epoch, layer, place)
    ) STRICT, WITHOUT ROWID
    """,
  ]

  /// Makes an older file that may only be read look like one of version 3: empty views of the connection alone stand for
  /// what it has not.
  static func readOlder(_ db: Database) throws {
    for view in olderAsNow { try db.run(view) }
  }

  private static let olderAsNow = [
    """
    CREATE TEMP VIEW checkpoint AS
    SELECT
      0 AS corpus_id, '' AS name, '{}' AS settings, 0 AS artifact_id, 0 AS step, 0.0 AS epoch, 0 AS complete,
      NULL AS run_id, '' AS created_at
    WHERE 0
    """,
    """
    CREATE TEMP VIEW diagnostic AS
    SELECT '' AS run_id, 0 AS epoch, 0 AS layer, '' AS name, 0 AS place, NULL AS value WHERE 0
    """,
  ]
}
