internal import GRDB

/// A row of `difference`: two models on the same positions, by paired block bootstrap.
public struct DifferenceRecord: Sendable, Equatable {
  /// The lower id of the two.
  public var modelA: Int
  public var modelB: Int
  public var split: SplitName
  /// The mean of ln p of A − ln p of B, in nats a position: positive where A is better.
  public var nats: Double
  public var standardError: Double
  /// The interval of 95 %.
  public var low: Double
  public var high: Double
  /// Two-sided, of this pair alone; the view `significance` adjusts it for all pairs.
  public var pValue: Double
  /// Positions of a block.
  public var block: Int
  public var resamples: Int
  public var seed: Int

  public init(
    modelA: Int, modelB: Int, split: SplitName, nats: Double, standardError: Double, low: Double, high: Double,
    pValue: Double, block: Int, resamples: Int, seed: Int
  ) {
    self.modelA = modelA
    self.modelB = modelB
    self.split = split
    self.nats = nats
    self.standardError = standardError
    self.low = low
    self.high = high
    self.pValue = pValue
    self.block = block
    self.resamples = resamples
    self.seed = seed
  }

  private static let columns = """
    model_a, model_b, split, nats, standard_error, low, high, p_value, block, resamples, seed
    """

  fileprivate static func insert(_ differences: [DifferenceRecord], _ db: Database) throws {
    let insert = try PreparedStatement(
      "INSERT OR REPLACE INTO difference(\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", db)
    for one in differences {
      try insert.run(
        one.modelA, one.modelB, one.split.rawValue, one.nats, one.standardError, one.low, one.high, one.pValue,
        one.block, one.resamples, one.seed)
    }
  }
}

extension Ledger {
  /// Adds differences between scores that stand; those of the same pair are replaced.
  ///
  /// - Throws: ``LedgerError/scoreGone(path:split:)`` where there are no such scores (any more),
  ///   ``LedgerError/refused(path:message:)`` where A is not below B, or a number is not finite. Nothing is added then.
  public func add(differences: [DifferenceRecord]) throws(LedgerError) {
    try write { db in
      try requireScores(differences.flatMap { [($0.modelA, $0.split), ($0.modelB, $0.split)] }, db)
      try DifferenceRecord.insert(differences, db)
    }
  }

  /// The differences between a corpus's models on a split, by models.
  public func differences(of corpus: CorpusRecord, split: SplitName) throws(LedgerError) -> [DifferenceRecord] {
    try read { db in
      try db.rows(
        """
        SELECT d.model_a, d.model_b, d.nats, d.standard_error, d.low, d.high, d.p_value, d.block, d.resamples, d.seed
        FROM model m CROSS JOIN difference d ON d.model_a = m.model_id
        WHERE m.corpus_id = ? AND d.split = ? ORDER BY d.model_a, d.model_b
        """, corpus.id, split.rawValue
      ) { row in
        DifferenceRecord(
          modelA: row.integer(0), modelB: row.integer(1), split: split, nats: row.real(2), standardError: row.real(3),
          low: row.real(4), high: row.real(5), pValue: row.real(6), block: row.integer(7), resamples: row.integer(8),
          seed: row.integer(9))
      }
    }
  }
}
