import Foundation

/// Programs that tests need: those that cannot run are skipped, and seen to be in CI (`ToolsTests`).
enum Tools {
  static let hasSQLite = has("sqlite3")
  static let hasScript = has("script")
  /// Whether lmctl begins where address space is limited: under a sanitizer, which reserves terabytes of it, it cannot.
  static let limitsMemory: Bool = {
    guard let work = try? Workdir() else { return false }
    return withExtendedLifetime(work) {
      (try? work.start(lmctl: ["--version"], addressSpace: 4 << 30).wait().status) == 0
    }
  }()

  private static func has(_ program: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: "/usr/bin/" + program)
  }
}
