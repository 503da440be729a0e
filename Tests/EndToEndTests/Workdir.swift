import Foundation
import Testing

/// A temporary folder in which the real binary runs.
final class Workdir: Sendable {
  let path: String

  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("lmctl-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    // A folder that a test made read-only must be writable to be removed.
    _ = try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    try? FileManager.default.removeItem(atPath: path)
  }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let url = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

  func lmctl(_ arguments: String..., input: String = "", environment: [String: String] = [:]) throws -> Outcome {
    try run(Self.binary, arguments, input: input, environment: environment)
  }

  /// The sqlite3 shell's answer, or nil where there is no such program.
  func sqlite(_ statement: String) throws -> String? {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3") else { return nil }
    return try run("/usr/bin/sqlite3", ["lm.sqlite", statement]).output
  }

  func run(
    _ program: String, _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let (stdin, stdout, stderr) = (Pipe(), path + "/.stdout-\(UUID())", path + "/.stderr-\(UUID())")
    for file in [stdout, stderr] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
    process.standardInput = stdin
    process.standardOutput = FileHandle(forWritingAtPath: stdout)
    process.standardError = FileHandle(forWritingAtPath: stderr)
    try process.run()
    stdin.fileHandleForWriting.write(Data(input.utf8))
    try stdin.fileHandleForWriting.close()
    process.waitUntilExit()
    defer { for file in [stdout, stderr] { try? FileManager.default.removeItem(atPath: file) } }
    return Outcome(
      status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      output: try Self.text(ofFileAt: stdout), errors: try Self.text(ofFileAt: stderr))
  }

  /// What a file holds. (`Data(contentsOf:)` keeps a page for ever for each file that is empty: a soak reads thousands.)
  static func bytes(ofFileAt path: String) throws -> Data {
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? file.close() }
    return try file.readToEnd() ?? Data()
  }

  private static func text(ofFileAt path: String) throws -> String {
    guard let text = String(data: try bytes(ofFileAt: path), encoding: .utf8) else {
      throw CocoaError(.fileReadInapplicableStringEncoding)
    }
    return text
  }

  /// Another folder with the same files.
  func copied() throws -> Workdir {
    let copy = try Workdir()
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      try FileManager.default.copyItem(atPath: path + "/" + name, toPath: copy.path + "/" + name)
    }
    return copy
  }

  /// Runs lmctl, which must succeed.
  func make(_ arguments: String...) throws { try make(arguments) }

  func make(_ arguments: [String]) throws {
    let outcome = try run(Self.binary, arguments + ["--quiet"])
    #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
  }

  func bytes(of name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path).appending(path: name)))
  }

  /// Beside the test bundle, where the package manager puts every product.
  static var binary: String {
    let bundle = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    return bundle.deletingLastPathComponent().appendingPathComponent("lmctl").path
  }

  /// A folder with a story's corpus `c` in its database.
  static func tokenizedStory() throws -> Workdir {
    let work = try Workdir()
    try work.write(story(400), to: "s.txt")
    let outcome = try work.lmctl("tokenize", "s.txt", "--corpus", "c", "--quiet")
    #expect(outcome.status == 0, "\(outcome.errors)")
    return work
  }

  /// Lines of a small language whose next word depends on the one before.
  static func story(_ lines: Int) -> String {
    var state: UInt64 = 7
    func pick(_ words: [String]) -> String {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return words[Int(state >> 33) % words.count]
    }
    return (0..<lines).map { _ in
      let who = pick(["the cat", "a dog", "my owl", "the old hen"])
      return
        "\(who) \(pick(["sees", "hears", "likes"])) \(pick(["the moon", "a mouse", "the rain"])) , \(pick(["again", "now"])) .\n"
    }.joined()
  }
}
