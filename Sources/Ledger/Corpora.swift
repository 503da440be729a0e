internal import GRDB

extension Ledger {
  /// Refuses a name that cannot be given to a new corpus: call it before work starts.
  ///
  /// - Throws: ``LedgerError/badName(_:)``, ``LedgerError/nameTaken(path:kind:name:)``.
  public func checkFree(corpus name: String) throws(LedgerError) {
    try Self.check(name: name)
    try read { db in try requireFree(corpus: name, db) }
  }

  /// Refuses to replace a corpus that another process works on: call it before work starts.
  ///
  /// - Throws: ``LedgerError/badName(_:)``, ``LedgerError/inUse(path:name:command:process:)``.
  public func checkReplaceable(corpus name: String) throws(LedgerError) {
    try Self.check(name: name)
    try read { db in try requireUnused(corpus: name, db) }
  }

  private func requireUnused(corpus name: String, _ db: Database) throws {
    guard let id = try Self.corpus(named: name, db) else { return }
    try requireUnused(corpus: id, training: nil, name: name, db)
  }

  private static func corpus(named name: String, _ db: Database) throws -> Int? {
    try db.rows("SELECT corpus_id, name FROM corpus ORDER BY name") { row in
      (id: row.integer(0), name: row.text(1))
    }.meant(by: name, \.name)?.id
  }

  private func requireFree(corpus name: String, _ db: Database) throws {
    if try Self.corpus(named: name, db) != nil {
      throw LedgerError.nameTaken(path: path, kind: .corpus, name: name)
    }
  }

  /// Makes a corpus visible, with all that belongs to it, in one transaction; returns its id.
  ///
  /// - Parameters:
  ///   - tokens: that none stands twice is the caller's to see to: the database does not look.
  ///   - replacing: removes a corpus of that name in the same transaction, and with it its models and scores; then the
  ///     large values that nothing refers to any more, now or, where that cannot be, at the next opening.
  ///   - endsRun: whether its run finishes in it too, so that a result never stands under a run that failed.
  /// - Throws: ``LedgerError/badName(_:)``, ``LedgerError/nameTaken(path:kind:name:)``,
  ///   ``LedgerError/inUse(path:name:command:process:)`` where another process works on what would be replaced, and
  ///   failures of writing.
  /// - Complexity: O(V); some 0.5 s for a million types. Memory: the pages written, some 50 bytes a type.
  @discardableResult
  public func add(
    corpus: CorpusRecord, splits: [SplitRecord], tokens: TokenRows, statistics: [StatisticRecord],
    replacing: Bool = false, endsRun: Bool = false
  ) throws(LedgerError) -> Int {
    try Self.check(name: corpus.name)
    let runs = endsRun ? [corpus.runID].compactMap(\.self) : []
    let id = try write { db in
      let id = try Self.freshID(corpus: db)
      if replacing {
        try requireUnused(corpus: corpus.name, db)
        if let standing = try Self.corpus(named: corpus.name, db) {
          try db.run("DELETE FROM corpus WHERE corpus_id = ?", standing)
        }
      } else {
        try requireFree(corpus: corpus.name, db)
      }
      try Self.insert(corpus, id: id, db)
      try Self.insert(splits, corpus: id, db)
      try Self.insert(tokens, corpus: id, path, db)
      try Self.insert(statistics, corpus: id, db)
      try db.run("UPDATE run SET corpus_id = ? WHERE run_id = ?", id, corpus.runID)
      try Self.finish(runs, db)
      return id
    }
    finished.add(runs)
    if replacing { try? keepHouse() }
    return id
  }

  /// Adds statistics to a corpus that stands; those of the same name are replaced.
  public func add(statistics: [StatisticRecord], to corpus: CorpusRecord) throws(LedgerError) {
    try write { db in
      try require(corpus: corpus.id, db)
      for statistic in statistics {
        try db.run("DELETE FROM statistic WHERE corpus_id = ? AND name = ?", corpus.id, statistic.name)
      }
      try Self.insert(statistics, corpus: corpus.id, db)
    }
  }

