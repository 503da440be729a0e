internal import GRDB

/// The tables, as named steps: a file says with `user_version` how far it has come.
enum Schema {
  /// "lmct", in the file's header: the mark by which an lmctl database is known.
  static let applicationID = 0x6C6D_6374
  /// The `user_version` that the steps below lead to.
  static let version = 5

  /// What leads from each version to the next.
  private static let steps: [(name: String, run: @Sendable (Database) throws -> Void)] = [
    ("1 tables and views", { db in for table in tables { try db.run(table) } }),
    ("2 packed keys", Version2.migrate),
    ("3 checkpoints", Version3.migrate),
    ("4 findings", Version4.migrate),
    ("5 findings of one rule", Version5.migrate),
  ]

  /// All of it in an empty file, or what an older one has not yet, with all that it holds.
  ///
  /// Within one transaction, and with foreign keys off where the file holds anything. The names of the steps are written
  /// as GRDB's migrator writes them, by which lmctl looked before it went by `user_version`.
  /// - Parameters:
  ///   - first: the version that the file has.
  ///   - version: how far; the views are those of the last one.
  static func make(_ db: Database, from first: Int = 0, version: Int = Schema.version) throws {
    if first == 0 { try db.run("CREATE TABLE grdb_migrations(identifier TEXT NOT NULL PRIMARY KEY) STRICT") }
    for step in steps.prefix(version).dropFirst(first) {
      try step.run(db)
      try db.run("INSERT OR REPLACE INTO grdb_migrations(identifier) VALUES (?)", step.name)
    }
    // Views hold no data: they are made anew with the last version.
    if version == Schema.version { try Views.replaceAll(db) }
    try db.run("PRAGMA user_version = \(version)")
  }

  /// True where a column holds nothing that a terminal obeys: the sqlite3 shell prints control bytes as they are.
  static func shown(_ column: String) -> String {
    "\(column) NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*'"
      + " AND instr(\(column), char(0)) = 0"
  }

  static func name(_ column: String) -> String { "length(\(column)) BETWEEN 1 AND 200 AND \(shown(column))" }

  private static func sha256(_ column: String) -> String {
    "length(\(column)) = 64 AND \(column) NOT GLOB '*[^0-9a-f]*'"
  }

  static let now = "DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"

