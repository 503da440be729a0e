import Foundation
import Testing

@testable import Experiment

@Suite struct ImportedKindTests {
  private func kind(_ bytes: [UInt8], named name: String = "m") throws -> ImportedKind {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent(name)
    try Data(bytes).write(to: path)
    return try ImportedKind(path.path)
  }

  @Test func fromItsContent() throws {
    let header: [UInt8] = [2, 0, 0, 0, 0, 0, 0, 0] + Array("{}".utf8)
    #expect(try kind(header) == .network)
    #expect(try kind(Array("\\data\\\n".utf8)) == .arpa)
    #expect(try kind([]) == .arpa)
    // A damaged file is told by its name.
    #expect(try kind([255], named: "m.SafeTensors") == .network)
  }

  /// Nothing is read from a pipe before its reader is there.
  @Test func pipesAreLeftAlone() throws {
    #expect(try ImportedKind("-") == .arpa)
    #expect(throws: (any Error).self) { try ImportedKind("/nothing/is/here") }
  }
}
