import GRDB

/// A database as lmctl 0.1.0 left it with version 5 of the tables: of what there is in ``Version4File`` everything, and a
/// model that does not sum to 1, and one that another program made.
enum Version5File {
  static func make(at path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL;")
      try db.execute(sql: dump)
      try db.execute(sql: "PRAGMA application_id = 0x6C6D6374; PRAGMA user_version = 5;")
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
    INSERT INTO grdb_migrations VALUES('5 findings of one rule');
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
    INSERT INTO run VALUES('01M81NZMF6VQ86TRDYC5HJV0NZ','tokenize','old',1,NULL,'finished','["lmctl","tokenize","f.txt","--unit","whitespace","--split","60:20:20","--corpus","old","--quiet","--threads","2"]','{"minCount":1,"splitting":{"shares":{"test":20,"train":60,"valid":20}},"tokenizer":{"boundary":"line","case":"keep","decoding":{"encoding":"utf-8","invalid":"error"},"keep":"all","locale":"","max_token_bytes":65536,"normalize":"none","numbers":"keep","skip_empty_lines":false,"unit":"whitespace"}}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',10920,'d258aba4-38c4-4719-acfe-974eb4afc560/8465354','2026-11-22T13:09:01.033Z','2026-11-22T13:09:01.085Z',0,NULL);
    INSERT INTO run VALUES('01M81NZMXV4D7ZJ6JP9NE9NCH7','ngram','laplace-1',1,1048577,'finished','["lmctl","ngram","--order","1","--quiet","--threads","2"]','{"alphas":["1"],"orders":[1],"smoothing":["laplace"]}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',10935,'d258aba4-38c4-4719-acfe-974eb4afc560/8465398','2026-11-22T13:09:01.499Z','2026-11-22T13:09:01.539Z',0,NULL);
    INSERT INTO run VALUES('01M81NZN3391XP047NDRTCA5RY','ngram','witten-bell-2',1,2097153,'finished','["lmctl","ngram","--order","2","--smoothing","witten-bell","--quiet","--threads","2"]','{"alphas":[],"orders":[2],"smoothing":["witten-bell"]}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',10960,'d258aba4-38c4-4719-acfe-974eb4afc560/8465443','2026-11-22T13:09:01.667Z','2026-11-22T13:09:01.697Z',0,NULL);
    INSERT INTO run VALUES('01M81NZNBKFX2WCYVH4VRAFMPY','ngram','stupid-backoff-2',1,3145729,'finished','["lmctl","ngram","--order","2","--smoothing","stupid-backoff","--quiet","--threads","2"]','{"alphas":[],"orders":[2],"smoothing":["stupid-backoff"]}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',10973,'d258aba4-38c4-4719-acfe-974eb4afc560/8465460','2026-11-22T13:09:01.940Z','2026-11-22T13:09:01.972Z',0,NULL);
    INSERT INTO run VALUES('01M81NZNM2HH05AR6EY7WMX126','train-rnn','net',1,4194305,'finished','["lmctl","train-rnn","--hidden","1","--embedding","1","--epochs","2","--batch","2","--steps","3","--learning-rate","5","--name","net","--diagnose","gradients","--quiet","--threads","2"]','{"shape":{"biases":"two","cell":"lstm","context":1,"cutoffs":[],"embedding":1,"gru":"reset-after","hidden":1,"isTied":true,"layers":1,"vocabulary":9},"training":{"clearsAtSegments":false,"clip":0.25,"dropout":{"kind":"standard","rate":0.4},"epochs":2,"hasRandomOffset":false,"initialization":{"kind":{"standard":{}}},"lanes":2,"optimizer":{"alpha":0.99,"beta1":0.9,"beta2":0.999,"epsilon":1e-08,"isNesterov":false,"kind":"sgd","learningRate":5,"momentum":0,"weightDecay":0},"sampling":"sequential","schedule":{"plateau":{"factor":4}},"seed":1,"steps":3,"validationLanes":1}}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,1,'host',10999,'d258aba4-38c4-4719-acfe-974eb4afc560/8465486','2026-11-22T13:09:02.212Z','2026-11-22T13:09:02.453Z',0,NULL);
    INSERT INTO run VALUES('01M81NZP6B8F7J7NZGC823XQ9P','mix','mixed',1,5242881,'finished','["lmctl","compare","--mix","witten-bell-2,net","--name","mixed","--quiet","--threads","2"]','{}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',11032,'d258aba4-38c4-4719-acfe-974eb4afc560/8465543','2026-11-22T13:09:02.797Z','2026-11-22T13:09:02.822Z',0,NULL);
    INSERT INTO run VALUES('01M81NZPBQAHGYDBFCWDVR7XV8','compare','old',1,NULL,'finished','["lmctl","compare","--mix","witten-bell-2,net","--name","mixed","--quiet","--threads","2"]','{"split":"test"}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',11032,'d258aba4-38c4-4719-acfe-974eb4afc560/8465543','2026-11-22T13:09:02.967Z','2026-11-22T13:09:03.028Z',0,NULL);
    INSERT INTO run VALUES('01M81NZPPXTPRPV8ASAY6V5BG8','mix','product',1,7340033,'finished','["lmctl","compare","--mix","laplace-1,witten-bell-2","--log-linear","--name","product","--quiet","--threads","2"]','{}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',11053,'d258aba4-38c4-4719-acfe-974eb4afc560/8465593','2026-11-22T13:09:03.325Z','2026-11-22T13:09:03.350Z',0,NULL);
    INSERT INTO run VALUES('01M81NZPV6SBRVNV2DPNX05QCC','compare','old',1,NULL,'finished','["lmctl","compare","--mix","laplace-1,witten-bell-2","--log-linear","--name","product","--quiet","--threads","2"]','{"split":"test"}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',11053,'d258aba4-38c4-4719-acfe-974eb4afc560/8465593','2026-11-22T13:09:03.462Z','2026-11-22T13:09:03.522Z',0,NULL);
    INSERT INTO run VALUES('01M81NZQ4J21M1ZDGVSWAAA8FD','cache','laplace-1+cache',1,9437185,'finished','["lmctl","compare","--cache","laplace-1","--quiet","--threads","2"]','{}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',11083,'d258aba4-38c4-4719-acfe-974eb4afc560/8465642','2026-11-22T13:09:03.762Z','2026-11-22T13:09:03.806Z',0,NULL);
    INSERT INTO run VALUES('01M81NZQ96JHEZ5NAW0P82MTV4','compare','old',1,NULL,'finished','["lmctl","compare","--cache","laplace-1","--quiet","--threads","2"]','{"split":"test"}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',11083,'d258aba4-38c4-4719-acfe-974eb4afc560/8465642','2026-11-22T13:09:03.910Z','2026-11-22T13:09:03.958Z',0,NULL);
    INSERT INTO run VALUES('01M81NZQJE4DC7P91ZDTPFXS0Z','neural-cache','net+neural-cache',1,11534337,'finished','["lmctl","compare","--neural-cache","net","--quiet","--threads","2"]','{}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',11116,'d258aba4-38c4-4719-acfe-974eb4afc560/8465686','2026-11-22T13:09:04.207Z','2026-11-22T13:09:04.245Z',0,NULL);
    INSERT INTO run VALUES('01M81NZQSH3FWMCDYXNT6KJ86Y','compare','old',1,NULL,'finished','["lmctl","compare","--neural-cache","net","--quiet","--threads","2"]','{"split":"test"}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',11116,'d258aba4-38c4-4719-acfe-974eb4afc560/8465686','2026-11-22T13:09:04.433Z','2026-11-22T13:09:04.500Z',0,NULL);
    INSERT INTO run VALUES('01M81NZRAMTDYHJ917CAXG5K18','dynamic','net+dynamic',1,13631489,'finished','["lmctl","compare","--dynamic","net","--quiet","--threads","2"]','{}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',11145,'d258aba4-38c4-4719-acfe-974eb4afc560/8465743','2026-11-22T13:09:04.981Z','2026-11-22T13:09:05.021Z',0,NULL);
    INSERT INTO run VALUES('01M81NZRH8JE3WEMF3J2CNZ55Y','compare','old',1,NULL,'finished','["lmctl","compare","--dynamic","net","--quiet","--threads","2"]','{"split":"test"}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',11145,'d258aba4-38c4-4719-acfe-974eb4afc560/8465743','2026-11-22T13:09:05.192Z','2026-11-22T13:09:05.255Z',0,NULL);
    INSERT INTO run VALUES('01M81NZS0VT31EDF2038MEK3PM','import','back',1,15728641,'finished','["lmctl","import","wb.arpa","--name","back","--quiet","--threads","2"]','{"created":[0,0],"dropped":[0,0],"file":"wb.arpa","missing_types":0,"order":2,"sha256":"571bf88ba38911977f141a1848a6d9a7dea21f7f2968b21dd48289b42ea21992","unknown_types":0,"unreachable":[0,0]}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',11204,'d258aba4-38c4-4719-acfe-974eb4afc560/8465834','2026-11-22T13:09:05.691Z','2026-11-22T13:09:05.706Z',0,NULL);
    INSERT INTO run VALUES('01M81NZSDYH490ZDAFW9GM39JZ','compare','theirs',1,16777217,'finished','["lmctl","compare","--import","theirs=p.txt","--quiet","--threads","2"]','{"file":"p.txt","sha256":"62eb178dc69c54061a1caed893bfc308a0643fb031f0865fd95daf2ec68b7818"}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',11229,'d258aba4-38c4-4719-acfe-974eb4afc560/8465865','2026-11-22T13:09:06.111Z','2026-11-22T13:09:06.124Z',0,NULL);
    INSERT INTO run VALUES('01M81NZSJ1PDWQDT1Q62D68417','compare','old',1,NULL,'finished','["lmctl","compare","--import","theirs=p.txt","--quiet","--threads","2"]','{"split":"test"}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',11229,'d258aba4-38c4-4719-acfe-974eb4afc560/8465865','2026-11-22T13:09:06.241Z','2026-11-22T13:09:06.416Z',0,NULL);
    INSERT INTO run VALUES('01M81NZT9QR9VEZJ57YFF0W1TF','horizon','old',1,NULL,'finished','["lmctl","compare","--where","--horizon","1,2","--origins","3","--fractions","50,100","--quiet","--threads","2"]','{"horizons":[1,2],"origins":3,"split":"test"}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',11265,'d258aba4-38c4-4719-acfe-974eb4afc560/8465942','2026-11-22T13:09:07.000Z','2026-11-22T13:09:07.114Z',0,NULL);
    INSERT INTO run VALUES('01M81NZTGTDNVJWHKR92S0QVM4','compare','old',1,NULL,'finished','["lmctl","compare","--where","--horizon","1,2","--origins","3","--fractions","50,100","--quiet","--threads","2"]','{"fractions":["50.0","100.0"],"split":["test"]}','{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}',2,NULL,'host',11265,'d258aba4-38c4-4719-acfe-974eb4afc560/8465942','2026-11-22T13:09:07.227Z','2026-11-22T13:09:07.278Z',0,NULL);
    CREATE TABLE artifact(
      artifact_id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK(length(kind) BETWEEN 1 AND 200 AND kind NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(kind, char(0)) = 0),
      bytes INTEGER CHECK(bytes >= 0), -- with sha256, NULL until all chunks are there
      sha256 TEXT CHECK(length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
      owner TEXT REFERENCES run ON DELETE SET NULL,
      CHECK((bytes IS NULL) = (sha256 IS NULL))
    ) STRICT;
    INSERT INTO artifact VALUES(1,'ids',68,'5aa013c01c9692927d2bafc9751aa22cf53fa3a199518d50118067781726366c','01M81NZMF6VQ86TRDYC5HJV0NZ');
    INSERT INTO artifact VALUES(2,'ids',24,'6b4fdf956a9800f61e19b675a732e3c5d83d6a92cc2b4077f8cd646e937af8f0','01M81NZMF6VQ86TRDYC5HJV0NZ');
    INSERT INTO artifact VALUES(3,'ids',32,'360c686d6330b9d1524bfc2f32f422acbcc7a253e00b32c71bd79a10ba48695a','01M81NZMF6VQ86TRDYC5HJV0NZ');
    INSERT INTO artifact VALUES(1048577,'ngram-counts',73,'87de02cacda80d12d2d139c80af2b2fb8c4b20eba11a8af453acb2eac05d961e','01M81NZMXV4D7ZJ6JP9NE9NCH7');
    INSERT INTO artifact VALUES(1048578,'log-probabilities',48,'5b5aa056e3088484fb8cd2dfb8661604c42191f997d4ffc8b2bf74b85d17720f','01M81NZQ4J21M1ZDGVSWAAA8FD');
    INSERT INTO artifact VALUES(1048579,'log-probabilities',64,'83cf3d21ebeecd55248b56d71c59e270d196b967e3aefa34ae7c477ffcb8b2c8','01M81NZQ4J21M1ZDGVSWAAA8FD');
    INSERT INTO artifact VALUES(2097153,'ngram-backoff',234,'c4560d3b7dcd1d247f15eab7238fdddf94a08b0f453301ba93a6f6f243012c9e','01M81NZS0VT31EDF2038MEK3PM');
    INSERT INTO artifact VALUES(2097154,'log-probabilities',48,'cb05df258ba1fbfcd8472d2813851a8ce085424b711fe8e8e840184824504b6c','01M81NZS0VT31EDF2038MEK3PM');
    INSERT INTO artifact VALUES(2097155,'log-probabilities',64,'a02cb383020bc63b0b4590e5bd58a88a04ef01c476faccbca915695ff165e595','01M81NZS0VT31EDF2038MEK3PM');
    INSERT INTO artifact VALUES(3145729,'ngram-backoff',234,'7ed26f568e2887d4f6b097406b5155f73718d98dcf03cf917dc03024a8b2ad17','01M81NZNBKFX2WCYVH4VRAFMPY');
    INSERT INTO artifact VALUES(3145730,'log-probabilities',48,'9aecdcd2efb6ee41cf4837538a247b2e85eadd600a9155ba5d93d09ecbd36d08','01M81NZNBKFX2WCYVH4VRAFMPY');
    INSERT INTO artifact VALUES(3145731,'log-probabilities',64,'04cbf1093bd49c2943dc74554974c0327eff4058d790a530072f5c63922bfb25','01M81NZNBKFX2WCYVH4VRAFMPY');
    INSERT INTO artifact VALUES(4194306,'checkpoint',1595,'0ca87cc2b7d92b21765a1a601c8d78b12df96193d325436397f719fc3c737fbe','01M81NZNM2HH05AR6EY7WMX126');
    INSERT INTO artifact VALUES(4194307,'log-probabilities',48,'57e1d9fdd4af995cff466044479633f0b0f103767056f9b6733cd28b1a3d9b0e','01M81NZRAMTDYHJ917CAXG5K18');
    INSERT INTO artifact VALUES(4194308,'log-probabilities',64,'4c2e87d1f94f6d285f7bcb903ca135861892d860a9fee1c93a98b427707c4d1e','01M81NZRAMTDYHJ917CAXG5K18');
    INSERT INTO artifact VALUES(4194309,'network-weights',792,'cbac28d502ecf5faff4d7f05f6948de58cfdb1171b29e1f6ee9bf983c45135b8','01M81NZNM2HH05AR6EY7WMX126');
    INSERT INTO artifact VALUES(5242881,'log-probabilities',48,'e9a10bb94ab8dc7be8ce6debec1558cc3ab12456da4a7fb251285a67d370c5d6','01M81NZP6B8F7J7NZGC823XQ9P');
    INSERT INTO artifact VALUES(5242882,'log-probabilities',64,'531d89fbdf03e8a012042991dfafad1aff7786d864c7e7bc85176edfa3396858','01M81NZP6B8F7J7NZGC823XQ9P');
    INSERT INTO artifact VALUES(5242883,'mixture',333,'7c1beb876651535d76119f94856180fc958f5406e2aa67474a4f20504e850dcc','01M81NZP6B8F7J7NZGC823XQ9P');
    INSERT INTO artifact VALUES(7340033,'log-probabilities',48,'61ecf576e8ff93152f216219de0efaf58262a5deeb1b0d3b9347e8dfcdc82c75','01M81NZPPXTPRPV8ASAY6V5BG8');
    INSERT INTO artifact VALUES(7340034,'log-probabilities',64,'652dcc09d86dcd37fc4aafb2eb4f60e41228027127be2e6eb1c2e9721faf7406','01M81NZPPXTPRPV8ASAY6V5BG8');
    INSERT INTO artifact VALUES(7340035,'mixture',343,'99c29c170d878f23b0ba61e2537a251fdc920972710c8e194ab325329bb6cfb2','01M81NZPPXTPRPV8ASAY6V5BG8');
    INSERT INTO artifact VALUES(9437185,'cache',252,'e92790900b76e1bec2132cd18c9c004c28eca90534af16ca1254f639616e464f','01M81NZQ4J21M1ZDGVSWAAA8FD');
    INSERT INTO artifact VALUES(11534337,'neural-cache',319,'472bd3f9b944c449c66282cb7cb7d5c9fc21652932f638a28c3ce76d0a3f1487','01M81NZQJE4DC7P91ZDTPFXS0Z');
    INSERT INTO artifact VALUES(13631489,'dynamic',399,'346d585c268251a0fd0ec91905d87cc61a9dc1bea73f957e5a8d315e0057e6be','01M81NZRAMTDYHJ917CAXG5K18');
    INSERT INTO artifact VALUES(16777217,'log-probabilities',64,'d264d69247457f3bf642ccced0440e355fbc9786fc9862e411984220f8df2811','01M81NZSDYH490ZDAFW9GM39JZ');
    CREATE TABLE artifact_chunk(
      artifact_id INTEGER NOT NULL REFERENCES artifact ON DELETE CASCADE,
      place INTEGER NOT NULL CHECK(place >= 0),
      data BLOB NOT NULL CHECK(length(data) BETWEEN 1 AND 4194304),
      PRIMARY KEY(artifact_id, place)
    ) STRICT;
    INSERT INTO artifact_chunk VALUES(1,0,X'0200000003000000060000000100000002000000040000000600000001000000070000000300000005000000080000000100000002000000040000000500000001000000');
    INSERT INTO artifact_chunk VALUES(2,0,X'020000000300000000000000070000000400000001000000');
    INSERT INTO artifact_chunk VALUES(3,0,X'0200000004000000060000000100000002000000030000000500000001000000');
    INSERT INTO artifact_chunk VALUES(1048577,0,X'6c6d63746c6374310100000000000000090000000000000001000000000000000a00000000000000000000000000000000000000000000000d00000000000403020002020201000104');
    INSERT INTO artifact_chunk VALUES(1048578,0,X'abfbe5d6e6f2fdbf489999ad9f4601c0cd1af0ea94100ac0518c312b048504c0489999ad9f4601c067a8f2dde760fabf');
    INSERT INTO artifact_chunk VALUES(1048579,0,X'abfbe5d6e6f2fdbf489999ad9f4601c0489999ad9f4601c067a8f2dde760fabfabfbe5d6e6f2fdbf489999ad9f4601c0489999ad9f4601c067a8f2dde760fabf');
    INSERT INTO artifact_chunk VALUES(2097153,0,X'6c6d63746c626f31020000000000000009000000000000000100000000000000000000000000000001000000000000000a000000000000000d000000000000000d00000000000002020002020101000102dd7bb9bf526f35bf97e04ebff1ec6fbff1ec6fbff1ec6fbff1ec6fbff7948fbff7948fbf000080ff0000000000000000cbbecbbe9b209abe9b209abe9b209abe3d49f4be9b209abe9b209abe3d49f4be110000000003000500000500010600010301020004fad11bbf076eb3bee20203bfe20203bfe20203bfe20203bf7ddaeabe397b0abfa7d40abed6cf81bec2d264bed72f84be8a8f37bf');
    INSERT INTO artifact_chunk VALUES(2097154,0,X'9f75bac5f105e3bfbc35d90ba16cf6bfc8731978851e10c0f19606a1c0a904c0903ba55128cf06c0291b7206b89902c0');
    INSERT INTO artifact_chunk VALUES(2097155,0,X'9f75bac5f105e3bf169d201b70d2e9bf5653081ba2daf2bff7464005b6fad3bf9f75bac5f105e3bfbc35d90ba16cf6bf5653081ba2daf2bfd860832929e6f0bf');
    INSERT INTO artifact_chunk VALUES(3145729,0,X'6c6d63746c626f31020000000000000009000000000000000100000000000000cbbecbbe0000000000000000000000000a000000000000000d000000000000000d000000000000020200020201010001025114adbf19de20bf15da40bf66ee6dbf66ee6dbf66ee6dbf66ee6dbf5a7f9dbf5a7f9dbf000080ffcbbecbbecbbecbbecbbecbbecbbecbbecbbecbbecbbecbbecbbecbbecbbecbbecbbecbbecbbecbbe1100000000030005000005000106000103010200043d49f4be445134be9b209abe9b209abe9b209abe9b209abe9b209abe9b209abe000000000000000000000000e1dfffbd9b201abf');
    INSERT INTO artifact_chunk VALUES(3145730,0,X'b058730a6269d2bf88b54080ea93f1bfc8731978851e10c0b6a5e10afcfe0dc09838803d6b7308c0357d8a82dae702c0');
    INSERT INTO artifact_chunk VALUES(3145731,0,X'b058730a6269d2bf1f34a6df23f3d9bf0151ae10432ee6bf0000000000000000b058730a6269d2bf88b54080ea93f1bf0151ae10432ee6bf0151ae10432ee6bf');
    INSERT INTO artifact_chunk VALUES(4194306,0,X'6c6d63746c636b31fb040000000000007b22626c6f636b73223a5b7b226279746573223a3133362c226e616d65223a22706172616d6574657273227d2c7b226279746573223a3133362c226e616d65223a2262657374227d2c7b226279746573223a33322c226e616d65223a2263617272696564227d5d2c22686173454f53223a747275652c22696e737472756374696f6e536574223a227838362d36342d7634222c226d61747269784c696272617279223a226f6e65444e4e20322e362e33222c226f7074696d697a6572223a7b226176657261676564223a302c226973417665726167696e67223a66616c73652c227374657073223a367d2c2273657474696e6773223a7b22636c6561727341745365676d656e7473223a66616c73652c22636c6970223a302e32352c2264726f706f7574223a7b226b696e64223a227374616e64617264222c2272617465223a302e347d2c2265706f636873223a322c2268617352616e646f6d4f6666736574223a66616c73652c22696e697469616c697a6174696f6e223a7b226b696e64223a7b227374616e64617264223a7b7d7d7d2c226c616e6573223a322c226f7074696d697a6572223a7b22616c706861223a302e39392c226265746131223a302e392c226265746132223a302e3939392c22657073696c6f6e223a31652d30382c2269734e65737465726f76223a66616c73652c226b696e64223a22736764222c226c6561726e696e6752617465223a352c226d6f6d656e74756d223a302c227765696768744465636179223a307d2c2273616d706c696e67223a2273657175656e7469616c222c227363686564756c65223a7b22706c6174656175223a7b22666163746f72223a347d7d2c2273656564223a312c227374657073223a332c2276616c69646174696f6e4c616e6573223a317d2c227368617065223a7b22626961736573223a2274776f222c2263656c6c223a226c73746d222c22636f6e74657874223a312c226375746f666673223a5b5d2c22656d62656464696e67223a312c22677275223a2272657365742d6166746572222c2268696464656e223a312c22697354696564223a747275652c226c6179657273223a312c22766f636162756c617279223a397d2c2273747265616d73223a2238343939633334333637636536643161363033353939373933303537353139326363393037343134366336656132643863616636383063363862376639396139222c2274687265616473223a322c22747261696e696e67223a7b2262617463686573446f6e65223a302c226265737449734176657261676564223a66616c73652c226265737453746570223a332c2265706f636873446f6e65223a322c226c6f7373223a302c226e6f726d73223a302c22706f736974696f6e73223a33322c22706f736974696f6e734f6645706f6368223a302c2272616e646f6d223a7b227374617465223a31313430303731343831393332333139383438367d2c227363686564756c65223a7b2262657374223a31302e3330383237363534343434323035372c226c6561726e696e6752617465223a312e32352c227363686564756c65223a7b22706c6174656175223a7b22666163746f72223a347d7d7d2c227365636f6e6473223a302e3031353433313031362c2273746570223a362c2273746f7070696e67223a7b2262657374223a31302e3330383237363534343434323035372c226265737445706f6368223a312c2265706f636873576974686f7574426574746572223a317d7d7d8623ea3b9508923b3c0c5ebd06813f3dca53cdbdfbe6d9bc6334653d50e7373d7e1409bda50c03bfe91e6b3e56d7593fbd1a34bfea50113fc397f23ed02b95bec319773f521f173f7b2011bd2ecb4cbfb5235e3e26a530bf5d2ece3e9b4b443f4c7d12bfe24892bf1cff563f60eab53d04b265beba010a3feb3a023ff42e023f5c270cbf630212bfbcac06bbced0a43c48d6a1bd6f0eda3dad5100be50ac723c3401b43c98ebb0bb506567bd112c03bfe6036b3e26015b3f7f4334bf6f4b113fe593f23e1fa494be5810773f6a5f183f9cf10bbd7bb056bf83d0633e0e652fbf38d4ce3e4e663a3f191211bf9c5742bfff671b3f30f4aa3d7a6a1abe7e49a23e785eb83e595ab73e13a0c6bed80adbbe00000060a2b38cbf00000000c864a2bf00000080b13fa7bf000000603384babf');
    INSERT INTO artifact_chunk VALUES(4194307,0,X'b2d43d918c9801c02e3446a6fe8503c09ceb928d435908c08bad2382fe6005c083c67d799566ffbf8507da2052defabf');
    INSERT INTO artifact_chunk VALUES(4194308,0,X'b2d43d918c9801c05b688c046064ffbfcd458977addafebf23274ce81edcfabfce15f82ef39401c08cc9f146538903c0bcd983dea6ccfebfda8a1d9e63dafabf');
    INSERT INTO artifact_chunk VALUES(4194309,0,X'88020000000000007b225f5f6d657461646174615f5f223a7b22666f726d6174223a227074222c2263656c6c223a226c73746d222c227368617065223a227b5c226269617365735c223a5c2274776f5c222c5c2263656c6c5c223a5c226c73746d5c222c5c22636f6e746578745c223a312c5c226375746f6666735c223a5b5d2c5c22656d62656464696e675c223a312c5c226772755c223a5c2272657365742d61667465725c222c5c2268696464656e5c223a312c5c226973546965645c223a747275652c5c226c61796572735c223a312c5c22766f636162756c6172795c223a397d227d2c22656e636f6465722e776569676874223a7b226474797065223a22463332222c227368617065223a5b392c315d2c22646174615f6f666673657473223a5b302c33365d7d2c22726e6e2e7765696768745f69685f6c30223a7b226474797065223a22463332222c227368617065223a5b342c315d2c22646174615f6f666673657473223a5b33362c35325d7d2c22726e6e2e7765696768745f68685f6c30223a7b226474797065223a22463332222c227368617065223a5b342c315d2c22646174615f6f666673657473223a5b35322c36385d7d2c22726e6e2e626961735f69685f6c30223a7b226474797065223a22463332222c227368617065223a5b345d2c22646174615f6f666673657473223a5b36382c38345d7d2c22726e6e2e626961735f68685f6c30223a7b226474797065223a22463332222c227368617065223a5b345d2c22646174615f6f666673657473223a5b38342c3130305d7d2c226465636f6465722e62696173223a7b226474797065223a22463332222c227368617065223a5b395d2c22646174615f6f666673657473223a5b3130302c3133365d7d7d20202020202020bcac06bbced0a43c48d6a1bd6f0eda3dad5100be50ac723c3401b43c98ebb0bb506567bd112c03bfe6036b3e26015b3f7f4334bf6f4b113fe593f23e1fa494be5810773f6a5f183f9cf10bbd7bb056bf83d0633e0e652fbf38d4ce3e4e663a3f191211bf9c5742bfff671b3f30f4aa3d7a6a1abe7e49a23e785eb83e595ab73e13a0c6bed80adbbe');
    INSERT INTO artifact_chunk VALUES(5242881,0,X'6cbeb272f0a8f1bf851728e77da8fcbf7c759d63ca5c0bc0b11f9d4c360305c08e2099b7737e02c0ccafef2e8a38ffbf');
    INSERT INTO artifact_chunk VALUES(5242882,0,X'6cbeb272f0a8f1bff5978544fb9bf3bfe970290c5abff7bf082ed6b311e1e8bff0bc2297bca7f1bfdce6bb833aaafcbf9545c8b2dabaf7bfc2a49e92b51bf5bf');
    INSERT INTO artifact_chunk VALUES(5242883,0,X'7b22697465726174696f6e73223a342c226d6574686f64223a226c696e656172222c226e617473223a322e3230303830303739313635393133362c227061727473223a5b7b226d6f64656c223a2277697474656e2d62656c6c2d32222c22736861323536223a2263343536306433623764636431643234376631356561623732333866646464663934613038623066343533333031626139336136663666323433303132633965222c22776569676874223a302e353030363134323732383539383139377d2c7b226d6f64656c223a226e6574222c22736861323536223a2263626163323864353032656366356661666634643766303566363934386465353863666462313137316232396531663665653962663938336334353133356238222c22776569676874223a302e34393933383537323731343031383032367d5d2c2274756e65645f6f6e223a367d');
    INSERT INTO artifact_chunk VALUES(7340033,0,X'd91f7ff22814f6bf1f1a20acc490fabf911f4f2c2ae002c035c8fec8d34301c0423f3d879c9603c0556ce815808b04c0');
    INSERT INTO artifact_chunk VALUES(7340034,0,X'd91f7ff22814f6bf4c93a51ce465f5bfb4b31b58ab5cf9bf8428c5d7d27bf3bfd91f7ff22814f6bf1f1a20acc490fabfb4b31b58ab5cf9bf7ccd4472f62cfebf');
    INSERT INTO artifact_chunk VALUES(7340035,0,X'7b22697465726174696f6e73223a332c226d6574686f64223a226c6f672d6c696e656172222c226e617473223a322e303935373439333430363536343639332c227061727473223a5b7b226d6f64656c223a226c61706c6163652d31222c22736861323536223a2238376465303263616364613830643132643264313339633830616632623266623863346232306562613131613861663435336163623265616330356439363165222c22776569676874223a2d302e373034393939333932383735323431337d2c7b226d6f64656c223a2277697474656e2d62656c6c2d32222c22736861323536223a2263343536306433623764636431643234376631356561623732333866646464663934613038623066343533333031626139336136663666323433303132633965222c22776569676874223a302e3534333138343536333835333231317d5d2c2274756e65645f6f6e223a367d');
    INSERT INTO artifact_chunk VALUES(9437185,0,X'7b22636f756e74735f756e6b6e6f776e223a66616c73652c226d6574686f64223a22756e696772616d2d6361636865222c227061727473223a5b7b226d6f64656c223a226c61706c6163652d31222c22736861323536223a2238376465303263616364613830643132643264313339633830616632623266623863346232306562613131613861663435336163623265616330356439363165222c22776569676874223a317d5d2c2274756e65645f6f6e223a362c22776569676874223a302c2277696e646f77223a35302c2277696e646f7773223a5b35302c3130302c3230302c3530302c313030302c323030302c353030302c31303030305d7d');
    INSERT INTO artifact_chunk VALUES(11534337,0,X'7b22636f756e74735f756e6b6e6f776e223a66616c73652c226d6574686f64223a226e657572616c2d6361636865222c227061727473223a5b7b226d6f64656c223a226e6574222c22736861323536223a2263626163323864353032656366356661666634643766303566363934386465353863666462313137316232396531663665653962663938336334353133356238222c22776569676874223a317d5d2c227468657461223a302c22746865746173223a5b302c3536362c313133302c313730302c323237302c333430302c343533302c363830302c393036302c31333630302c31383130305d2c2274756e65645f6f6e223a362c22776569676874223a302c2277696e646f77223a35302c2277696e646f7773223a5b35302c3130302c3230302c3530302c313030302c323030302c353030302c31303030305d7d');
    INSERT INTO artifact_chunk VALUES(13631489,0,X'7b22636c6970223a312c226c6561726e735f756e6b6e6f776e223a66616c73652c226d6574686f64223a2264796e616d69632d6576616c756174696f6e222c227061727473223a5b7b226d6f64656c223a226e6574222c22736861323536223a2263626163323864353032656366356661666634643766303566363934386465353863666462313137316232396531663665653962663938336334353133356238222c22776569676874223a317d5d2c22706572706c65786974696573223a5b31302e3330383237363534343434323035372c31302e3330383237363534343434323035372c31302e3330383237363534343434323035372c31302e3330383237363534343434323035372c31302e3330383237363534343434323035372c31302e3330383237363534343434323035372c31302e3330383237363534343434323035375d2c2272617465223a302e30322c227261746573223a5b302e30322c302e30352c302e312c302e322c302e352c312c325d2c2274756e65645f6f6e223a362c2277696e646f77223a32307d');
    INSERT INTO artifact_chunk VALUES(16777217,0,X'000000000000f8bf000000000000f8bf000000000000f8bf000000000000f8bf000000000000f8bf000000000000f8bf000000000000f8bf000000000000f8bf');
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
    INSERT INTO corpus VALUES(1,'old','{"minCount":1,"splitting":{"shares":{"test":20,"train":60,"valid":20}},"tokenizer":{"boundary":"line","case":"keep","decoding":{"encoding":"utf-8","invalid":"error"},"keep":"all","locale":"","max_token_bytes":65536,"normalize":"none","numbers":"keep","skip_empty_lines":false,"unit":"whitespace"}}','[{"bytes":92,"compressed":false,"confidence":null,"encoding":"UTF-8","invalid":0,"path":"f.txt","sha256":"eb378de84922e0ea0ed5818c4084366200b02188ef4414c6e28ef3d22add7ec9"}]','cf0db8864058068490d4997da9a3df874990eca693ea19b41aa163053715ba3a','8f8f3674c447e9fe8381abdbeba19f96178c4560d39501d3539911d3404e03d9',9,'line',1,0,92,92,24,7,'{"icu":"72.1","instruction_set":"x86-64-v4","lmctl":"0.1.0","matrix_library":"oneDNN 2.6.3","sqlite":"3.40.1","unicode":"15.0"}','2026-11-22T13:09:01.084Z','01M81NZMF6VQ86TRDYC5HJV0NZ');
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
    INSERT INTO split VALUES(1,'train',1,13,4,17,0,50,50,'4c954378bec38234cb3b39086dc0be74267702a46b0bdcef6e59514d35d28a59');
    INSERT INTO split VALUES(1,'valid',2,5,1,6,1,18,18,'9a4ac3433c522988646c12364386650693c752a15b2429f656af048cb5b94504');
    INSERT INTO split VALUES(1,'test',3,6,2,8,0,24,24,'b03ff2d661d8b40ffa4818ecffafe5a8546fd193dc9bef0c9d1736a31fd7c055');
    CREATE TABLE statistic(
      corpus_id INTEGER NOT NULL REFERENCES corpus ON DELETE CASCADE,
      name TEXT NOT NULL CHECK(length(name) BETWEEN 1 AND 200 AND name NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(name, char(0)) = 0),
      value REAL, -- NULL: not defined for this corpus
      recipe TEXT NOT NULL CHECK(recipe NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(recipe, char(0)) = 0),
      PRIMARY KEY(corpus_id, name)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO statistic VALUES(1,'hapaxes',2.0,'types that occur once in train');
    INSERT INTO statistic VALUES(1,'types',7.0,'distinct tokens of train, before any cut');
    INSERT INTO statistic VALUES(1,'zipf_slope',-0.4961969724896996281,'slope of ln count over ln rank by least squares, all ranks of the types of train');
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
    INSERT INTO model VALUES(1048577,1,'laplace-1','ngram','laplace',1,'segment','uniform',8,'{"alpha":1,"alpha_auto":false,"order":1,"smoothing":"laplace"}',NULL,0.00053245100000000008307,1048577,'01M81NZMXV4D7ZJ6JP9NE9NCH7','2026-11-22T13:09:01.539Z',1,17);
    INSERT INTO model VALUES(2097153,1,'witten-bell-2','ngram','witten-bell',2,'segment','uniform',23,'{"counts_of_counts":[[2,4,1,1],[10,2,1,0]],"discounts":[[],[]],"interpolate":true,"order":2,"prune":[],"smoothing":"witten-bell","unseen":"uniform"}',NULL,0.0017534379999999999584,2097153,'01M81NZN3391XP047NDRTCA5RY','2026-11-22T13:09:01.696Z',1,17);
    INSERT INTO model VALUES(3145729,1,'stupid-backoff-2','ngram','stupid-backoff',2,'segment','uniform',23,'{"counts_of_counts":[[2,4,1,1],[10,2,1,0]],"discounts":[[],[]],"interpolate":true,"order":2,"prune":[],"smoothing":"stupid-backoff","unseen":"uniform"}',NULL,0.0024481820000000001358,3145729,'01M81NZNBKFX2WCYVH4VRAFMPY','2026-11-22T13:09:01.971Z',0,17);
    INSERT INTO model VALUES(4194305,1,'net','rnn',NULL,NULL,'stream',NULL,34,'{"shape":{"biases":"two","cell":"lstm","context":1,"cutoffs":[],"embedding":1,"gru":"reset-after","hidden":1,"isTied":true,"layers":1,"vocabulary":9},"training":{"clearsAtSegments":false,"clip":0.25,"dropout":{"kind":"standard","rate":0.4},"epochs":2,"hasRandomOffset":false,"initialization":{"kind":{"standard":{}}},"lanes":2,"optimizer":{"alpha":0.99,"beta1":0.9,"beta2":0.999,"epsilon":1e-08,"isNesterov":false,"kind":"sgd","learningRate":5,"momentum":0,"weightDecay":0},"sampling":"sequential","schedule":{"plateau":{"factor":4}},"seed":1,"steps":3,"validationLanes":1}}',1,0.015340661000000000227,4194309,'01M81NZNM2HH05AR6EY7WMX126','2026-11-22T13:09:02.451Z',1,32);
    INSERT INTO model VALUES(5242881,1,'mixed','mixture','linear',NULL,'stream','uniform',59,'{"iterations":4,"method":"linear","nats":2.200800791659136,"parts":[{"model":"witten-bell-2","sha256":"c4560d3b7dcd1d247f15eab7238fdddf94a08b0f453301ba93a6f6f243012c9e","weight":0.5006142728598197},{"model":"net","sha256":"cbac28d502ecf5faff4d7f05f6948de58cfdb1171b29e1f6ee9bf983c45135b8","weight":0.49938572714018026}],"tuned_on":6}',NULL,0.0077329440000000002758,5242883,'01M81NZP6B8F7J7NZGC823XQ9P','2026-11-22T13:09:02.821Z',1,NULL);
    INSERT INTO model VALUES(7340033,1,'product','mixture','log-linear',NULL,'segment','uniform',33,'{"iterations":3,"method":"log-linear","nats":2.0957493406564693,"parts":[{"model":"laplace-1","sha256":"87de02cacda80d12d2d139c80af2b2fb8c4b20eba11a8af453acb2eac05d961e","weight":-0.7049993928752413},{"model":"witten-bell-2","sha256":"c4560d3b7dcd1d247f15eab7238fdddf94a08b0f453301ba93a6f6f243012c9e","weight":0.543184563853211}],"tuned_on":6}',NULL,0.0011519440000000000148,7340035,'01M81NZPPXTPRPV8ASAY6V5BG8','2026-11-22T13:09:03.349Z',1,NULL);
    INSERT INTO model VALUES(9437185,1,'laplace-1+cache','cache','unigram-cache',NULL,'stream','uniform',8,'{"counts_unknown":false,"method":"unigram-cache","parts":[{"model":"laplace-1","sha256":"87de02cacda80d12d2d139c80af2b2fb8c4b20eba11a8af453acb2eac05d961e","weight":1}],"tuned_on":6,"weight":0,"window":50,"windows":[50,100,200,500,1000,2000,5000,10000]}',NULL,0.008484181000000000361,9437185,'01M81NZQ4J21M1ZDGVSWAAA8FD','2026-11-22T13:09:03.805Z',1,NULL);
    INSERT INTO model VALUES(11534337,1,'net+neural-cache','cache','neural-cache',NULL,'stream',NULL,34,'{"counts_unknown":false,"method":"neural-cache","parts":[{"model":"net","sha256":"cbac28d502ecf5faff4d7f05f6948de58cfdb1171b29e1f6ee9bf983c45135b8","weight":1}],"theta":0,"thetas":[0,566,1130,1700,2270,3400,4530,6800,9060,13600,18100],"tuned_on":6,"weight":0,"window":50,"windows":[50,100,200,500,1000,2000,5000,10000]}',NULL,0.020902534999999999865,11534337,'01M81NZQJE4DC7P91ZDTPFXS0Z','2026-11-22T13:09:04.244Z',1,NULL);
    INSERT INTO model VALUES(13631489,1,'net+dynamic','dynamic','dynamic-evaluation',NULL,'stream',NULL,34,'{"clip":1,"learns_unknown":false,"method":"dynamic-evaluation","parts":[{"model":"net","sha256":"cbac28d502ecf5faff4d7f05f6948de58cfdb1171b29e1f6ee9bf983c45135b8","weight":1}],"perplexities":[10.308276544442057,10.308276544442057,10.308276544442057,10.308276544442057,10.308276544442057,10.308276544442057,10.308276544442057],"rate":0.02,"rates":[0.02,0.05,0.1,0.2,0.5,1,2],"tuned_on":6,"window":20}',NULL,0.012541747000000000658,13631489,'01M81NZRAMTDYHJ917CAXG5K18','2026-11-22T13:09:05.020Z',1,NULL);
    INSERT INTO model VALUES(15728641,1,'back','ngram','imported',2,'segment','uniform',23,'{"created":[0,0],"dropped":[0,0],"file":"wb.arpa","missing_types":0,"order":2,"sha256":"571bf88ba38911977f141a1848a6d9a7dea21f7f2968b21dd48289b42ea21992","unknown_types":0,"unreachable":[0,0]}',NULL,0.0,2097153,'01M81NZS0VT31EDF2038MEK3PM','2026-11-22T13:09:05.705Z',1,NULL);
    INSERT INTO model VALUES(16777217,1,'theirs','imported',NULL,NULL,'stream',NULL,0,'{"test":{"file":"p.txt","sha256":"62eb178dc69c54061a1caed893bfc308a0643fb031f0865fd95daf2ec68b7818"}}',NULL,0.0,16777217,'01M81NZSDYH490ZDAFW9GM39JZ','2026-11-22T13:09:06.123Z',1,NULL);
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
    INSERT INTO score VALUES(1048577,'valid','9a4ac3433c522988646c12364386650693c752a15b2429f656af048cb5b94504',6,1,13.662475196678737887,9.7481663382058911793,8.0114817519520666877,11.053679005423521885,1.0950436229176045976,1.0950436229176045976,NULL,1048578,0.00012804100000000001634);
    INSERT INTO score VALUES(1048577,'test','b03ff2d661d8b40ffa4818ecffafe5a8546fd193dc9bef0c9d1736a31fd7c055',8,0,15.678858602391438026,7.0983142430435757219,7.0983142430435757219,7.8741892356059421942,0.94249214801955805143,0.94249214801955805143,NULL,1048579,7.8717000000000012221e-05);
    INSERT INTO score VALUES(2097153,'valid','9a4ac3433c522988646c12364386650693c752a15b2429f656af048cb5b94504',6,1,13.784898524523384822,9.9491098755056572855,7.0358499529751235002,9.8943916698017968514,1.1048558189159709552,1.1048558189159709552,NULL,2097154,0.00010999400000000000431);
    INSERT INTO score VALUES(2097153,'test','b03ff2d661d8b40ffa4818ecffafe5a8546fd193dc9bef0c9d1736a31fd7c055',8,0,7.1225335599166985645,2.4359009667788624753,2.4359009667788624753,2.6091577352586630134,0.42815182689404318594,0.42815182689404318594,NULL,2097155,4.7060000000000000051e-05);
    INSERT INTO score VALUES(3145729,'valid','9a4ac3433c522988646c12364386650693c752a15b2429f656af048cb5b94504',6,1,14.585171197018203415,11.368676136168401668,8.2570966908363274683,11.523544505728580134,1.1689974531363727106,1.1689974531363727106,NULL,3145730,0.00010389400000000000511);
    INSERT INTO score VALUES(3145729,'test','b03ff2d661d8b40ffa4818ecffafe5a8546fd193dc9bef0c9d1736a31fd7c055',8,0,4.1588831782778701295,1.6817928504615222706,1.6817928504615222706,1.781797454675629666,0.25000000570575059422,0.25000000570575059422,NULL,3145731,4.6849000000000004953e-05);
    INSERT INTO score VALUES(4194305,'valid','9a4ac3433c522988646c12364386650693c752a15b2429f656af048cb5b94504',6,1,13.997682723406915883,10.308276544442056988,8.9425373515332502449,11.747976772580051019,1.1219104138331266184,1.1219104138331266184,NULL,4194307,0.00036894900000000003473);
    INSERT INTO score VALUES(4194305,'test','b03ff2d661d8b40ffa4818ecffafe5a8546fd193dc9bef0c9d1736a31fd7c055',8,0,16.011685309271456389,7.399856910904608398,7.399856910904608398,8.2408586164822210662,0.96249912466502507424,0.96249912466502507424,NULL,4194308,0.00018413400000000002291);
    INSERT INTO score VALUES(5242881,'valid','9a4ac3433c522988646c12364386650693c752a15b2429f656af048cb5b94504',6,1,13.204804749954814014,9.0322435494635673336,7.0773487672195471986,9.4943816520442823048,1.0583614627037132294,1.0583614627037132294,NULL,5242881,0.00050557300000000004666);
    INSERT INTO score VALUES(5242881,'test','b03ff2d661d8b40ffa4818ecffafe5a8546fd193dc9bef0c9d1736a31fd7c055',8,0,10.288412085071083623,3.6184708180363283069,3.6184708180363283069,3.9168149504886895506,0.61846004557308886795,0.61846004557308886795,NULL,5242882,0.0017754110000000001765);
    INSERT INTO score VALUES(7340033,'valid','9a4ac3433c522988646c12364386650693c752a15b2429f656af048cb5b94504',6,1,12.574496043938816925,8.1315319753172161654,7.7137783124490875152,7.3984915087981546477,1.0078423935704678982,1.0078423935704678982,NULL,7340033,0.00018284200000000000885);
    INSERT INTO score VALUES(7340033,'test','b03ff2d661d8b40ffa4818ecffafe5a8546fd193dc9bef0c9d1736a31fd7c055',8,0,12.031519562082991115,4.499381510685569907,4.499381510685569907,4.4280914270780122876,0.72324223360732020626,0.72324223360732020626,NULL,7340034,0.00028448300000000003402);
    INSERT INTO score VALUES(9437185,'valid','9a4ac3433c522988646c12364386650693c752a15b2429f656af048cb5b94504',6,1,13.662475196678737887,9.7481663382058911793,8.0114817519520666877,11.053679005423521885,1.0950436229176045976,1.0950436229176045976,NULL,1048578,0.0010204990000000000154);
    INSERT INTO score VALUES(9437185,'test','b03ff2d661d8b40ffa4818ecffafe5a8546fd193dc9bef0c9d1736a31fd7c055',8,0,15.678858602391438026,7.0983142430435757219,7.0983142430435757219,7.8741892356059421942,0.94249214801955805143,0.94249214801955805143,NULL,1048579,0.0012245720000000001603);
    INSERT INTO score VALUES(11534337,'valid','9a4ac3433c522988646c12364386650693c752a15b2429f656af048cb5b94504',6,1,13.997682723406915883,10.308276544442056988,8.9425373515332502449,11.747976772580051019,1.1219104138331266184,1.1219104138331266184,NULL,4194307,0.00051791100000000002238);
    INSERT INTO score VALUES(11534337,'test','b03ff2d661d8b40ffa4818ecffafe5a8546fd193dc9bef0c9d1736a31fd7c055',8,0,16.011685309271456389,7.399856910904608398,7.399856910904608398,8.2408586164822210662,0.96249912466502507424,0.96249912466502507424,NULL,4194308,0.0003730450000000000172);
    INSERT INTO score VALUES(13631489,'valid','9a4ac3433c522988646c12364386650693c752a15b2429f656af048cb5b94504',6,1,13.997682723406915883,10.308276544442056988,8.9425373515332502449,11.747976772580051019,1.1219104138331266184,1.1219104138331266184,NULL,4194307,0.00022342300000000001893);
    INSERT INTO score VALUES(13631489,'test','b03ff2d661d8b40ffa4818ecffafe5a8546fd193dc9bef0c9d1736a31fd7c055',8,0,16.011685309271456389,7.399856910904608398,7.399856910904608398,8.2408586164822210662,0.96249912466502507424,0.96249912466502507424,NULL,4194308,0.0015761540000000001833);
    INSERT INTO score VALUES(15728641,'valid','9a4ac3433c522988646c12364386650693c752a15b2429f656af048cb5b94504',6,1,13.784898524523384822,9.9491098755056572855,7.0358499529751235002,9.8943916698017968514,1.1048558189159709552,1.1048558189159709552,NULL,2097154,0.000181160000000000007);
    INSERT INTO score VALUES(15728641,'test','b03ff2d661d8b40ffa4818ecffafe5a8546fd193dc9bef0c9d1736a31fd7c055',8,0,7.1225335599166985645,2.4359009667788624753,2.4359009667788624753,2.6091577352586630134,0.42815182689404318594,0.42815182689404318594,NULL,2097155,4.1892000000000004806e-05);
    INSERT INTO score VALUES(16777217,'test','b03ff2d661d8b40ffa4818ecffafe5a8546fd193dc9bef0c9d1736a31fd7c055',8,0,12.0,4.4816890703380645177,4.4816890703380645177,4.4816890703380645177,0.72134752044448180452,0.72134752044448180452,NULL,16777217,0.0);
    CREATE TABLE metric(
      run_id TEXT NOT NULL REFERENCES run ON DELETE CASCADE,
      name TEXT NOT NULL CHECK(length(name) BETWEEN 1 AND 200 AND name NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(name, char(0)) = 0),
      step INTEGER NOT NULL CHECK(step >= 0),
      epoch REAL CHECK(epoch >= 0),
      value REAL, -- NULL: not a finite number
      wall_ms INTEGER NOT NULL CHECK(wall_ms >= 0), -- since the run began
      PRIMARY KEY(run_id, name, step)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO metric VALUES('01M81NZNM2HH05AR6EY7WMX126','gradient_norm',1,0.33333333333333331482,0.33350127105766702584,0);
    INSERT INTO metric VALUES('01M81NZNM2HH05AR6EY7WMX126','learning_rate',3,1.0,5.0,1);
    INSERT INTO metric VALUES('01M81NZNM2HH05AR6EY7WMX126','learning_rate',6,2.0,5.0,15);
    INSERT INTO metric VALUES('01M81NZNM2HH05AR6EY7WMX126','loss',1,0.33333333333333331482,2.1973863200886785129,0);
    INSERT INTO metric VALUES('01M81NZNM2HH05AR6EY7WMX126','mean_gradient_norm',3,1.0,0.41482166889585903035,1);
    INSERT INTO metric VALUES('01M81NZNM2HH05AR6EY7WMX126','mean_gradient_norm',6,2.0,0.40404068923193797724,15);
    INSERT INTO metric VALUES('01M81NZNM2HH05AR6EY7WMX126','tokens_per_second',3,1.0,11215.540252573966427,1);
    INSERT INTO metric VALUES('01M81NZNM2HH05AR6EY7WMX126','tokens_per_second',6,2.0,15900.98456908828848,15);
    INSERT INTO metric VALUES('01M81NZNM2HH05AR6EY7WMX126','train_perplexity',3,1.0,10.315295294947867787,1);
    INSERT INTO metric VALUES('01M81NZNM2HH05AR6EY7WMX126','train_perplexity',6,2.0,9.6958681222102587327,15);
    INSERT INTO metric VALUES('01M81NZNM2HH05AR6EY7WMX126','valid_perplexity',3,1.0,10.308276544442056988,1);
    INSERT INTO metric VALUES('01M81NZNM2HH05AR6EY7WMX126','valid_perplexity',6,2.0,11.542423523113415128,15);
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
    INSERT INTO token VALUES(X'746865','the',3,1,4294967298);
    INSERT INTO token VALUES(X'636174','cat',2,2,4294967299);
    INSERT INTO token VALUES(X'646f67','dog',2,3,4294967300);
    INSERT INTO token VALUES(X'72616e','ran',2,4,4294967301);
    INSERT INTO token VALUES(X'736174','sat',2,5,4294967302);
    INSERT INTO token VALUES(X'61','a',1,6,4294967303);
    INSERT INTO token VALUES(X'6f6666','off',1,7,4294967304);
    CREATE TABLE ngram_list(
      list_id INTEGER PRIMARY KEY CHECK(list_id BETWEEN 1 AND 8388607),
      model_id INTEGER UNIQUE REFERENCES model ON DELETE SET NULL, -- NULL until the model appears
      owner TEXT REFERENCES run ON DELETE SET NULL
    ) STRICT;
    INSERT INTO ngram_list VALUES(1,1048577,NULL);
    INSERT INTO ngram_list VALUES(2,2097153,NULL);
    INSERT INTO ngram_list VALUES(3,3145729,NULL);
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
    INSERT INTO top_ngram VALUES('the',3,-0.81291335664285557793,NULL,1116691496962);
    INSERT INTO top_ngram VALUES('cat',2,-0.93785209325115548306,NULL,1116691496963);
    INSERT INTO top_ngram VALUES('dog',2,-0.93785209325115548306,NULL,1116691496964);
    INSERT INTO top_ngram VALUES('ran',2,-0.93785209325115548306,NULL,1116691496965);
    INSERT INTO top_ngram VALUES('sat',2,-0.93785209325115548306,NULL,1116691496966);
    INSERT INTO top_ngram VALUES('a',1,-1.1139433523068367204,NULL,1116691496967);
    INSERT INTO top_ngram VALUES('off',1,-1.1139433523068367204,NULL,1116691496968);
    INSERT INTO top_ngram VALUES('<eos>',4,-0.70872986316680908203,0.0,2216203124737);
    INSERT INTO top_ngram VALUES('the',3,-0.80811446905136108398,-0.39794000983238220214,2216203124738);
    INSERT INTO top_ngram VALUES('cat',2,-0.93720918893814098016,-0.30103000998497009277,2216203124739);
    INSERT INTO top_ngram VALUES('dog',2,-0.93720918893814098016,-0.30103000998497009277,2216203124740);
    INSERT INTO top_ngram VALUES('ran',2,-0.93720918893814098016,-0.30103000998497009277,2216203124741);
    INSERT INTO top_ngram VALUES('sat',2,-0.93720918893814098016,-0.4771212637424468439,2216203124742);
    INSERT INTO top_ngram VALUES('a',1,-1.1217335462570190429,-0.30103000998497009277,2216203124743);
    INSERT INTO top_ngram VALUES('off',1,-1.1217335462570190429,-0.30103000998497009277,2216203124744);
    INSERT INTO top_ngram VALUES('<bos> the',3,-0.25817748904228210449,NULL,2233382993921);
    INSERT INTO top_ngram VALUES('the dog',2,-0.35044881701469421386,NULL,2233382993922);
    INSERT INTO top_ngram VALUES('sat <eos>',2,-0.13557682931423187255,NULL,2233382993923);
    INSERT INTO top_ngram VALUES('the cat',1,-0.60867273807525634765,NULL,2233382993924);
    INSERT INTO top_ngram VALUES('cat ran',1,-0.51176273822784423828,NULL,2233382993925);
    INSERT INTO top_ngram VALUES('cat sat',1,-0.51176273822784423828,NULL,2233382993926);
    INSERT INTO top_ngram VALUES('dog ran',1,-0.51176273822784423828,NULL,2233382993927);
    INSERT INTO top_ngram VALUES('dog sat',1,-0.51176273822784423828,NULL,2233382993928);
    INSERT INTO top_ngram VALUES('ran <eos>',1,-0.45869818329811096191,NULL,2233382993929);
    INSERT INTO top_ngram VALUES('ran off',1,-0.54094272851943969726,NULL,2233382993930);
    INSERT INTO top_ngram VALUES('a cat',1,-0.25353878736495971679,NULL,2233382993931);
    INSERT INTO top_ngram VALUES('off <eos>',1,-0.22346022725105285644,NULL,2233382993932);
    INSERT INTO top_ngram VALUES('<bos> a',1,-0.7170339822769165039,NULL,2233382993933);
    INSERT INTO top_ngram VALUES('<eos>',4,-0.62838894128799438476,-0.39794000983238220214,3315714752513);
    INSERT INTO top_ngram VALUES('the',3,-0.7533276677131652832,-0.39794000983238220214,3315714752514);
    INSERT INTO top_ngram VALUES('cat',2,-0.92941892147064208984,-0.39794000983238220214,3315714752515);
    INSERT INTO top_ngram VALUES('dog',2,-0.92941892147064208984,-0.39794000983238220214,3315714752516);
    INSERT INTO top_ngram VALUES('ran',2,-0.92941892147064208984,-0.39794000983238220214,3315714752517);
    INSERT INTO top_ngram VALUES('sat',2,-0.92941892147064208984,-0.39794000983238220214,3315714752518);
    INSERT INTO top_ngram VALUES('a',1,-1.2304489612579345703,-0.39794000983238220214,3315714752519);
    INSERT INTO top_ngram VALUES('off',1,-1.2304489612579345703,-0.39794000983238220214,3315714752520);
    INSERT INTO top_ngram VALUES('<bos> the',3,-0.12493873387575148148,NULL,3332894621697);
    INSERT INTO top_ngram VALUES('the dog',2,-0.17609125375747680664,NULL,3332894621698);
    INSERT INTO top_ngram VALUES('sat <eos>',2,0.0,NULL,3332894621699);
    INSERT INTO top_ngram VALUES('the cat',1,-0.4771212637424468439,NULL,3332894621700);
    INSERT INTO top_ngram VALUES('cat ran',1,-0.30103000998497009277,NULL,3332894621701);
    INSERT INTO top_ngram VALUES('cat sat',1,-0.30103000998497009277,NULL,3332894621702);
    INSERT INTO top_ngram VALUES('dog ran',1,-0.30103000998497009277,NULL,3332894621703);
    INSERT INTO top_ngram VALUES('dog sat',1,-0.30103000998497009277,NULL,3332894621704);
    INSERT INTO top_ngram VALUES('ran <eos>',1,-0.30103000998497009277,NULL,3332894621705);
    INSERT INTO top_ngram VALUES('ran off',1,-0.30103000998497009277,NULL,3332894621706);
    INSERT INTO top_ngram VALUES('a cat',1,0.0,NULL,3332894621707);
    INSERT INTO top_ngram VALUES('off <eos>',1,0.0,NULL,3332894621708);
    INSERT INTO top_ngram VALUES('<bos> a',1,-0.60206001996994018554,NULL,3332894621709);
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
    INSERT INTO checkpoint VALUES(1,'net','{"shape":{"biases":"two","cell":"lstm","context":1,"cutoffs":[],"embedding":1,"gru":"reset-after","hidden":1,"isTied":true,"layers":1,"vocabulary":9},"training":{"clearsAtSegments":false,"clip":0.25,"dropout":{"kind":"standard","rate":0.4},"epochs":2,"hasRandomOffset":false,"initialization":{"kind":{"standard":{}}},"lanes":2,"optimizer":{"alpha":0.99,"beta1":0.9,"beta2":0.999,"epsilon":1e-08,"isNesterov":false,"kind":"sgd","learningRate":5,"momentum":0,"weightDecay":0},"sampling":"sequential","schedule":{"plateau":{"factor":4}},"seed":1,"steps":3,"validationLanes":1}}',4194306,6,2.0,1,'01M81NZNM2HH05AR6EY7WMX126','2026-11-22T13:09:02.435Z');
    CREATE TABLE diagnostic(
      run_id TEXT NOT NULL REFERENCES run ON DELETE CASCADE,
      epoch INTEGER NOT NULL CHECK(epoch >= 0),
      layer INTEGER NOT NULL CHECK(layer >= 0),
      name TEXT NOT NULL CHECK(length(name) BETWEEN 1 AND 200 AND name NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(name, char(0)) = 0),
      place INTEGER NOT NULL CHECK(place >= 0), -- what the name counts: steps between h and the loss, a bin, a gate
      value REAL, -- NULL: not a finite number
      PRIMARY KEY(run_id, name, epoch, layer, place)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',0,0,'forget_gate_mean',0,0.59066844979921973024);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',1,0,'forget_gate_mean',0,0.58723547061284386838);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',2,0,'forget_gate_mean',0,0.58945922056833899294);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',0,0,'forget_gate_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',1,0,'forget_gate_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',2,0,'forget_gate_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',0,0,'gradient_norm',1,0.0051207819487899541854);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',0,0,'gradient_norm',2,0.0020260770106688141822);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',0,0,'gradient_norm',3,0.0010470164415892213582);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',1,0,'gradient_norm',1,0.0086026450153440237045);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',1,0,'gradient_norm',2,0.0026719565503299236297);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',1,0,'gradient_norm',3,0.001416437618900090456);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',2,0,'gradient_norm',1,0.0047488664276897907257);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',2,0,'gradient_norm',2,0.0020045758574269711971);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',2,0,'gradient_norm',3,0.0010331887169741094112);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',0,0,'hidden_mean_size',0,0.026444039773195981979);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',1,0,'hidden_mean_size',0,0.040066977962851524353);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',2,0,'hidden_mean_size',0,0.01207065188403551835);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',0,0,'hidden_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',1,0,'hidden_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',2,0,'hidden_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',0,0,'input_gate_mean',0,0.47336165606975555419);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',1,0,'input_gate_mean',0,0.47429929673671722412);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',2,0,'input_gate_mean',0,0.47506229082743328673);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',0,0,'input_gate_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',1,0,'input_gate_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',2,0,'input_gate_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',0,0,'output_gate_mean',0,0.40819238126277923583);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',1,0,'output_gate_mean',0,0.40906810263792675597);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',2,0,'output_gate_mean',0,0.41172247628370922667);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',0,0,'output_gate_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',1,0,'output_gate_saturated',0,0.0);
    INSERT INTO diagnostic VALUES('01M81NZNM2HH05AR6EY7WMX126',2,0,'output_gate_saturated',0,0.0);
    CREATE TABLE component(
      model_id INTEGER NOT NULL REFERENCES model ON DELETE CASCADE, -- the mixture or cache
      place INTEGER NOT NULL CHECK(place >= 0),
      component TEXT NOT NULL CHECK(length(component) BETWEEN 1 AND 200 AND component NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(component, char(0)) = 0), -- its name when the mixture was made
      component_id INTEGER REFERENCES model ON DELETE SET NULL, -- NULL: a cache, or a model that has gone
      role TEXT NOT NULL CHECK(length(role) BETWEEN 1 AND 200 AND role NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' AND instr(role, char(0)) = 0), -- part, base or cache
      weight REAL, -- NULL: it has none of its own
      PRIMARY KEY(model_id, place)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO component VALUES(5242881,0,'witten-bell-2',2097153,'part',0.50061427285981974222);
    INSERT INTO component VALUES(5242881,1,'net',4194305,'part',0.49938572714018025777);
    INSERT INTO component VALUES(7340033,0,'laplace-1',1048577,'part',-0.70499939287524127085);
    INSERT INTO component VALUES(7340033,1,'witten-bell-2',2097153,'part',0.54318456385321101098);
    INSERT INTO component VALUES(9437185,0,'laplace-1',1048577,'base',1.0);
    INSERT INTO component VALUES(9437185,1,'the last 50 tokens',NULL,'cache',0.0);
    INSERT INTO component VALUES(11534337,0,'net',4194305,'base',1.0);
    INSERT INTO component VALUES(11534337,1,'the last 50 tokens',NULL,'cache',0.0);
    INSERT INTO component VALUES(13631489,0,'net',4194305,'base',NULL);
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
    INSERT INTO score_error VALUES(1048577,'test',0.076517988169315903634,1.8042579754431558036,2.0956310463826235412,6.0754616338041840251,8.1305701185391399121,1,1000,1);
    INSERT INTO score_error VALUES(2097153,'test',0.12561121486717397033,0.6474880178330563174,1.1334131246767069622,1.910735063137503964,3.106240413549235857,1,1000,1);
    INSERT INTO score_error VALUES(3145729,'test',0.11424062672225071546,0.31712782986955589947,0.74419841589759805344,1.3731780938833635374,2.1047536215663797953,1,1000,1);
    INSERT INTO score_error VALUES(4194305,'test',0.085354954272533992143,1.8393208079602265669,2.1618391682244597618,6.2922631543351981164,8.6871000135435014755,1,1000,1);
    INSERT INTO score_error VALUES(5242881,'test',0.10324199715580414937,1.0933415411408922146,1.4900265987361029917,2.9842293554712235881,4.4372135417060585282,1,1000,1);
    INSERT INTO score_error VALUES(7340033,'test',0.069738070667966223226,1.3744833904589111028,1.6507277201355714524,3.9530340202350569001,5.2107704303274351431,1,1000,1);
    INSERT INTO score_error VALUES(9437185,'test',0.076517988169315903634,1.8042579754431558036,2.0956310463826235412,6.0754616338041840251,8.1305701185391399121,1,1000,1);
    INSERT INTO score_error VALUES(11534337,'test',0.085354954272533992143,1.8393208079602265669,2.1618391682244597618,6.2922631543351981164,8.6871000135435014755,1,1000,1);
    INSERT INTO score_error VALUES(13631489,'test',0.085354954272533992143,1.8393208079602265669,2.1618391682244597618,6.2922631543351981164,8.6871000135435014755,1,1000,1);
    INSERT INTO score_error VALUES(15728641,'test',0.12561121486717397033,0.6474880178330563174,1.1334131246767069622,1.910735063137503964,3.106240413549235857,1,1000,1);
    INSERT INTO score_error VALUES(16777217,'test',0.0,1.5,1.5,4.4816890703380645177,4.4816890703380645177,1,1000,1);
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
    INSERT INTO difference VALUES(1048577,2097153,'test',-1.0695406303093424327,0.09440011216648334924,-1.2409156513812134026,-0.87427601505394658687,1.456926650422740721e-05,1,1000,1);
    INSERT INTO difference VALUES(1048577,4194305,'test',0.041603338360002212192,0.082945682503498707749,-0.12261966376595676009,0.20482426745282691915,0.65320394559160432912,1,1000,1);
    INSERT INTO difference VALUES(1048577,5242881,'test',-0.6738058146650441893,0.071729597211007467549,-0.81104941846444822406,-0.52369676248030128107,4.9834779991098088203e-05,1,1000,1);
    INSERT INTO difference VALUES(1048577,7340033,'test',-0.45591738003855564187,0.097785215428493707512,-0.61933702913771448983,-0.23139515619457298734,0.0033088976064947761557,1,1000,1);
    INSERT INTO difference VALUES(1048577,9437185,'test',0.0,0.0,0.0,0.0,1.0,1,1000,1);
    INSERT INTO difference VALUES(1048577,11534337,'test',0.041603338360002212192,0.082945682503498707749,-0.12261966376595676009,0.20482426745282691915,0.65320394559160432912,1,1000,1);
    INSERT INTO difference VALUES(1048577,13631489,'test',0.041603338360002212192,0.082945682503498707749,-0.12261966376595676009,0.20482426745282691915,0.65320394559160432912,1,1000,1);
    INSERT INTO difference VALUES(1048577,15728641,'test',-1.0695406303093424327,0.09440011216648334924,-1.2409156513812134026,-0.87427601505394658687,1.456926650422740721e-05,1,1000,1);
    INSERT INTO difference VALUES(1048577,16777217,'test',-0.45985732529892964226,0.076517988169315903634,-0.59563104638262376333,-0.30425797544315574816,0.00079769972810894707038,1,1000,1);
    INSERT INTO difference VALUES(2097153,4194305,'test',1.1111439686693445061,0.13056695875124949002,0.8612983264350295709,1.3601925364263616202,9.4073722141430060617e-05,1,1000,1);
    INSERT INTO difference VALUES(2097153,5242881,'test',0.3957348156442981879,0.032056460579538474664,0.33396792392937924009,0.45602374175527449207,8.2254957994853938885e-06,1,1000,1);
    INSERT INTO difference VALUES(2097153,7340033,'test',0.61362325027078667982,0.082008167375448429159,0.45105528103692915653,0.76817592134050316499,0.00021170432057626697996,1,1000,1);
    INSERT INTO difference VALUES(2097153,9437185,'test',1.0695406303093424327,0.09440011216648334924,0.87427601505394658687,1.2409156513812134026,1.456926650422740721e-05,1,1000,1);
    INSERT INTO difference VALUES(2097153,11534337,'test',1.1111439686693445061,0.13056695875124949002,0.8612983264350295709,1.3601925364263616202,9.4073722141430060617e-05,1,1000,1);
    INSERT INTO difference VALUES(2097153,13631489,'test',1.1111439686693445061,0.13056695875124949002,0.8612983264350295709,1.3601925364263616202,9.4073722141430060617e-05,1,1000,1);
    INSERT INTO difference VALUES(2097153,15728641,'test',0.0,0.0,0.0,0.0,1.0,1,1000,1);
    INSERT INTO difference VALUES(2097153,16777217,'test',0.60968330501041267943,0.12561121486717397033,0.36658687532329292668,0.85251198216694357157,0.0026668953288356833652,1,1000,1);
    INSERT INTO difference VALUES(4194305,5242881,'test',-0.71540915302504637374,0.09872034478077887365,-0.90417660222816964576,-0.53012356710962837968,0.00025814153387104799008,1,1000,1);
    INSERT INTO difference VALUES(4194305,7340033,'test',-0.4975207183985577708,0.11165648343346368243,-0.69424815596479561019,-0.27398358262875710522,0.0041994336080636296415,1,1000,1);
    INSERT INTO difference VALUES(4194305,9437185,'test',-0.041603338360002212192,0.082945682503498707749,-0.20482426745282697466,0.12261966376595667682,0.65320394559160432912,1,1000,1);
    INSERT INTO difference VALUES(4194305,11534337,'test',0.0,0.0,0.0,0.0,1.0,1,1000,1);
    INSERT INTO difference VALUES(4194305,13631489,'test',0.0,0.0,0.0,0.0,1.0,1,1000,1);
    INSERT INTO difference VALUES(4194305,15728641,'test',-1.1111439686693445061,0.13056695875124949002,-1.3601925364263616202,-0.8612983264350295709,9.4073722141430060617e-05,1,1000,1);
    INSERT INTO difference VALUES(4194305,16777217,'test',-0.5014606636589318267,0.085354954272533992143,-0.66183916822445998384,-0.33932080796022667801,0.00091080957718792099342,1,1000,1);
    INSERT INTO difference VALUES(5242881,7340033,'test',0.21788843462648854742,0.072412740672349276693,0.072472907548675608024,0.36332111929784660642,0.025972225792657122056,1,1000,1);
    INSERT INTO difference VALUES(5242881,9437185,'test',0.6738058146650441893,0.071729597211007467549,0.52369676248030128107,0.81104941846444811304,4.9834779991098088203e-05,1,1000,1);
    INSERT INTO difference VALUES(5242881,11534337,'test',0.71540915302504637374,0.09872034478077887365,0.53012356710962837968,0.90417660222816953474,0.00025814153387104799008,1,1000,1);
    INSERT INTO difference VALUES(5242881,13631489,'test',0.71540915302504637374,0.09872034478077887365,0.53012356710962837968,0.90417660222816953474,0.00025814153387104799008,1,1000,1);
    INSERT INTO difference VALUES(5242881,15728641,'test',-0.3957348156442981879,0.032056460579538474664,-0.45602374175527449207,-0.33396792392937924009,8.2254957994853938885e-06,1,1000,1);
    INSERT INTO difference VALUES(5242881,16777217,'test',0.21394848936611451928,0.10324199715580414937,0.0099734012638970359621,0.40665845885910784085,0.09374734756489222498,1,1000,1);
    INSERT INTO difference VALUES(7340033,9437185,'test',0.45591738003855564187,0.097785215428493707512,0.23139515619457293182,0.61933702913771448983,0.0033088976064947761557,1,1000,1);
    INSERT INTO difference VALUES(7340033,11534337,'test',0.4975207183985577708,0.11165648343346368243,0.27398358262875688318,0.69424815596479561019,0.0041994336080636296415,1,1000,1);
    INSERT INTO difference VALUES(7340033,13631489,'test',0.4975207183985577708,0.11165648343346368243,0.27398358262875688318,0.69424815596479561019,0.0041994336080636296415,1,1000,1);
    INSERT INTO difference VALUES(7340033,15728641,'test',-0.61362325027078667982,0.082008167375448429159,-0.76817592134050327601,-0.45105528103692915653,0.00021170432057626697996,1,1000,1);
    INSERT INTO difference VALUES(7340033,16777217,'test',-0.0039399452603740281464,0.069738070667966223226,-0.15072772013557148018,0.12551660954108878609,0.95932997760605376313,1,1000,1);
    INSERT INTO difference VALUES(9437185,11534337,'test',0.041603338360002212192,0.082945682503498707749,-0.12261966376595676009,0.20482426745282691915,0.65320394559160432912,1,1000,1);
    INSERT INTO difference VALUES(9437185,13631489,'test',0.041603338360002212192,0.082945682503498707749,-0.12261966376595676009,0.20482426745282691915,0.65320394559160432912,1,1000,1);
    INSERT INTO difference VALUES(9437185,15728641,'test',-1.0695406303093424327,0.09440011216648334924,-1.2409156513812134026,-0.87427601505394658687,1.456926650422740721e-05,1,1000,1);
    INSERT INTO difference VALUES(9437185,16777217,'test',-0.45985732529892964226,0.076517988169315903634,-0.59563104638262376333,-0.30425797544315574816,0.00079769972810894707038,1,1000,1);
    INSERT INTO difference VALUES(11534337,13631489,'test',0.0,0.0,0.0,0.0,1.0,1,1000,1);
    INSERT INTO difference VALUES(11534337,15728641,'test',-1.1111439686693445061,0.13056695875124949002,-1.3601925364263616202,-0.8612983264350295709,9.4073722141430060617e-05,1,1000,1);
    INSERT INTO difference VALUES(11534337,16777217,'test',-0.5014606636589318267,0.085354954272533992143,-0.66183916822445998384,-0.33932080796022667801,0.00091080957718792099342,1,1000,1);
    INSERT INTO difference VALUES(13631489,15728641,'test',-1.1111439686693445061,0.13056695875124949002,-1.3601925364263616202,-0.8612983264350295709,9.4073722141430060617e-05,1,1000,1);
    INSERT INTO difference VALUES(13631489,16777217,'test',-0.5014606636589318267,0.085354954272533992143,-0.66183916822445998384,-0.33932080796022667801,0.00091080957718792099342,1,1000,1);
    INSERT INTO difference VALUES(15728641,16777217,'test',0.60968330501041267943,0.12561121486717397033,0.36658687532329292668,0.85251198216694357157,0.0026668953288356833652,1,1000,1);
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
    INSERT INTO breakdown VALUES(1048577,'test','frequency',3,'2–9',6,12.381541351216673874,7.8741892356059421942);
    INSERT INTO breakdown VALUES(1048577,'test','frequency',8,'<eos>',2,3.2973172511747637081,5.2000000000000010658);
    INSERT INTO breakdown VALUES(1048577,'test','history',2,'2-gram',4,7.5517472287439382228,6.6057257260099939699);
    INSERT INTO breakdown VALUES(1048577,'test','history',3,'3-gram',2,4.3189684987067451515,8.6666666666666678509);
    INSERT INTO breakdown VALUES(1048577,'test','history',4,'≥ 4-gram',2,3.8081428749407546519,6.713171133426190984);
    INSERT INTO breakdown VALUES(1048577,'test','kind',1,'<eos>',2,3.2973172511747637081,5.2000000000000010658);
    INSERT INTO breakdown VALUES(1048577,'test','kind',2,'letters',6,12.381541351216673874,7.8741892356059421942);
    INSERT INTO breakdown VALUES(1048577,'test','position',0,'1',2,3.7436043538031831268,6.5000000000000008881);
    INSERT INTO breakdown VALUES(1048577,'test','position',1,'2',2,4.3189684987067451515,8.6666666666666678509);
    INSERT INTO breakdown VALUES(1048577,'test','position',2,'3–4',4,7.6162857498815093038,6.713171133426190984);
    INSERT INTO breakdown VALUES(2097153,'test','frequency',3,'2–9',6,5.7541647747366688747,2.6091577352586630134);
    INSERT INTO breakdown VALUES(2097153,'test','frequency',8,'<eos>',2,1.3683687851800292456,1.9821545161668623347);
    INSERT INTO breakdown VALUES(2097153,'test','history',2,'2-gram',4,3.4235201264697137091,2.3534445751589569972);
    INSERT INTO breakdown VALUES(2097153,'test','history',3,'3-gram',2,2.2084589951193880352,3.0168990449729360392);
    INSERT INTO breakdown VALUES(2097153,'test','history',4,'≥ 4-gram',2,1.4905544383275968201,2.1070254618619044251);
    INSERT INTO breakdown VALUES(2097153,'test','kind',1,'<eos>',2,1.3683687851800292456,1.9821545161668623347);
    INSERT INTO breakdown VALUES(2097153,'test','kind',2,'letters',6,5.7541647747366688747,2.6091577352586630134);
    INSERT INTO breakdown VALUES(2097153,'test','position',0,'1',2,1.1889512752307849208,1.8120805089387166386);
    INSERT INTO breakdown VALUES(2097153,'test','position',1,'2',2,2.2084589951193880352,3.0168990449729360392);
    INSERT INTO breakdown VALUES(2097153,'test','position',2,'3–4',4,3.7251232895665258304,2.5377575135509662374);
    INSERT INTO breakdown VALUES(4194305,'test','frequency',3,'2–9',6,12.654627237133354355,8.2408586164822210662);
    INSERT INTO breakdown VALUES(4194305,'test','frequency',8,'<eos>',2,3.3570580721381011457,5.3576692337941027588);
    INSERT INTO breakdown VALUES(4194305,'test','history',2,'2-gram',4,8.0004978070097418907,7.3899757371351126877);
    INSERT INTO breakdown VALUES(4194305,'test','history',3,'3-gram',2,4.4040590019428380585,9.0433483721260099486);
    INSERT INTO breakdown VALUES(4194305,'test','history',4,'≥ 4-gram',2,3.6071285003188755524,6.071248394042999763);
    INSERT INTO breakdown VALUES(4194305,'test','kind',1,'<eos>',2,3.3570580721381011457,5.3576692337941027588);
    INSERT INTO breakdown VALUES(4194305,'test','kind',2,'letters',6,12.654627237133354355,8.2408586164822210662);
    INSERT INTO breakdown VALUES(4194305,'test','position',0,'1',2,4.3972163216070043745,9.0124608695442667283);
    INSERT INTO breakdown VALUES(4194305,'test','position',1,'2',2,4.4040590019428380585,9.0433483721260099486);
    INSERT INTO breakdown VALUES(4194305,'test','position',2,'3–4',4,7.2104099857216130686,6.0654121552222211022);
    INSERT INTO breakdown VALUES(5242881,'test','frequency',3,'2–9',6,8.1916728654278276877,3.9168149504886895506);
    INSERT INTO breakdown VALUES(5242881,'test','frequency',8,'<eos>',2,2.0967392196432554918,2.8529958277480762518);
    INSERT INTO breakdown VALUES(5242881,'test','history',2,'2-gram',4,5.0095799536851295385,3.4987123066779730606);
    INSERT INTO breakdown VALUES(5242881,'test','history',3,'3-gram',2,3.0171411344999121695,4.5202647595481479925);
    INSERT INTO breakdown VALUES(5242881,'test','history',4,'≥ 4-gram',2,2.2616909968860410273,3.0982749796798980668);
    INSERT INTO breakdown VALUES(5242881,'test','kind',1,'<eos>',2,2.0967392196432554918,2.8529958277480762518);
    INSERT INTO breakdown VALUES(5242881,'test','kind',2,'letters',6,8.1916728654278276877,3.9168149504886895506);
    INSERT INTO breakdown VALUES(5242881,'test','position',0,'1',2,2.2071962722909210796,3.0149948924927563176);
    INSERT INTO breakdown VALUES(5242881,'test','position',1,'2',2,3.0171411344999121695,4.5202647595481479925);
    INSERT INTO breakdown VALUES(5242881,'test','position',2,'3–4',4,5.0640746782802494863,3.5467038157993986402);
    INSERT INTO breakdown VALUES(7340033,'test','frequency',3,'2–9',6,8.9278119727289606544,4.4280914270780122876);
    INSERT INTO breakdown VALUES(7340033,'test','frequency',8,'<eos>',2,3.1037075893540304605,4.7202123815535079742);
    INSERT INTO breakdown VALUES(7340033,'test','history',2,'2-gram',4,6.2309452867885335436,4.7480609882129263255);
    INSERT INTO breakdown VALUES(7340033,'test','history',3,'3-gram',2,2.9977195589698011346,4.4765818687391112362);
    INSERT INTO breakdown VALUES(7340033,'test','history',4,'≥ 4-gram',2,2.802854716324658213,4.0609923225168786942);
    INSERT INTO breakdown VALUES(7340033,'test','kind',1,'<eos>',2,3.1037075893540304605,4.7202123815535079742);
    INSERT INTO breakdown VALUES(7340033,'test','kind',2,'letters',6,8.9278119727289606544,4.4280914270780122876);
    INSERT INTO breakdown VALUES(7340033,'test','position',0,'1',2,2.7598437256856240828,3.9745910521153704486);
    INSERT INTO breakdown VALUES(7340033,'test','position',1,'2',2,2.9977195589698011346,4.4765818687391112362);
    INSERT INTO breakdown VALUES(7340033,'test','position',2,'3–4',4,6.2739562774275672296,4.7993911655423264761);
    INSERT INTO breakdown VALUES(9437185,'test','frequency',3,'2–9',6,12.381541351216673874,7.8741892356059421942);
    INSERT INTO breakdown VALUES(9437185,'test','frequency',8,'<eos>',2,3.2973172511747637081,5.2000000000000010658);
    INSERT INTO breakdown VALUES(9437185,'test','history',2,'2-gram',4,7.5517472287439382228,6.6057257260099939699);
    INSERT INTO breakdown VALUES(9437185,'test','history',3,'3-gram',2,4.3189684987067451515,8.6666666666666678509);
    INSERT INTO breakdown VALUES(9437185,'test','history',4,'≥ 4-gram',2,3.8081428749407546519,6.713171133426190984);
    INSERT INTO breakdown VALUES(9437185,'test','kind',1,'<eos>',2,3.2973172511747637081,5.2000000000000010658);
    INSERT INTO breakdown VALUES(9437185,'test','kind',2,'letters',6,12.381541351216673874,7.8741892356059421942);
    INSERT INTO breakdown VALUES(9437185,'test','position',0,'1',2,3.7436043538031831268,6.5000000000000008881);
    INSERT INTO breakdown VALUES(9437185,'test','position',1,'2',2,4.3189684987067451515,8.6666666666666678509);
    INSERT INTO breakdown VALUES(9437185,'test','position',2,'3–4',4,7.6162857498815093038,6.713171133426190984);
    INSERT INTO breakdown VALUES(11534337,'test','frequency',3,'2–9',6,12.654627237133354355,8.2408586164822210662);
    INSERT INTO breakdown VALUES(11534337,'test','frequency',8,'<eos>',2,3.3570580721381011457,5.3576692337941027588);
    INSERT INTO breakdown VALUES(11534337,'test','history',2,'2-gram',4,8.0004978070097418907,7.3899757371351126877);
    INSERT INTO breakdown VALUES(11534337,'test','history',3,'3-gram',2,4.4040590019428380585,9.0433483721260099486);
    INSERT INTO breakdown VALUES(11534337,'test','history',4,'≥ 4-gram',2,3.6071285003188755524,6.071248394042999763);
    INSERT INTO breakdown VALUES(11534337,'test','kind',1,'<eos>',2,3.3570580721381011457,5.3576692337941027588);
    INSERT INTO breakdown VALUES(11534337,'test','kind',2,'letters',6,12.654627237133354355,8.2408586164822210662);
    INSERT INTO breakdown VALUES(11534337,'test','position',0,'1',2,4.3972163216070043745,9.0124608695442667283);
    INSERT INTO breakdown VALUES(11534337,'test','position',1,'2',2,4.4040590019428380585,9.0433483721260099486);
    INSERT INTO breakdown VALUES(11534337,'test','position',2,'3–4',4,7.2104099857216130686,6.0654121552222211022);
    INSERT INTO breakdown VALUES(13631489,'test','frequency',3,'2–9',6,12.654627237133354355,8.2408586164822210662);
    INSERT INTO breakdown VALUES(13631489,'test','frequency',8,'<eos>',2,3.3570580721381011457,5.3576692337941027588);
    INSERT INTO breakdown VALUES(13631489,'test','history',2,'2-gram',4,8.0004978070097418907,7.3899757371351126877);
    INSERT INTO breakdown VALUES(13631489,'test','history',3,'3-gram',2,4.4040590019428380585,9.0433483721260099486);
    INSERT INTO breakdown VALUES(13631489,'test','history',4,'≥ 4-gram',2,3.6071285003188755524,6.071248394042999763);
    INSERT INTO breakdown VALUES(13631489,'test','kind',1,'<eos>',2,3.3570580721381011457,5.3576692337941027588);
    INSERT INTO breakdown VALUES(13631489,'test','kind',2,'letters',6,12.654627237133354355,8.2408586164822210662);
    INSERT INTO breakdown VALUES(13631489,'test','position',0,'1',2,4.3972163216070043745,9.0124608695442667283);
    INSERT INTO breakdown VALUES(13631489,'test','position',1,'2',2,4.4040590019428380585,9.0433483721260099486);
    INSERT INTO breakdown VALUES(13631489,'test','position',2,'3–4',4,7.2104099857216130686,6.0654121552222211022);
    INSERT INTO breakdown VALUES(15728641,'test','frequency',3,'2–9',6,5.7541647747366688747,2.6091577352586630134);
    INSERT INTO breakdown VALUES(15728641,'test','frequency',8,'<eos>',2,1.3683687851800292456,1.9821545161668623347);
    INSERT INTO breakdown VALUES(15728641,'test','history',2,'2-gram',4,3.4235201264697137091,2.3534445751589569972);
    INSERT INTO breakdown VALUES(15728641,'test','history',3,'3-gram',2,2.2084589951193880352,3.0168990449729360392);
    INSERT INTO breakdown VALUES(15728641,'test','history',4,'≥ 4-gram',2,1.4905544383275968201,2.1070254618619044251);
    INSERT INTO breakdown VALUES(15728641,'test','kind',1,'<eos>',2,1.3683687851800292456,1.9821545161668623347);
    INSERT INTO breakdown VALUES(15728641,'test','kind',2,'letters',6,5.7541647747366688747,2.6091577352586630134);
    INSERT INTO breakdown VALUES(15728641,'test','position',0,'1',2,1.1889512752307849208,1.8120805089387166386);
    INSERT INTO breakdown VALUES(15728641,'test','position',1,'2',2,2.2084589951193880352,3.0168990449729360392);
    INSERT INTO breakdown VALUES(15728641,'test','position',2,'3–4',4,3.7251232895665258304,2.5377575135509662374);
    INSERT INTO breakdown VALUES(16777217,'test','frequency',3,'2–9',6,9.0,4.4816890703380645177);
    INSERT INTO breakdown VALUES(16777217,'test','frequency',8,'<eos>',2,3.0,4.4816890703380645177);
    INSERT INTO breakdown VALUES(16777217,'test','history',2,'2-gram',4,6.0,4.4816890703380645177);
    INSERT INTO breakdown VALUES(16777217,'test','history',3,'3-gram',2,3.0,4.4816890703380645177);
    INSERT INTO breakdown VALUES(16777217,'test','history',4,'≥ 4-gram',2,3.0,4.4816890703380645177);
    INSERT INTO breakdown VALUES(16777217,'test','kind',1,'<eos>',2,3.0,4.4816890703380645177);
    INSERT INTO breakdown VALUES(16777217,'test','kind',2,'letters',6,9.0,4.4816890703380645177);
    INSERT INTO breakdown VALUES(16777217,'test','position',0,'1',2,3.0,4.4816890703380645177);
    INSERT INTO breakdown VALUES(16777217,'test','position',1,'2',2,3.0,4.4816890703380645177);
    INSERT INTO breakdown VALUES(16777217,'test','position',2,'3–4',4,6.0,4.4816890703380645177);
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
    INSERT INTO horizon_point VALUES(1048577,'test',1,3,0,5.9030886031565561467,7.1541757059383606076,0,5.9030886031565561467,7.1541757059383606076);
    INSERT INTO horizon_point VALUES(1048577,'test',2,3,1,5.9676271242941272276,7.3097497659484949039,1,5.9676271242941272276,7.3097497659484949039);
    INSERT INTO horizon_point VALUES(2097153,'test',1,3,2,2.3673285274240334352,2.2014351952391080224,2,2.3673285274240334352,2.2014351952391080224);
    INSERT INTO horizon_point VALUES(2097153,'test',2,3,2,3.2646505941650687532,2.9689752651860925602,2,2.5206361812537361188,2.3168582386169798148);
    INSERT INTO horizon_point VALUES(4194305,'test',1,3,0,6.325604408820868052,8.2361648350982932242,0,6.325604408820868052,8.2361648350982932242);
    INSERT INTO horizon_point VALUES(4194305,'test',2,3,1,6.0827153346219695606,7.5956200975147680765,1,6.0827994150478499335,7.5958329814888578823);
    INSERT INTO horizon_point VALUES(5242881,'test',1,3,2,3.6914130076609277253,3.4228413236860557589,2,3.6914130076609277253,3.4228413236860557589);
    INSERT INTO horizon_point VALUES(5242881,'test',2,3,2,4.3365677736199792491,4.244069476779375627,2,3.7946153960159469953,3.5426385360300720606);
    INSERT INTO horizon_point VALUES(7340033,'test',1,3,2,4.3449680697223920233,4.2559699436728521959,2,4.3449680697223920233,4.2559699436728521959);
    INSERT INTO horizon_point VALUES(7340033,'test',2,3,1,4.8836967760359417667,5.093162354404125125,2,4.215449931257690963,4.0761380227296371003);
    INSERT INTO horizon_point VALUES(9437185,'test',1,3,0,5.9030886031565561467,7.1541757059383606076,0,5.9030886031565561467,7.1541757059383606076);
    INSERT INTO horizon_point VALUES(9437185,'test',2,3,1,5.9676271242941272276,7.3097497659484949039,1,5.9676271242941272276,7.3097497659484949039);
    INSERT INTO horizon_point VALUES(11534337,'test',1,3,0,6.325604408820868052,8.2361648350982932242,0,6.325604408820868052,8.2361648350982932242);
    INSERT INTO horizon_point VALUES(11534337,'test',2,3,1,6.0827153346219695606,7.5956200975147680765,1,6.0827994150478499335,7.5958329814888578823);
    INSERT INTO horizon_point VALUES(15728641,'test',1,3,2,2.3673285274240334352,2.2014351952391080224,2,2.3673285274240334352,2.2014351952391080224);
    INSERT INTO horizon_point VALUES(15728641,'test',2,3,2,3.2646505941650687532,2.9689752651860925602,2,2.5206361812537361188,2.3168582386169798148);
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
    INSERT INTO data_point VALUES(1048577,'test',50.0,8,8,15.786350947989289394,7.1943346958678029423,0.0017471890000000001204);
    INSERT INTO data_point VALUES(1048577,'test',100.0,17,8,15.678858602391438026,7.0983142430435757219,0.00019021300000000000316);
    INSERT INTO data_point VALUES(2097153,'test',50.0,8,8,9.264841263791002035,3.1838945794789426102,0.0020643000000000002493);
    INSERT INTO data_point VALUES(2097153,'test',100.0,17,8,7.1225335599166985645,2.4359009667788624753,0.00038016600000000003254);
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
      WHERE coalesce(a.unseen, 'uniform') = coalesce(b.unseen, 'uniform')
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
    WHERE m.normalized
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
    WHERE m.normalized
    ORDER BY corpus, d.split, model, d.percent;
    COMMIT;
    """#
}
