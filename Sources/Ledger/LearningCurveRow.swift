internal import GRDB

/// A row of the view `learning_curve`: one point of one curve of one run.
public struct LearningCurveRow: Sendable, Equatable {
  public let corpus: String?
  /// The model's name, or what it is going to be called.
  public let model: String?
  public let run: String
  public let metric: String
  public let step: Int
  public let epoch: Double?
  public let value: Double?
  /// Since the run began.
  public let seconds: Double

  init(_ row: borrowing PreparedStatement) {
    corpus = row.optionalText(0)
    model = row.optionalText(1)
    run = row.text(2)
    metric = row.text(3)
    step = row.integer(4)
    epoch = row.optionalReal(5)
    value = row.optionalReal(6)
    seconds = row.real(7)
  }
}

extension Ledger {
  /// The curves, by run, metric and step; of a corpus or of a model where one is named.
  public func learningCurve(
    corpus: String? = nil, model: String? = nil
  ) throws(LedgerError) -> [LearningCurveRow] {
    try read { db in
      try db.rows(
        """
        SELECT corpus, model, run, metric, step, epoch, value, seconds FROM learning_curve
        WHERE (?1 IS NULL OR corpus = ?1) AND (?2 IS NULL OR model = ?2)
        ORDER BY run, metric, step
        """, corpus, model
      ) { row in LearningCurveRow(row) }
    }
  }
}
