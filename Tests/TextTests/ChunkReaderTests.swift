import Foundation
import Testing

@testable import Text

@Suite struct ChunkReaderTests {
  private func reader(_ text: [UInt8], chunkSize: Int = 100, blockSize: Int = 32) throws -> (
    ChunkReader, TemporaryFolder
  ) {
    let folder = try TemporaryFolder()
    let path = try folder.write("t", text)
    let parts = try TokenizerParts(TokenizerSettings(), .best)
    return (try ChunkReader(.file(path: path), parts, chunkSize: chunkSize, blockSize: blockSize), folder)
  }

  /// Each chunk knows its place in the source.
  @Test func chunksAreNumberedAndPlaced() throws {
    let text = Array(String(repeating: "Zeile für Zeile\n", count: 100).utf8)
    let (reader, folder) = try reader(text)
    var (offset, lines, number) = (0, 0, 0)
    var last = false
    while let chunk = try reader.next() {
      #expect((chunk.number, chunk.offset, chunk.firstLine) == (number, offset, lines + 1))
      #expect(chunk.bytes[...] == text[offset..<offset + chunk.bytes.count])
      #expect(chunk.extent.bytes == chunk.bytes.count && !last)
      number += 1
      offset += chunk.bytes.count
      lines += chunk.bytes.count { $0 == 0x0A }
      last = chunk.isLast
    }
    #expect(offset == text.count && lines == 100 && number > 10 && last)
    let summary = try reader.finish()
    #expect(summary.lines == 100 && summary.extent.bytes == text.count && !summary.endsInLine)
    _ = folder
  }

  /// After an error there are no more chunks, whoever asks.
  @Test func anErrorIsTheEnd() throws {
    let (reader, folder) = try reader(Array(String(repeating: "line\n", count: 100).utf8) + [0xFF])
    var chunks = 0
    #expect(throws: TextError.self) { while try reader.next() != nil { chunks += 1 } }
    #expect(chunks > 1)
    #expect(try reader.next() == nil)
    _ = folder
  }

  /// A pipe gives what it has, in pieces of any size.
  @Test func aPipeIsASourceToo() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/pipe"
    #expect(unsafe mkfifo(path, 0o600) == 0)
    let text = Array(String(repeating: "ein Wörtchen. ", count: 5000).utf8)
    let writer = Thread {
      guard let pipe = FileHandle(forWritingAtPath: path) else { return }
      for start in stride(from: 0, to: text.count, by: 777) {
        try? pipe.write(contentsOf: text[start..<min(start + 777, text.count)])
      }
      try? pipe.close()
    }
    writer.start()
    let source = try #require(try Source.expand([path]).first)
    #expect(source.size == nil)
    var tokens = 0
    let summary = try Tokenizer(TokenizerSettings()).tokenize(source) { _, batch in
      tokens += batch.spans.count { !$0.isSegmentEnd }
    }
    #expect(tokens == 15_000 && summary.fileBytes == text.count && summary.endsInLine)
  }

  /// What has no text, or hardly any.
  @Test func smallSources() throws {
    for (bytes, chunks, lines) in [
      ([], 0, 0), ([0xEF, 0xBB, 0xBF], 0, 0), ([0xFF, 0xFE], 0, 0), ([0x61], 1, 1), ([0x61, 0x20, 0x62], 1, 1),
      ([0xE6, 0x97, 0xA5], 1, 1), ([0x0A], 1, 1), ([0x0D, 0x0A], 1, 1), ([0x0D], 1, 1),
    ] as [([UInt8], Int, Int)] {
      let (reader, folder) = try reader(bytes)
      var count = 0
      while let chunk = try reader.next() {
        count += 1
        #expect(chunk.isLast)
      }
      #expect(count == chunks)
      let summary = try reader.finish()
      #expect(summary.lines == lines && summary.fileBytes == bytes.count)
      _ = folder
    }
  }

  /// Bytes that are skipped at the end leave the chunk before them the last one.
  @Test func skippedBytesEndNoChunk() throws {
    let folder = try TemporaryFolder()
    let text = Array(String(repeating: "word\n", count: 20).utf8)
    let path = try folder.write("t", text + [UInt8](repeating: 0xFF, count: 1000))
    let parts = try TokenizerParts(TokenizerSettings(decoding: Decoding(invalid: .skip)), .best)
    let reader = try ChunkReader(.file(path: path), parts, chunkSize: 100, blockSize: 100)
    var last: [Bool] = []
    while let chunk = try reader.next() { last.append(chunk.isLast) }
    #expect(last == [true])
    #expect(try reader.finish().invalid == 1000)
  }
}
