import Foundation
import Platform
import Testing

@testable import Text

@Suite struct TextReaderTests {
  private func chunks(_ bytes: [UInt8], cutsLines: Bool = false) throws -> ([TextReader.Chunk], SourceSummary) {
    let folder = try TemporaryFolder()
    var reader = try TextReader(.file(path: try folder.write("t", bytes)), cuts: try .ofWords(cutsLines))
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

  /// A mark, a packed text and one to be detected, each through a pipe.
  @Test func aPipeMayGiveItsBytesOneByOne() throws {
    let folder = try TemporaryFolder()
    let marked: [UInt8] = [0xFF, 0xFE, 0x3D, 0xD8, 0x00, 0xDE, 0x0A, 0x00]
    let english = "It was a dark and stormy night\n"
    let unmarked = english.utf16.flatMap { unit in [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)] }
    for (name, bytes, encoding, text) in [
      ("a", marked, Decoding.Encoding.utf8, "😀\n"), ("b", try gzip(marked, in: folder), .utf8, "😀\n"),
      ("c", unmarked, .automatic, english), ("d", try gzip(unmarked, in: folder), .automatic, english),
    ] {
      let path = folder.path + "/" + name
      let made = unsafe mkfifo(path, 0o600)
      try #require(made == 0)
      #expect(try Source.expand([path]) == [.file(path: path)])
      Thread {
        guard let file = FileHandle(forWritingAtPath: path) else { return }
        for byte in bytes {
          file.write(Data([byte]))
          Thread.sleep(forTimeInterval: 0.002)
        }
      }.start()
      var reader = try TextReader(
        .file(path: path), Decoding(encoding: encoding), cuts: SafeCuts(rules: nil, sentences: nil))
      #expect(try reader.next()?.bytes == Array(text.utf8))
      #expect(try reader.next() == nil)
      let summary = reader.summary()
      #expect(summary.encoding == "UTF-16LE" && summary.confidence == (encoding == .automatic ? 100 : nil))
      #expect(summary.fileBytes == bytes.count && summary.sha256 == SHA256.digest(of: bytes))
    }
  }

  // MARK: dirty input

  private func read(
    _ path: String, _ decoding: Decoding, chunkSize: Int, blockSize: Int, cutsLines: Bool = false
  ) throws -> (text: [UInt8], summary: SourceSummary) {
    var reader = try TextReader(
      .file(path: path), decoding, cuts: try .ofWords(cutsLines), chunkSize: chunkSize, blockSize: blockSize)
    var text: [UInt8] = []
    var lines = 1
    while let chunk = try reader.next() {
      #expect(chunk.firstLine == lines)
      lines += chunk.bytes.count { $0 == 0x0A }
      #expect(!chunk.bytes.isEmpty)
      text += chunk.bytes
    }
    return (text, reader.summary())
  }

