import GRDB

/// A database as lmctl 0.1.0 left it with version 2 of the tables: a corpus of six lines, an n-gram model and a network with
/// its curve, as the sqlite3 shell's `.dump` tells it.
enum Version2File {
  static func make(at path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL;")
      try db.execute(sql: dump)
      try db.execute(sql: "PRAGMA application_id = 0x6C6D6374; PRAGMA user_version = 2;")
    }
    try queue.close()
  }

  private static let dump = #"""
    PRAGMA foreign_keys=OFF;
    BEGIN TRANSACTION;
    CREATE TABLE grdb_migrations(identifier TEXT NOT NULL PRIMARY KEY) STRICT;
    INSERT INTO grdb_migrations VALUES('1 tables and views');
    INSERT INTO grdb_migrations VALUES('2 packed keys');
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
    INSERT INTO run VALUES('01M7ZTVAY29Q2P5XT3GYN652HR','tokenize','old',1,NULL,'finished','["lmctl","tokenize","f.txt","--unit","whitespace","--split","60:20:20","--corpus","old","--db","v2.db","--quiet"]','{"minCount":1,"splitting":{"shares":{"test":20,"train":60,"valid":20}},"tokenizer":{"boundary":"line","case":"keep","decoding":{"encoding":"utf-8","invalid":"error"},"keep":"all","locale":"","max_token_bytes":65536,"normalize":"none","numbers":"keep","skip_empty_lines":false,"unit":"whitespace"}}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'elsewhere',7112,'d258aba4-38c4-4719-acfe-974eb4afc560/2264703','2026-11-21T19:55:34.210Z','2026-11-21T19:55:34.215Z',0,NULL);
    INSERT INTO run VALUES('01M7ZTVAZ1WPNWE3X71AQ5NVYZ','ngram','laplace-1',1,1,'finished','["lmctl","ngram","--corpus","old","--order","1","--db","v2.db","--quiet"]','{"alphas":["1"],"orders":[1],"smoothing":["laplace"]}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'elsewhere',7116,'d258aba4-38c4-4719-acfe-974eb4afc560/2264708','2026-11-21T19:55:34.241Z','2026-11-21T19:55:34.248Z',0,NULL);
    INSERT INTO run VALUES('01M7ZTVB02XNB57WFN5WAJF4CC','train-rnn','net',1,2,'finished','["lmctl","train-rnn","--hidden","1","--embedding","1","--epochs","2","--batch","2","--steps","3","--db","v2.db","--name","net","--threads","1"]','{"shape":{"biases":"two","cell":"tanh","embedding":1,"hidden":1,"layers":1,"vocabulary":7},"training":{"clearsAtSegments":false,"clip":1,"epochs":2,"lanes":2,"learningRate":1,"sampling":"sequential","seed":1,"steps":3}}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',1,1,'elsewhere',7120,'d258aba4-38c4-4719-acfe-974eb4afc560/2264711','2026-11-21T19:55:34.275Z','2026-11-21T19:55:34.291Z',0,NULL);
    CREATE TABLE artifact(
      artifact_id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK(length(kind) BETWEEN 1 AND 200 AND kind NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(kind, char(0)) = 0),
      bytes INTEGER CHECK(bytes >= 0), -- with sha256, NULL until all chunks are there
      sha256 TEXT CHECK(length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
      owner TEXT REFERENCES run ON DELETE SET NULL,
      CHECK((bytes IS NULL) = (sha256 IS NULL))
    ) STRICT;
    INSERT INTO artifact VALUES(1,'ids',52,'df7abe3bef4cd2d382e3ab8d7ed6672a6c565da56b5b3ecf8441a19c9d0d8874','01M7ZTVAY29Q2P5XT3GYN652HR');
    INSERT INTO artifact VALUES(2,'ids',12,'f8d8ba60e25240e509c78023ffa8445f33a8aaf70ab740c4ed040ca6d7cf352e','01M7ZTVAY29Q2P5XT3GYN652HR');
    INSERT INTO artifact VALUES(3,'ids',28,'d11e25748b144823e1d1b519d9faeedcaf3bdd484409d3d43f2298d6c2a657f3','01M7ZTVAY29Q2P5XT3GYN652HR');
    INSERT INTO artifact VALUES(4,'ngram-counts',70,'1830533cd6f237a541b2aeed99668ddb02a5697154ca0785dc0f7dd50f44657c','01M7ZTVAZ1WPNWE3X71AQ5NVYZ');
    INSERT INTO artifact VALUES(5,'log-probabilities',24,'4134896a36c7f4531b37f94b56c0c360707c2d7f7299b7984b7725552fc3002b','01M7ZTVAZ1WPNWE3X71AQ5NVYZ');
    INSERT INTO artifact VALUES(6,'log-probabilities',56,'72c54e214bfc3062ad19a33364120f741e2c9166ca601ab16b2d06faa7100dde','01M7ZTVAZ1WPNWE3X71AQ5NVYZ');
    INSERT INTO artifact VALUES(7,'log-probabilities',24,'de0b40b10227a72846c0186bb5b2cd47dee41916499ef364948584ee740e609b','01M7ZTVB02XNB57WFN5WAJF4CC');
    INSERT INTO artifact VALUES(8,'log-probabilities',56,'190b8be0729d339589a5eb9edcfcbf7813d9068b536a829c90894213181c5a3a','01M7ZTVB02XNB57WFN5WAJF4CC');
    INSERT INTO artifact VALUES(9,'network-weights',595,'0c076708b14e08d7549f05404b5bdacb5b93a082a33718e80ba97386199fca84','01M7ZTVB02XNB57WFN5WAJF4CC');
    CREATE TABLE artifact_chunk(
      artifact_id INTEGER NOT NULL REFERENCES artifact ON DELETE CASCADE,
      place INTEGER NOT NULL CHECK(place >= 0),
      data BLOB NOT NULL CHECK(length(data) BETWEEN 1 AND 4194304),
      PRIMARY KEY(artifact_id, place)
    ) STRICT;
    INSERT INTO artifact_chunk VALUES(1,0,X'03000000040000000200000001000000030000000500000002000000010000000300000004000000020000000600000001000000');
    INSERT INTO artifact_chunk VALUES(2,0,X'030000000500000001000000');
    INSERT INTO artifact_chunk VALUES(3,0,X'03000000000000000100000002000000030000000400000001000000');
    INSERT INTO artifact_chunk VALUES(4,0,X'6c6d63746c6374310100000000000000070000000000000001000000000000000800000000000000000000000000000000000000000000000a00000000000303030002010103');
    INSERT INTO artifact_chunk VALUES(5,0,X'338dedf741c0f9bf1555b5bbb16b02c0338dedf741c0f9bf');
    INSERT INTO artifact_chunk VALUES(6,0,X'338dedf741c0f9bf91e3737b42f707c0338dedf741c0f9bf338dedf741c0f9bf338dedf741c0f9bf17c43a7c9a5afebf338dedf741c0f9bf');
    INSERT INTO artifact_chunk VALUES(7,0,X'4ef6ea8d18f3f9bfab258e82c43c01c03314d71b7845febf');
    INSERT INTO artifact_chunk VALUES(8,0,X'4ef6ea8d18f3f9bfab258e8434ab03c076a3c80a1e4afebfe728c04e8269fabf314df22d5067fabf9028516f7d50febf56630e3f5e57febf');
    INSERT INTO artifact_chunk VALUES(9,0,X'e7010000000000007b22656e636f6465722e776569676874223a7b226474797065223a22463332222c227368617065223a5b372c315d2c22646174615f6f666673657473223a5b302c32385d7d2c22726e6e2e7765696768745f69685f6c30223a7b226474797065223a22463332222c227368617065223a5b312c315d2c22646174615f6f666673657473223a5b32382c33325d7d2c22726e6e2e7765696768745f68685f6c30223a7b226474797065223a22463332222c227368617065223a5b312c315d2c22646174615f6f666673657473223a5b33322c33365d7d2c22726e6e2e626961735f69685f6c30223a7b226474797065223a22463332222c227368617065223a5b315d2c22646174615f6f666673657473223a5b33362c34305d7d2c22726e6e2e626961735f68685f6c30223a7b226474797065223a22463332222c227368617065223a5b315d2c22646174615f6f666673657473223a5b34302c34345d7d2c226465636f6465722e776569676874223a7b226474797065223a22463332222c227368617065223a5b372c315d2c22646174615f6f666673657473223a5b34342c37325d7d2c226465636f6465722e62696173223a7b226474797065223a22463332222c227368617065223a5b375d2c22646174615f6f666673657473223a5b37322c3130305d7d7d53f5d7bccdaaeb3d53eec8bd2f64283db7152cbdfb47423d0de0ce3c260a02bff3cf23bfdcfb08bfcc8b533ef878343e81b9b4bceae70fbdf0aadebd90e439bbb2af083e6b67d83dfa27ecbee02a9f3def74a23e622ba03ef6c5a43d140a26be0ddf28be');
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
    INSERT INTO corpus VALUES(1,'old','{"minCount":1,"splitting":{"shares":{"test":20,"train":60,"valid":20}},"tokenizer":{"boundary":"line","case":"keep","decoding":{"encoding":"utf-8","invalid":"error"},"keep":"all","locale":"","max_token_bytes":65536,"normalize":"none","numbers":"keep","skip_empty_lines":false,"unit":"whitespace"}}','[{"bytes":69,"compressed":false,"confidence":null,"encoding":"UTF-8","invalid":0,"path":"f.txt","sha256":"c50faf1fc024d8c99fd2a8a1580a176185f0dfed075689cc4ad7a4141869549c"}]','f4fff3c4abfa0742cc63ca9b86e97fa613a1897d3747ab98de09da90c5901981','453e6d44800a59bb9b2b6852016f20324f26cc5a481a33cec1f6b2b2ee466768',7,'line',1,0,69,69,17,5,'{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}','2026-11-21T19:55:34.214Z','01M7ZTVAY29Q2P5XT3GYN652HR');
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
    INSERT INTO split VALUES(1,'train',1,10,3,13,0,41,41,'5a3c4ba0a587808cb228410c2e5f63c8c30373d736b41a5bc59bda44a0255d7b');
    INSERT INTO split VALUES(1,'valid',2,2,1,3,0,8,8,'69d8063ccea23d3a63fc11b22198b65713e96d9a6e6b41adbe24669008a20cd7');
    INSERT INTO split VALUES(1,'test',3,5,2,7,1,20,20,'4dc501698a493f1dd66b02a0d4692bf845daf7ae65e7e77432740f166b25c944');
    CREATE TABLE statistic(
      corpus_id INTEGER NOT NULL REFERENCES corpus ON DELETE CASCADE,
      name TEXT NOT NULL CHECK(length(name) BETWEEN 1 AND 200 AND name NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(name, char(0)) = 0),
      value REAL, -- NULL: not defined for this corpus
      recipe TEXT NOT NULL CHECK(recipe NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(recipe, char(0)) = 0),
      PRIMARY KEY(corpus_id, name)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO statistic VALUES(1,'hapaxes',2.0,'types that occur once in train');
    INSERT INTO statistic VALUES(1,'types',5.0,'distinct tokens of train, before any cut');
    INSERT INTO statistic VALUES(1,'zipf_slope',-0.77037118427987627544,'slope of ln count over ln rank by least squares, all ranks of the types of train');
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
      created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), normalized INTEGER NOT NULL DEFAULT 1 CHECK(normalized IN (0, 1)),
      UNIQUE(corpus_id, name)
    ) STRICT;
    INSERT INTO model VALUES(1,1,'laplace-1','ngram','laplace',1,'segment','uniform',6,'{"alpha":1,"alpha_auto":false,"order":1,"smoothing":"laplace"}',NULL,0.00011558200000000000569,4,'01M7ZTVAZ1WPNWE3X71AQ5NVYZ','2026-11-21T19:55:34.247Z',1);
    INSERT INTO model VALUES(2,1,'net','rnn',NULL,NULL,'stream',NULL,25,'{"shape":{"biases":"two","cell":"tanh","embedding":1,"hidden":1,"layers":1,"vocabulary":7},"training":{"clearsAtSegments":false,"clip":1,"epochs":2,"lanes":2,"learningRate":1,"sampling":"sequential","seed":1,"steps":3}}',1,0.0096296850000000006747,9,'01M7ZTVB02XNB57WFN5WAJF4CC','2026-11-21T19:55:34.290Z',1);
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
    INSERT INTO score VALUES(1,'valid','69d8063ccea23d3a63fc11b22198b65713e96d9a6e6b41adbe24669008a20cd7',3,0,5.5214609178622460206,6.2996052494743652871,6.2996052494743652871,7.0710678118654737289,0.99572303558276087365,0.99572303558276087365,NULL,5,1.7305999999999999985e-05);
    INSERT INTO score VALUES(1,'test','4dc501698a493f1dd66b02a0d4692bf845daf7ae65e7e77432740f166b25c944',7,1,12.940041820610373335,6.35077849446920073,5.2455753171082388774,6.988271187715791477,0.93342670817451911524,0.93342670817451911524,NULL,6,2.7040000000000002839e-06);
    INSERT INTO score VALUES(2,'valid','69d8063ccea23d3a63fc11b22198b65713e96d9a6e6b41adbe24669008a20cd7',3,0,5.6684815245438269215,6.6160190792034461182,6.6160190792034461182,6.6078652125499184322,1.0222362731037613059,1.0222362731037613059,NULL,7,6.9600000000000002784e-06);
    INSERT INTO score VALUES(2,'test','4dc501698a493f1dd66b02a0d4692bf845daf7ae65e7e77432740f166b25c944',7,1,13.065503883668901253,6.4656306435754364869,5.858056754280752898,6.3930773601542654205,0.94247688298423093478,0.94247688298423093478,NULL,8,1.145700000000000059e-05);
    CREATE TABLE metric(
      run_id TEXT NOT NULL REFERENCES run ON DELETE CASCADE,
      name TEXT NOT NULL CHECK(length(name) BETWEEN 1 AND 200 AND name NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(name, char(0)) = 0),
      step INTEGER NOT NULL CHECK(step >= 0),
      epoch REAL CHECK(epoch >= 0),
      value REAL, -- NULL: not a finite number
      wall_ms INTEGER NOT NULL CHECK(wall_ms >= 0), -- since the run began
      PRIMARY KEY(run_id, name, step)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO metric VALUES('01M7ZTVB02XNB57WFN5WAJF4CC','gradient_norm',1,0.5,0.38120978268159266821,7);
    INSERT INTO metric VALUES('01M7ZTVB02XNB57WFN5WAJF4CC','loss',1,0.5,1.9470869775741395102,7);
    INSERT INTO metric VALUES('01M7ZTVB02XNB57WFN5WAJF4CC','mean_gradient_norm',2,1.0,0.26226473591035448507,8);
    INSERT INTO metric VALUES('01M7ZTVB02XNB57WFN5WAJF4CC','mean_gradient_norm',4,2.0,0.23466498019037443367,9);
    INSERT INTO metric VALUES('01M7ZTVB02XNB57WFN5WAJF4CC','tokens_per_second',2,1.0,1436.7878022462741683,8);
    INSERT INTO metric VALUES('01M7ZTVB02XNB57WFN5WAJF4CC','tokens_per_second',4,2.0,464073.01415422692663,9);
    INSERT INTO metric VALUES('01M7ZTVB02XNB57WFN5WAJF4CC','train_perplexity',2,1.0,6.951239248924762748,8);
    INSERT INTO metric VALUES('01M7ZTVB02XNB57WFN5WAJF4CC','train_perplexity',4,2.0,6.4491714308202325867,9);
    INSERT INTO metric VALUES('01M7ZTVB02XNB57WFN5WAJF4CC','valid_perplexity',2,1.0,6.7156809580201697329,8);
    INSERT INTO metric VALUES('01M7ZTVB02XNB57WFN5WAJF4CC','valid_perplexity',4,2.0,6.6160190792034461182,9);
    CREATE TABLE token(
      corpus_id INTEGER AS (key >> 32),
      token_id INTEGER AS (key & 4294967295),
      bytes BLOB NOT NULL CHECK(bytes <> x''),
      text TEXT NOT NULL, -- escaped for display
      count INTEGER NOT NULL CHECK(count >= 0),
      rank INTEGER CHECK(rank >= 1), -- NULL for <unk> and <eos>
      key INTEGER PRIMARY KEY CHECK(key >= 0)
    ) STRICT;
    INSERT INTO token VALUES(X'3c756e6b3e','<unk>',0,NULL,4294967296);
    INSERT INTO token VALUES(X'3c656f733e','<eos>',3,NULL,4294967297);
    INSERT INTO token VALUES(X'736174','sat',3,1,4294967298);
    INSERT INTO token VALUES(X'746865','the',3,2,4294967299);
    INSERT INTO token VALUES(X'636174','cat',2,3,4294967300);
    INSERT INTO token VALUES(X'646f67','dog',1,4,4294967301);
    INSERT INTO token VALUES(X'646f776e','down',1,5,4294967302);
    CREATE TABLE ngram_list(
      list_id INTEGER PRIMARY KEY CHECK(list_id BETWEEN 1 AND 8388607),
      model_id INTEGER UNIQUE REFERENCES model ON DELETE SET NULL, -- NULL until the model appears
      owner TEXT REFERENCES run ON DELETE SET NULL
    ) STRICT;
    INSERT INTO ngram_list VALUES(1,1,NULL);
    CREATE TABLE top_ngram(
      list_id INTEGER AS (key >> 40),
      n INTEGER AS ((key & 1099511627775) >> 34),
      place INTEGER AS (key & 17179869183),
      gram TEXT NOT NULL, -- escaped for display
      count INTEGER NOT NULL CHECK(count > 0),
      log10_probability REAL, -- of the last token after those before it
      log10_backoff REAL, -- what a longer n-gram is backed off with
      key INTEGER PRIMARY KEY CHECK(key >= 0)
    ) STRICT;
    INSERT INTO top_ngram VALUES('<eos>',3,-0.69897000433601874647,NULL,1116691496961);
    INSERT INTO top_ngram VALUES('sat',3,-0.69897000433601874647,NULL,1116691496962);
    INSERT INTO top_ngram VALUES('the',3,-0.69897000433601874647,NULL,1116691496963);
    INSERT INTO top_ngram VALUES('cat',2,-0.82390874094431854057,NULL,1116691496964);
    INSERT INTO top_ngram VALUES('dog',1,-0.99999999999999977795,NULL,1116691496965);
    INSERT INTO top_ngram VALUES('down',1,-0.99999999999999977795,NULL,1116691496966);
    CREATE INDEX artifact_by_content ON artifact(sha256);
    CREATE INDEX artifact_by_owner ON artifact(owner);
    CREATE INDEX split_by_ids ON split(ids);
    CREATE INDEX model_by_artifact ON model(artifact_id);
    CREATE INDEX score_by_artifact ON score(artifact_id);
    CREATE INDEX run_by_corpus ON run(corpus_id);
    CREATE INDEX run_by_model ON run(model_id);
    CREATE INDEX corpus_by_run ON corpus(run_id);
    CREATE INDEX model_by_run ON model(run_id);
    CREATE TRIGGER tokens_of_corpus AFTER DELETE ON corpus BEGIN
      DELETE FROM token WHERE key BETWEEN old.corpus_id << 32 AND (old.corpus_id << 32) | 4294967295;
    END;
    CREATE INDEX ngram_list_by_owner ON ngram_list(owner);
    CREATE VIEW leaderboard AS
    SELECT
      c.name AS corpus, s.split,
      CASE WHEN s.perplexity IS NOT NULL AND m.normalized THEN rank() OVER (
        PARTITION BY
          c.corpus_id, s.split, s.stream_sha256, coalesce(m.unseen, 'uniform'),
          s.perplexity IS NOT NULL AND m.normalized
        ORDER BY s.nats) END AS place,
      m.name AS model, m.kind, m.smoothing, m.ngram_order AS "order", m.context, m.unseen, m.normalized,
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
      CROSS JOIN token t ON t.key BETWEEN c.corpus_id << 32 AND (c.corpus_id << 32) | 4294967295
    WHERE t.rank IS NOT NULL
    ORDER BY c.corpus_id, t.rank;
    CREATE VIEW spectrum AS
    SELECT c.name AS corpus, t.count AS frequency, count(*) AS types
    FROM corpus c CROSS JOIN token t ON t.key BETWEEN c.corpus_id << 32 AND (c.corpus_id << 32) | 4294967295
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
    SELECT
      c.name AS corpus, m.name AS model, g.n, g.place, g.gram, g.count, g.log10_probability, g.log10_backoff
    FROM corpus c
      CROSS JOIN model m ON m.corpus_id = c.corpus_id
      CROSS JOIN ngram_list l ON l.model_id = m.model_id
      CROSS JOIN top_ngram g ON g.key BETWEEN l.list_id << 40 AND (l.list_id << 40) | 1099511627775
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