  private static let tables = [
    """
    CREATE TABLE run(
      run_id TEXT PRIMARY KEY CHECK(length(run_id) = 26),
      command TEXT NOT NULL CHECK(\(name("command"))),
      subject TEXT CHECK(\(name("subject"))), -- the corpus or model being made
      corpus_id INTEGER REFERENCES corpus ON DELETE SET NULL,
      model_id INTEGER REFERENCES model ON DELETE SET NULL,
      status TEXT NOT NULL CHECK(status IN ('running', 'finished', 'failed', 'interrupted')),
      argv TEXT NOT NULL CHECK(json_valid(argv)),
      settings TEXT NOT NULL CHECK(json_valid(settings)),
      versions TEXT NOT NULL CHECK(json_valid(versions)),
      threads INTEGER NOT NULL CHECK(threads >= 1),
      seed INTEGER,
      host TEXT NOT NULL, pid INTEGER NOT NULL, process_start TEXT NOT NULL,
      started_at TEXT NOT NULL \(now),
      ended_at TEXT CHECK((ended_at IS NULL) = (status = 'running')),
      exit_code INTEGER,
      error TEXT CHECK(\(shown("error")))
    ) STRICT
    """,
    """
    CREATE TABLE artifact(
      artifact_id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK(\(name("kind"))),
      bytes INTEGER CHECK(bytes >= 0), -- with sha256, NULL until all chunks are there
      sha256 TEXT CHECK(\(sha256("sha256"))),
      owner TEXT REFERENCES run ON DELETE SET NULL,
      CHECK((bytes IS NULL) = (sha256 IS NULL))
    ) STRICT
    """,
    "CREATE INDEX artifact_by_content ON artifact(sha256)",
    "CREATE INDEX artifact_by_owner ON artifact(owner)",
    """
    CREATE TABLE artifact_chunk(
      artifact_id INTEGER NOT NULL REFERENCES artifact ON DELETE CASCADE,
      place INTEGER NOT NULL CHECK(place >= 0),
      data BLOB NOT NULL CHECK(length(data) BETWEEN 1 AND \(ArtifactChunk.bytes)),
      PRIMARY KEY(artifact_id, place)
    ) STRICT
    """,
    """
    CREATE TABLE corpus(
      corpus_id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE CHECK(\(name("name"))),
      settings TEXT NOT NULL CHECK(json_valid(settings)),
      sources TEXT NOT NULL CHECK(json_valid(sources)), -- [{path, bytes, sha256, encoding, confidence, compressed, invalid}]
      input_sha256 TEXT NOT NULL CHECK(\(sha256("input_sha256"))), -- of settings and sources
      vocabulary_sha256 TEXT NOT NULL CHECK(\(sha256("vocabulary_sha256"))),
      vocabulary_size INTEGER NOT NULL CHECK(vocabulary_size >= 0), -- V
      boundary TEXT NOT NULL CHECK(\(name("boundary"))),
      has_eos INTEGER NOT NULL CHECK(has_eos IN (0, 1)),
      reversible INTEGER NOT NULL CHECK(reversible IN (0, 1)),
      bytes INTEGER NOT NULL CHECK(bytes >= 0),
      characters INTEGER NOT NULL CHECK(characters >= 0),
      tokens INTEGER NOT NULL CHECK(tokens >= 0),
      types INTEGER NOT NULL CHECK(types >= 0),
      versions TEXT NOT NULL CHECK(json_valid(versions)),
      created_at TEXT NOT NULL \(now),
      run_id TEXT REFERENCES run ON DELETE SET NULL
    ) STRICT
    """,
    """
    CREATE TABLE split(
      corpus_id INTEGER NOT NULL REFERENCES corpus ON DELETE CASCADE,
      name TEXT NOT NULL CHECK(name IN ('train', 'valid', 'test')),
      ids INTEGER NOT NULL REFERENCES artifact,
      tokens INTEGER NOT NULL CHECK(tokens >= 0),
      segments INTEGER NOT NULL CHECK(segments >= 0), -- 0 where the boundary is none
      scored INTEGER NOT NULL CHECK(scored = tokens + segments),
      oov INTEGER NOT NULL CHECK(oov BETWEEN 0 AND tokens),
      characters INTEGER NOT NULL CHECK(characters >= 0),
      bytes INTEGER NOT NULL CHECK(bytes >= 0),
      stream_sha256 TEXT NOT NULL CHECK(\(sha256("stream_sha256"))),
      PRIMARY KEY(corpus_id, name)
    ) STRICT
    """,
    "CREATE INDEX split_by_ids ON split(ids)",
    """
    CREATE TABLE token(
      corpus_id INTEGER NOT NULL REFERENCES corpus ON DELETE CASCADE,
      token_id INTEGER NOT NULL CHECK(token_id >= 0),
      bytes BLOB NOT NULL CHECK(length(bytes) >= 1),
      text TEXT NOT NULL CHECK(\(shown("text"))), -- escaped for display
      count INTEGER NOT NULL CHECK(count >= 0),
      rank INTEGER CHECK(rank >= 1), -- NULL for <unk> and <eos>
      PRIMARY KEY(corpus_id, token_id), UNIQUE(corpus_id, bytes)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE statistic(
      corpus_id INTEGER NOT NULL REFERENCES corpus ON DELETE CASCADE,
      name TEXT NOT NULL CHECK(\(name("name"))),
      value REAL, -- NULL: not defined for this corpus
      recipe TEXT NOT NULL CHECK(\(shown("recipe"))),
      PRIMARY KEY(corpus_id, name)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE model(
      model_id INTEGER PRIMARY KEY,
      corpus_id INTEGER NOT NULL REFERENCES corpus ON DELETE CASCADE,
      name TEXT NOT NULL CHECK(\(name("name"))),
      kind TEXT NOT NULL CHECK(\(name("kind"))),
      smoothing TEXT CHECK(\(name("smoothing"))),
      ngram_order INTEGER CHECK(ngram_order >= 1),
      context TEXT NOT NULL CHECK(context IN ('segment', 'stream')),
      unseen TEXT CHECK(\(name("unseen"))), -- an n-gram model's rule for unseen words
      parameters INTEGER NOT NULL CHECK(parameters >= 0),
      settings TEXT NOT NULL CHECK(json_valid(settings)),
      seed INTEGER,
      seconds REAL NOT NULL CHECK(seconds >= 0), -- training
      artifact_id INTEGER NOT NULL REFERENCES artifact,
      run_id TEXT REFERENCES run ON DELETE SET NULL,
      created_at TEXT NOT NULL \(now),
      UNIQUE(corpus_id, name)
    ) STRICT
    """,
    "CREATE INDEX model_by_artifact ON model(artifact_id)",
    """
    CREATE TABLE score(
      model_id INTEGER NOT NULL REFERENCES model ON DELETE CASCADE,
      split TEXT NOT NULL CHECK(split IN ('train', 'valid', 'test')),
      stream_sha256 TEXT NOT NULL CHECK(\(sha256("stream_sha256"))),
      scored INTEGER NOT NULL CHECK(scored >= 0),
      oov INTEGER NOT NULL CHECK(oov BETWEEN 0 AND scored),
      nats REAL, -- NULL for infinity, as all below
      perplexity REAL CHECK(perplexity IS NULL OR (perplexity > 0 AND nats IS NOT NULL)),
      perplexity_excluding_oov REAL CHECK(perplexity_excluding_oov > 0),
      perplexity_without_eos REAL CHECK(perplexity_without_eos > 0),
      bits_per_character REAL,
      bits_per_byte REAL,
      -- the first position of probability 0
      zero_at INTEGER CHECK(zero_at IS NULL OR (zero_at BETWEEN 0 AND scored - 1 AND nats IS NULL)),
      artifact_id INTEGER NOT NULL REFERENCES artifact, -- ln p of each position
      seconds REAL NOT NULL CHECK(seconds >= 0), -- scoring
      PRIMARY KEY(model_id, split)
    ) STRICT
    """,
    "CREATE INDEX score_by_artifact ON score(artifact_id)",
    """
    CREATE TABLE top_ngram(
      model_id INTEGER NOT NULL REFERENCES model ON DELETE CASCADE,
      n INTEGER NOT NULL CHECK(n >= 1),
      place INTEGER NOT NULL CHECK(place >= 1),
      gram TEXT NOT NULL CHECK(\(shown("gram"))),
      count INTEGER NOT NULL CHECK(count > 0),
      PRIMARY KEY(model_id, n, place)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE metric(
      run_id TEXT NOT NULL REFERENCES run ON DELETE CASCADE,
      name TEXT NOT NULL CHECK(\(name("name"))),
      step INTEGER NOT NULL CHECK(step >= 0),
      epoch REAL CHECK(epoch >= 0),
      value REAL, -- NULL: not a finite number
      wall_ms INTEGER NOT NULL CHECK(wall_ms >= 0), -- since the run began
      PRIMARY KEY(run_id, name, step)
    ) STRICT, WITHOUT ROWID
    """,
    // A foreign key without an index on its column makes each deletion of a parent read the whole child table.
    "CREATE INDEX run_by_corpus ON run(corpus_id)",
    "CREATE INDEX run_by_model ON run(model_id)",
    "CREATE INDEX corpus_by_run ON corpus(run_id)",
    "CREATE INDEX model_by_run ON model(run_id)",
  ]
}
