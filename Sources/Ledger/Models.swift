internal import GRDB

extension Ledger {
  /// A model and what appears with it.
  public typealias ModelResult = (model: ModelRecord, scores: [ScoreRecord], topNGrams: [TopNGramRecord])

  /// Refuses a name that cannot be given to a new model: call it before work starts.
  ///
  /// - Throws: ``LedgerError/badName(_:)``, ``LedgerError/commaInName(_:)``,
  ///   ``LedgerError/nameTaken(path:kind:name:)``.
  public func checkFree(model name: String, in corpus: CorpusRecord) throws(LedgerError) {
    try Self.check(newModel: name)
    try read { db in try requireFree(model: name, corpus: corpus.id, db) }
  }

  /// - Parameter alike: whether a name that only looks the same is in the way too.
  func requireFree(model name: String, corpus: Int, alike: Bool = true, _ db: Database) throws {
    guard let standing = try Self.model(named: name, corpus: corpus, db) else { return }
    if alike || standing.name.utf8.elementsEqual(name.utf8) {
      throw LedgerError.nameTaken(path: path, kind: .model, name: name)
    }
  }

  private static func model(named name: String, corpus: Int, _ db: Database) throws -> NamedRow? {
    try models(like: name, corpus: corpus, db).meant(by: name, \.name)
  }

  private typealias NamedRow = (id: Int, name: String)

  /// Those whose names cannot be told apart by looking at them.
  private static func models(like name: String, corpus: Int, _ db: Database) throws -> [NamedRow] {
    try db.rows("SELECT model_id, name FROM model WHERE corpus_id = ? ORDER BY name", corpus) { row in
      (id: row.integer(0), name: row.text(1))
    }.filter { $0.name == name }
  }

  /// Makes models visible, with their scores, in one transaction; returns their ids in order.
  ///
  /// - Parameters:
  ///   - models: the n-grams of each are in memory; what is too many for that goes ahead of the model
  ///     (``TopNGramWriter``).
  ///   - replacing: removes models of those names in the same transaction, and with them their scores; then the large
  ///     values that nothing refers to any more, now or, where that cannot be, at the next opening.
  ///   - endsRun: whether their run finishes in it too, so that a result never stands under a run that failed.
  /// - Throws: ``LedgerError/badName(_:)``, ``LedgerError/nameTaken(path:kind:name:)`` (two of one name in the call are
  ///   never replaced by each other), ``LedgerError/corpusGone(path:)``, and failures of writing.
  @discardableResult
  public func add(
    models: [ModelResult], replacing: Bool = false, endsRun: Bool = false
  ) throws(LedgerError) -> [Int] {
    for result in models { try Self.check(name: result.model.name) }
    let runs = endsRun ? models.compactMap(\.model.runID) : []
    let ids = try write { db in
      var fresh = try Self.freshID(model: db)
      // In a file where two names look the same, the one may be replaced beside the other.
      let alike =
        try replacing ? models.map { try Self.models(like: $0.model.name, corpus: $0.model.corpusID, db) } : []
      for (result, alike) in zip(models, alike) {
        if let replaced = alike.meant(by: result.model.name, \.name) {
          try db.run("DELETE FROM model WHERE model_id = ?", replaced.id)
        }
      }
      func isOneOfSeveral(_ place: Int) -> Bool {
        guard replacing, alike[place].count > 1 else { return false }
        return alike[place].contains { $0.name.utf8.elementsEqual(models[place].model.name.utf8) }
      }
      let ids = try models.enumerated().map { place, result in
        let (model, scores, topNGrams) = result
        try require(corpus: model.corpusID, db)
        try requireFree(model: model.name, corpus: model.corpusID, alike: !isOneOfSeveral(place), db)
        let id = fresh
        fresh += 1
        try Self.insert(model, id: id, db)
        try ComponentRecord.insert(model.components, model: id, db)
        try Self.insert(scores, model: id, db)
        try Self.show(model.ngramList, topNGrams, model: id, path, db)
        try Self.completeCheckpoint(of: model, db)
        // A run that made several models is none's alone.
        try db.run(
          """
          UPDATE run SET corpus_id = ?1, model_id = iif((SELECT count(*) FROM model WHERE run_id = ?3) = 1, ?2, NULL)
          WHERE run_id = ?3
          """, model.corpusID, id, model.runID)
        return id
      }
      try Self.finish(runs, db)
      return ids
    }
    finished.add(runs)
    if replacing { try? keepHouse() }
    return ids
  }

