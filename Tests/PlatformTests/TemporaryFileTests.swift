import Foundation
import Platform
import Testing

@Suite struct TemporaryFileTests {
  private func read(_ file: TemporaryFile, _ count: Int, at offset: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var span = bytes.mutableSpan
    var raw = unsafe span.mutableBytes
    try file.read(into: &raw, at: offset)
    return bytes
  }

  @Test func holdsWhatWasWrittenAndLeavesNothing() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "temporary-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try TemporaryFile(in: folder.path)
    let (first, second) = (Array("seven by".utf8), Array("tes".utf8))
    unsafe try file.write(second.span.bytes, at: 8)
    unsafe try file.write(first.span.bytes, at: 0)
    #expect(try read(file, 11, at: 0) == first + second)
    #expect(try read(file, 4, at: 6) == Array("byte".utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    #expect(throws: TemporaryFileError.cannotRead(folder: folder.path, reason: "it ends too early")) {
      _ = try read(file, 4, at: 9)
    }
  }

  @Test func foldersThatTakeNoFileAreNamed() {
    for folder in ["/no/such/folder", "", "/dev/null"] {
      let error = #expect(throws: TemporaryFileError.self) { _ = try TemporaryFile(in: folder) }
      #expect(error?.exitCode == .cannotCreate)
      #expect(error?.description.hasPrefix("\(folder): ") == true)
      #expect(error?.description.contains("--temporary") == true)
    }
  }

  @Test func aFullDiskIsAnErrorOfIO() throws {
    let file = try TemporaryFile(in: FileManager.default.temporaryDirectory.path)
    let error = file.failed(ENOSPC, writing: true)
    #expect(error.exitCode == .io)
    #expect(error.description.contains("No space left on device"))
  }
}
