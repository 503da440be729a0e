import Foundation
import Testing

/// Databases as older versions of lmctl left them, from the text that the ledger's own tests are held against.
enum OldDatabase {
  static func write(_ version: Int, in work: Workdir) throws {
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../LedgerTests/Version\(version)File.swift")
    // What stands between #""" and """# there, without the indentation that the compiler takes off.
    let parts = try String(contentsOf: source, encoding: .utf8).components(separatedBy: "\"\"\"")
    try #require(parts.count == 3)
    let dump = parts[1].replacingOccurrences(of: "\n    ", with: "\n")
    try work.write(
      """
      PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL;
      \(dump)
      PRAGMA application_id = 0x6C6D6374; PRAGMA user_version = \(version);
      """, to: "old.sql")
    let made = try work.run("/usr/bin/sqlite3", ["lm.sqlite", ".bail on", ".read old.sql"])
    #expect(made.status == 0, "\(made.errors)")
    try FileManager.default.removeItem(atPath: work.path + "/old.sql")
  }
}