  /// Adds a score to a model that stands, or puts it in the place of the one of the same split.
  ///
  /// Other numbers are another model's: where they take the place of what stood, the model gets an id that none had before,
  /// as one that is made anew does. What was found out about the old ones goes, and what was made of them is made of
  /// something that has gone. The same numbers again change nothing of that.
  ///
  /// - Parameters:
  ///   - settings: JSON, merged into the model's (RFC 7396).
  ///   - replacing: whether a score of the split may stand.
  ///   - run: finishes in the same transaction.
  /// - Returns: the model's id from now on.
  /// - Throws: ``LedgerError/gone(path:name:)`` where there is no such model (any more),
  ///   ``LedgerError/nameTaken(path:kind:name:)`` where such a score stands and is not to be replaced.
  @discardableResult
  public func add(
    score: ScoreRecord, to model: ModelRecord, settings: String? = nil, replacing: Bool = true,
    ending run: String? = nil
  ) throws(LedgerError) -> Int {
    let runs = [run].compactMap(\.self)
    let id = try write { db in
      try Self.finish(runs, db)
      guard try db.integer("SELECT 1 FROM model WHERE model_id = ?", model.id) != nil else {
        throw LedgerError.gone(path: path, name: model.name)
      }
      let standing =
        try db.rows(
          "SELECT \(ScoreRecord.columns) FROM score WHERE model_id = ? AND split = ?", model.id, score.split.rawValue
        ) { row in ScoreRecord(row) }.first ?? nil
      if standing != nil && !replacing { throw LedgerError.nameTaken(path: path, kind: .model, name: model.name) }
      var id = model.id
      if let standing, try !Self.isSame(score, standing, db) {
        id = try Self.renew(model: model.id, db)
        try db.run("DELETE FROM score WHERE model_id = ? AND split = ?", id, score.split.rawValue)
      }
      if let standing {
        // Where the numbers are all that there is of the model, its bytes are the new ones.
        try db.run(
          "UPDATE model SET artifact_id = ?1, run_id = ifnull(?2, run_id) WHERE model_id = ?3 AND artifact_id = ?4",
          score.artifactID, run, id, standing.artifactID)
      }
      if standing != nil && id == model.id {
        try db.run(
          "UPDATE score SET artifact_id = ?, seconds = ? WHERE model_id = ? AND split = ?", score.artifactID,
          score.seconds, id, score.split.rawValue)
      } else {
        try Self.insert([score], model: id, db)
      }
      if let settings {
        try db.run("UPDATE model SET settings = json_patch(settings, ?) WHERE model_id = ?", settings, id)
      }
      try db.run(
        "UPDATE run SET corpus_id = (SELECT corpus_id FROM model WHERE model_id = ?1), model_id = ?1 WHERE run_id = ?2",
        id, run)
      return id
    }
    finished.add(runs)
    if replacing { try? keepHouse() }
    return id
  }

  /// Whether two scores say the same, from the same ln p.
  private static func isSame(_ new: ScoreRecord, _ old: ScoreRecord, _ db: Database) throws -> Bool {
    var new = new
    let isSameArray =
      try new.artifactID == old.artifactID
      || db.integer(
        """
        SELECT 1 FROM artifact a JOIN artifact b ON b.kind = a.kind AND b.bytes = a.bytes AND b.sha256 = a.sha256
        WHERE a.artifact_id = ? AND b.artifact_id = ?
        """, new.artifactID, old.artifactID) != nil
    (new.artifactID, new.seconds) = (old.artifactID, old.seconds)
    return isSameArray && new == old
  }

