extension Table {
  /// The table in a format, with LF at the end of each line.
  ///
  /// - Parameters:
  ///   - forTerminal: whether what a terminal would obey is shown as its number in CSV and TSV too, which are exact
  ///     otherwise. Other formats never hold it.
  ///   - isSafeForSpreadsheets: whether an apostrophe comes before text of CSV and TSV that a spreadsheet would take for a
  ///     formula.
  ///   - bold: the rows that stand out, where there are colours; of ``OutputFormat/table`` alone.
  public func written(
    _ format: OutputFormat, forTerminal: Bool = false, isSafeForSpreadsheets: Bool = false, bold: Set<Int> = []
  ) -> String {
    switch format {
    case .table: lines(bold: bold).map { $0 + "\n" }.joined()
    case .json: json
    case .jsonl: rows.map { "{" + members($0).joined(separator: ",") + "}\n" }.joined()
    case .csv, .tsv:
      DelimitedText(
        tabs: format == .tsv, forTerminal: forTerminal, isSafeForSpreadsheets: isSafeForSpreadsheets
      ).written(self)
    case .markdown: markdown
    }
  }

  private func lines(bold: Set<Int>) -> [String] {
    var table = TextTable(
      columns.indices.map { (header: columns[$0].title, alignment: isRight($0) ? .right : .left) })
    for row in rows { table.append(row.enumerated().map { shown($1, $0) }) }
    return table.lines(bold: bold)
  }

  private var json: String {
    let objects = rows.map { row in
      "  {\n" + members(row, separator: ": ").map { "    " + $0 }.joined(separator: ",\n") + "\n  }"
    }
    return objects.isEmpty ? "[]\n" : "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }

  /// Every key, in the order of the columns.
  private func members(_ row: [Cell], separator: String = ":") -> [String] {
    zip(columns, row).map { column, cell in
      let value: String
      if case .text(let text) = cell { value = JSONText.string(text) } else { value = cell.exact ?? "null" }
      return JSONText.string(column.name) + separator + value
    }
  }
}
