/// How rows are written.
public enum OutputFormat: String, CaseIterable, Sendable {
  /// Aligned columns to be read, with figures rounded.
  case table
  /// One array of objects.
  case json
  /// An object a line, with every key in each.
  case jsonl
  /// RFC 4180, with LF at line ends.
  case csv
  /// A tab between cells; `\t`, `\n`, `\r` and `\\` within them.
  case tsv
  /// A table of GitHub's Markdown, with figures rounded.
  case markdown = "md"

  /// Whether it is for a program: figures are exact, columns have their names in the database, and nothing is left out.
  public var isForPrograms: Bool { self != .table && self != .markdown }
}
