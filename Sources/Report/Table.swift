/// Rows of typed cells under named columns, to be written in any ``OutputFormat``.
public struct Table: Equatable, Sendable {
  public struct Column: Equatable, Sendable {
    /// What figures are, and so how people are shown them; programs get them as they are.
    public enum Kind: Equatable, Sendable {
      /// By what the cells hold.
      case automatic
      case text
      /// Of things: grouped, 1,234,567.
      case count
      /// A number that counts nothing, an id or a place: as it is.
      case number
      /// With so many decimals.
      case real(Int)
      case perplexity
      /// A duration in seconds.
      case seconds
      case bytes
    }

    /// What programs know it by, as in the database: `bits_per_byte`.
    public let name: String
    /// What people read above it.
    public let title: String
    public let kind: Kind

    /// - Parameter title: the name with spaces for its underscores, unless given.
    public init(_ name: String, title: String? = nil, _ kind: Kind = .automatic) {
      self.name = name
      self.title = title ?? name.split(separator: "_", omittingEmptySubsequences: false).joined(separator: " ")
      self.kind = kind
    }
  }

  public let columns: [Column]
  public private(set) var rows: [[Cell]] = []

  public init(_ columns: [Column]) { self.columns = columns }

  /// A row with a cell for each column.
  public mutating func append(_ cells: [Cell]) {
    precondition(cells.count == columns.count, "a cell for each column")
    rows.append(cells)
  }

  /// Whether a column's figures stand to the right.
  func isRight(_ column: Int) -> Bool {
    switch columns[column].kind {
    case .text: false
    case .automatic: rows.contains { $0[column].isNumber } && !rows.contains { $0[column].isText }
    case .count, .number, .real, .perplexity, .seconds, .bytes: true
    }
  }

  /// A cell as people are shown it.
  func shown(_ cell: Cell, _ column: Int) -> String {
    switch cell {
    case .none: "–"
    case .text(let text): text
    case .flag(let flag): flag ? "yes" : "no"
    case .integer(let number):
      switch columns[column].kind {
      case .bytes: Figures.bytes(number)
      case .number: String(number)
      case .text, .automatic, .count: Figures.grouped(number)
      case .real, .perplexity, .seconds: shown(.real(Double(number)), column)
      }
    case .real(let number):
      switch columns[column].kind {
      case .real(let decimals): Figures.fixed(number, decimals)
      case .perplexity: Figures.perplexity(number)
      case .seconds: Figures.duration(number)
      case .count: Figures.grouped(number)
      case .text, .automatic, .number, .bytes: Figures.significant(number)
      }
    }
  }
}
