internal import GRDB

extension Ledger {
  /// A model and what appears with it.
  public typealias ModelResult = (model: ModelRecord, scores: [ScoreRecord], topNGrams: [TopNGramRecord])

  /// Refuses a name that cannot be given to a new model: call it before work starts.
  ///
  /// - Throws: ``LedgerError/badName(_:)``, ``LedgerError/nameTaken(path:kind:name:)``.
  public func checkFree(model name: String, in corpus: CorpusRecord) throws(LedgerError) {
    try Self.check(name: name)
    try read { db in try requireFree(model: name, corpus: corpus.id, db) }
  }

  func requireFree(model name: String, corpus: Int, _ db: Database) throws {
    if try db.integer("SELECT 1 FROM model WHERE corpus_id = ? AND name = ?", corpus, name) != nil {
      throw LedgerError.nameTaken(path: path, kind: .model, name: name)
    }
  }

  /// Makes models visible, with their scores, in one transaction; returns their ids in order.
  ///
  /// - Parameters:
  ///   - models: the n-grams of each are in memory; what is too many for that goes ahead of the model
  ///     (``TopNGramWriter``).
  ///   - replacing: removes models of those names in the same transaction, and with them their scores.
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
      if replacing {
        for (model, _, _) in models {
          try db.run("DELETE FROM model WHERE corpus_id = ? AND name = ?", model.corpusID, model.name)
        }
      }
      let ids = try models.map { model, scores, topNGrams in
        try require(corpus: model.corpusID, db)
        try requireFree(model: model.name, corpus: model.corpusID, db)
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
    return ids
  }

  /// Adds a score to a model that stands; one of the same split is replaced, and what was found out about it goes.
  ///
  /// - Parameter run: finishes in the same transaction.
  /// - Throws: ``LedgerError/gone(path:name:)`` where there is no such model (any more).
  public func add(score: ScoreRecord, to model: ModelRecord, ending run: String? = nil) throws(LedgerError) {
    let runs = [run].compactMap(\.self)
    try write { db in
      try Self.finish(runs, db)
      guard try db.integer("SELECT 1 FROM model WHERE model_id = ?", model.id) != nil else {
        throw LedgerError.gone(path: path, name: model.name)
      }
      try db.run("DELETE FROM score WHERE model_id = ? AND split = ?", model.id, score.split.rawValue)
      try Self.insert([score], model: model.id, db)
    }
    finished.add(runs)
  }

  /// What is found out about scores may take hours: a model that was removed meanwhile is nobody's defect.
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

  /// The model of that name, or the only one where no name is given.
  ///
  /// - Throws: ``LedgerError/noModel(path:name:corpus:names:)`` or
  ///   ``LedgerError/severalModels(path:corpus:names:)``, with the names that there are.
  public func model(named name: String? = nil, in corpus: CorpusRecord) throws(LedgerError) -> ModelRecord {
    let models = try models(of: corpus)
    let names = models.map(\.name)
    if name == nil && models.count > 1 { throw .severalModels(path: path, corpus: corpus.name, names: names) }
    guard let model = models.first(where: { name == nil || $0.name == name }) else {
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
