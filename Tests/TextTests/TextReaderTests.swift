import Foundation
import Platform
import Testing

@testable import Text

@Suite struct TextReaderTests {
  private func chunks(_ bytes: [UInt8], cutsLines: Bool = false) throws -> ([TextReader.Chunk], SourceSummary) {
    let folder = try TemporaryFolder()
    var reader = try TextReader(.file(path: try folder.write("t", bytes)), cutsLines: cutsLines)
    var chunks: [TextReader.Chunk] = []
    while let chunk = try reader.next() { chunks.append(chunk) }
    return (chunks, reader.summary())
  }

  @Test func chunksAreWholeLinesAndLoseNothing() throws {
    let line = "The quick brown fox – 狐 – jumps.\n"
    let bytes = Array(String(repeating: line, count: 100_000).utf8) + Array("no end".utf8)
    let (chunks, summary) = try chunks(bytes)
    #expect(chunks.count > 2)
    #expect(chunks.flatMap(\.bytes) == bytes)
    #expect(chunks.dropLast().allSatisfy { $0.bytes.last == 0x0A })
    var firstLine = 1
    for chunk in chunks {
      #expect(chunk.firstLine == firstLine)
      firstLine += chunk.bytes.count { $0 == 0x0A }
    }
    #expect(summary.lines == 100_001)
    #expect(summary.fileBytes == bytes.count)
    #expect(summary.sha256 == SHA256.digest(of: bytes))
    #expect(summary.extent == SourceExtent(bytes: bytes.count, scalars: line.unicodeScalars.count * 100_000 + 6))
  }

  @Test func aLongLineIsCutOnlyWhereThatIsAllowed() throws {
    let bytes = Array(String(repeating: "ein Wörtchen ", count: 300_000).utf8)
    #expect(try chunks(bytes).0.map(\.bytes) == [bytes])
    let pieces = try chunks(bytes, cutsLines: true).0.map(\.bytes)
    #expect(pieces.count > 2)
    #expect(pieces.flatMap { $0 } == bytes)
    #expect(pieces.dropLast().allSatisfy { $0.last == 0x20 })
    let solid = [UInt8](repeating: 0x61, count: 3 << 20)
    #expect(try chunks(solid, cutsLines: true).0.map(\.bytes) == [solid])
  }

  @Test func theMarkIsObeyed() throws {
    let text = "Zeile eins\nδύο 三 😀\n"
    let utf16 = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    let utf32 = text.unicodeScalars.flatMap { scalar in
      (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> ($0 * 8)) }
    }
    func swapped(_ bytes: [UInt8], _ size: Int) -> [UInt8] {
      stride(from: 0, to: bytes.count, by: size).flatMap { bytes[$0..<$0 + size].reversed() }
    }
    let files = [
      Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), [0xFF, 0xFE] + utf16, [0xFE, 0xFF] + swapped(utf16, 2),
      [0xFF, 0xFE, 0, 0] + utf32, [0, 0, 0xFE, 0xFF] + swapped(utf32, 4),
    ]
    for bytes in files {
      let (chunks, summary) = try chunks(bytes)
      #expect(chunks.map(\.bytes) == [Array(text.utf8)])
      #expect(summary.fileBytes == bytes.count)
      #expect(summary.sha256 == SHA256.digest(of: bytes))
      #expect(summary.extent == SourceExtent(bytes: text.utf8.count, scalars: text.unicodeScalars.count))
      #expect(summary.lines == 2)
    }
    for mark in ByteOrderMark.all.map(\.bytes) { #expect(try chunks(mark).0.isEmpty) }
  }

  @Test func onlyTheFirstMarkIsDropped() throws {
    let (chunks, _) = try chunks(Array("\u{FEFF}\u{FEFF}x".utf8))
    #expect(chunks.map(\.bytes) == [Array("\u{FEFF}x".utf8)])
  }

  @Test func malformedTextIsPlaced() throws {
    func utf16(_ units: [UInt16]) -> [UInt8] {
      [0xFF, 0xFE] + units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    }
    let many = [UInt16](repeating: 0x65E5, count: 200_000)
    let lines = [UInt16](repeating: 0x000A, count: 1_000_000)
    for (bytes, encoding, line, offset) in [
      (utf16([0x61, 0xD800, 0x62]), "UTF-16LE", 1, 4), (utf16([0x61, 0xDC00]), "UTF-16LE", 1, 4),
      (utf16([0x61, 0xD800]), "UTF-16LE", 1, 4), (utf16([0x61]) + [0x62], "UTF-16LE", 1, 4),
      (utf16([0x61, 0x0A, 0x0A, 0x62, 0xD800, 0x0A, 0x0A]), "UTF-16LE", 3, 10),
      (utf16(many + [0xDFFF, 0x61]), "UTF-16LE", 1, 400_002),
      (utf16(lines + [0xDFFF, 0x61]), "UTF-16LE", 1_000_001, 2_000_002),
      ([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0, 0, 0, 0x11, 0], "UTF-32LE", 1, 8),
    ] {
      let place = ByteOffset(offset)
      #expect(
        try Tokenized.error(bytes)
          == .malformed(path: "text.txt", line: line, encoding: encoding, byteOffset: place))
    }
  }

  @Test func wrongUTF8IsPlaced() throws {
    func error(_ bytes: [UInt8]) throws -> TextError? { try Tokenized.error(bytes) }
    #expect(try error(Array("a\nb\n".utf8) + [0xFF]) == .notUTF8(path: "text.txt", line: 3, byteOffset: 4))
    #expect(try error(Array("日本".utf8.dropLast())) == .notUTF8(path: "text.txt", line: 1, byteOffset: 3))
    #expect(try error([0xEF, 0xBB, 0xBF, 0x61, 0xE9]) == .notUTF8(path: "text.txt", line: 1, byteOffset: 4))
    #expect(try error([0xEF, 0xBB]) == .notUTF8(path: "text.txt", line: 1, byteOffset: 0))
    // Past the first chunk, and over a block's edge, where the start of a character waits for its end.
    let line = Array("0123456789é\n".utf8)
    let many = Array(repeatElement(line, count: 200_000).joined())
    #expect(try error(many) == nil)
    #expect(
      try error(many + [0x61, 0xC3, 0x0A])
        == .notUTF8(path: "text.txt", line: 200_001, byteOffset: ByteOffset(200_000 * line.count + 1)))
  }

  @Test func aPipeMayGiveItsBytesOneByOne() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/pipe"
    let made = unsafe mkfifo(path, 0o600)
    try #require(made == 0)
    #expect(try Source.expand([path]) == [.file(path: path)])
    let bytes: [UInt8] = [0xFF, 0xFE, 0x3D, 0xD8, 0x00, 0xDE, 0x0A, 0x00]
    let writer = Thread {
      guard let file = FileHandle(forWritingAtPath: path) else { return }
      for byte in bytes {
        file.write(Data([byte]))
        Thread.sleep(forTimeInterval: 0.005)
      }
    }
    writer.start()
    var reader = try TextReader(.file(path: path), cutsLines: false)
    #expect(try reader.next()?.bytes == Array("😀\n".utf8))
    #expect(try reader.next() == nil)
  }
}