  /// Random bytes against the standard library's parser; no chunk and no block changes text, counts or places.
  @Test func dirtIsTheSameInAnyPieces() throws {
    let folder = try TemporaryFolder()
    var dice = Dice(state: 11)
    for _ in 0..<60 {
      let bytes = UTF8ValidationTests.dirt(Int.random(in: 1...2000, using: &dice), &dice)
      // 1F 8B and marks have a meaning of their own.
      guard ByteOrderMark.find(in: bytes) == nil, !bytes.starts(with: [0x1F, 0x8B]) else { continue }
      let path = try folder.write("dirt", bytes)
      let good = UTF8Validation.verdict(on: bytes.span, from: 0)
      for (chunkSize, blockSize) in [(1, 1), (1, 5), (10, 3), (300, 100), (1 << 20, 1 << 18)] {
        for invalid in [InvalidInput.replace, .skip] {
          let expected = UTF8ValidationTests.slowly(bytes, replace: invalid == .replace)
          let result = try read(path, Decoding(invalid: invalid), chunkSize: chunkSize, blockSize: blockSize)
          #expect(result.text == expected.text)
          #expect(result.summary.invalid == expected.invalid)
          #expect(result.summary.extent.bytes == expected.text.count)
          let scalars = String(decoding: expected.text, as: UTF8.self).unicodeScalars
          #expect(result.summary.extent.scalars == scalars.count)
        }
        switch good {
        case .valid(bytes.count): break
        case .valid(let wrong), .invalid(let wrong):
          let line = bytes[..<wrong].count { $0 == 0x0A } + 1
          #expect(throws: TextError.notUTF8(path: path, line: line, byteOffset: ByteOffset(wrong))) {
            try read(path, Decoding(), chunkSize: chunkSize, blockSize: blockSize)
          }
        }
      }
    }
  }

  /// A file that ends anywhere: an error with its place, or one U+FFFD.
  @Test func cutOffAtEveryByte() throws {
    let folder = try TemporaryFolder()
    let text = "a é\n日本\n😀 ẞ\n"
    var utf16: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { utf16 += [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)] }
    for (bytes, isUTF8) in [(Array(text.utf8), true), (utf16, false)] {
      for end in 2..<bytes.count {
        let path = try folder.write("t", Array(bytes[..<end]))
        let expected =
          isUTF8 ? String(decoding: bytes[..<end], as: UTF8.self) : Self.slowUTF16(Array(bytes[2..<end]))
        for blockSize in [1, 2, 3, 100] {
          let result = try read(path, Decoding(invalid: .replace), chunkSize: 4, blockSize: blockSize)
          #expect(result.text == Array(expected.utf8), "\(end)")
          #expect(result.summary.invalid == (expected.unicodeScalars.last == "\u{FFFD}" ? 1 : 0))
          if expected.unicodeScalars.last == "\u{FFFD}" {
            #expect(throws: TextError.self) { try read(path, Decoding(), chunkSize: 4, blockSize: blockSize) }
          } else {
            #expect(try read(path, Decoding(), chunkSize: 4, blockSize: blockSize).text == Array(expected.utf8))
          }
        }
      }
    }
  }

  /// Little-endian; what is cut off at the end, a pair or a unit, is one U+FFFD.
  private static func slowUTF16(_ bytes: [UInt8]) -> String {
    var units: [UInt16] = []
    for index in 0..<bytes.count / 2 { units.append(UInt16(bytes[2 * index]) | UInt16(bytes[2 * index + 1]) << 8) }
    let isCutInPair = units.last.map { UTF16.isLeadSurrogate($0) } ?? false
    return String(decoding: units, as: UTF16.self) + (bytes.count % 2 == 1 && !isCutInPair ? "\u{FFFD}" : "")
  }

  @Test func placesInAnUnpackedTextSaySo() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("t", gzip(Array("a\nb\n".utf8) + [0xFF], in: folder))
    let place = ByteOffset(4, isUnpacked: true)
    #expect(throws: TextError.notUTF8(path: path, line: 3, byteOffset: place)) {
      try read(path, Decoding(), chunkSize: 10, blockSize: 10)
    }
    let packed = try folder.write("u", gzip([0xFE, 0xFF, 0, 0x0A, 0xDC, 0], in: folder))
    #expect(throws: TextError.malformed(path: packed, line: 2, encoding: "UTF-16BE", byteOffset: place)) {
      try read(packed, Decoding(), chunkSize: 10, blockSize: 10)
    }
  }

  @Test func whatHasBeenReadIsCountedPacked() throws {
    let folder = try TemporaryFolder()
    var dice = Dice(state: 12)
    let packed = try gzip((0..<3_000_000).map { _ in UInt8.random(in: 0x20...0x3F, using: &dice) }, in: folder)
    var reader = try TextReader(.file(path: folder.write("t", packed)), cuts: try .ofWords(false), chunkSize: 1)
    #expect(reader.fileBytes == 0)
    _ = try reader.next()
    #expect(reader.fileBytes == packed.count)
    var cut = try TextReader(
      .file(path: folder.write("u", packed)), Decoding(maxExpanded: 1_000_000),
      cuts: SafeCuts(rules: nil, sentences: nil))
    #expect(throws: TextError.self) { try cut.next() }
    #expect(cut.fileBytes > 400_000 && cut.fileBytes < packed.count)
  }

  @Test func theSummarySaysWhatTheSourceWas() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("t", [0x63, 0x61, 0x66, 0xE9, 0x0A])
    let named = try read(path, Decoding(encoding: .named("latin1")), chunkSize: 10, blockSize: 10)
    #expect(named.text == Array("café\n".utf8))
    #expect(named.summary.encoding == "ISO-8859-1" && named.summary.confidence == nil && !named.summary.isCompressed)
    #expect(named.summary.extent == SourceExtent(bytes: 6, scalars: 5) && named.summary.fileBytes == 5)
    let empty = try folder.write("empty", [])
    let nothing = try read(empty, Decoding(encoding: .automatic), chunkSize: 10, blockSize: 10)
    #expect(nothing.text.isEmpty && nothing.summary.encoding == "UTF-8")
    #expect(throws: TextError.unknownEncoding("?", near: [])) {
      try read(path, Decoding(encoding: .named("?")), chunkSize: 10, blockSize: 10)
    }
  }

  /// What is ASCII for longer than the sample may go on in any encoding.
  @Test(arguments: [1 << 12, 1 << 18, 1 << 20]) func autoIsAskedAgainWhereASCIIEnds(blockSize: Int) throws {
    let folder = try TemporaryFolder()
    let head = String(repeating: "plain words of a long header, all ASCII\n", count: 30_000)
    let body = String(repeating: "Müßiggang ist aller Laster Anfang, hört man über die Jahre häufig.\n", count: 300)
    let latin = Array(head.utf8) + body.unicodeScalars.map { UInt8($0.value) }
    func read(_ bytes: [UInt8]) throws -> (text: [UInt8], summary: SourceSummary) {
      var reader = try TextReader(
        .file(path: try folder.write("t", bytes)), Decoding(encoding: .automatic), cuts: try .ofWords(true),
        blockSize: blockSize)
      var text: [UInt8] = []
      while let chunk = try reader.next() { text += chunk.bytes }
      return (text, reader.summary())
    }
    let found = try read(latin)
    #expect(found.text == Array((head + body).utf8))
    #expect(found.summary.encoding == "windows-1252" && found.summary.confidence ?? 100 < 100)
    let utf8 = try read(Array((head + body).utf8))
    #expect(utf8.text == Array((head + body).utf8) && utf8.summary.encoding == "UTF-8")
  }
}
