import Foundation
import Testing
import Text

@testable import Corpus

@Suite struct RawStreamTests {
  private func stream(_ texts: [String], boundary: Boundary) throws -> RawStream {
    let tokenizer = try Tokenizer(TokenizerSettings(unit: .whitespace, boundary: boundary))
    var (stream, table) = (RawStream(hasSegments: boundary != .none), TypeTable())
    for text in texts {
      let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).txt").path
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      defer { try? FileManager.default.removeItem(atPath: path) }
      _ = try tokenizer.tokenize(.file(path: path)) { stream.append($0, &table) }
    }
    return stream
  }

  /// "é b" and "c" are lines of 5 and 2 bytes; a file's end ends its segment.
  @Test func segmentsKnowTheirTokensAndText() throws {
    let stream = try stream(["é b\nc\n", "d"], boundary: .line)
    #expect(stream.types == [0, 1, 2, 3])
    #expect(stream.stretches == 3)
    #expect((0...3).map(stream.position) == [0, 2, 3, 4])
    #expect(stream.extent(0..<1) == SourceExtent(bytes: 5, scalars: 4))
    #expect(stream.extent(0..<3) == SourceExtent(bytes: 8, scalars: 7))
    #expect([0, 1, 2, 3, 9].map(stream.stretches(within:)) == [0, 0, 1, 2, 3])
  }

  /// What trails one source belongs to the first token of the next; what trails the last, to the part at the end.
  @Test func withoutSegmentsEveryTokenIsAStretch() throws {
    let stream = try stream(["a b \n", "c  "], boundary: .none)
    #expect(stream.stretches == 3)
    #expect((0..<3).map { stream.extent($0..<$0 + 1).bytes } == [1, 2, 3])
    #expect(stream.trailing.bytes == 2)
    #expect(RawPart(stream: stream, stretches: 2..<3).extent.bytes == 5)
    #expect(RawPart(stream: stream, stretches: 0..<2).extent.bytes == 3)
    #expect(stream.stretches(within: 2) == 2)
  }
}
