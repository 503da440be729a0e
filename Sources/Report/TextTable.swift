/// Rows and columns for a terminal: every column as wide as its widest cell, numbers to the right.
public struct TextTable: Sendable {
  public enum Alignment: Sendable {
    case left
    case right
  }

  private let headers: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  public init(_ columns: [(header: String, alignment: Alignment)]) {
    headers = columns.map(\.header)
    alignments = columns.map(\.alignment)
  }

  /// A row with a cell for each column.
  public mutating func append(_ cells: [String]) {
    precondition(cells.count == headers.count, "a cell for each column")
    rows.append(cells.map(Figures.safe))
  }

  /// The lines, without trailing spaces.
  public func lines() -> [String] {
    let all = [headers] + rows
    let widths = headers.indices.map { column in all.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    return all.map { cells in
      var line = ""
      for (column, cell) in cells.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - DisplayWidth.of(cell))
        line += (column > 0 ? "  " : "") + (alignments[column] == .left ? cell + padding : padding + cell)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
