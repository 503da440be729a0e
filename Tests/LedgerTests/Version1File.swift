import GRDB

/// A database as lmctl 0.1.0 left it with version 1 of the tables: a corpus of six lines and two models, as the sqlite3
/// shell's `.dump` tells it.
enum Version1File {
  static func make(at path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL;")
      try db.execute(sql: dump)
      try db.execute(sql: "PRAGMA application_id = 0x6C6D6374; PRAGMA user_version = 1;")
    }
    try queue.close()
  }

  private static let dump = #"""
    PRAGMA foreign_keys=OFF;
    BEGIN TRANSACTION;
    CREATE TABLE grdb_migrations(identifier TEXT NOT NULL PRIMARY KEY) STRICT;
    INSERT INTO grdb_migrations VALUES('1 tables and views');
    CREATE TABLE run(
      run_id TEXT PRIMARY KEY CHECK(length(run_id) = 26),
      command TEXT NOT NULL CHECK(length(command) BETWEEN 1 AND 200 AND command NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(command, char(0)) = 0),
      subject TEXT CHECK(length(subject) BETWEEN 1 AND 200 AND subject NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(subject, char(0)) = 0), -- the corpus or model being made
      corpus_id INTEGER REFERENCES corpus ON DELETE SET NULL,
      model_id INTEGER REFERENCES model ON DELETE SET NULL,
      status TEXT NOT NULL CHECK(status IN ('running', 'finished', 'failed', 'interrupted')),
      argv TEXT NOT NULL CHECK(json_valid(argv)),
      settings TEXT NOT NULL CHECK(json_valid(settings)),
      versions TEXT NOT NULL CHECK(json_valid(versions)),
      threads INTEGER NOT NULL CHECK(threads >= 1),
      seed INTEGER,
      host TEXT NOT NULL, pid INTEGER NOT NULL, process_start TEXT NOT NULL,
      started_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      ended_at TEXT CHECK((ended_at IS NULL) = (status = 'running')),
      exit_code INTEGER,
      error TEXT CHECK(error NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(error, char(0)) = 0)
    ) STRICT;
    INSERT INTO run VALUES('01M7ZGJVSW04QYSSRY4ZVT0D65','tokenize','old',1,NULL,'finished','["lmctl","tokenize","f.txt","--unit","whitespace","--split","60:20:20","--corpus","old","--db","v1.db","--quiet"]','{"minCount":1,"splitting":{"shares":{"test":20,"train":60,"valid":20}},"tokenizer":{"boundary":"line","case":"keep","decoding":{"encoding":"utf-8","invalid":"error"},"keep":"all","locale":"","max_token_bytes":65536,"normalize":"none","numbers":"keep","skip_empty_lines":false,"unit":"whitespace"}}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'elsewhere',13856,'boot/1188352','2026-11-21T16:56:10.812Z','2026-11-21T16:56:10.981Z',0,NULL);
    INSERT INTO run VALUES('01M7ZGJW29TYNW376Y4F5KSKR8','ngram',NULL,1,NULL,'finished','["lmctl","ngram","--corpus","old","--order","1,2","--alpha","1","--db","v1.db","--quiet"]','{"alphas":["1"],"orders":["1","2"],"smoothing":["laplace"]}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'elsewhere',13865,'boot/1188387','2026-11-21T16:56:11.081Z','2026-11-21T16:56:11.323Z',0,NULL);
    CREATE TABLE artifact(
      artifact_id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK(length(kind) BETWEEN 1 AND 200 AND kind NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(kind, char(0)) = 0),
      bytes INTEGER CHECK(bytes >= 0), -- with sha256, NULL until all chunks are there
      sha256 TEXT CHECK(length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
      owner TEXT REFERENCES run ON DELETE SET NULL,
      CHECK((bytes IS NULL) = (sha256 IS NULL))
    ) STRICT;
    INSERT INTO artifact VALUES(1,'ids',48,'ee8d6d18dc047c18b9d013b98663d0efd861123fadc593f23e917518a10872ef','01M7ZGJVSW04QYSSRY4ZVT0D65');
    INSERT INTO artifact VALUES(2,'ids',12,'c3e42245ffdff31c980d63b232de1414ca2461a08c6efccca2af96737ef4d068','01M7ZGJVSW04QYSSRY4ZVT0D65');
    INSERT INTO artifact VALUES(3,'ids',16,'34b4b351e440dfd5281f2c59ff7327fddeeeaa85472a88f4dcb0241c5a29dc87','01M7ZGJVSW04QYSSRY4ZVT0D65');
    INSERT INTO artifact VALUES(4,'ngram-table',32,'fbfeb2385c7f3013dc5d01cc7115dbe2d2d5091c4b96ab2c427c53768507f983','01M7ZGJW29TYNW376Y4F5KSKR8');
    INSERT INTO artifact VALUES(5,'log-probabilities',24,'f47a3dbb50a2cfb2aec74006192f2615153d03688b0aa226e6f76dca6a80a780','01M7ZGJW29TYNW376Y4F5KSKR8');
    INSERT INTO artifact VALUES(6,'log-probabilities',32,'c2b60e0c1d05ed2d1f84ab98b1a890fd372d11df1a419c734cc37a848e1666e8','01M7ZGJW29TYNW376Y4F5KSKR8');
    INSERT INTO artifact VALUES(7,'ngram-table',48,'81848c35439db70d8880a5b6b4151c7c8a0108bd152cd1792a6d38f7524df96d','01M7ZGJW29TYNW376Y4F5KSKR8');
    INSERT INTO artifact VALUES(8,'log-probabilities',24,'9cb7b35f09b60b9683a73cdaba1d08f4f5aee42d1928a7330fcba8bea5cb9e72','01M7ZGJW29TYNW376Y4F5KSKR8');
    INSERT INTO artifact VALUES(9,'log-probabilities',32,'2268d973e40eba1071781e0d3866f7ee12c1997ba19a540d9054c02a1b1bd792','01M7ZGJW29TYNW376Y4F5KSKR8');
    CREATE TABLE artifact_chunk(
      artifact_id INTEGER NOT NULL REFERENCES artifact ON DELETE CASCADE,
      place INTEGER NOT NULL CHECK(place >= 0),
      data BLOB NOT NULL CHECK(length(data) BETWEEN 1 AND 4194304),
      PRIMARY KEY(artifact_id, place)
    ) STRICT;
    INSERT INTO artifact_chunk VALUES(1,0,X'020000000400000003000000010000000200000005000000030000000600000001000000020000000700000001000000');
    INSERT INTO artifact_chunk VALUES(2,0,X'000000000000000001000000');
    INSERT INTO artifact_chunk VALUES(3,0,X'01000000020000000000000001000000');
    INSERT INTO artifact_chunk VALUES(4,0,X'6c6d63746c6e6731010807000103000103000102000101000101000101000101');
    INSERT INTO artifact_chunk VALUES(5,0,X'91e3737b42f707c091e3737b42f707c0338dedf741c0f9bf');
    INSERT INTO artifact_chunk VALUES(6,0,X'338dedf741c0f9bf338dedf741c0f9bf91e3737b42f707c0338dedf741c0f9bf');
    INSERT INTO artifact_chunk VALUES(7,0,X'6c6d63746c6e673102080a00020401010101010201000101010105010001030100010301000101010001010100010203');
    INSERT INTO artifact_chunk VALUES(8,0,X'4c377fb7e32e03c073ab3b3fb2a200c073ab3b3fb2a200c0');
    INSERT INTO artifact_chunk VALUES(9,0,X'4c377fb7e32e03c0a9340470842ff0bf4c377fb7e32e03c073ab3b3fb2a200c0');
    CREATE TABLE corpus(
      corpus_id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE CHECK(length(name) BETWEEN 1 AND 200 AND name NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(name, char(0)) = 0),
      settings TEXT NOT NULL CHECK(json_valid(settings)),
      sources TEXT NOT NULL CHECK(json_valid(sources)), -- [{path, bytes, sha256, encoding, confidence, compressed, invalid}]
      input_sha256 TEXT NOT NULL CHECK(length(input_sha256) = 64 AND input_sha256 NOT GLOB '*[^0-9a-f]*'), -- of settings and sources
      vocabulary_sha256 TEXT NOT NULL CHECK(length(vocabulary_sha256) = 64 AND vocabulary_sha256 NOT GLOB '*[^0-9a-f]*'),
      vocabulary_size INTEGER NOT NULL CHECK(vocabulary_size >= 0), -- V
      boundary TEXT NOT NULL CHECK(length(boundary) BETWEEN 1 AND 200 AND boundary NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(boundary, char(0)) = 0),
      has_eos INTEGER NOT NULL CHECK(has_eos IN (0, 1)),
      reversible INTEGER NOT NULL CHECK(reversible IN (0, 1)),
      bytes INTEGER NOT NULL CHECK(bytes >= 0),
      characters INTEGER NOT NULL CHECK(characters >= 0),
      tokens INTEGER NOT NULL CHECK(tokens >= 0),
      types INTEGER NOT NULL CHECK(types >= 0),
      versions TEXT NOT NULL CHECK(json_valid(versions)),
      created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      run_id TEXT REFERENCES run ON DELETE SET NULL
    ) STRICT;
    INSERT INTO corpus VALUES(1,'old','{"minCount":1,"splitting":{"shares":{"test":20,"train":60,"valid":20}},"tokenizer":{"boundary":"line","case":"keep","decoding":{"encoding":"utf-8","invalid":"error"},"keep":"all","locale":"","max_token_bytes":65536,"normalize":"none","numbers":"keep","skip_empty_lines":false,"unit":"whitespace"}}','[{"bytes":56,"compressed":false,"confidence":null,"encoding":"UTF-8","invalid":0,"path":"f.txt","sha256":"630a661d0b851976d0d223955d720a77b834f236afc8030ee8d247df28be9d6a"}]','f7da0de071f84c21e776723a34ecc8a20c68448b2ce9c8697f3a5e892e27e8db','57a5f338ebf70146384802987e3f000dd0b46546fa50fff1d57ea8b4ebb7f057',8,'line',1,0,56,55,13,6,'{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}','2026-11-21T16:56:10.951Z','01M7ZGJVSW04QYSSRY4ZVT0D65');
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
      stream_sha256 TEXT NOT NULL CHECK(length(stream_sha256) = 64 AND stream_sha256 NOT GLOB '*[^0-9a-f]*'),
      PRIMARY KEY(corpus_id, name)
    ) STRICT;
    INSERT INTO split VALUES(1,'train',1,9,3,12,0,37,37,'3c74322797526edde9970cc3445f9d5bc72f67fc3d8444add8506bc3bded4dd7');
    INSERT INTO split VALUES(1,'valid',2,2,1,3,2,8,8,'4e66cc99bd45247deb5c3849c18c627de25b535c2bfe77a0b0d6dd476387a515');
    INSERT INTO split VALUES(1,'test',3,2,2,4,1,10,11,'83a68b5bf74688d8a6f88933e9b838538a8539d2b94a2aea11304da5395e9b36');
    CREATE TABLE token(
      corpus_id INTEGER NOT NULL REFERENCES corpus ON DELETE CASCADE,
      token_id INTEGER NOT NULL CHECK(token_id >= 0),
      bytes BLOB NOT NULL CHECK(length(bytes) >= 1),
      text TEXT NOT NULL CHECK(text NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(text, char(0)) = 0), -- escaped for display
      count INTEGER NOT NULL CHECK(count >= 0),
      rank INTEGER CHECK(rank >= 1), -- NULL for <unk> and <eos>
      PRIMARY KEY(corpus_id, token_id), UNIQUE(corpus_id, bytes)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO token VALUES(1,0,X'3c756e6b3e','<unk>',0,NULL);
    INSERT INTO token VALUES(1,1,X'3c656f733e','<eos>',3,NULL);
    INSERT INTO token VALUES(1,2,X'746865','the',3,1);
    INSERT INTO token VALUES(1,3,X'736174','sat',2,2);
    INSERT INTO token VALUES(1,4,X'636174','cat',1,3);
    INSERT INTO token VALUES(1,5,X'646f67','dog',1,4);
    INSERT INTO token VALUES(1,6,X'646f776e','down',1,5);
    INSERT INTO token VALUES(1,7,X'656e64','end',1,6);
    CREATE TABLE statistic(
      corpus_id INTEGER NOT NULL REFERENCES corpus ON DELETE CASCADE,
      name TEXT NOT NULL CHECK(length(name) BETWEEN 1 AND 200 AND name NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(name, char(0)) = 0),
      value REAL, -- NULL: not defined for this corpus
      recipe TEXT NOT NULL CHECK(recipe NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(recipe, char(0)) = 0),
      PRIMARY KEY(corpus_id, name)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO statistic VALUES(1,'hapaxes',4.0,'types that occur once in train');
    INSERT INTO statistic VALUES(1,'types',6.0,'distinct tokens of train, before any cut');
    INSERT INTO statistic VALUES(1,'zipf_slope',-0.67606396302125992825,'slope of ln count over ln rank by least squares, all ranks of the types of train');
    CREATE TABLE model(
      model_id INTEGER PRIMARY KEY,
      corpus_id INTEGER NOT NULL REFERENCES corpus ON DELETE CASCADE,
      name TEXT NOT NULL CHECK(length(name) BETWEEN 1 AND 200 AND name NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(name, char(0)) = 0),
      kind TEXT NOT NULL CHECK(length(kind) BETWEEN 1 AND 200 AND kind NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(kind, char(0)) = 0),
      smoothing TEXT CHECK(length(smoothing) BETWEEN 1 AND 200 AND smoothing NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(smoothing, char(0)) = 0),
      ngram_order INTEGER CHECK(ngram_order >= 1),
      context TEXT NOT NULL CHECK(context IN ('segment', 'stream')),
      unseen TEXT CHECK(length(unseen) BETWEEN 1 AND 200 AND unseen NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(unseen, char(0)) = 0), -- an n-gram model's rule for unseen words
      parameters INTEGER NOT NULL CHECK(parameters >= 0),
      settings TEXT NOT NULL CHECK(json_valid(settings)),
      seed INTEGER,
      seconds REAL NOT NULL CHECK(seconds >= 0), -- training
      artifact_id INTEGER NOT NULL REFERENCES artifact,
      run_id TEXT REFERENCES run ON DELETE SET NULL,
      created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      UNIQUE(corpus_id, name)
    ) STRICT;
    INSERT INTO model VALUES(1,1,'laplace-1','ngram','laplace',1,'segment','uniform',7,'{"alpha":1,"alpha_auto":false,"order":1,"smoothing":"laplace"}',NULL,0.00021547100000000001104,4,'01M7ZGJW29TYNW376Y4F5KSKR8','2026-11-21T16:56:11.303Z');
    INSERT INTO model VALUES(2,1,'laplace-2','ngram','laplace',2,'segment','uniform',10,'{"alpha":1,"alpha_auto":false,"order":2,"smoothing":"laplace"}',NULL,8.5327000000000004838e-05,7,'01M7ZGJW29TYNW376Y4F5KSKR8','2026-11-21T16:56:11.304Z');
    CREATE TABLE score(
      model_id INTEGER NOT NULL REFERENCES model ON DELETE CASCADE,
      split TEXT NOT NULL CHECK(split IN ('train', 'valid', 'test')),
      stream_sha256 TEXT NOT NULL CHECK(length(stream_sha256) = 64 AND stream_sha256 NOT GLOB '*[^0-9a-f]*'),
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
    ) STRICT;
    INSERT INTO score VALUES(1,'valid','4e66cc99bd45247deb5c3849c18c627de25b535c2bfe77a0b0d6dd476387a515',3,2,7.6009024595420822123,12.599210498948730574,4.9999999999999991118,19.999999999999996447,1.3707230355827608736,1.3707230355827608736,NULL,5,2.5868000000000000342e-05);
    INSERT INTO score VALUES(1,'test','83a68b5bf74688d8a6f88933e9b838538a8539d2b94a2aea11304da5395e9b36',4,1,7.8240460108562919216,7.0710678118654746171,4.9999999999999991118,9.9999999999999982236,1.1287712379549448282,1.0261556708681316418,NULL,6,6.6290000000000003977e-06);
    INSERT INTO score VALUES(2,'valid','4e66cc99bd45247deb5c3849c18c627de25b535c2bfe77a0b0d6dd476387a515',3,2,6.5567783561580430529,8.8959203622772626829,7.9999999999999982236,9.3808315196468612384,1.182428952329662275,1.182428952329662275,NULL,8,4.3460000000000004027e-06);
    INSERT INTO score VALUES(2,'test','83a68b5bf74688d8a6f88933e9b838538a8539d2b94a2aea11304da5395e9b36',4,1,7.8868329989550574055,7.1829362629817161689,6.2316796843697535024,5.5,1.137829485591189238,1.0343904414465356911,NULL,9,6.2390000000000007435e-06);
    CREATE TABLE top_ngram(
      model_id INTEGER NOT NULL REFERENCES model ON DELETE CASCADE,
      n INTEGER NOT NULL CHECK(n >= 1),
      place INTEGER NOT NULL CHECK(place >= 1),
      gram TEXT NOT NULL CHECK(gram NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(gram, char(0)) = 0),
      count INTEGER NOT NULL CHECK(count > 0),
      PRIMARY KEY(model_id, n, place)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO top_ngram VALUES(1,1,1,'<eos>',3);
    INSERT INTO top_ngram VALUES(1,1,2,'the',3);
    INSERT INTO top_ngram VALUES(1,1,3,'sat',2);
    INSERT INTO top_ngram VALUES(1,1,4,'cat',1);
    INSERT INTO top_ngram VALUES(1,1,5,'dog',1);
    INSERT INTO top_ngram VALUES(1,1,6,'down',1);
    INSERT INTO top_ngram VALUES(1,1,7,'end',1);
    INSERT INTO top_ngram VALUES(2,2,1,'<bos> the',3);
    INSERT INTO top_ngram VALUES(2,2,2,'the cat',1);
    INSERT INTO top_ngram VALUES(2,2,3,'the dog',1);
    INSERT INTO top_ngram VALUES(2,2,4,'the end',1);
    INSERT INTO top_ngram VALUES(2,2,5,'sat <eos>',1);
    INSERT INTO top_ngram VALUES(2,2,6,'sat down',1);
    INSERT INTO top_ngram VALUES(2,2,7,'cat sat',1);
    INSERT INTO top_ngram VALUES(2,2,8,'dog sat',1);
    INSERT INTO top_ngram VALUES(2,2,9,'down <eos>',1);
    INSERT INTO top_ngram VALUES(2,2,10,'end <eos>',1);
    CREATE TABLE metric(
      run_id TEXT NOT NULL REFERENCES run ON DELETE CASCADE,
      name TEXT NOT NULL CHECK(length(name) BETWEEN 1 AND 200 AND name NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(name, char(0)) = 0),
      step INTEGER NOT NULL CHECK(step >= 0),
      epoch REAL CHECK(epoch >= 0),
      value REAL, -- NULL: not a finite number
      wall_ms INTEGER NOT NULL CHECK(wall_ms >= 0), -- since the run began
      PRIMARY KEY(run_id, name, step)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX artifact_by_content ON artifact(sha256);
    CREATE INDEX artifact_by_owner ON artifact(owner);
    CREATE INDEX split_by_ids ON split(ids);
    CREATE INDEX model_by_artifact ON model(artifact_id);
    CREATE INDEX score_by_artifact ON score(artifact_id);
    CREATE INDEX run_by_corpus ON run(corpus_id);
    CREATE INDEX run_by_model ON run(model_id);
    CREATE INDEX corpus_by_run ON corpus(run_id);
    CREATE INDEX model_by_run ON model(run_id);
    CREATE VIEW leaderboard AS
    SELECT
      c.name AS corpus, s.split,
      CASE WHEN s.perplexity IS NOT NULL THEN rank() OVER (
        PARTITION BY c.corpus_id, s.split, s.stream_sha256, coalesce(m.unseen, 'uniform'), s.perplexity IS NULL
        ORDER BY s.nats) END AS place,
      m.name AS model, m.kind, m.smoothing, m.ngram_order AS "order", m.context,
      s.perplexity, s.perplexity_excluding_oov, s.perplexity_without_eos, s.bits_per_character, s.bits_per_byte,
      s.nats, s.scored, s.oov, m.parameters, m.seconds, s.stream_sha256 AS stream
    FROM score s CROSS JOIN model m ON m.model_id = s.model_id CROSS JOIN corpus c ON c.corpus_id = m.corpus_id
    ORDER BY corpus, s.split, place IS NULL, place, model;
    CREATE VIEW zipf AS
    SELECT
      c.name AS corpus, t.rank, t.text AS token, t.count, 1.0 * t.count / s.tokens AS frequency,
      ln(t.rank) AS log_rank, CASE WHEN t.count > 0 THEN ln(t.count) END AS log_count
    FROM corpus c
      LEFT JOIN split s ON s.corpus_id = c.corpus_id AND s.name = 'train'
      CROSS JOIN token t ON t.corpus_id = c.corpus_id
    WHERE t.rank IS NOT NULL
    ORDER BY c.corpus_id, t.token_id;
    CREATE VIEW spectrum AS
    SELECT c.name AS corpus, t.count AS frequency, count(*) AS types
    FROM corpus c CROSS JOIN token t ON t.corpus_id = c.corpus_id
    WHERE t.rank IS NOT NULL AND t.count > 0
    GROUP BY c.corpus_id, t.count
    ORDER BY c.corpus_id, t.count;
    CREATE VIEW learning_curve AS
    SELECT
      c.name AS corpus, coalesce(m.name, r.subject) AS model, r.run_id AS run, x.name AS metric,
      x.step, x.epoch, x.value, x.wall_ms / 1000.0 AS seconds
    FROM run r
      LEFT JOIN model m ON m.model_id = r.model_id
      LEFT JOIN corpus c ON c.corpus_id = r.corpus_id
      CROSS JOIN metric x ON x.run_id = r.run_id
    ORDER BY r.run_id, x.name, x.step;
    CREATE VIEW top_ngrams AS
    SELECT c.name AS corpus, m.name AS model, g.n, g.place, g.gram, g.count
    FROM corpus c
      CROSS JOIN model m ON m.corpus_id = c.corpus_id
      CROSS JOIN top_ngram g ON g.model_id = m.model_id
    ORDER BY corpus, model, g.n, g.place;
    CREATE VIEW runs AS
    SELECT
      r.run_id AS run, r.command, r.subject, c.name AS corpus, m.name AS model, r.status, r.started_at,
      round((julianday(coalesce(r.ended_at, 'now')) - julianday(r.started_at)) * 86400, 3) AS seconds,
      r.exit_code, r.error, r.settings
    FROM run r LEFT JOIN corpus c ON c.corpus_id = r.corpus_id LEFT JOIN model m ON m.model_id = r.model_id
    ORDER BY r.run_id DESC;
    COMMIT;
    """#
}
