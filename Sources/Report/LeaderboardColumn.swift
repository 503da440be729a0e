internal import Ledger

/// A column of the leaderboard as people are shown it.
struct LeaderboardColumn: Sendable {
  /// One above the other.
  let heading: [String]
  let kind: Table.Column.Kind
  /// In which order columns give way where room is short; nil for those that never do.
  let givesWay: Int?
  let cell: @Sendable (LeaderboardRow) -> Cell
  /// Whether the column says anything of these rows.
  let says: @Sendable ([LeaderboardRow]) -> Bool

  private init(
    _ heading: [String], _ kind: Table.Column.Kind, givesWay: Int? = nil,
    _ cell: @escaping @Sendable (LeaderboardRow) -> Cell,
    where says: (@Sendable ([LeaderboardRow]) -> Bool)? = nil
  ) {
    self.heading = heading
    self.kind = kind
    self.givesWay = givesWay
    self.cell = cell
    self.says = says ?? { rows in rows.contains { cell($0) != .none } }
  }

  var title: String { heading.joined(separator: heading.last?.first == "/" ? "" : " ") }

  private static let all: [LeaderboardColumn] = [
    LeaderboardColumn(["place"], .number, { Cell($0.place) }, where: { _ in true }),
    LeaderboardColumn(["model"], .text) { .text($0.model) },
    LeaderboardColumn(["kind"], .text, givesWay: 1) { .text($0.kind) },
    LeaderboardColumn(
      ["smoothing"], .text, givesWay: 0, { Cell($0.smoothing) },
      // Names that lmctl gives hold it already.
      where: { rows in rows.contains { row in row.smoothing.map { !row.model.contains($0) } ?? false } }),
    LeaderboardColumn(["context"], .text, givesWay: 9) { .text($0.context) },
    LeaderboardColumn(
      ["unseen"], .text, { Cell($0.unseen) },
      // What is not ranked is under no rule together with others.
      where: { rows in Set(rows.filter { $0.place != nil }.map { $0.unseen ?? "uniform" }).count > 1 }),
    LeaderboardColumn(["perplexity"], .perplexity, { Cell($0.perplexity) }, where: { _ in true }),
    LeaderboardColumn(["± s.e."], .text, givesWay: 11) { row in
      Cell(row.standardError.map { "± " + Figures.perplexity($0) })
    },
    LeaderboardColumn(
      ["without", "OOV"], .perplexity, givesWay: 8, { Cell($0.perplexityExcludingOOV) },
      // Where there are none it is the same figure.
      where: { rows in rows.contains { $0.oov > 0 && $0.perplexityExcludingOOV != nil } }),
    LeaderboardColumn(["without", "<eos>"], .perplexity, givesWay: 5) { Cell($0.perplexityWithoutEOS) },
    LeaderboardColumn(["bits", "/char"], .real(4), givesWay: 10) { Cell($0.bitsPerCharacter) },
    LeaderboardColumn(["bits", "/byte"], .real(4), givesWay: 2) { Cell($0.bitsPerByte) },
    LeaderboardColumn(["parameters"], .count, givesWay: 7) { Cell($0.parameters) },
    LeaderboardColumn(["stored"], .bytes, givesWay: 4) { Cell($0.storedBytes) },
    LeaderboardColumn(["seconds"], .real(2), givesWay: 6) { Cell($0.seconds) },
    LeaderboardColumn(["tokens", "/s"], .count, givesWay: 3) { Cell($0.tokensPerSecond) },
  ]

  /// The columns that say anything of these rows.
  static func saying(_ rows: [LeaderboardRow]) -> [LeaderboardColumn] { all.filter { $0.says(rows) } }

  /// As many of them as fit, and those that do not.
  static func fitting(
    _ rows: [LeaderboardRow], into width: Int
  ) -> (table: TextTable, leftOut: [LeaderboardColumn]) {
    var columns = saying(rows)
    var leftOut: [LeaderboardColumn] = []
    while true {
      let table = textTable(rows, columns)
      guard table.width > width,
        let next = columns.indices.filter({ columns[$0].givesWay != nil }).min(by: {
          (columns[$0].givesWay ?? 0) < (columns[$1].givesWay ?? 0)
        })
      else { return (table, leftOut) }
      leftOut.append(columns.remove(at: next))
    }
  }

  static func table(_ rows: [LeaderboardRow], _ columns: [LeaderboardColumn]) -> Table {
    var table = Table(columns.map { Table.Column($0.title, title: $0.title, $0.kind) })
    for row in rows { table.append(columns.map { $0.cell(row) }) }
    return table
  }

  private static func textTable(_ rows: [LeaderboardRow], _ columns: [LeaderboardColumn]) -> TextTable {
    let table = table(rows, columns)
    var text = TextTable(
      stacked: columns.enumerated().map { ($1.heading, table.isRight($0) ? .right : .left) })
    for row in table.rows { text.append(row.enumerated().map { table.shown($1, $0) }) }
    return text
  }
}
