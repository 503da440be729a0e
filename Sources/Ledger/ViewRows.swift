internal import GRDB

/// A view whose rows are printed as they are.
public enum ViewName: String, CaseIterable, Sendable {
  case significance
  case mixtureWeights = "mixture_weights"
  case perplexityBy = "perplexity_by"
  case horizon
  case dataCurve = "data_curve"
}

/// Rows of a view, with the names of its columns: what `SELECT * FROM view` gives.
public struct ViewRows: Equatable, Sendable {
  public enum Value: Equatable, Sendable {
    /// NULL, and a number that is not finite.
    case none
    case integer(Int)
    case real(Double)
    case text(String)
  }

  public let columns: [String]
  /// A value for each column.
  public let rows: [[Value]]

  public init(columns: [String], rows: [[Value]]) {
    self.columns = columns
    self.rows = rows
  }

  /// The rows that a column has such a text in.
  public func filtered(_ column: String, _ isKept: (String) -> Bool) -> ViewRows {
    guard let index = columns.firstIndex(of: column) else { return self }
    return ViewRows(
      columns: columns,
      rows: rows.filter { row in if case .text(let text) = row[index] { isKept(text) } else { false } })
  }
}

extension Ledger {
  /// The rows of a view in its own order, or those of a corpus or a split.
  public func rows(
    of view: ViewName, corpus: String? = nil, split: SplitName? = nil
  ) throws(LedgerError) -> ViewRows {
    // Mixtures have no split.
    let ofSplit = view == .mixtureWeights ? "?2 IS ?2" : "(?2 IS NULL OR split = ?2)"
    return try read { db in
      let statement = try PreparedStatement(
        "SELECT * FROM \(view.rawValue) WHERE (?1 IS NULL OR corpus = ?1) AND \(ofSplit)", db)
      try statement.bind(corpus, split?.rawValue)
      var rows: [[ViewRows.Value]] = []
      while try statement.step() { rows.append(statement.values) }
      return ViewRows(columns: statement.columnNames, rows: rows)
    }
  }
}
