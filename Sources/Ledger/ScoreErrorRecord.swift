internal import Foundation
internal import GRDB

/// A row of `score_error`: how far a score would vary on other text of the kind, by block bootstrap.
public struct ScoreErrorRecord: Sendable, Equatable {
  public var modelID: Int
  public var split: SplitName
  /// Of the mean −ln p, in nats a position.
  public var standardError: Double
  /// The mean's interval of 95 %, in nats a position.
  public var low: Double
  public var high: Double
  /// Positions of a block.
  public var block: Int
  public var resamples: Int
  public var seed: Int

  public init(
    modelID: Int, split: SplitName, standardError: Double, low: Double, high: Double, block: Int, resamples: Int,
    seed: Int
  ) {
    self.modelID = modelID
    self.split = split
    self.standardError = standardError
    self.low = low
    self.high = high
    self.block = block
    self.resamples = resamples
    self.seed = seed
  }
}

extension Ledger {
  /// Adds errors of scores that stand; those of the same score are replaced.
  ///
  /// - Throws: ``LedgerError/scoreGone(path:split:)`` where there is no such score (any more),
  ///   ``LedgerError/refused(path:message:)`` where a number is not finite. Nothing is added then.
  public func add(scoreErrors: [ScoreErrorRecord]) throws(LedgerError) {
    try write { db in
      try requireScores(scoreErrors.map { ($0.modelID, $0.split) }, db)
      let insert = try PreparedStatement(
        """
        INSERT OR REPLACE INTO score_error(
          model_id, split, standard_error, low, high, perplexity_low, perplexity_high, block, resamples, seed)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """, db)
      for one in scoreErrors {
        try insert.run(
          one.modelID, one.split.rawValue, one.standardError, one.low, one.high,
          BreakdownRecord.perplexity(one.low, 1), BreakdownRecord.perplexity(one.high, 1), one.block, one.resamples,
          one.seed)
      }
    }
  }

  /// The errors of a corpus's scores on a split, by model.
  public func scoreErrors(of corpus: CorpusRecord, split: SplitName) throws(LedgerError) -> [ScoreErrorRecord] {
    try read { db in
      try db.rows(
        """
        SELECT e.model_id, e.standard_error, e.low, e.high, e.block, e.resamples, e.seed
        FROM model m CROSS JOIN score_error e ON e.model_id = m.model_id
        WHERE m.corpus_id = ? AND e.split = ? ORDER BY e.model_id
        """, corpus.id, split.rawValue
      ) { row in
        ScoreErrorRecord(
          modelID: row.integer(0), split: split, standardError: row.real(1), low: row.real(2), high: row.real(3),
          block: row.integer(4), resamples: row.integer(5), seed: row.integer(6))
      }
    }
  }
}
