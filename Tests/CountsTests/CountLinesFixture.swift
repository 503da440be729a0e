import Foundation

/// Files in a folder of their own, removed with the last reference.
final class CountLinesFixture {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func file(_ text: String, _ name: String = UUID().uuidString) throws -> String {
    let url = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  /// The same file packed, or nil where there is no gzip.
  func packed(_ path: String) throws -> String? {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/gzip") else { return nil }
    let process = try Process.run(URL(fileURLWithPath: "/usr/bin/gzip"), arguments: ["-k", path])
    process.waitUntilExit()
    return path + ".gz"
  }
}
