public import Ledger

extension Table {
  /// A view's rows, with figures as people read them.
  ///
  /// - Parameter hiding: columns that say the same in every row, and are said above.
  public init(_ view: ViewRows, hiding hidden: Set<String> = []) {
    let shown = view.columns.indices.filter { !hidden.contains(view.columns[$0]) }
    self.init(shown.map { Column(view.columns[$0], Self.kind(of: view.columns[$0])) })
    for row in view.rows {
      append(shown.map { Self.cell(row[$0], isFlag: Self.flags.contains(view.columns[$0])) })
    }
  }

  private static let flags: Set = ["significant"]

  private static func cell(_ value: ViewRows.Value, isFlag: Bool) -> Cell {
    if isFlag, case .integer(let number) = value { return .flag(number != 0) }
    return Cell(value)
  }

  private static func kind(of column: String) -> Column.Kind {
    switch column {
    case "perplexity", "one_step_perplexity": .perplexity
    case "perplexity_ratio", "nats", "standard_error", "low", "high", "share", "accuracy", "one_step_accuracy",
      "weight":
      .real(4)
    case "positions", "origins", "scored": .count
    case "seconds": .seconds
    case "place", "k", "percent": .number
    default: .automatic
    }
  }
}
