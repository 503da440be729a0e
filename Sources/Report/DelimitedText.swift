/// Cells with commas or tabs between them.
struct DelimitedText {
  let tabs: Bool
  let forTerminal: Bool
  let isSafeForSpreadsheets: Bool

  func written(_ table: Table) -> String {
    let header = table.columns.map { Cell.text($0.name) }
    return ([header] + table.rows).map { row in
      row.map(written).joined(separator: tabs ? "\t" : ",") + "\n"
    }.joined()
  }

  private func written(_ cell: Cell) -> String {
    guard case .text(var text) = cell else { return cell.exact ?? "" }
    if isSafeForSpreadsheets, let first = text.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first) {
      text = "'" + text
    }
    return tabs ? escaped(text) : quoted(text)
  }

  /// RFC 4180: quotation marks around what has a comma, a mark or a line's end in it, marks within doubled. Text of no
  /// characters is quoted too, which tells it from no text.
  private func quoted(_ text: String) -> String {
    let shown = forTerminal ? Figures.safe(text) : text
    let needsQuotes = shown.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
    guard needsQuotes || shown.isEmpty || shown.first == " " || shown.last == " " else { return shown }
    var quoted = "\""
    for scalar in shown.unicodeScalars { quoted += scalar == "\"" ? "\"\"" : String(Character(scalar)) }
    return quoted + "\""
  }

  private func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\t": escaped += "\\t"
      case "\n": escaped += "\\n"
      case "\r": escaped += "\\r"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return forTerminal ? Figures.safe(escaped) : escaped
  }
}
