public import Ledger

extension Table {
  /// A view with a column for each model, for people to read along a row: what stands in one column of the view, over the
  /// columns that say what of.
  ///
  /// - Parameters:
  ///   - keys: columns of the view that begin each row; rows with the same are one.
  ///   - models: which models, in which order; of those that the view has not, nothing is shown.
  ///   - value: the column whose values are shown, and how.
  public init(pivoting view: ViewRows, by keys: [Column], models: [String], value: String, as kind: Column.Kind) {
    let place = Dictionary(view.columns.enumerated().map { ($1, $0) }) { first, _ in first }
    func cell(_ row: [ViewRows.Value], _ column: String) -> Cell { place[column].map { Cell(row[$0]) } ?? .none }
    var (order, cells) = ([[Cell]](), [[Cell]: [String: Cell]]())
    for row in view.rows {
      guard case .text(let model) = cell(row, "model"), models.contains(model) else { continue }
      let key = keys.map { cell(row, $0.name) }
      if cells[key] == nil { order.append(key) }
      cells[key, default: [:]][model] = cell(row, value)
    }
    let shown = models.filter { model in cells.values.contains { $0[model] != nil } }
    self.init(keys + zip(shown, Self.abbreviated(shown)).map { Column($0, title: $1, kind) })
    for key in order { append(key + shown.map { cells[key]?[$0] ?? .none }) }
  }
}

extension Table {
  /// Names of models in this many columns of a terminal.
  private static let widest = 18

  /// Long names with "…" in their middle, as long as they are still told apart.
  static func abbreviated(_ names: [String]) -> [String] {
    let short = names.map { name in
      name.count <= widest ? name : "\(name.prefix(widest / 2))…\(name.suffix(widest - widest / 2 - 1))"
    }
    return Set(short).count == names.count ? short : names
  }
}

extension Cell {
  init(_ value: ViewRows.Value) {
    switch value {
    case .none: self = .none
    case .integer(let number): self = .integer(number)
    case .real(let number): self = .real(number)
    case .text(let text): self = .text(text)
    }
  }
}
