import GRDB

/// A database as lmctl 0.1.0 left it with version 3 of the tables: a corpus of six lines, an n-gram model, and a network
/// with its curve, its checkpoint and its diagnostics, as the sqlite3 shell's `.dump` tells it.
enum Version3File {
  static func make(at path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL;")
      try db.execute(sql: dump)
      try db.execute(sql: "PRAGMA application_id = 0x6C6D6374; PRAGMA user_version = 3;")
    }
    try queue.close()
  }

  private static let dump = #"""
    PRAGMA foreign_keys=OFF;
    BEGIN TRANSACTION;
    CREATE TABLE grdb_migrations(identifier TEXT NOT NULL PRIMARY KEY) STRICT;
    INSERT INTO grdb_migrations VALUES('1 tables and views');
    INSERT INTO grdb_migrations VALUES('2 packed keys');
    INSERT INTO grdb_migrations VALUES('3 checkpoints');
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
    INSERT INTO run VALUES('01M805K091N5PZMCXAT6VS7CWY','tokenize','old',1,NULL,'finished','["lmctl","tokenize","f.txt","--unit","whitespace","--split","60:20:20","--corpus","old","--db","v3.db","--quiet"]','{"minCount":1,"splitting":{"shares":{"test":20,"train":60,"valid":20}},"tokenizer":{"boundary":"line","case":"keep","decoding":{"encoding":"utf-8","invalid":"error"},"keep":"all","locale":"","max_token_bytes":65536,"normalize":"none","numbers":"keep","skip_empty_lines":false,"unit":"whitespace"}}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'elsewhere',6893,'00000000-0000-4000-8000-000000000000/3390821','2026-11-21T23:03:15.489Z','2026-11-21T23:03:15.495Z',0,NULL);
    INSERT INTO run VALUES('01M805K0AGJ3SJP5ZXMJRHFM42','ngram','laplace-1',1,1,'finished','["lmctl","ngram","--corpus","old","--order","1","--db","v3.db","--quiet"]','{"alphas":["1"],"orders":[1],"smoothing":["laplace"]}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'elsewhere',6897,'00000000-0000-4000-8000-000000000000/3390836','2026-11-21T23:03:15.536Z','2026-11-21T23:03:15.545Z',0,NULL);
    INSERT INTO run VALUES('01M805K0DHZFZY4X3CDC71MKKF','train-rnn','net',1,2,'finished','["lmctl","train-rnn","--hidden","1","--embedding","1","--epochs","2","--batch","2","--steps","3","--db","v3.db","--name","net","--threads","1","--diagnose","gradients"]','{"shape":{"biases":"two","cell":"lstm","context":1,"cutoffs":[],"embedding":1,"gru":"reset-after","hidden":1,"isTied":true,"layers":1,"vocabulary":7},"training":{"clearsAtSegments":false,"clip":0.25,"dropout":{"kind":"standard","rate":0.4},"epochs":2,"hasRandomOffset":false,"initialization":{"kind":{"standard":{}}},"lanes":2,"optimizer":{"alpha":0.99,"beta1":0.9,"beta2":0.999,"epsilon":1e-08,"isNesterov":false,"kind":"sgd","learningRate":20,"momentum":0,"weightDecay":0},"sampling":"sequential","schedule":{"plateau":{"factor":4}},"seed":1,"steps":3,"validationLanes":1}}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',1,1,'elsewhere',6901,'00000000-0000-4000-8000-000000000000/3390841','2026-11-21T23:03:15.634Z','2026-11-21T23:03:15.701Z',0,NULL);
    CREATE TABLE artifact(
      artifact_id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK(length(kind) BETWEEN 1 AND 200 AND kind NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(kind, char(0)) = 0),
      bytes INTEGER CHECK(bytes >= 0), -- with sha256, NULL until all chunks are there
      sha256 TEXT CHECK(length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
      owner TEXT REFERENCES run ON DELETE SET NULL,
      CHECK((bytes IS NULL) = (sha256 IS NULL))
    ) STRICT;
    INSERT INTO artifact VALUES(1,'ids',52,'df7abe3bef4cd2d382e3ab8d7ed6672a6c565da56b5b3ecf8441a19c9d0d8874','01M805K091N5PZMCXAT6VS7CWY');
    INSERT INTO artifact VALUES(2,'ids',16,'c77afbdd9666135c3263ec573b66f31b4472e6998253cb90e8a328423b5dc9b0','01M805K091N5PZMCXAT6VS7CWY');
    INSERT INTO artifact VALUES(3,'ids',32,'f0caf16b1610eca4ddaa1732d4a3c703da04966599bae52b89d2fca3ce434f41','01M805K091N5PZMCXAT6VS7CWY');
    INSERT INTO artifact VALUES(4,'ngram-counts',70,'1830533cd6f237a541b2aeed99668ddb02a5697154ca0785dc0f7dd50f44657c','01M805K0AGJ3SJP5ZXMJRHFM42');
    INSERT INTO artifact VALUES(5,'log-probabilities',32,'93d33a58433dcf78410e7ea14609cc1e9e1085610d3c9267113b0ceae8d22e6d','01M805K0AGJ3SJP5ZXMJRHFM42');
    INSERT INTO artifact VALUES(6,'log-probabilities',64,'10f34b62005572717050a0c79cab08dbbd35af2a7e5c270814ce0c3ecc07b87d','01M805K0AGJ3SJP5ZXMJRHFM42');
    INSERT INTO artifact VALUES(8,'checkpoint',1414,'0a63b4c7414b49f76711bfb04c94b7aff31c9d7671d8ae7bf5f4312128b11d2c','01M805K0DHZFZY4X3CDC71MKKF');
    INSERT INTO artifact VALUES(9,'log-probabilities',32,'88f359c7276bfaf53a24d1458c41fafe8db2fa90d4afd31908b62c77f1bcad7e','01M805K0DHZFZY4X3CDC71MKKF');
    INSERT INTO artifact VALUES(10,'log-probabilities',64,'1bc3eb609dae4e373d8ad86217aa74d66e5f9d8976aa93289b01b9ca8858d459','01M805K0DHZFZY4X3CDC71MKKF');
    INSERT INTO artifact VALUES(11,'network-weights',768,'606db919bcd68cead4f9c7b09615cd3ccaf760cd326d1b0b04742ac384d9255a','01M805K0DHZFZY4X3CDC71MKKF');
    CREATE TABLE artifact_chunk(
      artifact_id INTEGER NOT NULL REFERENCES artifact ON DELETE CASCADE,
      place INTEGER NOT NULL CHECK(place >= 0),
      data BLOB NOT NULL CHECK(length(data) BETWEEN 1 AND 4194304),
      PRIMARY KEY(artifact_id, place)
    ) STRICT;
    INSERT INTO artifact_chunk VALUES(1,0,X'03000000040000000200000001000000030000000500000002000000010000000300000004000000020000000600000001000000');
    INSERT INTO artifact_chunk VALUES(2,0,X'00000000050000000200000001000000');
    INSERT INTO artifact_chunk VALUES(3,0,X'0300000005000000020000000100000003000000040000000200000001000000');
    INSERT INTO artifact_chunk VALUES(4,0,X'6c6d63746c6374310100000000000000070000000000000001000000000000000800000000000000000000000000000000000000000000000a00000000000303030002010103');
    INSERT INTO artifact_chunk VALUES(5,0,X'91e3737b42f707c01555b5bbb16b02c0338dedf741c0f9bf338dedf741c0f9bf');
    INSERT INTO artifact_chunk VALUES(6,0,X'338dedf741c0f9bf1555b5bbb16b02c0338dedf741c0f9bf338dedf741c0f9bf338dedf741c0f9bf17c43a7c9a5afebf338dedf741c0f9bf338dedf741c0f9bf');
    INSERT INTO artifact_chunk VALUES(8,0,X'6c6d63746c636b31de040000000000007b22626c6f636b73223a5b7b226279746573223a3132302c226e616d65223a22706172616d6574657273227d2c7b226279746573223a33322c226e616d65223a2263617272696564227d5d2c22686173454f53223a747275652c22696e737472756374696f6e536574223a227838362d36342d7634222c226d61747269784c696272617279223a226f6e65444e4e20322e362e33222c226f7074696d697a6572223a7b226176657261676564223a302c226973417665726167696e67223a66616c73652c227374657073223a347d2c2273657474696e6773223a7b22636c6561727341745365676d656e7473223a66616c73652c22636c6970223a302e32352c2264726f706f7574223a7b226b696e64223a227374616e64617264222c2272617465223a302e347d2c2265706f636873223a322c2268617352616e646f6d4f6666736574223a66616c73652c22696e697469616c697a6174696f6e223a7b226b696e64223a7b227374616e64617264223a7b7d7d7d2c226c616e6573223a322c226f7074696d697a6572223a7b22616c706861223a302e39392c226265746131223a302e392c226265746132223a302e3939392c22657073696c6f6e223a31652d30382c2269734e65737465726f76223a66616c73652c226b696e64223a22736764222c226c6561726e696e6752617465223a32302c226d6f6d656e74756d223a302c227765696768744465636179223a307d2c2273616d706c696e67223a2273657175656e7469616c222c227363686564756c65223a7b22706c6174656175223a7b22666163746f72223a347d7d2c2273656564223a312c227374657073223a332c2276616c69646174696f6e4c616e6573223a317d2c227368617065223a7b22626961736573223a2274776f222c2263656c6c223a226c73746d222c22636f6e74657874223a312c226375746f666673223a5b5d2c22656d62656464696e67223a312c22677275223a2272657365742d6166746572222c2268696464656e223a312c22697354696564223a747275652c226c6179657273223a312c22766f636162756c617279223a377d2c2273747265616d73223a2230326265623662623330363031326132626531636434383062633936353338656431633765663235393962663162633565663836613234663935316239306330222c2274687265616473223a312c22747261696e696e67223a7b2262617463686573446f6e65223a302c226265737449734176657261676564223a66616c73652c226265737453746570223a342c2265706f636873446f6e65223a322c226c6f7373223a302c226e6f726d73223a302c22706f736974696f6e73223a32342c22706f736974696f6e734f6645706f6368223a302c2272616e646f6d223a7b227374617465223a31313430303731343831393332333139383438367d2c227363686564756c65223a7b2262657374223a31312e3635313639313432313038343737342c226c6561726e696e6752617465223a32302c227363686564756c65223a7b22706c6174656175223a7b22666163746f72223a347d7d7d2c227365636f6e6473223a302e3030373031363336332c2273746570223a342c2273746f7070696e67223a7b2262657374223a31312e3635313639313432313038343737342c226265737445706f6368223a322c2265706f636873576974686f7574426574746572223a307d7d7d70f6a33a21afbb3e566b5c3e0a10523e7de390be2d7281bec8c491be4a5c04bf077926bfbbc712bfa8905c3e85a9583fb73c35bfef120b3f990dea3ef6c6b8be4eeb6a3f48ef843ffc852abeb8c565bf8148373ea19777be6d0f8b3e4b3a09c0be2c4a3f007dc5bc54c920bfd0e7643f100f0e3fbeba0e3f000000005715d93f00000000c323d93f00000060b2f6e63f000000805b31e63f');
    INSERT INTO artifact_chunk VALUES(9,0,X'7885f2ad21ae11c0cc84e4a1f6f9fbbf113f6366580702c071eb184bef64f6bf');
    INSERT INTO artifact_chunk VALUES(10,0,X'f10ae5f3762407c021d692a7f8eefbbfe683e9fa690d02c0550317061d74f6bf663ae74908d406c0ed3c31010107f7bfb25e461a35df01c0939a696ace00f6bf');
    INSERT INTO artifact_chunk VALUES(11,0,X'80020000000000007b225f5f6d657461646174615f5f223a7b22666f726d6174223a227074222c2263656c6c223a226c73746d222c227368617065223a227b5c226269617365735c223a5c2274776f5c222c5c2263656c6c5c223a5c226c73746d5c222c5c22636f6e746578745c223a312c5c226375746f6666735c223a5b5d2c5c22656d62656464696e675c223a312c5c226772755c223a5c2272657365742d61667465725c222c5c2268696464656e5c223a312c5c226973546965645c223a747275652c5c226c61796572735c223a312c5c22766f636162756c6172795c223a377d227d2c22656e636f6465722e776569676874223a7b226474797065223a22463332222c227368617065223a5b372c315d2c22646174615f6f666673657473223a5b302c32385d7d2c22726e6e2e7765696768745f69685f6c30223a7b226474797065223a22463332222c227368617065223a5b342c315d2c22646174615f6f666673657473223a5b32382c34345d7d2c22726e6e2e7765696768745f68685f6c30223a7b226474797065223a22463332222c227368617065223a5b342c315d2c22646174615f6f666673657473223a5b34342c36305d7d2c22726e6e2e626961735f69685f6c30223a7b226474797065223a22463332222c227368617065223a5b345d2c22646174615f6f666673657473223a5b36302c37365d7d2c22726e6e2e626961735f68685f6c30223a7b226474797065223a22463332222c227368617065223a5b345d2c22646174615f6f666673657473223a5b37362c39325d7d2c226465636f6465722e62696173223a7b226474797065223a22463332222c227368617065223a5b375d2c22646174615f6f666673657473223a5b39322c3132305d7d7d2070f6a33a21afbb3e566b5c3e0a10523e7de390be2d7281bec8c491be4a5c04bf077926bfbbc712bfa8905c3e85a9583fb73c35bfef120b3f990dea3ef6c6b8be4eeb6a3f48ef843ffc852abeb8c565bf8148373ea19777be6d0f8b3e4b3a09c0be2c4a3f007dc5bc54c920bfd0e7643f100f0e3fbeba0e3f');
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
    INSERT INTO corpus VALUES(1,'old','{"minCount":1,"splitting":{"shares":{"test":20,"train":60,"valid":20}},"tokenizer":{"boundary":"line","case":"keep","decoding":{"encoding":"utf-8","invalid":"error"},"keep":"all","locale":"","max_token_bytes":65536,"normalize":"none","numbers":"keep","skip_empty_lines":false,"unit":"whitespace"}}','[{"bytes":75,"compressed":false,"confidence":null,"encoding":"UTF-8","invalid":0,"path":"f.txt","sha256":"5bc1988000d106731e05cc6b5f3e47bd41cd1b5b752172ab7184553492613207"}]','df0f6449e62dc9a2d3dab2a8a3e57841a1a716da6bd30c8df7cac52223604edd','453e6d44800a59bb9b2b6852016f20324f26cc5a481a33cec1f6b2b2ee466768',7,'line',1,0,75,75,19,5,'{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}','2026-11-21T23:03:15.493Z','01M805K091N5PZMCXAT6VS7CWY');
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
    INSERT INTO split VALUES(1,'valid',2,3,1,4,1,10,10,'42238d88bee851c4d0d31a2c6fb998f7ca0d445b65d64cf47a97c37f7334f0e2');
    INSERT INTO split VALUES(1,'test',3,6,2,8,0,24,24,'e2a734d37e95c8288bc2302fffd0148b8d86a95e7aad0ad0464d711df32f6ab8');
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
    INSERT INTO model VALUES(1,1,'laplace-1','ngram','laplace',1,'segment','uniform',6,'{"alpha":1,"alpha_auto":false,"order":1,"smoothing":"laplace"}',NULL,0.00025379700000000005033,4,'01M805K0AGJ3SJP5ZXMJRHFM42','2026-11-21T23:03:15.543Z',1);
    INSERT INTO model VALUES(2,1,'net','rnn',NULL,NULL,'stream',NULL,30,'{"shape":{"biases":"two","cell":"lstm","context":1,"cutoffs":[],"embedding":1,"gru":"reset-after","hidden":1,"isTied":true,"layers":1,"vocabulary":7},"training":{"clearsAtSegments":false,"clip":0.25,"dropout":{"kind":"standard","rate":0.4},"epochs":2,"hasRandomOffset":false,"initialization":{"kind":{"standard":{}}},"lanes":2,"optimizer":{"alpha":0.99,"beta1":0.9,"beta2":0.999,"epsilon":1e-08,"isNesterov":false,"kind":"sgd","learningRate":20,"momentum":0,"weightDecay":0},"sampling":"sequential","schedule":{"plateau":{"factor":4}},"seed":1,"steps":3,"validationLanes":1}}',1,0.0069444559999999998928,11,'01M805K0DHZFZY4X3CDC71MKKF','2026-11-21T23:03:15.700Z',1);
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
    INSERT INTO score VALUES(1,'valid','42238d88bee851c4d0d31a2c6fb998f7ca0d445b65d64cf47a97c37f7334f0e2',4,1,8.5171931914162364307,8.4089641525371430219,6.2996052494743652871,9.9999999999999982236,1.228771237954944917,1.228771237954944917,NULL,5,6.5407000000000005825e-05);
    INSERT INTO score VALUES(1,'test','e2a734d37e95c8288bc2302fffd0148b8d86a95e7aad0ad0464d711df32f6ab8',8,0,13.856332552484527554,5.6521814560675256444,5.6521814560675256444,5.8879592150024029351,0.83293592743240585374,0.83293592743240585374,NULL,6,2.1391000000000002377e-05);
    INSERT INTO score VALUES(2,'valid','42238d88bee851c4d0d31a2c6fb998f7ca0d445b65d64cf47a97c37f7334f0e2',4,1,9.8218054233295930544,11.651691421084773736,6.0531876874206300698,16.566585046242842338,1.4169869976813929124,1.4169869976813929124,NULL,9,0.00011162600000000000495);
    INSERT INTO score VALUES(2,'test','e2a734d37e95c8288bc2302fffd0148b8d86a95e7aad0ad0464d711df32f6ab8',8,0,16.200471636795601426,7.576557604389170919,7.576557604389170919,9.36507925375622996,0.97384750376947171179,0.97384750376947171179,NULL,10,0.0001199390000000000048);
    CREATE TABLE metric(
      run_id TEXT NOT NULL REFERENCES run ON DELETE CASCADE,
      name TEXT NOT NULL CHECK(length(name) BETWEEN 1 AND 200 AND name NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(name, char(0)) = 0),
      step INTEGER NOT NULL CHECK(step >= 0),
      epoch REAL CHECK(epoch >= 0),
      value REAL, -- NULL: not a finite number
      wall_ms INTEGER NOT NULL CHECK(wall_ms >= 0), -- since the run began
      PRIMARY KEY(run_id, name, step)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO metric VALUES('01M805K0DHZFZY4X3CDC71MKKF','gradient_norm',1,0.5,0.36757043270663147804,0);
    INSERT INTO metric VALUES('01M805K0DHZFZY4X3CDC71MKKF','learning_rate',2,1.0,20.0,1);
    INSERT INTO metric VALUES('01M805K0DHZFZY4X3CDC71MKKF','learning_rate',4,2.0,20.0,6);
    INSERT INTO metric VALUES('01M805K0DHZFZY4X3CDC71MKKF','loss',1,0.5,1.9453836656656697812,0);
    INSERT INTO metric VALUES('01M805K0DHZFZY4X3CDC71MKKF','mean_gradient_norm',2,1.0,0.4314523157692545241,1);
    INSERT INTO metric VALUES('01M805K0DHZFZY4X3CDC71MKKF','mean_gradient_norm',4,2.0,0.50899615533906028552,6);
    INSERT INTO metric VALUES('01M805K0DHZFZY4X3CDC71MKKF','tokens_per_second',2,1.0,13875.142220207757418,1);
    INSERT INTO metric VALUES('01M805K0DHZFZY4X3CDC71MKKF','tokens_per_second',4,2.0,43536.625185937664356,6);
    INSERT INTO metric VALUES('01M805K0DHZFZY4X3CDC71MKKF','train_perplexity',2,1.0,12.365993715808087927,1);
    INSERT INTO metric VALUES('01M805K0DHZFZY4X3CDC71MKKF','train_perplexity',4,2.0,12.982393970913973291,6);
    INSERT INTO metric VALUES('01M805K0DHZFZY4X3CDC71MKKF','valid_perplexity',2,1.0,16.189236265546171011,1);
    INSERT INTO metric VALUES('01M805K0DHZFZY4X3CDC71MKKF','valid_perplexity',4,2.0,11.651691421084773736,6);
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
    CREATE TABLE checkpoint(
      corpus_id INTEGER NOT NULL REFERENCES corpus ON DELETE CASCADE,
      name TEXT NOT NULL CHECK(length(name) BETWEEN 1 AND 200 AND name NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(name, char(0)) = 0), -- of the model that is being trained
      settings TEXT NOT NULL CHECK(json_valid(settings)), -- what may not change when the training goes on
      artifact_id INTEGER NOT NULL REFERENCES artifact,
      step INTEGER NOT NULL CHECK(step >= 0), -- updates done
      epoch REAL NOT NULL CHECK(epoch >= 0), -- epochs done, with the fraction of the one under way
      complete INTEGER NOT NULL CHECK(complete IN (0, 1)), -- whether the model is there
      run_id TEXT REFERENCES run ON DELETE SET NULL,
      created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      PRIMARY KEY(corpus_id, name)
    ) STRICT;
    INSERT INTO checkpoint VALUES(1,'net','{"shape":{"biases":"two","cell":"lstm","context":1,"cutoffs":[],"embedding":1,"gru":"reset-after","hidden":1,"isTied":true,"layers":1,"vocabulary":7},"training":{"clearsAtSegments":false,"clip":0.25,"dropout":{"kind":"standard","rate":0.4},"epochs":2,"hasRandomOffset":false,"initialization":{"kind":{"standard":{}}},"lanes":2,"optimizer":{"alpha":0.99,"beta1":0.9,"beta2":0.999,"epsilon":1e-08,"isNesterov":false,"kind":"sgd","learningRate":20,"momentum":0,"weightDecay":0},"sampling":"sequential","schedule":{"plateau":{"factor":4}},"seed":1,"steps":3,"validationLanes":1}}',8,4,2.0,1,'01M805K0DHZFZY4X3CDC71MKKF','2026-11-21T23:03:15.694Z');
    CREATE TABLE diagnostic(
      run_id TEXT NOT NULL REFERENCES run ON DELETE CASCADE,
      epoch INTEGER NOT NULL CHECK(epoch >= 0),
      layer INTEGER NOT NULL CHECK(layer >= 0),
      name TEXT NOT NULL CHECK(length(name) BETWEEN 1 AND 200 AND name NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(name, char(0)) = 0),
      place INTEGER NOT NULL CHECK(place >= 0), -- what the name counts: steps between h and the loss, a bin, a gate
      value REAL, -- NULL: not a finite number
      PRIMARY KEY(run_id, name, epoch, layer, place)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',0,0,'forget_gate_mean',0,0.77253894011179602419);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',1,0,'forget_gate_mean',0,0.71821596225102746213);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',2,0,'forget_gate_mean',0,0.7007423241933187219);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',0,0,'forget_gate_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',1,0,'forget_gate_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',2,0,'forget_gate_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',0,0,'gradient_norm',1,0.0020598109695129096508);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',0,0,'gradient_norm',2,0.0019064822699874639511);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',0,0,'gradient_norm',3,0.0017731203988660126924);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',1,0,'gradient_norm',1,0.015225505456328392028);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',1,0,'gradient_norm',2,0.0089053316041827201843);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',1,0,'gradient_norm',3,0.0064731962047517299652);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',2,0,'gradient_norm',1,0.023017862811684608459);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',2,0,'gradient_norm',2,0.011658659204840660095);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',2,0,'gradient_norm',3,0.0084403296932578086853);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',0,0,'hidden_mean_size',0,0.045847187439600624314);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',1,0,'hidden_mean_size',0,0.2246289178729057312);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',2,0,'hidden_mean_size',0,0.22415525714556375214);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',0,0,'hidden_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',1,0,'hidden_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',2,0,'hidden_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',0,0,'input_gate_mean',0,0.2413573910792668753);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',1,0,'input_gate_mean',0,0.24487112710873285004);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',2,0,'input_gate_mean',0,0.23758360246817269989);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',0,0,'input_gate_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',1,0,'input_gate_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',2,0,'input_gate_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',0,0,'output_gate_mean',0,0.58739862839380896364);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',1,0,'output_gate_mean',0,0.59565123915672302246);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',2,0,'output_gate_mean',0,0.55715626478195190429);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',0,0,'output_gate_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',1,0,'output_gate_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M805K0DHZFZY4X3CDC71MKKF',2,0,'output_gate_saturated',0,0.0);
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
    CREATE INDEX checkpoint_by_artifact ON checkpoint(artifact_id);
    CREATE INDEX checkpoint_by_run ON checkpoint(run_id);
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
    CREATE VIEW checkpoints AS
    SELECT
      c.name AS corpus, p.name AS model, p.step, p.epoch, p.complete, a.bytes, p.created_at, p.run_id AS run, p.settings
    FROM checkpoint p JOIN corpus c ON c.corpus_id = p.corpus_id JOIN artifact a ON a.artifact_id = p.artifact_id
    ORDER BY corpus, model;
    CREATE VIEW diagnostics AS
    SELECT
      c.name AS corpus, coalesce(m.name, r.subject) AS model, r.run_id AS run, d.epoch, d.layer, d.name, d.place, d.value
    FROM run r
      LEFT JOIN model m ON m.model_id = r.model_id
      LEFT JOIN corpus c ON c.corpus_id = r.corpus_id
      CROSS JOIN diagnostic d ON d.run_id = r.run_id
    ORDER BY r.run_id, d.name, d.epoch, d.layer, d.place;
    COMMIT;
    """#
}
