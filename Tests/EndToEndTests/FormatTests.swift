import Foundation
import Testing

/// The code is formatted as `.swift-format` says.
@Suite struct FormatTests {
  @Test func sourcesAreFormatted() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let work = try Workdir()
    let outcome = try work.run(
      "/usr/bin/env",
      ["swift", "format", "lint", "--strict", "--parallel", "--recursive", "--configuration"]
        + [".swift-format", "Package.swift", "Sources", "Tests"].map { root.appendingPathComponent($0).path })
    #expect(outcome.status == 0, "\(outcome.errors)\(outcome.output)")
  }
}