  /// Gives a model that stands an id that none had before, and returns it; findings about its scores go, and what was made
  /// of it was made of something that has gone.
  private static func renew(model old: Int, _ db: Database) throws -> Int {
    let new = try freshID(model: db)
    for table in ["score_error", "breakdown", "horizon_point", "data_point"] {
      try db.run("DELETE FROM \(table) WHERE model_id = ?", old)
    }
    try db.run("DELETE FROM difference WHERE model_a = ?1 OR model_b = ?1", old)
    try db.run("UPDATE component SET component_id = NULL WHERE component_id = ?", old)
    // Rows refer to what is not there until all are changed; the end of the transaction sees to it that they are.
    try db.run("PRAGMA defer_foreign_keys = ON")
    try db.run(
      """
      UPDATE model SET model_id = ?, created_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE model_id = ?
      """, new, old)
    for table in ["score", "component", "ngram_list", "run"] {
      try db.run("UPDATE \(table) SET model_id = ? WHERE model_id = ?", new, old)
    }
    return new
  }

  /// What is found out about scores may take hours: a model that was removed meanwhile is nobody's defect. Nor is one whose
  /// scores were replaced: its id has gone (``add(score:to:settings:replacing:ending:)``), so that what was found out about
  /// the old numbers is never stored under the new ones.
  func requireScores(_ scores: [(model: Int, split: SplitName)], _ db: Database) throws {
    var seen: [SplitName: Set<Int>] = [:]
    for (model, split) in scores where seen[split, default: []].insert(model).inserted {
      let stands = try db.integer("SELECT 1 FROM score WHERE model_id = ? AND split = ?", model, split.rawValue) != nil
      if !stands { throw LedgerError.scoreGone(path: path, split: split) }
    }
  }

  private static func insert(_ model: ModelRecord, id: Int, _ db: Database) throws {
    try db.run(
      "INSERT INTO model(model_id, \(ModelRecord.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      id, model.corpusID, model.name, model.kind, model.smoothing, model.order, model.context.rawValue, model.unseen,
      model.parameters, model.settings, model.seed, model.seconds, model.artifactID, model.runID,
      model.isNormalized, model.trained)
  }

  private static func insert(_ scores: [ScoreRecord], model: Int, _ db: Database) throws {
    let insert = try PreparedStatement(
      "INSERT INTO score(model_id, \(ScoreRecord.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", db)
    for score in scores {
      try insert.run(
        model, score.split.rawValue, score.streamSHA256, score.scored, score.oov, score.nats, score.perplexity,
        score.perplexityExcludingOOV, score.perplexityWithoutEOS, score.bitsPerCharacter, score.bitsPerByte,
        score.zeroAt, score.artifactID, score.seconds)
    }
  }

  // MARK: Reading

  /// The models of a corpus, by name.
  public func models(of corpus: CorpusRecord) throws(LedgerError) -> [ModelRecord] {
    try read { db in
      try db.rows(
        "SELECT \(ModelRecord.columns), model_id, created_at FROM model WHERE corpus_id = ? ORDER BY name", corpus.id
      ) { row in ModelRecord(row) }
    }
  }

  /// The model that is meant by the name, or the only one where no name is given.
  ///
  /// - Throws: ``LedgerError/noModel(path:name:corpus:names:)`` or
  ///   ``LedgerError/severalModels(path:corpus:names:)``, with the names that there are.
  public func model(named name: String? = nil, in corpus: CorpusRecord) throws(LedgerError) -> ModelRecord {
    let models = try models(of: corpus)
    let names = models.map(\.name)
    if name == nil && models.count > 1 { throw .severalModels(path: path, corpus: corpus.name, names: names) }
    guard let model = name.map({ models.meant(by: $0, \.name) }) ?? models.first else {
      throw .noModel(path: path, name: name, corpus: corpus.name, names: names)
    }
    return model
  }

  /// The scores of a model, in the order of the splits.
  public func scores(of model: ModelRecord) throws(LedgerError) -> [ScoreRecord] {
    let scores = try read { db in
      try db.rows("SELECT \(ScoreRecord.columns) FROM score WHERE model_id = ?", model.id) { row in ScoreRecord(row) }
    }
    return SplitName.allCases.compactMap { name in scores.lazy.compactMap(\.self).first { $0.split == name } }
  }
}
