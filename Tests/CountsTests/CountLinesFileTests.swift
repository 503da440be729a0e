import Foundation
import Testing

@testable import Counts

@Suite struct CountLinesFileTests {
  private func bytes(_ path: String, block: Int = 1 << 18) throws -> String {
    let file = try CountLinesFile(path, block: block)
    var bytes: [UInt8] = []
    while try file.read(into: &bytes) {}
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func plainAndPacked() throws {
    let fixture = try CountLinesFixture()
    let text = (0..<5000).map { "word\($0 * 7)\t\($0)\n" }.joined()
    let path = try fixture.file(text)
    for block in [1, 100, 1 << 18] where block > 1 || text.isEmpty == false {
      #expect(try bytes(path, block: max(block, 3)) == text)
      if let packed = try fixture.packed(path) {
        #expect(try bytes(packed, block: max(block, 3)) == text)
        try FileManager.default.removeItem(atPath: packed)
      }
    }
    for short in ["", "a", "\u{1F}"] { #expect(try bytes(fixture.file(short)) == short) }
  }

  /// `--max-expanded`: as much as it says, and not a byte more.
  @Test func unpackingHasALimit() throws {
    let fixture = try CountLinesFixture()
    guard let packed = try fixture.packed(try fixture.file(String(repeating: "ab\t1\n", count: 400))) else { return }
    for limit in [1999, 2000, 2001] {
      let file = try CountLinesFile(packed, maxExpanded: limit, block: 7)
      var bytes: [UInt8] = []
      do {
        while try file.read(into: &bytes) {}
        #expect(limit >= 2000 && bytes.count == 2000)
      } catch {
        #expect(limit == 1999 && error == .expandsTooFar(path: packed, limit: limit))
        #expect(bytes.count <= limit + 7)
      }
    }
  }

  @Test func damageIsTold() throws {
    let fixture = try CountLinesFixture()
    guard let packed = try fixture.packed(try fixture.file(String(repeating: "ab\t1\n", count: 400))) else { return }
    let data = try Data(contentsOf: URL(fileURLWithPath: packed))
    let cut = fixture.folder.appendingPathComponent("cut")
    try data.dropLast(5).write(to: cut)
    #expect(throws: CountLinesError.self) { try bytes(cut.path) }
    var wrong = data
    // Of the checksum.
    wrong[data.count - 6] ^= 0xFF
    try wrong.write(to: cut)
    #expect(throws: CountLinesError.self) { try bytes(cut.path) }
    #expect(throws: CountLinesError.cannotRead(path: "/n\0", reason: "", isMissing: true)) {
      do { _ = try CountLinesFile("/n\0") } catch CountLinesError.cannotRead(let path, _, let isMissing) {
        throw CountLinesError.cannotRead(path: path, reason: "", isMissing: isMissing)
      }
    }
  }
}
