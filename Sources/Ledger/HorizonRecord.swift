internal import GRDB

/// A row of `horizon_point`: how well a model predicts the k-th token ahead.
public struct HorizonRecord: Sendable, Equatable {
  public var modelID: Int
  public var split: SplitName
  /// Tokens ahead.
  public var k: Int
  /// Positions from which the model went on by itself.
  public var origins: Int
  /// How often its prediction was the true token.
  public var hits: Int
  /// −Σ ln p of the true token after its own predictions; nil for infinity, as below.
  public var nats: Double?
  /// The same tokens, predicted after the true history.
  public var oneStepHits: Int
  public var oneStepNats: Double?

  public init(
    modelID: Int, split: SplitName, k: Int, origins: Int, hits: Int, nats: Double?, oneStepHits: Int,
    oneStepNats: Double?
  ) {
    self.modelID = modelID
    self.split = split
    self.k = k
    self.origins = origins
    self.hits = hits
    self.nats = nats
    self.oneStepHits = oneStepHits
    self.oneStepNats = oneStepNats
  }

  /// exp(nats / origins); nil where there are none, or for infinity.
  public var perplexity: Double? { BreakdownRecord.perplexity(nats, origins) }
  public var oneStepPerplexity: Double? { BreakdownRecord.perplexity(oneStepNats, origins) }
}

extension Ledger {
  /// Adds curves of scores that stand, each in place of the one that was there.
  ///
  /// - Throws: ``LedgerError/scoreGone(path:split:)`` where there is no such score (any more),
  ///   ``LedgerError/refused(path:message:)`` where there are more hits than origins. Nothing is added then.
  public func add(horizon: [HorizonRecord]) throws(LedgerError) {
    try write { db in
      try requireScores(horizon.map { ($0.modelID, $0.split) }, db)
      let insert = try PreparedStatement(
        """
        INSERT INTO horizon_point(
          model_id, split, k, origins, hits, nats, perplexity, one_step_hits, one_step_nats, one_step_perplexity)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """, db)
      // A curve is of one measuring: points of other origins do not stand among these.
      for one in horizon {
        try db.run("DELETE FROM horizon_point WHERE model_id = ? AND split = ?", one.modelID, one.split.rawValue)
      }
      for one in horizon {
        try insert.run(
          one.modelID, one.split.rawValue, one.k, one.origins, one.hits, one.nats, one.perplexity, one.oneStepHits,
          one.oneStepNats, one.oneStepPerplexity)
      }
    }
  }

  /// The curves of a corpus's models on a split, by model and k.
  public func horizon(of corpus: CorpusRecord, split: SplitName) throws(LedgerError) -> [HorizonRecord] {
    try read { db in
      try db.rows(
        """
        SELECT h.model_id, h.k, h.origins, h.hits, h.nats, h.one_step_hits, h.one_step_nats
        FROM model m CROSS JOIN horizon_point h ON h.model_id = m.model_id
        WHERE m.corpus_id = ? AND h.split = ? ORDER BY h.model_id, h.k
        """, corpus.id, split.rawValue
      ) { row in
        HorizonRecord(
          modelID: row.integer(0), split: split, k: row.integer(1), origins: row.integer(2), hits: row.integer(3),
          nats: row.optionalReal(4), oneStepHits: row.integer(5), oneStepNats: row.optionalReal(6))
      }
    }
  }
}
