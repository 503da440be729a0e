internal import Foundation
internal import GRDB

/// A row of `breakdown`: the share of a score that falls on some of its positions.
public struct BreakdownRecord: Sendable, Equatable {
  public var modelID: Int
  public var split: SplitName
  /// By what positions are told apart: `frequency`, `position`, `history` or `kind`.
  public var dimension: String
  /// Of the label among those of the dimension, from 0.
  public var place: Int
  public var label: String
  public var positions: Int
  /// −Σ ln p over them; nil for infinity.
  public var nats: Double?

  public init(
    modelID: Int, split: SplitName, dimension: String, place: Int, label: String, positions: Int, nats: Double?
  ) {
    self.modelID = modelID
    self.split = split
    self.dimension = dimension
    self.place = place
    self.label = label
    self.positions = positions
    self.nats = nats
  }

  /// exp(nats / positions); nil where there are none, or for infinity.
  public var perplexity: Double? { Self.perplexity(nats, positions) }

  static func perplexity(_ nats: Double?, _ positions: Int) -> Double? {
    guard let nats, positions > 0 else { return nil }
    let perplexity = exp(nats / Double(positions))
    return perplexity.isFinite && perplexity > 0 ? perplexity : nil
  }
}

extension Ledger {
  /// Adds parts of scores that stand. What a model has of the same split and dimension is replaced as a whole: the last
  /// time there may have been more labels.
  ///
  /// - Throws: ``LedgerError/scoreGone(path:split:)`` where there is no such score (any more),
  ///   ``LedgerError/refused(path:message:)`` where a label cannot be shown. Nothing is added then.
  public func add(breakdown: [BreakdownRecord]) throws(LedgerError) {
    try write { db in
      try requireScores(breakdown.map { ($0.modelID, $0.split) }, db)
      for one in breakdown {
        try db.run(
          "DELETE FROM breakdown WHERE model_id = ? AND split = ? AND dimension = ?", one.modelID, one.split.rawValue,
          one.dimension)
      }
      let insert = try PreparedStatement(
        """
        INSERT OR REPLACE INTO breakdown(model_id, split, dimension, place, label, positions, nats, perplexity)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """, db)
      for one in breakdown {
        try insert.run(
          one.modelID, one.split.rawValue, one.dimension, one.place, one.label, one.positions, one.nats, one.perplexity)
      }
    }
  }

  /// The parts of a corpus's scores on a split, by model, dimension and place.
  public func breakdown(of corpus: CorpusRecord, split: SplitName) throws(LedgerError) -> [BreakdownRecord] {
    try read { db in
      try db.rows(
        """
        SELECT d.model_id, d.dimension, d.place, d.label, d.positions, d.nats
        FROM model m CROSS JOIN breakdown d ON d.model_id = m.model_id
        WHERE m.corpus_id = ? AND d.split = ? ORDER BY d.model_id, d.dimension, d.place
        """, corpus.id, split.rawValue
      ) { row in
        BreakdownRecord(
          modelID: row.integer(0), split: split, dimension: row.text(1), place: row.integer(2), label: row.text(3),
          positions: row.integer(4), nats: row.optionalReal(5))
      }
    }
  }
}
