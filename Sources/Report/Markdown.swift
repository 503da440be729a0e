extension Table {
  /// A table of GitHub's Markdown whose source is aligned as well; figures stand to the right.
  var markdown: String {
    let cells = rows.map { row in row.enumerated().map { Self.markdown(shown($1, $0)) } }
    let titles = columns.map { Self.markdown($0.title) }
    let widths = columns.indices.map { column in
      max(3, ([titles] + cells).map { DisplayWidth.of($0[column]) }.max() ?? 0)
    }
    let rule = columns.indices.map { column in
      isRight(column)
        ? String(repeating: "-", count: widths[column] - 1) + ":" : String(repeating: "-", count: widths[column])
    }
    return ([titles, rule] + cells).map { row in
      let padded = row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - DisplayWidth.of(cell))
        return isRight(column) ? padding + cell : cell + padding
      }
      return "| " + padded.joined(separator: " | ") + " |\n"
    }.joined()
  }

  /// Text that Markdown shows as it is: no cell of a table can end it, be code, emphasis, a link, an entity or HTML.
  static func markdown(_ text: String) -> String {
    var escaped = ""
    let scalars = Array(Figures.safe(text).unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let isMarkup: Bool
      switch scalar {
      case "\\", "|", "`", "*", "[", "]", "<", ">", "&", "~", "$": isMarkup = true
      case "_":
        // Within a word it is a letter.
        let neighbours = [index - 1, index + 1].map { scalars.indices.contains($0) ? scalars[$0] : " " }
        isMarkup = !neighbours.allSatisfy { $0.properties.isAlphabetic || $0.properties.numericType != nil }
      default: isMarkup = false
      }
      if isMarkup { escaped += "\\" }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }
}