  private static func insert(_ corpus: CorpusRecord, id: Int, _ db: Database) throws {
    try db.run(
      "INSERT INTO corpus(corpus_id, \(CorpusRecord.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      id, corpus.name, corpus.settings, corpus.sources, corpus.inputSHA256, corpus.vocabularySHA256,
      corpus.vocabularySize, corpus.boundary, corpus.hasEOS, corpus.isReversible, corpus.bytes, corpus.characters,
      corpus.tokens, corpus.types, corpus.versions, corpus.runID)
  }

  private static func insert(_ splits: [SplitRecord], corpus: Int, _ db: Database) throws {
    let insert = try PreparedStatement(
      "INSERT INTO split(corpus_id, scored, \(SplitRecord.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", db)
    for split in splits {
      try insert.run(
        corpus, split.scored, split.name.rawValue, split.idsArtifact, split.tokens, split.segments, split.oov,
        split.characters, split.bytes, split.streamSHA256)
    }
  }

  private static func insert(_ statistics: [StatisticRecord], corpus: Int, _ db: Database) throws {
    let insert = try PreparedStatement(
      "INSERT INTO statistic(corpus_id, \(StatisticRecord.columns)) VALUES (?, ?, ?, ?)", db)
    for statistic in statistics {
      try insert.run(corpus, statistic.name, statistic.value, statistic.recipe)
    }
  }

  // MARK: Reading

  /// All corpora, by name.
  public func corpora() throws(LedgerError) -> [CorpusRecord] {
    try read { db in
      try db.rows("SELECT \(CorpusRecord.columns), corpus_id, created_at FROM corpus ORDER BY name") { row in
        CorpusRecord(row)
      }
    }
  }

  /// The corpus that is meant by the name, or the only one where no name is given.
  ///
  /// - Throws: ``LedgerError/noCorpus(path:name:names:)`` or ``LedgerError/severalCorpora(path:names:)``, with the names
  ///   that there are.
  public func corpus(named name: String? = nil) throws(LedgerError) -> CorpusRecord {
    let corpora = try corpora()
    let names = corpora.map(\.name)
    if name == nil && corpora.count > 1 { throw .severalCorpora(path: path, names: names) }
    guard let corpus = name.map({ corpora.meant(by: $0, \.name) }) ?? corpora.first else {
      throw .noCorpus(path: path, name: name, names: names)
    }
    return corpus
  }

  /// The splits that there are, in the order train, valid, test.
  public func splits(of corpus: CorpusRecord) throws(LedgerError) -> [SplitRecord] {
    let splits = try read { db in
      try db.rows("SELECT \(SplitRecord.columns) FROM split WHERE corpus_id = ?", corpus.id) { row in SplitRecord(row) }
    }
    return SplitName.allCases.compactMap { name in splits.lazy.compactMap(\.self).first { $0.name == name } }
  }

  /// The vocabulary in the order of ids.
  ///
  /// - Complexity: O(V): some 0.5 s and 150 MB for a million.
  public func tokens(of corpus: CorpusRecord) throws(LedgerError) -> [TokenRecord] {
    try read { db in
      try db.rows(
        "SELECT \(TokenRecord.columns) FROM token WHERE \(PackedKey.token.isOf("?1")) ORDER BY key", corpus.id
      ) { row in
        TokenRecord(row)
      }
    }
  }

  /// The statistics by name.
  public func statistics(of corpus: CorpusRecord) throws(LedgerError) -> [StatisticRecord] {
    try read { db in
      try db.rows("SELECT \(StatisticRecord.columns) FROM statistic WHERE corpus_id = ? ORDER BY name", corpus.id) {
        row in StatisticRecord(row)
      }
    }
  }
}
