import Foundation
import Testing

/// All that a database holds as text, a line a row, but for what tells when and by whom it was made: times, processes,
/// the random names of runs (each is told by its number), and the seconds that a checkpoint keeps.
struct DatabaseRows {
  /// By table, rows sorted.
  private(set) var tables: [String: [String]] = [:]

  private static let untold: Set = [
    "seconds", "wall_ms", "started_at", "ended_at", "created_at", "host", "pid", "process_start",
  ]

  /// - Parameter untold: further columns that are left out.
  init(of work: Workdir, untold: Set<String> = []) throws {
    func rows(_ statement: String) throws -> [String] {
      let outcome = try work.run("/usr/bin/sqlite3", ["-readonly", "lm.sqlite", statement])
      guard outcome.status == 0 else { throw CocoaError(.fileReadCorruptFile) }
      return outcome.output.split(separator: "\n").map(String.init)
    }
    for table in try rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'") {
      let columns = try rows("SELECT name FROM pragma_table_info('\(table)') ORDER BY cid")
      let told = columns.filter { !Self.untold.contains($0) && !untold.contains($0) }.map { column in
        switch column {
        case "run_id", "owner": "(SELECT 'run ' || r.rowid FROM run r WHERE r.run_id = t.\(column))"
        // Its header is JSON, seconds among it, with its length before.
        case "sha256" where table == "artifact", "bytes" where table == "artifact":
          "CASE kind WHEN 'checkpoint' THEN '' ELSE \(column) END"
        default: column
        }
      }
      let line = told.map { "quote(\($0))" }.joined(separator: " || '|' || ")
      tables[table] = try rows("SELECT \(line) FROM \(table) t").map { Self.withoutSeconds($0, table) }.sorted()
    }
    // Points within an epoch come by the clock.
    tables["metric"] = tables["metric"]?.filter { !$0.contains("|'tokens_per_second'|") }
  }

  /// A checkpoint's row with no seconds in its header.
  private static func withoutSeconds(_ row: String, _ table: String) -> String {
    let magic = "X'" + "lmctlck1".utf8.map { String(format: "%02X", $0) }.joined()
    guard table == "artifact_chunk", let start = row.range(of: magic) else { return row }
    let key = #""seconds":"#.utf8.map { String(format: "%02X", $0) }.joined()
    guard let found = row.range(of: key) else { return row }
    // Digits, point and exponent up to the comma after them.
    var end = found.upperBound
    while row[end...].prefix(2) != "2C", row[end...].prefix(2) != "7D" { end = row.index(end, offsetBy: 2) }
    // The header's length, eight bytes, goes with it.
    let header = row.index(start.upperBound, offsetBy: 16)
    return String(row[..<start.upperBound] + row[header..<found.upperBound] + row[end...])
  }

  /// The first row of a table that the other has not, or nil.
  func difference(from other: DatabaseRows) -> String? {
    guard tables.keys.sorted() == other.tables.keys.sorted() else { return "other tables" }
    for (table, rows) in tables.sorted(by: { $0.key < $1.key }) {
      let others = other.tables[table] ?? []
      if table == "metric" { if let found = Self.differentPoint(rows, others) { return found } else { continue } }
      guard rows != others else { continue }
      let place = zip(rows, others).prefix { $0 == $1 }.count
      return
        "\(table): \(rows.dropFirst(place).first?.prefix(300) ?? "-"), not \(others.dropFirst(place).first?.prefix(300) ?? "-")"
    }
    return nil
  }

  /// Points that both have, by run, name and step, are the same; and each epoch's end is in both.
  private static func differentPoint(_ rows: [String], _ others: [String]) -> String? {
    func byKey(_ rows: [String]) -> [String: String] {
      Dictionary(uniqueKeysWithValues: rows.map { ($0.split(separator: "|").prefix(3).joined(separator: "|"), $0) })
    }
    let (mine, theirs) = (byKey(rows), byKey(others))
    for key in Set(mine.keys).union(theirs.keys).sorted() where mine[key] != theirs[key] {
      let isOfTheClock = key.contains("'loss'") || key.contains("|'gradient_norm'")
      if isOfTheClock, mine[key] == nil || theirs[key] == nil { continue }
      return "metric \(key): \(mine[key] ?? "-"), not \(theirs[key] ?? "-")"
    }
    return nil
  }
}
