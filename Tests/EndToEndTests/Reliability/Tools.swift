import Foundation

/// Programs that tests need: those that cannot run are skipped, and seen to be in CI (`ToolsTests`).
enum Tools {
  static let hasSQLite = has("sqlite3")
  static let hasScript = has("script")

  private static func has(_ program: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: "/usr/bin/" + program)
  }
}
