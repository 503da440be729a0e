import Foundation
import Testing

/// A database that an older version of the tables left, as the rooms' tests have it frozen.
struct OldVersion: CustomTestStringConvertible {
  let number: Int
  /// The network that it holds; version 1 has none.
  var network: String? { number == 1 ? nil : "net" }
  /// The leaderboard of `test`, places and perplexities, as the binary of then printed it.
  let leaderboard: [String]

  var testDescription: String { "version \(number)" }

  static let all = [
    OldVersion(number: 1, leaderboard: ["1 laplace-1 7.0710678", "2 laplace-2 7.1829363"]),
    OldVersion(number: 2, leaderboard: ["1 laplace-1 6.3507785", "2 net 6.4656306"]),
    OldVersion(number: 3, leaderboard: ["1 laplace-1 5.6521815", "2 net 7.5765576"]),
    OldVersion(
      number: 4,
      leaderboard: [
        "1 product 3.0888407", "2 witten-bell-2 4.0895479", "3 mixed 4.0895479", "4 theirs 4.4816891",
        "5 laplace-1 8.7911634", "5 laplace-1+cache 8.7911634", "7 net 9.1406133", "7 net+dynamic 9.1406133",
        "7 net+neural-cache 9.1406133",
      ]),
    OldVersion(
      number: 5,
      leaderboard: [
        "1 back 2.4359010", "1 witten-bell-2 2.4359010", "3 mixed 3.6184708", "4 theirs 4.4816891",
        "5 product 4.4993815", "6 laplace-1 7.0983142", "6 laplace-1+cache 7.0983142", "8 net 7.3998569",
        "8 net+dynamic 7.3998569", "8 net+neural-cache 7.3998569",
      ]),
  ]

  /// The version that lmctl writes.
  static let current = all.map(\.number).max() ?? 0

  /// Makes `lm.sqlite` of it in a folder, with the sqlite3 shell.
  func make(in work: Workdir) throws {
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "LedgerTests/Version\(number)File.swift")
    let lines = try String(contentsOf: source, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    // Between the quotes of the one long text there.
    let dump = lines.drop { !$0.hasSuffix("= #\"\"\"") }.dropFirst().prefix { $0 != "    \"\"\"#" }
      .map { $0.dropFirst(4) }
    try work.write(
      """
      PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL;
      \(dump.joined(separator: "\n"))
      PRAGMA application_id = 0x6C6D6374; PRAGMA user_version = \(number);

      """, to: "dump.sql")
    let made = try work.run("/usr/bin/sqlite3", ["-init", "/dev/null", "lm.sqlite", ".read dump.sql"])
    guard made.status == 0, made.errors.isEmpty else { throw CocoaError(.fileReadCorruptFile) }
    try FileManager.default.removeItem(atPath: work.path + "/dump.sql")
  }
}

extension Workdir {
  /// Places, models and perplexities of `test`, as the file's own view gives them.
  func leaderboard() throws -> [String] {
    try sqlite(
      "SELECT place || ' ' || model || ' ' || printf('%.7f', perplexity) FROM leaderboard WHERE split = 'test' ORDER BY place, model"
    )?.split(separator: "\n").map(String.init) ?? []
  }
}
