import Foundation

@testable import Recurrent

/// The README's script, run by python3 where torch is installed.
struct PyTorchScript {
  let folder: URL

  /// Nil where there is no python3 with torch and numpy.
  static let isThere = (try? run(["-c", "import torch, numpy"]).status) == 0
  /// Whether what others write can be had too: Hugging Face's own package.
  static let hasSafeTensors = isThere && (try? run(["-c", "import safetensors.torch"]).status) == 0

  /// The first block of Python in README.md.
  static func text() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let parts = readme.components(separatedBy: "```python\n")
    return parts.count > 1 ? parts[1].components(separatedBy: "```\n")[0] : ""
  }

  /// What `python3` prints, and the last line of what it complains of.
  static func run(_ arguments: [String]) throws -> (status: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text, complaint)
  }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("lmctl-torch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: folder.appendingPathComponent(name))
  }

  /// Runs a program in this folder.
  func python(_ program: String, _ arguments: [String] = []) throws -> (status: Int32, output: String, errors: String) {
    try write(Array(program.utf8), to: "program.py")
    return try Self.run([path("program.py")] + arguments)
  }

  /// A NumPy array of ids, as `lmctl export --format ids` writes it.
  static func array(_ ids: [UInt32]) -> [UInt8] {
    var header = "{'descr': '<u4', 'fortran_order': False, 'shape': (\(ids.count),), }"
    header += String(repeating: " ", count: 63 - (10 + header.utf8.count) % 64) + "\n"
    let count = UInt16(header.utf8.count)
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(truncatingIfNeeded: count), UInt8(count >> 8)]
      + Array(header.utf8) + ids.flatMap { id in (0..<4).map { UInt8(truncatingIfNeeded: id >> (8 * $0)) } }
  }
}
