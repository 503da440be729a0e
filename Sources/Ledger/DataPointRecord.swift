internal import GRDB

/// A row of `data_point`: a model that was trained anew on a part of `train`.
public struct DataPointRecord: Sendable, Equatable {
  /// The model of all of `train` that has the same settings.
  public var modelID: Int
  /// The split that it was scored on.
  public var split: SplitName
  /// Of `train`: above 0, at most 100.
  public var percent: Double
  /// Positions of `train` that were read.
  public var positions: Int
  /// Positions of the split.
  public var scored: Int
  /// −Σ ln p; nil for infinity.
  public var nats: Double?
  public var perplexity: Double?
  /// Of training.
  public var seconds: Double

  public init(
    modelID: Int, split: SplitName, percent: Double, positions: Int, scored: Int, nats: Double?, perplexity: Double?,
    seconds: Double
  ) {
    self.modelID = modelID
    self.split = split
    self.percent = percent
    self.positions = positions
    self.scored = scored
    self.nats = nats
    self.perplexity = perplexity
    self.seconds = seconds
  }

  private static let columns = "model_id, split, percent, positions, scored, nats, perplexity, seconds"

  fileprivate static func insert(_ points: [DataPointRecord], _ db: Database) throws {
    let insert = try PreparedStatement(
      "INSERT OR REPLACE INTO data_point(\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", db)
    for one in points {
      try insert.run(
        one.modelID, one.split.rawValue, one.percent, one.positions, one.scored, one.nats, one.perplexity, one.seconds)
    }
  }
}

extension Ledger {
  /// Adds points of the data curves of scores that stand; those of the same percentage are replaced.
  ///
  /// - Throws: ``LedgerError/scoreGone(path:split:)`` where there is no such score (any more),
  ///   ``LedgerError/refused(path:message:)`` where a percentage is none. Nothing is added then.
  public func add(dataPoints: [DataPointRecord]) throws(LedgerError) {
    try write { db in
      try requireScores(dataPoints.map { ($0.modelID, $0.split) }, db)
      try DataPointRecord.insert(dataPoints, db)
    }
  }

  /// The data curves of a corpus's models on a split, by model and percentage.
  public func dataPoints(of corpus: CorpusRecord, split: SplitName) throws(LedgerError) -> [DataPointRecord] {
    try read { db in
      try db.rows(
        """
        SELECT d.model_id, d.percent, d.positions, d.scored, d.nats, d.perplexity, d.seconds
        FROM model m CROSS JOIN data_point d ON d.model_id = m.model_id
        WHERE m.corpus_id = ? AND d.split = ? ORDER BY d.model_id, d.percent
        """, corpus.id, split.rawValue
      ) { row in
        DataPointRecord(
          modelID: row.integer(0), split: split, percent: row.real(1), positions: row.integer(2),
          scored: row.integer(3), nats: row.optionalReal(4), perplexity: row.optionalReal(5), seconds: row.real(6))
      }
    }
  }
}
