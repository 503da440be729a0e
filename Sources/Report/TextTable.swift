/// Rows and columns for a terminal: every column as wide as its widest cell, numbers to the right.
public struct TextTable: Sendable {
  public enum Alignment: Sendable {
    case left
    case right
  }

  /// Of each column, from above.
  private let headers: [[String]]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  public init(_ columns: [(header: String, alignment: Alignment)]) {
    self.init(stacked: columns.map { ([$0.header], $0.alignment) })
  }

  /// - Parameter columns: with the lines of each header, the last of which stands above the column.
  init(stacked columns: [(header: [String], alignment: Alignment)]) {
    let height = columns.map(\.header.count).max() ?? 1
    headers = columns.map { Array(repeating: "", count: height - $0.header.count) + $0.header.map(Figures.safe) }
    alignments = columns.map(\.alignment)
  }

  /// A row with a cell for each column.
  public mutating func append(_ cells: [String]) {
    precondition(cells.count == headers.count, "a cell for each column")
    rows.append(cells.map(Figures.safe))
  }

  /// How wide the lines are at most.
  var width: Int { widths.reduce(0, +) + 2 * max(0, headers.count - 1) }

  private var widths: [Int] {
    headers.indices.map { column in (headers[column] + rows.map { $0[column] }).map(DisplayWidth.of).max() ?? 0 }
  }

  /// The lines, without trailing spaces.
  /// - Parameter bold: the rows that stand out, on a terminal that takes escape codes.
  public func lines(bold: Set<Int> = []) -> [String] {
    let widths = widths
    func line(_ cells: [String]) -> String {
      var line = ""
      for (column, cell) in cells.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - DisplayWidth.of(cell))
        line += (column > 0 ? "  " : "") + (alignments[column] == .left ? cell + padding : padding + cell)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
    return (0..<(headers.first?.count ?? 0)).map { height in line(headers.map { $0[height] }) }
      + rows.enumerated().map { bold.contains($0) ? "\u{1B}[1m\(line($1))\u{1B}[0m" : line($1) }
  }
}
