import GRDB

/// A database as lmctl 0.1.0 left it with version 4 of the tables: a corpus of seven lines, n-gram models, a network with
/// its curve, checkpoint and diagnostics, mixtures, caches, dynamic evaluation and imported scores, and all that `compare`
/// finds out about them, as the sqlite3 shell's `.dump` tells it.
enum Version4File {
  static func make(at path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL;")
      try db.execute(sql: dump)
      try db.execute(sql: "PRAGMA application_id = 0x6C6D6374; PRAGMA user_version = 4;")
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
    INSERT INTO grdb_migrations VALUES('4 findings');
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
    INSERT INTO run VALUES('01M80K9HH0TN6W352E0TS5QQT3','tokenize','old',1,NULL,'finished','["lmctl","tokenize","f.txt","--unit","whitespace","--split","60:20:20","--corpus","old","--quiet","--threads","2"]','{"minCount":1,"splitting":{"shares":{"test":20,"train":60,"valid":20}},"tokenizer":{"boundary":"line","case":"keep","decoding":{"encoding":"utf-8","invalid":"error"},"keep":"all","locale":"","max_token_bytes":65536,"normalize":"none","numbers":"keep","skip_empty_lines":false,"unit":"whitespace"}}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',29723,'d258aba4-38c4-4719-acfe-974eb4afc560/4827816','2026-11-22T03:02:45.536Z','2026-11-22T03:02:45.671Z',0,NULL);
    INSERT INTO run VALUES('01M80K9HS3PAVPERA3X00P6P89','ngram','laplace-1',1,1,'finished','["lmctl","ngram","--order","1","--quiet","--threads","2"]','{"alphas":["1"],"orders":[1],"smoothing":["laplace"]}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',29738,'d258aba4-38c4-4719-acfe-974eb4afc560/4827856','2026-11-22T03:02:45.796Z','2026-11-22T03:02:45.947Z',0,NULL);
    INSERT INTO run VALUES('01M80K9J1SRVD0S9EY70SX7CBV','ngram','witten-bell-2',1,2,'finished','["lmctl","ngram","--order","2","--smoothing","witten-bell","--quiet","--threads","2"]','{"alphas":[],"orders":[2],"smoothing":["witten-bell"]}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',29742,'d258aba4-38c4-4719-acfe-974eb4afc560/4827883','2026-11-22T03:02:46.073Z','2026-11-22T03:02:46.204Z',0,NULL);
    INSERT INTO run VALUES('01M80K9JAZFFDE60M8K35P7BWV','train-rnn','net',1,3,'finished','["lmctl","train-rnn","--hidden","1","--embedding","1","--epochs","2","--batch","2","--steps","3","--learning-rate","5","--name","net","--diagnose","gradients","--quiet","--threads","2"]','{"shape":{"biases":"two","cell":"lstm","context":1,"cutoffs":[],"embedding":1,"gru":"reset-after","hidden":1,"isTied":true,"layers":1,"vocabulary":9},"training":{"clearsAtSegments":false,"clip":0.25,"dropout":{"kind":"standard","rate":0.4},"epochs":2,"hasRandomOffset":false,"initialization":{"kind":{"standard":{}}},"lanes":2,"optimizer":{"alpha":0.99,"beta1":0.9,"beta2":0.999,"epsilon":1e-08,"isNesterov":false,"kind":"sgd","learningRate":5,"momentum":0,"weightDecay":0},"sampling":"sequential","schedule":{"plateau":{"factor":4}},"seed":1,"steps":3,"validationLanes":1}}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,1,'host',29752,'d258aba4-38c4-4719-acfe-974eb4afc560/4827909','2026-11-22T03:02:46.371Z','2026-11-22T03:02:46.686Z',0,NULL);
    INSERT INTO run VALUES('01M80K9JVRK03NAJHFH73SH6AP','mix','mixed',1,4,'finished','["lmctl","compare","--mix","witten-bell-2,net","--name","mixed","--quiet","--threads","2"]','{}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',29774,'d258aba4-38c4-4719-acfe-974eb4afc560/4827960','2026-11-22T03:02:46.905Z','2026-11-22T03:02:47.108Z',0,NULL);
    INSERT INTO run VALUES('01M80K9K54ZE553M3PYX2H7BCG','compare','old',1,NULL,'finished','["lmctl","compare","--mix","witten-bell-2,net","--name","mixed","--quiet","--threads","2"]','{"split":"test"}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',29774,'d258aba4-38c4-4719-acfe-974eb4afc560/4827960','2026-11-22T03:02:47.204Z','2026-11-22T03:02:47.291Z',0,NULL);
    INSERT INTO run VALUES('01M80K9KDNR7Q49DFXBN0JQ6MP','mix','product',1,5,'finished','["lmctl","compare","--mix","laplace-1,witten-bell-2","--log-linear","--name","product","--quiet","--threads","2"]','{}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',29805,'d258aba4-38c4-4719-acfe-974eb4afc560/4828021','2026-11-22T03:02:47.477Z','2026-11-22T03:02:47.591Z',0,NULL);
    INSERT INTO run VALUES('01M80K9KKCC17W6T57GEJH5GPK','compare','old',1,NULL,'finished','["lmctl","compare","--mix","laplace-1,witten-bell-2","--log-linear","--name","product","--quiet","--threads","2"]','{"split":"test"}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',29805,'d258aba4-38c4-4719-acfe-974eb4afc560/4828021','2026-11-22T03:02:47.660Z','2026-11-22T03:02:47.711Z',0,NULL);
    INSERT INTO run VALUES('01M80K9KT41WM7J4GG79ACE3NA','cache','laplace-1+cache',1,6,'finished','["lmctl","compare","--cache","laplace-1","--quiet","--threads","2"]','{}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',29815,'d258aba4-38c4-4719-acfe-974eb4afc560/4828059','2026-11-22T03:02:47.887Z','2026-11-22T03:02:48.039Z',0,NULL);
    INSERT INTO run VALUES('01M80K9M259H78BH1QT36HM116','compare','old',1,NULL,'finished','["lmctl","compare","--cache","laplace-1","--quiet","--threads","2"]','{"split":"test"}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',29815,'d258aba4-38c4-4719-acfe-974eb4afc560/4828059','2026-11-22T03:02:48.133Z','2026-11-22T03:02:48.152Z',0,NULL);
    INSERT INTO run VALUES('01M80K9M5ABF627EZSWSXAYQW5','neural-cache','net+neural-cache',1,7,'finished','["lmctl","compare","--neural-cache","net","--quiet","--threads","2"]','{}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',29835,'d258aba4-38c4-4719-acfe-974eb4afc560/4828104','2026-11-22T03:02:48.238Z','2026-11-22T03:02:48.387Z',0,NULL);
    INSERT INTO run VALUES('01M80K9MC4VX1PP8D51XKYWNMV','compare','old',1,NULL,'finished','["lmctl","compare","--neural-cache","net","--quiet","--threads","2"]','{"split":"test"}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',29835,'d258aba4-38c4-4719-acfe-974eb4afc560/4828104','2026-11-22T03:02:48.452Z','2026-11-22T03:02:48.507Z',0,NULL);
    INSERT INTO run VALUES('01M80K9MJT46BPVDZ8S276HF2Q','dynamic','net+dynamic',1,8,'finished','["lmctl","compare","--dynamic","net","--quiet","--threads","2"]','{}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',29843,'d258aba4-38c4-4719-acfe-974eb4afc560/4828141','2026-11-22T03:02:48.687Z','2026-11-22T03:02:48.796Z',0,NULL);
    INSERT INTO run VALUES('01M80K9MRM30J5GYPTMXRDAEPC','compare','old',1,NULL,'finished','["lmctl","compare","--dynamic","net","--quiet","--threads","2"]','{"split":"test"}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',29843,'d258aba4-38c4-4719-acfe-974eb4afc560/4828141','2026-11-22T03:02:48.852Z','2026-11-22T03:02:48.891Z',0,NULL);
    INSERT INTO run VALUES('01M80K9MYHYQRHQ7NYKPAJCGQD','compare','theirs',1,9,'finished','["lmctl","compare","--import","theirs=p.txt","--quiet","--threads","2"]','{"file":"p.txt","sha256":"0b605ae63be38c94d14c7037f356b3532b04a4350c854c7057ca464f112a6839"}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',29860,'d258aba4-38c4-4719-acfe-974eb4afc560/4828179','2026-11-22T03:02:49.041Z','2026-11-22T03:02:49.102Z',0,NULL);
    INSERT INTO run VALUES('01M80K9N21T0HS4HGBR0YP39SJ','compare','old',1,NULL,'finished','["lmctl","compare","--import","theirs=p.txt","--quiet","--threads","2"]','{"split":"test"}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',29860,'d258aba4-38c4-4719-acfe-974eb4afc560/4828179','2026-11-22T03:02:49.153Z','2026-11-22T03:02:49.235Z',0,NULL);
    INSERT INTO run VALUES('01M80K9NFG898C75930JQ02BNB','horizon','old',1,NULL,'finished','["lmctl","compare","--where","--horizon","1,2","--origins","3","--fractions","50,100","--quiet","--threads","2"]','{"horizons":[1,2],"origins":3,"split":"test"}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',29885,'d258aba4-38c4-4719-acfe-974eb4afc560/4828219','2026-11-22T03:02:49.585Z','2026-11-22T03:02:49.865Z',0,NULL);
    INSERT INTO run VALUES('01M80K9NTVVDEVMHWC7V2D5TBM','compare','old',1,NULL,'finished','["lmctl","compare","--where","--horizon","1,2","--origins","3","--fractions","50,100","--quiet","--threads","2"]','{"fractions":["50.0","100.0"],"split":["test"]}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',29885,'d258aba4-38c4-4719-acfe-974eb4afc560/4828219','2026-11-22T03:02:49.947Z','2026-11-22T03:02:50.011Z',0,NULL);
    CREATE TABLE artifact(
      artifact_id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK(length(kind) BETWEEN 1 AND 200 AND kind NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(kind, char(0)) = 0),
      bytes INTEGER CHECK(bytes >= 0), -- with sha256, NULL until all chunks are there
      sha256 TEXT CHECK(length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
      owner TEXT REFERENCES run ON DELETE SET NULL,
      CHECK((bytes IS NULL) = (sha256 IS NULL))
    ) STRICT;
    INSERT INTO artifact VALUES(1,'ids',68,'7316a4e48850d04f9bda4171189320ae8000db32161dbe50f9b078e9bd91aa51','01M80K9HH0TN6W352E0TS5QQT3');
    INSERT INTO artifact VALUES(2,'ids',16,'9922788b70869dd0e886ae6547a5b4089b9b69f6fb720e01379a68a98b4b2885','01M80K9HH0TN6W352E0TS5QQT3');
    INSERT INTO artifact VALUES(3,'ids',40,'8018976a7f131f7e5558019a197cb6d9672edef18375547542f130b60021f3c4','01M80K9HH0TN6W352E0TS5QQT3');
    INSERT INTO artifact VALUES(4,'ngram-counts',73,'dd00ad9d01a96f9e5bc2f397a3a272d83bbce6564a50ab4eb412ec0db837c6e0','01M80K9HS3PAVPERA3X00P6P89');
    INSERT INTO artifact VALUES(5,'log-probabilities',32,'1f70e34c1e89f4f62102a586272c7e4a96dd6097239b4ce360d672c8b860c134','01M80K9KT41WM7J4GG79ACE3NA');
    INSERT INTO artifact VALUES(6,'log-probabilities',80,'6a2569aa08aa46a96a3f19a64c4d8aa9bd000e921423698e7ac8b08adaede72a','01M80K9KT41WM7J4GG79ACE3NA');
    INSERT INTO artifact VALUES(7,'ngram-backoff',228,'75c059a0a473b783ced02aa8a0caa1cc3d2c2da1affb03a3a97fd58b6e8fa442','01M80K9J1SRVD0S9EY70SX7CBV');
    INSERT INTO artifact VALUES(8,'log-probabilities',32,'acc3df5ee74a4446881af4618493a153088594f3ea4f35c3769f54e37c3b4e9d','01M80K9J1SRVD0S9EY70SX7CBV');
    INSERT INTO artifact VALUES(9,'log-probabilities',80,'a2d6669f587a0daa77df2fb30e50b5454b5a65b4958323faa4126ce266dc6c9f','01M80K9J1SRVD0S9EY70SX7CBV');
    INSERT INTO artifact VALUES(11,'checkpoint',1593,'0d535112daa012b49f0b0d3c58eeef3d79d9bed2e539750c63859ede70f1b289','01M80K9JAZFFDE60M8K35P7BWV');
    INSERT INTO artifact VALUES(12,'log-probabilities',32,'370a4d9349d5838dca7886607c54efcb1a6e57ed4948b3b658f26e41cc63a64b','01M80K9MJT46BPVDZ8S276HF2Q');
    INSERT INTO artifact VALUES(13,'log-probabilities',80,'084f6578dc1e265b28a7e0713bac78cbf7835eded64f62f023fb5f30431815b3','01M80K9MJT46BPVDZ8S276HF2Q');
    INSERT INTO artifact VALUES(14,'network-weights',792,'8e57d78de31a0598b6766793298b25ae1c458e88f1cd9e321723ee71f274bd79','01M80K9JAZFFDE60M8K35P7BWV');
    INSERT INTO artifact VALUES(15,'log-probabilities',32,'56a03cafd627cfdd380c886db0efad576bdebf84a054f183874340b560583d07','01M80K9JVRK03NAJHFH73SH6AP');
    INSERT INTO artifact VALUES(16,'log-probabilities',80,'e578092e1dc0bc8eb55e226ee599036b55940abd2ceb2f23b886fcc03427152d','01M80K9JVRK03NAJHFH73SH6AP');
    INSERT INTO artifact VALUES(17,'mixture',336,'24bd24be4c1c32cbc365e276cb0a3b38270109e4e49131258156b4091c76acd2','01M80K9JVRK03NAJHFH73SH6AP');
    INSERT INTO artifact VALUES(18,'log-probabilities',32,'bc18efb28c5df3fc721eeacc05608bdf7b8ec192e89e531f29ddf85700212e93','01M80K9KDNR7Q49DFXBN0JQ6MP');
    INSERT INTO artifact VALUES(19,'log-probabilities',80,'9b80222b8fb4a8bd2e149697643d60c31b35cfc7dd2623c0157c36db0541c8e5','01M80K9KDNR7Q49DFXBN0JQ6MP');
    INSERT INTO artifact VALUES(20,'mixture',344,'60ffbb1035c6847a980fe7f95469c720fcf3be905ab85e3ce846d5609e277100','01M80K9KDNR7Q49DFXBN0JQ6MP');
    INSERT INTO artifact VALUES(21,'cache',252,'a68ef3d74191dd0cee0a1322a9c64bf831891907ec4b6676dbded21e185646c0','01M80K9KT41WM7J4GG79ACE3NA');
    INSERT INTO artifact VALUES(22,'neural-cache',332,'83ff2a7a60b69ec90ef261009edefcf260999f28341f19e55073851095980625','01M80K9M5ABF627EZSWSXAYQW5');
    INSERT INTO artifact VALUES(23,'dynamic',392,'b86241768880cbb31119ae1b6052afeb47ed1fb5a9eee7ba045c9948645ed1b3','01M80K9MJT46BPVDZ8S276HF2Q');
    INSERT INTO artifact VALUES(24,'log-probabilities',80,'3f2fa15847a5bd8b7ae0c371330e84e4dbfd55e10476c5ddbee8ab8cbf7e684b','01M80K9MYHYQRHQ7NYKPAJCGQD');
    CREATE TABLE artifact_chunk(
      artifact_id INTEGER NOT NULL REFERENCES artifact ON DELETE CASCADE,
      place INTEGER NOT NULL CHECK(place >= 0),
      data BLOB NOT NULL CHECK(length(data) BETWEEN 1 AND 4194304),
      PRIMARY KEY(artifact_id, place)
    ) STRICT;
    INSERT INTO artifact_chunk VALUES(1,0,X'0400000002000000030000000100000004000000060000000300000007000000010000000500000002000000080000000100000004000000020000000300000001000000');
    INSERT INTO artifact_chunk VALUES(2,0,X'04000000060000000800000001000000');
    INSERT INTO artifact_chunk VALUES(3,0,X'05000000060000000300000007000000010000000400000002000000080000000700000001000000');
    INSERT INTO artifact_chunk VALUES(4,0,X'6c6d63746c6374310100000000000000090000000000000001000000000000000a00000000000000000000000000000000000000000000000d00000000000403030003010101000104');
    INSERT INTO artifact_chunk VALUES(5,0,X'abfbe5d6e6f2fdbf518c312b048504c0518c312b048504c067a8f2dde760fabf');
    INSERT INTO artifact_chunk VALUES(6,0,X'518c312b048504c0518c312b048504c0abfbe5d6e6f2fdbf518c312b048504c067a8f2dde760fabfabfbe5d6e6f2fdbfabfbe5d6e6f2fdbf518c312b048504c0518c312b048504c067a8f2dde760fabf');
    INSERT INTO artifact_chunk VALUES(7,0,X'6c6d63746c626f31020000000000000009000000000000000100000000000000000000000000000001000000000000000a000000000000000c000000000000000d00000000000002020002010101000102dd7bb9bf526f35bf97e04ebf97e04ebf97e04ebff7948fbff7948fbff7948fbff7948fbf000080ff0000000000000000cbbecbbecbbecbbecbbecbbe9b209abe9b209abe9b209abe9b209abe3d49f4be0f000000000304010500020302030001010400ac98abbe524a23bf9207a4be524a23bfac98abbe524a23bff8f473bef8f473bec2d264bec2d264bed72f84be8a8f37bf');
    INSERT INTO artifact_chunk VALUES(8,0,X'9f75bac5f105e3bf6f4bc764d67ff7bf312b326551350ac0c72a96981477e0bf');
    INSERT INTO artifact_chunk VALUES(9,0,X'9a920847a06afabf312b326551350ac07136e832da8de1bf6f4bc764d67ff7bfc72a96981477e0bf9f75bac5f105e3bf3cfb8914d8b1e8bf6f4bc764d67ff7bf312b326551350ac0c72a96981477e0bf');
    INSERT INTO artifact_chunk VALUES(11,0,X'6c6d63746c636b31f9040000000000007b22626c6f636b73223a5b7b226279746573223a3133362c226e616d65223a22706172616d6574657273227d2c7b226279746573223a3133362c226e616d65223a2262657374227d2c7b226279746573223a33322c226e616d65223a2263617272696564227d5d2c22686173454f53223a747275652c22696e737472756374696f6e536574223a227838362d36342d7634222c226d61747269784c696272617279223a226f6e65444e4e20322e362e33222c226f7074696d697a6572223a7b226176657261676564223a302c226973417665726167696e67223a66616c73652c227374657073223a367d2c2273657474696e6773223a7b22636c6561727341745365676d656e7473223a66616c73652c22636c6970223a302e32352c2264726f706f7574223a7b226b696e64223a227374616e64617264222c2272617465223a302e347d2c2265706f636873223a322c2268617352616e646f6d4f6666736574223a66616c73652c22696e697469616c697a6174696f6e223a7b226b696e64223a7b227374616e64617264223a7b7d7d7d2c226c616e6573223a322c226f7074696d697a6572223a7b22616c706861223a302e39392c226265746131223a302e392c226265746132223a302e3939392c22657073696c6f6e223a31652d30382c2269734e65737465726f76223a66616c73652c226b696e64223a22736764222c226c6561726e696e6752617465223a352c226d6f6d656e74756d223a302c227765696768744465636179223a307d2c2273616d706c696e67223a2273657175656e7469616c222c227363686564756c65223a7b22706c6174656175223a7b22666163746f72223a347d7d2c2273656564223a312c227374657073223a332c2276616c69646174696f6e4c616e6573223a317d2c227368617065223a7b22626961736573223a2274776f222c2263656c6c223a226c73746d222c22636f6e74657874223a312c226375746f666673223a5b5d2c22656d62656464696e67223a312c22677275223a2272657365742d6166746572222c2268696464656e223a312c22697354696564223a747275652c226c6179657273223a312c22766f636162756c617279223a397d2c2273747265616d73223a2231666363653665333031623964653837376361323561303938343966666338343134616537653936313934613730333831346364373337333131616636656332222c2274687265616473223a322c22747261696e696e67223a7b2262617463686573446f6e65223a302c226265737449734176657261676564223a66616c73652c226265737453746570223a332c2265706f636873446f6e65223a322c226c6f7373223a302c226e6f726d73223a302c22706f736974696f6e73223a33322c22706f736974696f6e734f6645706f6368223a302c2272616e646f6d223a7b227374617465223a31313430303731343831393332333139383438367d2c227363686564756c65223a7b2262657374223a392e3931333632313638303434383139312c226c6561726e696e6752617465223a312e32352c227363686564756c65223a7b22706c6174656175223a7b22666163746f72223a347d7d7d2c227365636f6e6473223a302e3037383035393632332c2273746570223a362c2273746f7070696e67223a7b2262657374223a392e3931333632313638303434383139312c226265737445706f6368223a312c2265706f636873576974686f7574426574746572223a317d7d7d980fcdbb00780f3dbb4744bdb0e1d939dae8dfbc51d0773dbb590d3dc42c603bc7be52bd7b0403bf282c6b3e9158593fd41034bf5442113fdf7ef23e9e8594be83ff763f34b0173f79140abd6d364bbf9c6e613e441430bfdc0fcf3e5ce0453f94aa11bf5e3a8ebfc466ea3ecd903c3f5c30823f88f7e93e3b938cbed84501bfae418bbe9c7b01bf92ca05bc2a5d873db2be2bbd0483923bdae603bdadf1233d838afa3ce4c6393b230467bdc80403bf43236b3ec18d593f0f1434bffc40113f797ef23ee14894be8ffd763f48ce173f43c907bde5bf4bbfde04623e30f62fbf4359cf3ee456453f038511bf5a5537bf02f7a83e3b40ec3ebc973d3ff674a83eb28da4be7012a3be5edc3dbea2a2a3be000000601f5c60bf000000809b1874bf000000e0b4339bbf000000c07428b0bf');
    INSERT INTO artifact_chunk VALUES(12,0,X'e4b809390a85ffbf3afc8217b6f004c0ca40ba4b16f204c0bd8b72cbc784ffbf');
    INSERT INTO artifact_chunk VALUES(13,0,X'72dc84a8b1f504c07d966382f0ef04c06032982763eef8bff141ef30b3df03c0cf6dba21cb81ffbf7bc46013a284ffbf30e1b12c5f64fdbfbf4d9c638cf004c04957c611d4df03c0774b2038b684ffbf');
    INSERT INTO artifact_chunk VALUES(14,0,X'88020000000000007b225f5f6d657461646174615f5f223a7b22666f726d6174223a227074222c2263656c6c223a226c73746d222c227368617065223a227b5c226269617365735c223a5c2274776f5c222c5c2263656c6c5c223a5c226c73746d5c222c5c22636f6e746578745c223a312c5c226375746f6666735c223a5b5d2c5c22656d62656464696e675c223a312c5c226772755c223a5c2272657365742d61667465725c222c5c2268696464656e5c223a312c5c226973546965645c223a747275652c5c226c61796572735c223a312c5c22766f636162756c6172795c223a397d227d2c22656e636f6465722e776569676874223a7b226474797065223a22463332222c227368617065223a5b392c315d2c22646174615f6f666673657473223a5b302c33365d7d2c22726e6e2e7765696768745f69685f6c30223a7b226474797065223a22463332222c227368617065223a5b342c315d2c22646174615f6f666673657473223a5b33362c35325d7d2c22726e6e2e7765696768745f68685f6c30223a7b226474797065223a22463332222c227368617065223a5b342c315d2c22646174615f6f666673657473223a5b35322c36385d7d2c22726e6e2e626961735f69685f6c30223a7b226474797065223a22463332222c227368617065223a5b345d2c22646174615f6f666673657473223a5b36382c38345d7d2c22726e6e2e626961735f68685f6c30223a7b226474797065223a22463332222c227368617065223a5b345d2c22646174615f6f666673657473223a5b38342c3130305d7d2c226465636f6465722e62696173223a7b226474797065223a22463332222c227368617065223a5b395d2c22646174615f6f666673657473223a5b3130302c3133365d7d7d2020202020202092ca05bc2a5d873db2be2bbd0483923bdae603bdadf1233d838afa3ce4c6393b230467bdc80403bf43236b3ec18d593f0f1434bffc40113f797ef23ee14894be8ffd763f48ce173f43c907bde5bf4bbfde04623e30f62fbf4359cf3ee456453f038511bf5a5537bf02f7a83e3b40ec3ebc973d3ff674a83eb28da4be7012a3be5edc3dbea2a2a3be');
    INSERT INTO artifact_chunk VALUES(15,0,X'a91ecfc5f105e3bf6bbcd064d67ff7bf98bc2b6551350ac0215dab981477e0bf');
    INSERT INTO artifact_chunk VALUES(16,0,X'7d261147a06afabf02b92b6551350ac055c9f932da8de1bf721cd064d67ff7bfed5bab981477e0bf7d1ecfc5f105e3bfbe199c14d8b1e8bf54bcd064d67ff7bf17d3296551350ac01b5dab981477e0bf');
    INSERT INTO artifact_chunk VALUES(17,0,X'7b22697465726174696f6e73223a382c226d6574686f64223a226c696e656172222c226e617473223a312e343633343339303735363435333332362c227061727473223a5b7b226d6f64656c223a2277697474656e2d62656c6c2d32222c22736861323536223a2237356330353961306134373362373833636564303261613861306361613163633364326332646131616666623033613361393766643538623665386661343432222c22776569676874223a302e393939393939393939373938383431317d2c7b226d6f64656c223a226e6574222c22736861323536223a2238653537643738646533316130353938623637363637393332393862323561653163343538653838663163643965333231373233656537316632373462643739222c22776569676874223a322e303131353837363933363033313535652d31307d5d2c2274756e65645f6f6e223a347d');
    INSERT INTO artifact_chunk VALUES(18,0,X'20d14c3db837e8bf704028b0e453e3bf626df5d3da6d09c0282ca3afa932e1bf');
    INSERT INTO artifact_chunk VALUES(19,0,X'70e8c04c66d1eabf626df5d3da6d09c0907e8f355836d7bf905eb2051d48debf282ca3afa932e1bf20d14c3db837e8bff8c9009074c7f1bf704028b0e453e3bfaee70cd2480707c0282ca3afa932e1bf');
    INSERT INTO artifact_chunk VALUES(20,0,X'7b22697465726174696f6e73223a342c226d6574686f64223a226c6f672d6c696e656172222c226e617473223a312e323639323136373637303133373638322c227061727473223a5b7b226d6f64656c223a226c61706c6163652d31222c22736861323536223a2264643030616439643031613936663965356263326633393761336132373264383362626365363536346135306162346562343132656330646238333763366530222c22776569676874223a2d322e333737343834333333313239373837377d2c7b226d6f64656c223a2277697474656e2d62656c6c2d32222c22736861323536223a2237356330353961306134373362373833636564303261613861306361613163633364326332646131616666623033613361393766643538623665386661343432222c22776569676874223a312e363336363434303737383537323232397d5d2c2274756e65645f6f6e223a347d');
    INSERT INTO artifact_chunk VALUES(21,0,X'7b22636f756e74735f756e6b6e6f776e223a66616c73652c226d6574686f64223a22756e696772616d2d6361636865222c227061727473223a5b7b226d6f64656c223a226c61706c6163652d31222c22736861323536223a2264643030616439643031613936663965356263326633393761336132373264383362626365363536346135306162346562343132656330646238333763366530222c22776569676874223a317d5d2c2274756e65645f6f6e223a342c22776569676874223a302c2277696e646f77223a35302c2277696e646f7773223a5b35302c3130302c3230302c3530302c313030302c323030302c353030302c31303030305d7d');
    INSERT INTO artifact_chunk VALUES(22,0,X'7b22636f756e74735f756e6b6e6f776e223a66616c73652c226d6574686f64223a226e657572616c2d6361636865222c227061727473223a5b7b226d6f64656c223a226e6574222c22736861323536223a2238653537643738646533316130353938623637363637393332393862323561653163343538653838663163643965333231373233656537316632373462643739222c22776569676874223a317d5d2c227468657461223a302c22746865746173223a5b302c31303430302c32303830302c33313130302c34313530302c36323330302c38333030302c3132353030302c3136363030302c3234393030302c3333323030305d2c2274756e65645f6f6e223a342c22776569676874223a302c2277696e646f77223a35302c2277696e646f7773223a5b35302c3130302c3230302c3530302c313030302c323030302c353030302c31303030305d7d');
    INSERT INTO artifact_chunk VALUES(23,0,X'7b22636c6970223a312c226c6561726e735f756e6b6e6f776e223a66616c73652c226d6574686f64223a2264796e616d69632d6576616c756174696f6e222c227061727473223a5b7b226d6f64656c223a226e6574222c22736861323536223a2238653537643738646533316130353938623637363637393332393862323561653163343538653838663163643965333231373233656537316632373462643739222c22776569676874223a317d5d2c22706572706c65786974696573223a5b392e3931333632313638303434383139312c392e3931333632313638303434383139312c392e3931333632313638303434383139312c392e3931333632313638303434383139312c392e3931333632313638303434383139312c392e3931333632313638303434383139312c392e3931333632313638303434383139315d2c2272617465223a302e30322c227261746573223a5b302e30322c302e30352c302e312c302e322c302e352c312c325d2c2274756e65645f6f6e223a342c2277696e646f77223a32307d');
    INSERT INTO artifact_chunk VALUES(24,0,X'000000000000f8bf000000000000f8bf000000000000f8bf000000000000f8bf000000000000f8bf000000000000f8bf000000000000f8bf000000000000f8bf000000000000f8bf000000000000f8bf');
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
    INSERT INTO corpus VALUES(1,'old','{"minCount":1,"splitting":{"shares":{"test":20,"train":60,"valid":20}},"tokenizer":{"boundary":"line","case":"keep","decoding":{"encoding":"utf-8","invalid":"error"},"keep":"all","locale":"","max_token_bytes":65536,"normalize":"none","numbers":"keep","skip_empty_lines":false,"unit":"whitespace"}}','[{"bytes":95,"compressed":false,"confidence":null,"encoding":"UTF-8","invalid":0,"path":"f.txt","sha256":"7d9e63cdcf1943dbd2cc3092d3078cf46d615d3a89c3aa3036fadc0b0edb2d26"}]','3936c99d5828c8f77b1c76bc1416a481c79c601a9d467f260514bf076759688f','6d47132523929976e93c9ed172864e60cad5c8d0187954a5789cee3d96697bd1',9,'line',1,1,95,95,24,7,'{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}','2026-11-22T03:02:45.632Z','01M80K9HH0TN6W352E0TS5QQT3');
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
    INSERT INTO split VALUES(1,'train',1,13,4,17,0,51,51,'8817f6bd5932768a795ca297105ccdc3d4a14e2776728dd217ae29e14026ee9e');
    INSERT INTO split VALUES(1,'valid',2,3,1,4,0,12,12,'336ee18f9c87a150ae36c2dcc6fc0b82b6c8b7d1feb19429e0441ca34278f614');
    INSERT INTO split VALUES(1,'test',3,8,2,10,0,32,32,'ecad3b5c0e3555e0292cc8ff424870b2e4f398b9a9de33bbd2b8971e37e07c03');
    CREATE TABLE statistic(
      corpus_id INTEGER NOT NULL REFERENCES corpus ON DELETE CASCADE,
      name TEXT NOT NULL CHECK(length(name) BETWEEN 1 AND 200 AND name NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(name, char(0)) = 0),
      value REAL, -- NULL: not defined for this corpus
      recipe TEXT NOT NULL CHECK(recipe NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(recipe, char(0)) = 0),
      PRIMARY KEY(corpus_id, name)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO statistic VALUES(1,'hapaxes',4.0,'types that occur once in train');
    INSERT INTO statistic VALUES(1,'types',7.0,'distinct tokens of train, before any cut');
    INSERT INTO statistic VALUES(1,'zipf_slope',-0.72693542705705638251,'slope of ln count over ln rank by least squares, all ranks of the types of train');
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
      created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), normalized INTEGER NOT NULL DEFAULT 1 CHECK(normalized IN (0, 1)), trained INTEGER CHECK(trained >= 0),
      UNIQUE(corpus_id, name)
    ) STRICT;
    INSERT INTO model VALUES(1,1,'laplace-1','ngram','laplace',1,'segment','uniform',8,'{"alpha":1,"alpha_auto":false,"order":1,"smoothing":"laplace"}',NULL,0.00020230100000000002702,4,'01M80K9HS3PAVPERA3X00P6P89','2026-11-22T03:02:45.931Z',1,17);
    INSERT INTO model VALUES(2,1,'witten-bell-2','ngram','witten-bell',2,'segment','uniform',22,'{"counts_of_counts":[[4,0,3,1],[8,3,1,0]],"discounts":[[],[]],"interpolate":true,"order":2,"prune":[],"smoothing":"witten-bell","unseen":"uniform"}',NULL,0.00037562900000000004532,7,'01M80K9J1SRVD0S9EY70SX7CBV','2026-11-22T03:02:46.185Z',1,17);
    INSERT INTO model VALUES(3,1,'net','rnn',NULL,NULL,'stream',NULL,34,'{"shape":{"biases":"two","cell":"lstm","context":1,"cutoffs":[],"embedding":1,"gru":"reset-after","hidden":1,"isTied":true,"layers":1,"vocabulary":9},"training":{"clearsAtSegments":false,"clip":0.25,"dropout":{"kind":"standard","rate":0.4},"epochs":2,"hasRandomOffset":false,"initialization":{"kind":{"standard":{}}},"lanes":2,"optimizer":{"alpha":0.99,"beta1":0.9,"beta2":0.999,"epsilon":1e-08,"isNesterov":false,"kind":"sgd","learningRate":5,"momentum":0,"weightDecay":0},"sampling":"sequential","schedule":{"plateau":{"factor":4}},"seed":1,"steps":3,"validationLanes":1}}',1,0.078034545999999996301,14,'01M80K9JAZFFDE60M8K35P7BWV','2026-11-22T03:02:46.659Z',1,32);
    INSERT INTO model VALUES(4,1,'mixed','mixture','linear',NULL,'stream','uniform',58,'{"iterations":8,"method":"linear","nats":1.4634390756453326,"parts":[{"model":"witten-bell-2","sha256":"75c059a0a473b783ced02aa8a0caa1cc3d2c2da1affb03a3a97fd58b6e8fa442","weight":0.9999999997988411},{"model":"net","sha256":"8e57d78de31a0598b6766793298b25ae1c458e88f1cd9e321723ee71f274bd79","weight":2.011587693603155e-10}],"tuned_on":4}',NULL,0.0014571680000000000049,17,'01M80K9JVRK03NAJHFH73SH6AP','2026-11-22T03:02:47.069Z',1,NULL);
    INSERT INTO model VALUES(5,1,'product','mixture','log-linear',NULL,'segment','uniform',32,'{"iterations":4,"method":"log-linear","nats":1.2692167670137682,"parts":[{"model":"laplace-1","sha256":"dd00ad9d01a96f9e5bc2f397a3a272d83bbce6564a50ab4eb412ec0db837c6e0","weight":-2.3774843331297877},{"model":"witten-bell-2","sha256":"75c059a0a473b783ced02aa8a0caa1cc3d2c2da1affb03a3a97fd58b6e8fa442","weight":1.6366440778572229}],"tuned_on":4}',NULL,0.00041627900000000003051,20,'01M80K9KDNR7Q49DFXBN0JQ6MP','2026-11-22T03:02:47.563Z',1,NULL);
    INSERT INTO model VALUES(6,1,'laplace-1+cache','cache','unigram-cache',NULL,'stream','uniform',8,'{"counts_unknown":false,"method":"unigram-cache","parts":[{"model":"laplace-1","sha256":"dd00ad9d01a96f9e5bc2f397a3a272d83bbce6564a50ab4eb412ec0db837c6e0","weight":1}],"tuned_on":4,"weight":0,"window":50,"windows":[50,100,200,500,1000,2000,5000,10000]}',NULL,0.0019159510000000001556,21,'01M80K9KT41WM7J4GG79ACE3NA','2026-11-22T03:02:48.023Z',1,NULL);
    INSERT INTO model VALUES(7,1,'net+neural-cache','cache','neural-cache',NULL,'stream',NULL,34,'{"counts_unknown":false,"method":"neural-cache","parts":[{"model":"net","sha256":"8e57d78de31a0598b6766793298b25ae1c458e88f1cd9e321723ee71f274bd79","weight":1}],"theta":0,"thetas":[0,10400,20800,31100,41500,62300,83000,125000,166000,249000,332000],"tuned_on":4,"weight":0,"window":50,"windows":[50,100,200,500,1000,2000,5000,10000]}',NULL,0.045134092000000000655,22,'01M80K9M5ABF627EZSWSXAYQW5','2026-11-22T03:02:48.367Z',1,NULL);
    INSERT INTO model VALUES(8,1,'net+dynamic','dynamic','dynamic-evaluation',NULL,'stream',NULL,34,'{"clip":1,"learns_unknown":false,"method":"dynamic-evaluation","parts":[{"model":"net","sha256":"8e57d78de31a0598b6766793298b25ae1c458e88f1cd9e321723ee71f274bd79","weight":1}],"perplexities":[9.913621680448191,9.913621680448191,9.913621680448191,9.913621680448191,9.913621680448191,9.913621680448191,9.913621680448191],"rate":0.02,"rates":[0.02,0.05,0.1,0.2,0.5,1,2],"tuned_on":4,"window":20}',NULL,0.015774306000000001826,23,'01M80K9MJT46BPVDZ8S276HF2Q','2026-11-22T03:02:48.779Z',1,NULL);
    INSERT INTO model VALUES(9,1,'theirs','imported',NULL,NULL,'stream',NULL,0,'{"file":"p.txt","sha256":"0b605ae63be38c94d14c7037f356b3532b04a4350c854c7057ca464f112a6839"}',NULL,0.0,24,'01M80K9MYHYQRHQ7NYKPAJCGQD','2026-11-22T03:02:49.084Z',1,NULL);
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
    INSERT INTO score VALUES(1,'valid','336ee18f9c87a150ae36c2dcc6fc0b82b6c8b7d1feb19429e0441ca34278f614',4,0,8.6503595174120473387,8.693623964693488304,8.693623964693488304,10.318106837793299846,1.0399858981397505086,1.0399858981397505086,NULL,5,3.1828000000000000876e-05);
    INSERT INTO score VALUES(1,'test','ecad3b5c0e3555e0292cc8ff424870b2e4f398b9a9de33bbd2b8971e37e07c03',10,0,21.737470569187220092,8.7911633914811364576,8.7911633914811364576,10.02437036515161317,0.98001690598863111514,0.98001690598863111514,NULL,6,1.411000000000000043e-05);
    INSERT INTO score VALUES(2,'valid','336ee18f9c87a150ae36c2dcc6fc0b82b6c8b7d1feb19429e0441ca34278f614',4,0,5.8537563023265883899,4.3207935416406986206,4.3207935416406986206,5.9283150819682317589,0.70376543232825705675,0.70376543232825705675,NULL,8,4.2363000000000000807e-05);
    INSERT INTO score VALUES(2,'test','ecad3b5c0e3555e0292cc8ff424870b2e4f398b9a9de33bbd2b8971e37e07c03',10,0,14.084344165579105734,4.0895478611913125277,4.0895478611913125277,5.1136271865844031836,0.63498167130794946899,0.63498167130794946899,NULL,9,1.8096999999999999696e-05);
    INSERT INTO score VALUES(3,'valid','336ee18f9c87a150ae36c2dcc6fc0b82b6c8b7d1feb19429e0441ca34278f614',4,0,9.175638954951788051,9.9136216804481911424,9.9136216804481911424,11.04422077603080865,1.1031374014413779516,1.1031374014413779516,NULL,12,0.00010236200000000000691);
    INSERT INTO score VALUES(3,'test','ecad3b5c0e3555e0292cc8ff424870b2e4f398b9a9de33bbd2b8971e37e07c03',10,0,22.127274885690273009,9.1406133429395097778,9.1406133429395097778,9.7135647397779738554,0.99759092956163319954,0.99759092956163319954,NULL,13,0.00017436999999999999917);
    INSERT INTO score VALUES(4,'valid','336ee18f9c87a150ae36c2dcc6fc0b82b6c8b7d1feb19429e0441ca34278f614',4,0,5.8537563025813312833,4.3207935419158713941,4.3207935419158713941,5.9283150821668639807,0.70376543235888344707,0.70376543235888344707,NULL,15,0.00014630700000000000714);
    INSERT INTO score VALUES(4,'test','ecad3b5c0e3555e0292cc8ff424870b2e4f398b9a9de33bbd2b8971e37e07c03',10,0,14.084344166257597663,4.0895478614687856833,4.0895478614687856833,5.1136271868209544066,0.63498167133853866683,0.63498167133853866683,NULL,16,0.00068442800000000005456);
    INSERT INTO score VALUES(5,'valid','336ee18f9c87a150ae36c2dcc6fc0b82b6c8b7d1feb19429e0441ca34278f614',4,0,5.076867068055072707,3.5580646770939448053,3.5580646770939448053,4.5409862006072900797,0.6103642451946287295,0.6103642451946287295,NULL,18,3.5543000000000001729e-05);
    INSERT INTO score VALUES(5,'test','ecad3b5c0e3555e0292cc8ff424870b2e4f398b9a9de33bbd2b8971e37e07c03',10,0,11.277958361724159886,3.0888406803956254265,3.0888406803956254265,3.580083729085423716,0.50845795624411449509,0.50845795624411449509,NULL,19,7.8286000000000002287e-05);
    INSERT INTO score VALUES(6,'valid','336ee18f9c87a150ae36c2dcc6fc0b82b6c8b7d1feb19429e0441ca34278f614',4,0,8.6503595174120473387,8.693623964693488304,8.693623964693488304,10.318106837793299846,1.0399858981397505086,1.0399858981397505086,NULL,5,0.00020177000000000001466);
    INSERT INTO score VALUES(6,'test','ecad3b5c0e3555e0292cc8ff424870b2e4f398b9a9de33bbd2b8971e37e07c03',10,0,21.737470569187220092,8.7911633914811364576,8.7911633914811364576,10.02437036515161317,0.98001690598863111514,0.98001690598863111514,NULL,6,0.00021609100000000001527);
    INSERT INTO score VALUES(7,'valid','336ee18f9c87a150ae36c2dcc6fc0b82b6c8b7d1feb19429e0441ca34278f614',4,0,9.175638954951788051,9.9136216804481911424,9.9136216804481911424,11.04422077603080865,1.1031374014413779516,1.1031374014413779516,NULL,12,9.8387000000000005162e-05);
    INSERT INTO score VALUES(7,'test','ecad3b5c0e3555e0292cc8ff424870b2e4f398b9a9de33bbd2b8971e37e07c03',10,0,22.127274885690273009,9.1406133429395097778,9.1406133429395097778,9.7135647397779738554,0.99759092956163319954,0.99759092956163319954,NULL,13,0.00012828100000000000049);
    INSERT INTO score VALUES(8,'valid','336ee18f9c87a150ae36c2dcc6fc0b82b6c8b7d1feb19429e0441ca34278f614',4,0,9.175638954951788051,9.9136216804481911424,9.9136216804481911424,11.04422077603080865,1.1031374014413779516,1.1031374014413779516,NULL,12,4.6760000000000006311e-05);
    INSERT INTO score VALUES(8,'test','ecad3b5c0e3555e0292cc8ff424870b2e4f398b9a9de33bbd2b8971e37e07c03',10,0,22.127274885690273009,9.1406133429395097778,9.1406133429395097778,9.7135647397779738554,0.99759092956163319954,0.99759092956163319954,NULL,13,0.00016982300000000001712);
    INSERT INTO score VALUES(9,'test','ecad3b5c0e3555e0292cc8ff424870b2e4f398b9a9de33bbd2b8971e37e07c03',10,0,15.0,4.4816890703380645177,4.4816890703380645177,4.4816890703380645177,0.67626330041670157378,0.67626330041670157378,NULL,24,0.0);
    CREATE TABLE metric(
      run_id TEXT NOT NULL REFERENCES run ON DELETE CASCADE,
      name TEXT NOT NULL CHECK(length(name) BETWEEN 1 AND 200 AND name NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(name, char(0)) = 0),
      step INTEGER NOT NULL CHECK(step >= 0),
      epoch REAL CHECK(epoch >= 0),
      value REAL, -- NULL: not a finite number
      wall_ms INTEGER NOT NULL CHECK(wall_ms >= 0), -- since the run began
      PRIMARY KEY(run_id, name, step)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO metric VALUES('01M80K9JAZFFDE60M8K35P7BWV','gradient_norm',1,0.33333333333333331482,0.33492525199845635253,0);
    INSERT INTO metric VALUES('01M80K9JAZFFDE60M8K35P7BWV','learning_rate',3,1.0,5.0,14);
    INSERT INTO metric VALUES('01M80K9JAZFFDE60M8K35P7BWV','learning_rate',6,2.0,5.0,78);
    INSERT INTO metric VALUES('01M80K9JAZFFDE60M8K35P7BWV','loss',1,0.33333333333333331482,2.1995987040717963623,0);
    INSERT INTO metric VALUES('01M80K9JAZFFDE60M8K35P7BWV','mean_gradient_norm',3,1.0,0.45726492246851885292,14);
    INSERT INTO metric VALUES('01M80K9JAZFFDE60M8K35P7BWV','mean_gradient_norm',6,2.0,0.44134646879263589314,78);
    INSERT INTO metric VALUES('01M80K9JAZFFDE60M8K35P7BWV','tokens_per_second',3,1.0,1731.0116140060476937,14);
    INSERT INTO metric VALUES('01M80K9JAZFFDE60M8K35P7BWV','tokens_per_second',6,2.0,60135.455112641218876,78);
    INSERT INTO metric VALUES('01M80K9JAZFFDE60M8K35P7BWV','train_perplexity',3,1.0,10.041996973912656442,14);
    INSERT INTO metric VALUES('01M80K9JAZFFDE60M8K35P7BWV','train_perplexity',6,2.0,9.2742133341282642078,78);
    INSERT INTO metric VALUES('01M80K9JAZFFDE60M8K35P7BWV','valid_perplexity',3,1.0,9.9136216804481911424,14);
    INSERT INTO metric VALUES('01M80K9JAZFFDE60M8K35P7BWV','valid_perplexity',6,2.0,11.342505925354327445,78);
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
    INSERT INTO token VALUES(X'3c656f733e','<eos>',4,NULL,4294967297);
    INSERT INTO token VALUES(X'636174','cat',3,1,4294967298);
    INSERT INTO token VALUES(X'736174','sat',3,2,4294967299);
    INSERT INTO token VALUES(X'746865','the',3,3,4294967300);
    INSERT INTO token VALUES(X'61','a',1,4,4294967301);
    INSERT INTO token VALUES(X'646f67','dog',1,5,4294967302);
    INSERT INTO token VALUES(X'646f776e','down',1,6,4294967303);
    INSERT INTO token VALUES(X'72616e','ran',1,7,4294967304);
    CREATE TABLE ngram_list(
      list_id INTEGER PRIMARY KEY CHECK(list_id BETWEEN 1 AND 8388607),
      model_id INTEGER UNIQUE REFERENCES model ON DELETE SET NULL, -- NULL until the model appears
      owner TEXT REFERENCES run ON DELETE SET NULL
    ) STRICT;
    INSERT INTO ngram_list VALUES(1,1,NULL);
    INSERT INTO ngram_list VALUES(2,2,NULL);
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
    INSERT INTO top_ngram VALUES('<eos>',4,-0.71600334363479911647,NULL,1116691496961);
    INSERT INTO top_ngram VALUES('cat',3,-0.81291335664285557793,NULL,1116691496962);
    INSERT INTO top_ngram VALUES('sat',3,-0.81291335664285557793,NULL,1116691496963);
    INSERT INTO top_ngram VALUES('the',3,-0.81291335664285557793,NULL,1116691496964);
    INSERT INTO top_ngram VALUES('a',1,-1.1139433523068367204,NULL,1116691496965);
    INSERT INTO top_ngram VALUES('dog',1,-1.1139433523068367204,NULL,1116691496966);
    INSERT INTO top_ngram VALUES('down',1,-1.1139433523068367204,NULL,1116691496967);
    INSERT INTO top_ngram VALUES('ran',1,-1.1139433523068367204,NULL,1116691496968);
    INSERT INTO top_ngram VALUES('<eos>',4,-0.70872986316680908203,0.0,2216203124737);
    INSERT INTO top_ngram VALUES('cat',3,-0.80811446905136108398,-0.39794000983238220214,2216203124738);
    INSERT INTO top_ngram VALUES('sat',3,-0.80811446905136108398,-0.39794000983238220214,2216203124739);
    INSERT INTO top_ngram VALUES('the',3,-0.80811446905136108398,-0.39794000983238220214,2216203124740);
    INSERT INTO top_ngram VALUES('a',1,-1.1217335462570190429,-0.30103000998497009277,2216203124741);
    INSERT INTO top_ngram VALUES('dog',1,-1.1217335462570190429,-0.30103000998497009277,2216203124742);
    INSERT INTO top_ngram VALUES('down',1,-1.1217335462570190429,-0.30103000998497009277,2216203124743);
    INSERT INTO top_ngram VALUES('ran',1,-1.1217335462570190429,-0.30103000998497009277,2216203124744);
    INSERT INTO top_ngram VALUES('<bos> the',3,-0.25817748904228210449,NULL,2233382993921);
    INSERT INTO top_ngram VALUES('cat sat',2,-0.33514916896820068359,NULL,2233382993922);
    INSERT INTO top_ngram VALUES('sat <eos>',2,-0.32037025690078735351,NULL,2233382993923);
    INSERT INTO top_ngram VALUES('the cat',2,-0.33514916896820068359,NULL,2233382993924);
    INSERT INTO top_ngram VALUES('cat ran',1,-0.63785278797149658203,NULL,2233382993925);
    INSERT INTO top_ngram VALUES('sat down',1,-0.63785278797149658203,NULL,2233382993926);
    INSERT INTO top_ngram VALUES('the dog',1,-0.63785278797149658203,NULL,2233382993927);
    INSERT INTO top_ngram VALUES('a cat',1,-0.23823916912078860197,NULL,2233382993928);
    INSERT INTO top_ngram VALUES('dog sat',1,-0.23823916912078860197,NULL,2233382993929);
    INSERT INTO top_ngram VALUES('down <eos>',1,-0.22346022725105285644,NULL,2233382993930);
    INSERT INTO top_ngram VALUES('ran <eos>',1,-0.22346022725105285644,NULL,2233382993931);
    INSERT INTO top_ngram VALUES('<bos> a',1,-0.7170339822769165039,NULL,2233382993932);
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
    INSERT INTO checkpoint VALUES(1,'net','{"shape":{"biases":"two","cell":"lstm","context":1,"cutoffs":[],"embedding":1,"gru":"reset-after","hidden":1,"isTied":true,"layers":1,"vocabulary":9},"training":{"clearsAtSegments":false,"clip":0.25,"dropout":{"kind":"standard","rate":0.4},"epochs":2,"hasRandomOffset":false,"initialization":{"kind":{"standard":{}}},"lanes":2,"optimizer":{"alpha":0.99,"beta1":0.9,"beta2":0.999,"epsilon":1e-08,"isNesterov":false,"kind":"sgd","learningRate":5,"momentum":0,"weightDecay":0},"sampling":"sequential","schedule":{"plateau":{"factor":4}},"seed":1,"steps":3,"validationLanes":1}}',11,6,2.0,1,'01M80K9JAZFFDE60M8K35P7BWV','2026-11-22T03:02:46.586Z');
    CREATE TABLE diagnostic(
      run_id TEXT NOT NULL REFERENCES run ON DELETE CASCADE,
      epoch INTEGER NOT NULL CHECK(epoch >= 0),
      layer INTEGER NOT NULL CHECK(layer >= 0),
      name TEXT NOT NULL CHECK(length(name) BETWEEN 1 AND 200 AND name NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(name, char(0)) = 0),
      place INTEGER NOT NULL CHECK(place >= 0), -- what the name counts: steps between h and the loss, a bin, a gate
      value REAL, -- NULL: not a finite number
      PRIMARY KEY(run_id, name, epoch, layer, place)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',0,0,'forget_gate_mean',0,0.58874267339706420898);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',1,0,'forget_gate_mean',0,0.59088267882665002073);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',2,0,'forget_gate_mean',0,0.59004267056783044065);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',0,0,'forget_gate_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',1,0,'forget_gate_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',2,0,'forget_gate_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',0,0,'gradient_norm',1,0.0031881376635283231735);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',0,0,'gradient_norm',2,0.0012386121670715510845);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',0,0,'gradient_norm',3,0.0006684871041215956211);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',1,0,'gradient_norm',1,0.0019387931679375469684);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',1,0,'gradient_norm',2,0.00095752824563533067703);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',1,0,'gradient_norm',3,0.00051912746857851743698);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',2,0,'gradient_norm',1,0.0020045128185302019119);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',2,0,'gradient_norm',2,0.00094379670917987823486);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',2,0,'gradient_norm',3,0.00051111506763845682144);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',0,0,'hidden_mean_size',0,0.033746724637846149674);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',1,0,'hidden_mean_size',0,0.009879312128759920597);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',2,0,'hidden_mean_size',0,0.01066595929053922552);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',0,0,'hidden_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',1,0,'hidden_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',2,0,'hidden_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',0,0,'input_gate_mean',0,0.47363099952538806336);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',1,0,'input_gate_mean',0,0.47497648000717163085);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',2,0,'input_gate_mean',0,0.47608038783073425292);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',0,0,'input_gate_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',1,0,'input_gate_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',2,0,'input_gate_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',0,0,'output_gate_mean',0,0.40810686846574145691);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',1,0,'output_gate_mean',0,0.41160714129606884581);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',2,0,'output_gate_mean',0,0.41309958696365356445);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',0,0,'output_gate_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',1,0,'output_gate_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M80K9JAZFFDE60M8K35P7BWV',2,0,'output_gate_saturated',0,0.0);
    CREATE TABLE component(
      model_id INTEGER NOT NULL REFERENCES model ON DELETE CASCADE, -- the mixture or cache
      place INTEGER NOT NULL CHECK(place >= 0),
      component TEXT NOT NULL CHECK(length(component) BETWEEN 1 AND 200 AND component NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(component, char(0)) = 0), -- its name when the mixture was made
      component_id INTEGER REFERENCES model ON DELETE SET NULL, -- NULL: a cache, or a model that has gone
      role TEXT NOT NULL CHECK(length(role) BETWEEN 1 AND 200 AND role NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(role, char(0)) = 0), -- part, base or cache
      weight REAL, -- NULL: it has none of its own
      PRIMARY KEY(model_id, place)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO component VALUES(4,0,'witten-bell-2',2,'part',0.99999999979884113265);
    INSERT INTO component VALUES(4,1,'net',3,'part',2.0115876936031549351e-10);
    INSERT INTO component VALUES(5,0,'laplace-1',1,'part',-2.3774843331297876858);
    INSERT INTO component VALUES(5,1,'witten-bell-2',2,'part',1.6366440778572228786);
    INSERT INTO component VALUES(6,0,'laplace-1',1,'base',1.0);
    INSERT INTO component VALUES(6,1,'the last 50 tokens',NULL,'cache',0.0);
    INSERT INTO component VALUES(7,0,'net',3,'base',1.0);
    INSERT INTO component VALUES(7,1,'the last 50 tokens',NULL,'cache',0.0);
    INSERT INTO component VALUES(8,0,'net',3,'base',NULL);
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
      FOREIGN KEY(model_id, split) REFERENCES score(model_id, split) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    INSERT INTO score_error VALUES(1,'test',0.12639644881898076667,1.8988598373564757881,2.404005566218126777,6.6782757792804456897,11.067418992770200247,1,1000,1);
    INSERT INTO score_error VALUES(2,'test',0.32065588265074440599,0.83666525804117308773,2.0941666557964406791,2.3086553559108464739,8.1186725017024414796,1,1000,1);
    INSERT INTO score_error VALUES(3,'test',0.11982479664474972314,1.9628186307430657286,2.4217200625333199504,7.1193656741305213486,11.265219541771527289,1,1000,1);
    INSERT INTO score_error VALUES(4,'test',0.32065588260953481469,0.83666525817393722075,2.0941666557487037536,2.3086553562173532938,8.1186725013148812735,1,1000,1);
    INSERT INTO score_error VALUES(5,'test',0.30736605465406729997,0.60856229039676501546,1.8046361258881726818,1.8377872940683319669,6.0777595067681486895,1,1000,1);
    INSERT INTO score_error VALUES(6,'test',0.12639644881898076667,1.8988598373564757881,2.404005566218126777,6.6782757792804456897,11.067418992770200247,1,1000,1);
    INSERT INTO score_error VALUES(7,'test',0.11982479664474972314,1.9628186307430657286,2.4217200625333199504,7.1193656741305213486,11.265219541771527289,1,1000,1);
    INSERT INTO score_error VALUES(8,'test',0.11982479664474972314,1.9628186307430657286,2.4217200625333199504,7.1193656741305213486,11.265219541771527289,1,1000,1);
    INSERT INTO score_error VALUES(9,'test',0.0,1.5,1.5,4.4816890703380645177,4.4816890703380645177,1,1000,1);
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
      FOREIGN KEY(model_a, split) REFERENCES score(model_id, split) ON DELETE CASCADE,
      FOREIGN KEY(model_b, split) REFERENCES score(model_id, split) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    INSERT INTO difference VALUES(1,2,'test',-0.7653126403608115913,0.23462429332705106443,-1.1635133014550247398,-0.21906438001166006479,0.0098094519939100344174,1,1000,1);
    INSERT INTO difference VALUES(1,3,'test',0.038980431650305472079,0.055681300846341263977,-0.06976822571979472698,0.14662869823287089099,0.50158139173370375196,1,1000,1);
    INSERT INTO difference VALUES(1,4,'test',-0.76531264029296275364,0.23462429328293493702,-1.1635133013164677961,-0.21906438004715378387,0.0098094519888263231877,1,1000,1);
    INSERT INTO difference VALUES(1,5,'test',-1.0459512207463061983,0.27293040508915505926,-1.5547900036779294108,-0.51566761372123093298,0.0040135598399556604576,1,1000,1);
    INSERT INTO difference VALUES(1,6,'test',0.0,0.0,0.0,0.0,1.0,1,1000,1);
    INSERT INTO difference VALUES(1,7,'test',0.038980431650305472079,0.055681300846341263977,-0.06976822571979472698,0.14662869823287089099,0.50158139173370375196,1,1000,1);
    INSERT INTO difference VALUES(1,8,'test',0.038980431650305472079,0.055681300846341263977,-0.06976822571979472698,0.14662869823287089099,0.50158139173370375196,1,1000,1);
    INSERT INTO difference VALUES(1,9,'test',-0.67374705691872216473,0.12639644881898076667,-0.90400556621812677704,-0.39885983735647578818,0.00047441739370879254522,1,1000,1);
    INSERT INTO difference VALUES(2,3,'test',0.80429307201111721603,0.24617725440563345551,0.2490948942537837274,1.2245645141479712947,0.0097272330235984583168,1,1000,1);
    INSERT INTO difference VALUES(2,4,'test',6.7848837659312266623e-11,4.4726654456754533534e-11,-3.3804546939464334672e-11,1.4096182776590637992e-10,1.0,1,1000,1);
    INSERT INTO difference VALUES(2,5,'test',-0.28063858038549444051,0.14128608678484802507,-0.56229514251236756283,-0.00059945358700269624208,0.078259842413154756535,1,1000,1);
    INSERT INTO difference VALUES(2,6,'test',0.7653126403608115913,0.23462429332705106443,0.21906438001166006479,1.1635133014550247398,0.0098094519939100344174,1,1000,1);
    INSERT INTO difference VALUES(2,7,'test',0.80429307201111721603,0.24617725440563345551,0.2490948942537837274,1.2245645141479712947,0.0097272330235984583168,1,1000,1);
    INSERT INTO difference VALUES(2,8,'test',0.80429307201111721603,0.24617725440563345551,0.2490948942537837274,1.2245645141479712947,0.0097272330235984583168,1,1000,1);
    INSERT INTO difference VALUES(2,9,'test',0.091565583442089412691,0.32065588265074440599,-0.59416665579644067918,0.66333474195882691226,0.78168040718065978644,1,1000,1);
    INSERT INTO difference VALUES(3,4,'test',-0.80429307194326826735,0.24617725436144280437,-1.2245645140070107181,-0.2490948943022951445,0.009727233018765435446,1,1000,1);
    INSERT INTO difference VALUES(3,5,'test',-1.08493165239661149,0.27598995360263367526,-1.5824711404534066438,-0.54812953782393369905,0.0034525103591920291989,1,1000,1);
    INSERT INTO difference VALUES(3,6,'test',-0.038980431650305472079,0.055681300846341263977,-0.14662869823287089099,0.06976822571979472698,0.50158139173370375196,1,1000,1);
    INSERT INTO difference VALUES(3,7,'test',0.0,0.0,0.0,0.0,1.0,1,1000,1);
    INSERT INTO difference VALUES(3,8,'test',0.0,0.0,0.0,0.0,1.0,1,1000,1);
    INSERT INTO difference VALUES(3,9,'test',-0.71272748856902767844,0.11982479664474970926,-0.9217200625333199504,-0.46281863074306583971,0.00021585082553621237622,1,1000,1);
    INSERT INTO difference VALUES(4,5,'test',-0.28063858045334322266,0.14128608678549284261,-0.56229514260383339774,-0.00059945370129443897866,0.078259842353767261613,1,1000,1);
    INSERT INTO difference VALUES(4,6,'test',0.76531264029296275364,0.23462429328293493702,0.21906438004715378387,1.1635133013164677961,0.0098094519888263231877,1,1000,1);
    INSERT INTO difference VALUES(4,7,'test',0.80429307194326826735,0.24617725436144280437,0.2490948943022951445,1.2245645140070107181,0.009727233018765435446,1,1000,1);
    INSERT INTO difference VALUES(4,8,'test',0.80429307194326826735,0.24617725436144280437,0.2490948943022951445,1.2245645140070107181,0.009727233018765435446,1,1000,1);
    INSERT INTO difference VALUES(4,9,'test',0.091565583374240561154,0.32065588260953481469,-0.5941666557487039757,0.66333474182606277924,0.7816804073104054451,1,1000,1);
    INSERT INTO difference VALUES(5,6,'test',1.0459512207463061983,0.27293040508915505926,0.51566761372123071094,1.5547900036779291887,0.0040135598399556604576,1,1000,1);
    INSERT INTO difference VALUES(5,7,'test',1.08493165239661149,0.27598995360263367526,0.54812953782393347701,1.5824711404534066438,0.0034525103591920291989,1,1000,1);
    INSERT INTO difference VALUES(5,8,'test',1.08493165239661149,0.27598995360263367526,0.54812953782393347701,1.5824711404534066438,0.0034525103591920291989,1,1000,1);
    INSERT INTO difference VALUES(5,9,'test',0.37220416382758381157,0.30736605465406735548,-0.30463612588817312598,0.89143770960323487351,0.25675351890670128351,1,1000,1);
    INSERT INTO difference VALUES(6,7,'test',0.038980431650305472079,0.055681300846341263977,-0.06976822571979472698,0.14662869823287089099,0.50158139173370375196,1,1000,1);
    INSERT INTO difference VALUES(6,8,'test',0.038980431650305472079,0.055681300846341263977,-0.06976822571979472698,0.14662869823287089099,0.50158139173370375196,1,1000,1);
    INSERT INTO difference VALUES(6,9,'test',-0.67374705691872216473,0.12639644881898076667,-0.90400556621812677704,-0.39885983735647578818,0.00047441739370879254522,1,1000,1);
    INSERT INTO difference VALUES(7,8,'test',0.0,0.0,0.0,0.0,1.0,1,1000,1);
    INSERT INTO difference VALUES(7,9,'test',-0.71272748856902767844,0.11982479664474970926,-0.9217200625333199504,-0.46281863074306583971,0.00021585082553621237622,1,1000,1);
    INSERT INTO difference VALUES(8,9,'test',-0.71272748856902767844,0.11982479664474970926,-0.9217200625333199504,-0.46281863074306583971,0.00021585082553621237622,1,1000,1);
    CREATE TABLE breakdown(
      model_id INTEGER NOT NULL,
      split TEXT NOT NULL,
      dimension TEXT NOT NULL CHECK(length(dimension) BETWEEN 1 AND 200 AND dimension NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(dimension, char(0)) = 0), -- frequency, position, history, kind
      place INTEGER NOT NULL CHECK(place >= 0),
      label TEXT NOT NULL CHECK(length(label) BETWEEN 1 AND 200 AND label NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(label, char(0)) = 0),
      positions INTEGER NOT NULL CHECK(positions >= 0),
      nats REAL, -- −Σ ln p; NULL for infinity, as below
      perplexity REAL CHECK(perplexity > 0),
      PRIMARY KEY(model_id, split, dimension, place),
      FOREIGN KEY(model_id, split) REFERENCES score(model_id, split) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    INSERT INTO breakdown VALUES(1,'test','frequency',2,'1',5,12.824746787307683248,13.0);
    INSERT INTO breakdown VALUES(1,'test','frequency',3,'2–9',3,5.6154065307047744681,6.5000000000000008881);
    INSERT INTO breakdown VALUES(1,'test','frequency',8,'<eos>',2,3.2973172511747637081,5.2000000000000010658);
    INSERT INTO breakdown VALUES(1,'test','history',1,'1-gram',2,5.1298987149230734772,13.0);
    INSERT INTO breakdown VALUES(1,'test','history',2,'2-gram',5,10.522161694313638235,8.2024454782425131327);
    INSERT INTO breakdown VALUES(1,'test','history',3,'3-gram',2,4.4367515343631280799,9.1923881554251174463);
    INSERT INTO breakdown VALUES(1,'test','history',4,'≥ 4-gram',1,1.648658625587381854,5.2000000000000010658);
    INSERT INTO breakdown VALUES(1,'test','kind',1,'<eos>',2,3.2973172511747637081,5.2000000000000010658);
    INSERT INTO breakdown VALUES(1,'test','kind',2,'letters',8,18.44015331801245594,10.02437036515161317);
    INSERT INTO breakdown VALUES(1,'test','position',0,'1',2,4.4367515343631280799,9.1923881554251174463);
    INSERT INTO breakdown VALUES(1,'test','position',1,'2',2,4.4367515343631280799,9.1923881554251174463);
    INSERT INTO breakdown VALUES(1,'test','position',2,'3–4',4,9.5666502492862015571,10.931653398298289304);
    INSERT INTO breakdown VALUES(1,'test','position',3,'5–8',2,3.2973172511747637081,5.2000000000000010658);
    INSERT INTO breakdown VALUES(2,'test','frequency',2,'1',5,11.140520711892705207,9.2822515600846280392);
    INSERT INTO breakdown VALUES(2,'test','frequency',3,'2–9',3,1.9147510773957292506,1.8931656199553255071);
    INSERT INTO breakdown VALUES(2,'test','frequency',8,'<eos>',2,1.0290723762906723859,1.6728624284099051777);
    INSERT INTO breakdown VALUES(2,'test','history',1,'1-gram',2,6.552068310915999838,26.470586031613784427);
    INSERT INTO breakdown VALUES(2,'test','history',2,'2-gram',5,4.7773198650143884336,2.599876575665772016);
    INSERT INTO breakdown VALUES(2,'test','history',3,'3-gram',2,2.2404198015033811586,3.0654975860149917821);
    INSERT INTO breakdown VALUES(2,'test','history',4,'≥ 4-gram',1,0.51453618814533619296,1.6728624284099051777);
    INSERT INTO breakdown VALUES(2,'test','kind',1,'<eos>',2,1.0290723762906723859,1.6728624284099051777);
    INSERT INTO breakdown VALUES(2,'test','kind',2,'letters',8,13.055271789288433126,5.1136271865844031836);
    INSERT INTO breakdown VALUES(2,'test','position',0,'1',2,2.245507396376377418,3.0733055176037025191);
    INSERT INTO breakdown VALUES(2,'test','position',1,'2',2,4.0477436358535214822,7.567568531688871225);
    INSERT INTO breakdown VALUES(2,'test','position',2,'3–4',4,6.7620207570585346701,5.4222192602894176971);
    INSERT INTO breakdown VALUES(2,'test','position',3,'5–8',2,1.0290723762906723859,1.6728624284099051777);
    INSERT INTO breakdown VALUES(3,'test','frequency',2,'1',5,12.823100695222127143,12.995720865001228361);
    INSERT INTO breakdown VALUES(3,'test','frequency',3,'2–9',3,5.3650859879976477984,5.9796497499168372868);
    INSERT INTO breakdown VALUES(3,'test','frequency',8,'<eos>',2,3.9390882024705020647,7.1674081308698385228);
    INSERT INTO breakdown VALUES(3,'test','history',1,'1-gram',2,5.1014491629882483536,12.816386935851628691);
    INSERT INTO breakdown VALUES(3,'test','history',2,'2-gram',5,10.735404533735545484,8.5598349356315122093);
    INSERT INTO breakdown VALUES(3,'test','history',3,'3-gram',2,4.3212333268077749437,8.676486480769483478);
    INSERT INTO breakdown VALUES(3,'test','history',4,'≥ 4-gram',1,1.9691878621587084463,7.1648552747566434106);
    INSERT INTO breakdown VALUES(3,'test','kind',1,'<eos>',2,3.9390882024705020647,7.1674081308698385228);
    INSERT INTO breakdown VALUES(3,'test','kind',2,'letters',8,18.188186683219775829,9.7135647397779738554);
    INSERT INTO breakdown VALUES(3,'test','position',0,'1',2,4.5898488924502416352,9.9236862120065509884);
    INSERT INTO breakdown VALUES(3,'test','position',1,'2',2,4.4541627819570610569,9.2727629773640369847);
    INSERT INTO breakdown VALUES(3,'test','position',2,'3–4',4,9.1441750088124713613,9.8359471596663858861);
    INSERT INTO breakdown VALUES(3,'test','position',3,'5–8',2,3.9390882024705020647,7.1674081308698385228);
    INSERT INTO breakdown VALUES(4,'test','frequency',2,'1',5,11.140520711852754942,9.2822515600104615884);
    INSERT INTO breakdown VALUES(4,'test','frequency',3,'2–9',3,1.9147510778057483804,1.8931656202140700884);
    INSERT INTO breakdown VALUES(4,'test','frequency',8,'<eos>',2,1.0290723765990898996,1.6728624286678752675);
    INSERT INTO breakdown VALUES(4,'test','history',1,'1-gram',2,6.5520683104855486078,26.470586025916635008);
    INSERT INTO breakdown VALUES(4,'test','history',2,'2-gram',5,4.7773198657090043539,2.5998765760269550995);
    INSERT INTO breakdown VALUES(4,'test','history',3,'3-gram',2,2.2404198017635117423,3.065497586413706621);
    INSERT INTO breakdown VALUES(4,'test','history',4,'≥ 4-gram',1,0.51453618829952818547,1.6728624286678470678);
    INSERT INTO breakdown VALUES(4,'test','kind',1,'<eos>',2,1.0290723765990898996,1.6728624286678752675);
    INSERT INTO breakdown VALUES(4,'test','kind',2,'letters',8,13.055271789658505099,5.1136271868209544066);
    INSERT INTO breakdown VALUES(4,'test','position',0,'1',2,2.245507396651517773,3.0733055180264976513);
    INSERT INTO breakdown VALUES(4,'test','position',1,'2',2,4.047743635797751871,7.5675685314778506906);
    INSERT INTO breakdown VALUES(4,'test','position',2,'3–4',4,6.7620207572092354553,5.42221926049370051);
    INSERT INTO breakdown VALUES(4,'test','position',3,'5–8',2,1.0290723765990898996,1.6728624286678752675);
    INSERT INTO breakdown VALUES(5,'test','frequency',2,'1',5,7.9724007096059610333,4.9257677062670106593);
    INSERT INTO breakdown VALUES(5,'test','frequency',3,'2–9',3,2.2306887956084535673,2.1034165091585479423);
    INSERT INTO breakdown VALUES(5,'test','frequency',8,'<eos>',2,1.0748688565097470615,1.7116099661526622544);
    INSERT INTO breakdown VALUES(5,'test','history',1,'1-gram',2,6.0571969003164056744,20.668244705055730746);
    INSERT INTO breakdown VALUES(5,'test','history',2,'2-gram',5,3.0989804354095848992,1.8585490210497546126);
    INSERT INTO breakdown VALUES(5,'test','history',3,'3-gram',2,1.5843465977432975577,2.2081902725664335207);
    INSERT INTO breakdown VALUES(5,'test','history',4,'≥ 4-gram',1,0.53743442825487353076,1.7116099661526622544);
    INSERT INTO breakdown VALUES(5,'test','kind',1,'<eos>',2,1.0748688565097470615,1.7116099661526622544);
    INSERT INTO breakdown VALUES(5,'test','kind',2,'letters',8,10.2030895052144146,3.580083729085423716);
    INSERT INTO breakdown VALUES(5,'test','position',0,'1',2,1.59486319507213814,2.2198321780107881373);
    INSERT INTO breakdown VALUES(5,'test','position',1,'2',2,4.2898351845163196216,8.5413373359688797847);
    INSERT INTO breakdown VALUES(5,'test','position',2,'3–4',4,4.3183911256259568389,2.9434953843610518475);
    INSERT INTO breakdown VALUES(5,'test','position',3,'5–8',2,1.0748688565097470615,1.7116099661526622544);
    INSERT INTO breakdown VALUES(6,'test','frequency',2,'1',5,12.824746787307683248,13.0);
    INSERT INTO breakdown VALUES(6,'test','frequency',3,'2–9',3,5.6154065307047744681,6.5000000000000008881);
    INSERT INTO breakdown VALUES(6,'test','frequency',8,'<eos>',2,3.2973172511747637081,5.2000000000000010658);
    INSERT INTO breakdown VALUES(6,'test','history',1,'1-gram',2,5.1298987149230734772,13.0);
    INSERT INTO breakdown VALUES(6,'test','history',2,'2-gram',5,10.522161694313638235,8.2024454782425131327);
    INSERT INTO breakdown VALUES(6,'test','history',3,'3-gram',2,4.4367515343631280799,9.1923881554251174463);
    INSERT INTO breakdown VALUES(6,'test','history',4,'≥ 4-gram',1,1.648658625587381854,5.2000000000000010658);
    INSERT INTO breakdown VALUES(6,'test','kind',1,'<eos>',2,3.2973172511747637081,5.2000000000000010658);
    INSERT INTO breakdown VALUES(6,'test','kind',2,'letters',8,18.44015331801245594,10.02437036515161317);
    INSERT INTO breakdown VALUES(6,'test','position',0,'1',2,4.4367515343631280799,9.1923881554251174463);
    INSERT INTO breakdown VALUES(6,'test','position',1,'2',2,4.4367515343631280799,9.1923881554251174463);
    INSERT INTO breakdown VALUES(6,'test','position',2,'3–4',4,9.5666502492862015571,10.931653398298289304);
    INSERT INTO breakdown VALUES(6,'test','position',3,'5–8',2,3.2973172511747637081,5.2000000000000010658);
    INSERT INTO breakdown VALUES(7,'test','frequency',2,'1',5,12.823100695222127143,12.995720865001228361);
    INSERT INTO breakdown VALUES(7,'test','frequency',3,'2–9',3,5.3650859879976477984,5.9796497499168372868);
    INSERT INTO breakdown VALUES(7,'test','frequency',8,'<eos>',2,3.9390882024705020647,7.1674081308698385228);
    INSERT INTO breakdown VALUES(7,'test','history',1,'1-gram',2,5.1014491629882483536,12.816386935851628691);
    INSERT INTO breakdown VALUES(7,'test','history',2,'2-gram',5,10.735404533735545484,8.5598349356315122093);
    INSERT INTO breakdown VALUES(7,'test','history',3,'3-gram',2,4.3212333268077749437,8.676486480769483478);
    INSERT INTO breakdown VALUES(7,'test','history',4,'≥ 4-gram',1,1.9691878621587084463,7.1648552747566434106);
    INSERT INTO breakdown VALUES(7,'test','kind',1,'<eos>',2,3.9390882024705020647,7.1674081308698385228);
    INSERT INTO breakdown VALUES(7,'test','kind',2,'letters',8,18.188186683219775829,9.7135647397779738554);
    INSERT INTO breakdown VALUES(7,'test','position',0,'1',2,4.5898488924502416352,9.9236862120065509884);
    INSERT INTO breakdown VALUES(7,'test','position',1,'2',2,4.4541627819570610569,9.2727629773640369847);
    INSERT INTO breakdown VALUES(7,'test','position',2,'3–4',4,9.1441750088124713613,9.8359471596663858861);
    INSERT INTO breakdown VALUES(7,'test','position',3,'5–8',2,3.9390882024705020647,7.1674081308698385228);
    INSERT INTO breakdown VALUES(8,'test','frequency',2,'1',5,12.823100695222127143,12.995720865001228361);
    INSERT INTO breakdown VALUES(8,'test','frequency',3,'2–9',3,5.3650859879976477984,5.9796497499168372868);
    INSERT INTO breakdown VALUES(8,'test','frequency',8,'<eos>',2,3.9390882024705020647,7.1674081308698385228);
    INSERT INTO breakdown VALUES(8,'test','history',1,'1-gram',2,5.1014491629882483536,12.816386935851628691);
    INSERT INTO breakdown VALUES(8,'test','history',2,'2-gram',5,10.735404533735545484,8.5598349356315122093);
    INSERT INTO breakdown VALUES(8,'test','history',3,'3-gram',2,4.3212333268077749437,8.676486480769483478);
    INSERT INTO breakdown VALUES(8,'test','history',4,'≥ 4-gram',1,1.9691878621587084463,7.1648552747566434106);
    INSERT INTO breakdown VALUES(8,'test','kind',1,'<eos>',2,3.9390882024705020647,7.1674081308698385228);
    INSERT INTO breakdown VALUES(8,'test','kind',2,'letters',8,18.188186683219775829,9.7135647397779738554);
    INSERT INTO breakdown VALUES(8,'test','position',0,'1',2,4.5898488924502416352,9.9236862120065509884);
    INSERT INTO breakdown VALUES(8,'test','position',1,'2',2,4.4541627819570610569,9.2727629773640369847);
    INSERT INTO breakdown VALUES(8,'test','position',2,'3–4',4,9.1441750088124713613,9.8359471596663858861);
    INSERT INTO breakdown VALUES(8,'test','position',3,'5–8',2,3.9390882024705020647,7.1674081308698385228);
    INSERT INTO breakdown VALUES(9,'test','frequency',2,'1',5,7.5,4.4816890703380645177);
    INSERT INTO breakdown VALUES(9,'test','frequency',3,'2–9',3,4.5,4.4816890703380645177);
    INSERT INTO breakdown VALUES(9,'test','frequency',8,'<eos>',2,3.0,4.4816890703380645177);
    INSERT INTO breakdown VALUES(9,'test','history',1,'1-gram',2,3.0,4.4816890703380645177);
    INSERT INTO breakdown VALUES(9,'test','history',2,'2-gram',5,7.5,4.4816890703380645177);
    INSERT INTO breakdown VALUES(9,'test','history',3,'3-gram',2,3.0,4.4816890703380645177);
    INSERT INTO breakdown VALUES(9,'test','history',4,'≥ 4-gram',1,1.5,4.4816890703380645177);
    INSERT INTO breakdown VALUES(9,'test','kind',1,'<eos>',2,3.0,4.4816890703380645177);
    INSERT INTO breakdown VALUES(9,'test','kind',2,'letters',8,12.0,4.4816890703380645177);
    INSERT INTO breakdown VALUES(9,'test','position',0,'1',2,3.0,4.4816890703380645177);
    INSERT INTO breakdown VALUES(9,'test','position',1,'2',2,3.0,4.4816890703380645177);
    INSERT INTO breakdown VALUES(9,'test','position',2,'3–4',4,6.0,4.4816890703380645177);
    INSERT INTO breakdown VALUES(9,'test','position',3,'5–8',2,3.0,4.4816890703380645177);
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
      FOREIGN KEY(model_id, split) REFERENCES score(model_id, split) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    INSERT INTO horizon_point VALUES(1,'test',1,3,0,7.0017008918246652626,10.318106837793299846,0,7.0017008918246652626,10.318106837793299846);
    INSERT INTO horizon_point VALUES(1,'test',2,3,1,6.7785573405104546651,9.5784818964650035866,1,6.7785573405104546651,9.5784818964650035866);
    INSERT INTO horizon_point VALUES(2,'test',1,3,1,3.8914515602643660052,3.6588559628278982671,1,3.8914515602643660052,3.6588559628278982671);
    INSERT INTO horizon_point VALUES(2,'test',2,3,0,5.6679437695471630576,6.6148332530479896362,1,5.2592806647111958184,5.7724324197593874785);
    INSERT INTO horizon_point VALUES(3,'test',1,3,0,6.9412010893300912783,10.112109807197175115,0,6.9412010893300912783,10.112109807197175115);
    INSERT INTO horizon_point VALUES(3,'test',2,3,0,7.2044200328018561663,11.039429284490580585,0,7.2038010870195581247,11.037151916694982745);
    INSERT INTO horizon_point VALUES(4,'test',1,3,1,3.8914515606493189636,3.6588559632973947088,1,3.8914515606493189636,3.6588559632973947088);
    INSERT INTO horizon_point VALUES(4,'test',2,3,0,5.6679437695920942275,6.6148332531470597217,1,5.2592806648151686488,5.7724324199594461148);
    INSERT INTO horizon_point VALUES(5,'test',1,3,1,2.422408073410555751,2.2422265277734751975,1,2.422408073410555751,2.2422265277734751975);
    INSERT INTO horizon_point VALUES(5,'test',2,3,2,4.3200653486501927602,4.2207877569227463254,2,4.3200653486501927602,4.2207877569227463254);
    INSERT INTO horizon_point VALUES(6,'test',1,3,0,7.0017008918246652626,10.318106837793299846,0,7.0017008918246652626,10.318106837793299846);
    INSERT INTO horizon_point VALUES(6,'test',2,3,1,6.7785573405104546651,9.5784818964650035866,1,6.7785573405104546651,9.5784818964650035866);
    INSERT INTO horizon_point VALUES(7,'test',1,3,0,6.9412010893300912783,10.112109807197175115,0,6.9412010893300912783,10.112109807197175115);
    INSERT INTO horizon_point VALUES(7,'test',2,3,0,7.2044200328018561663,11.039429284490580585,0,7.2038010870195581247,11.037151916694982745);
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
      FOREIGN KEY(model_id, split) REFERENCES score(model_id, split) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    INSERT INTO data_point VALUES(1,'test',50.0,9,10,21.736679702049421791,8.7904681547505596483,9.3219000000000003143e-05);
    INSERT INTO data_point VALUES(1,'test',100.0,17,10,21.737470569187220092,8.7911633914811364576,9.797500000000000978e-05);
    INSERT INTO data_point VALUES(2,'test',50.0,9,10,16.693347173947092442,5.3086348796739049049,0.00019624200000000000931);
    INSERT INTO data_point VALUES(2,'test',100.0,17,10,14.084344165579105734,4.0895478611913125277,0.00016300200000000000907);
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
    CREATE INDEX component_by_component ON component(component_id);
    CREATE INDEX difference_by_b ON difference(model_b, split);
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
      s.bits_per_byte, s.nats, s.scored, s.oov, s.zero_at, m.parameters, a.bytes AS stored_bytes, m.seconds, m.trained,
      m.trained / nullif(m.seconds, 0) AS tokens_per_second,
      s.scored / nullif(s.seconds, 0) AS scoring_tokens_per_second, s.stream_sha256 AS stream
    FROM score s
      CROSS JOIN model m ON m.model_id = s.model_id
      CROSS JOIN corpus c ON c.corpus_id = m.corpus_id
      LEFT JOIN artifact a ON a.artifact_id = m.artifact_id
      LEFT JOIN score_error e ON e.model_id = s.model_id AND e.split = s.split
    ORDER BY corpus, s.split, place IS NULL, place, model;
    CREATE VIEW zipf AS
    SELECT
      c.name AS corpus, +t.rank AS rank, +t.text AS token, +t.count AS count,
      1.0 * t.count / s.tokens AS frequency,
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
    WITH RECURSIVE orders(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM orders WHERE n < 63)
    SELECT
      c.name AS corpus, m.name AS model, o.n, +g.place AS place, +g.gram AS gram, +g.count AS count,
      g.log10_probability, g.log10_backoff
    FROM corpus c
      CROSS JOIN model m ON m.corpus_id = c.corpus_id
      CROSS JOIN ngram_list l ON l.model_id = m.model_id
      CROSS JOIN orders o
      CROSS JOIN top_ngram g ON g.key
        BETWEEN (l.list_id << 40) + (o.n << 34) + 1
        AND (l.list_id << 40) + (o.n << 34) + 1000
    ORDER BY corpus, model, o.n, g.place;
    CREATE VIEW ngrams AS
    WITH RECURSIVE orders(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM orders WHERE n < 63)
    SELECT
      c.name AS corpus, m.name AS model, o.n, +g.place AS place, +g.gram AS gram, +g.count AS count,
      g.log10_probability, g.log10_backoff
    FROM corpus c
      CROSS JOIN model m ON m.corpus_id = c.corpus_id
      CROSS JOIN ngram_list l ON l.model_id = m.model_id
      CROSS JOIN orders o
      CROSS JOIN top_ngram g ON g.key
        BETWEEN (l.list_id << 40) + (o.n << 34) + 1
        AND (l.list_id << 40) + (o.n << 34) + 17179869183;
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
    CREATE VIEW mixture_weights AS
    SELECT c.name AS corpus, m.name AS model, p.place, p.component, p.role, p.weight
    FROM component p CROSS JOIN model m ON m.model_id = p.model_id CROSS JOIN corpus c ON c.corpus_id = m.corpus_id
    ORDER BY corpus, model, p.place;
    CREATE VIEW significance AS
    WITH pair AS (
      SELECT
        c.name AS corpus, d.split, d.nats >= 0 AS a_is_better, a.name AS name_a, b.name AS name_b,
        sa.perplexity AS perplexity_a, sb.perplexity AS perplexity_b, d.nats, d.standard_error, d.low, d.high, d.p_value,
        row_number() OVER family AS i, count(*) OVER (PARTITION BY c.corpus_id, d.split) AS pairs
      FROM difference d
        CROSS JOIN model a ON a.model_id = d.model_a
        CROSS JOIN model b ON b.model_id = d.model_b
        CROSS JOIN score sa ON sa.model_id = d.model_a AND sa.split = d.split
        CROSS JOIN score sb ON sb.model_id = d.model_b AND sb.split = d.split
        CROSS JOIN corpus c ON c.corpus_id = a.corpus_id
      WINDOW family AS (PARTITION BY c.corpus_id, d.split ORDER BY d.p_value, d.model_a, d.model_b)
    ), adjusted AS (
      SELECT
        *, min(1.0, max((pairs - i + 1) * p_value) OVER (PARTITION BY corpus, split ORDER BY i)) AS p_adjusted
      FROM pair
    )
    SELECT
      corpus, split,
      iif(a_is_better, name_a, name_b) AS better, iif(a_is_better, name_b, name_a) AS worse,
      iif(a_is_better, perplexity_b / perplexity_a, perplexity_a / perplexity_b) AS perplexity_ratio,
      abs(nats) AS nats, standard_error, iif(a_is_better, low, -high) AS low, iif(a_is_better, high, -low) AS high,
      p_value, p_adjusted, p_adjusted < 0.05 AS significant
    FROM adjusted
    ORDER BY
      corpus, split, iif(a_is_better, perplexity_a, perplexity_b), iif(a_is_better, perplexity_b, perplexity_a), better,
      worse;
    CREATE VIEW perplexity_by AS
    SELECT
      c.name AS corpus, d.split, m.name AS model, d.dimension, d.place, d.label, d.positions,
      1.0 * d.positions / nullif(s.scored, 0) AS share, d.perplexity
    FROM breakdown d
      CROSS JOIN score s ON s.model_id = d.model_id AND s.split = d.split
      CROSS JOIN model m ON m.model_id = d.model_id
      CROSS JOIN corpus c ON c.corpus_id = m.corpus_id
    ORDER BY corpus, d.split, model, d.dimension, d.place;
    CREATE VIEW perplexity_by_band AS
    SELECT corpus, split, model, place, label AS band, positions, share, perplexity
    FROM perplexity_by WHERE dimension = 'frequency'
    ORDER BY corpus, split, model, place;
    CREATE VIEW horizon AS
    SELECT
      c.name AS corpus, h.split, m.name AS model, h.k, h.origins,
      1.0 * h.hits / nullif(h.origins, 0) AS accuracy, h.perplexity,
      1.0 * h.one_step_hits / nullif(h.origins, 0) AS one_step_accuracy, h.one_step_perplexity
    FROM horizon_point h
      CROSS JOIN model m ON m.model_id = h.model_id CROSS JOIN corpus c ON c.corpus_id = m.corpus_id
    ORDER BY corpus, h.split, model, h.k;
    CREATE VIEW data_curve AS
    SELECT
      c.name AS corpus, d.split, m.name AS model, d.percent, d.positions, d.scored, d.perplexity, d.seconds
    FROM data_point d
      CROSS JOIN model m ON m.model_id = d.model_id CROSS JOIN corpus c ON c.corpus_id = m.corpus_id
    ORDER BY corpus, d.split, model, d.percent;
    COMMIT;
    """#
}
