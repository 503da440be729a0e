import Foundation
import Platform
import Testing

@testable import Text

/// What the system's gzip makes of bytes.
func gzip(_ bytes: [UInt8], in folder: TemporaryFolder, as name: String = "packed") throws -> [UInt8] {
  let path = try folder.write(name, bytes)
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["gzip", "-nf9", path]
  try process.run()
  process.waitUntilExit()
  return [UInt8](try Data(contentsOf: URL(filePath: path + ".gz")))
}

@Suite struct SourceBytesTests {
  private func read(
    _ path: String, _ decoding: Decoding = Decoding(), limit: Int = SourceBytes.blockSize
  ) throws -> (bytes: [UInt8], isCompressed: Bool, fileBytes: Int, digest: Digest) {
    var source = try SourceBytes(.file(path: path), decoding)
    var bytes: [UInt8] = []
    while try source.read(into: &bytes, limit: limit) {}
    #expect(source.count == bytes.count)
    return (bytes, source.isCompressed, source.fileBytes, source.digest())
  }

  @Test func gzipIsKnownByItsContent() throws {
    let folder = try TemporaryFolder()
    var dice = Dice(state: 9)
    let text = Array(dice.text(pieces: 200_000).utf8)
    let packed = try gzip(text, in: folder)
    let files: [([UInt8], [UInt8])] = [
      (packed, text), (packed + packed, text + text), (packed + [0, 0, 0], text), (text, text), ([], []),
      ([0x1F], [0x1F]),
      ([0x8B, 0x1F], [0x8B, 0x1F]),
    ]
    for (content, expected) in files {
      let path = try folder.write("text.txt", content)
      for limit in content.count < 100 ? [1, 2, 3] : [1000, SourceBytes.blockSize] {
        let result = try read(path, limit: limit)
        #expect(result.bytes == expected)
        #expect(result.isCompressed == content.starts(with: [0x1F, 0x8B]))
        #expect(result.fileBytes == content.count)
        #expect(result.digest == SHA256.digest(of: content))
      }
    }
  }

  @Test func cutOffAtEveryByte() throws {
    let folder = try TemporaryFolder()
    let packed = try gzip(Array("hello, hello, hello world\n".utf8), in: folder)
    for end in 2..<packed.count {
      let path = try folder.write("text.txt", Array(packed[..<end]))
      #expect(throws: TextError.wrongGzip(path: path, byteOffset: end, reason: "the file is cut off")) {
        try read(path)
      }
    }
  }

  @Test func garbageIsPlaced() throws {
    let folder = try TemporaryFolder()
    let packed = try gzip(Array("text".utf8), in: folder)
    let path = try folder.write("text.txt", packed + [0, 0x61])
    let error = #expect(throws: TextError.self) { try read(path) }
    guard case .wrongGzip(path, packed.count + 1, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func unpackingStopsAtItsLimit() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("text.txt", gzip([UInt8](repeating: 0x61, count: 5000), in: folder))
    #expect(try read(path, Decoding(maxExpanded: 5000)).bytes.count == 5000)
    for limit in [1, 4999] {
      #expect(throws: TextError.expandsTooFar(path: path, limit: limit)) {
        try read(path, Decoding(maxExpanded: limit))
      }
    }
    // The limit is for what is packed.
    let plain = try folder.write("plain.txt", [UInt8](repeating: 0x61, count: 5000))
    #expect(try read(plain, Decoding(maxExpanded: 1)).bytes.count == 5000)
  }

  /// 1 GiB out of 1 MB: read to the limit, in constant memory.
  @Test func aBombTakesNoMemory() throws {
    let folder = try TemporaryFolder()
    let member = try gzip([UInt8](repeating: 0x0A, count: 1 << 24), in: folder)
    let bomb = Array(repeatElement(member, count: 64).joined())
    let path = try folder.write("bomb.txt", bomb)
    let before = Memory.peakResident
    var reader = try TextReader(
      .file(path: path), Decoding(maxExpanded: 100_000_000), cuts: SafeCuts(rules: nil, sentences: nil))
    var text = 0
    #expect(throws: TextError.expandsTooFar(path: path, limit: 100_000_000)) {
      while let chunk = try reader.next() { text += chunk.bytes.count }
    }
    #expect(text > 95_000_000 && text <= 100_000_000)
    // Other tests run beside this one.
    #expect(Memory.peakResident - before < 64_000_000)
    // One NUL without an end: no line ends, so that the limit for unpacking must stop it.
    let nuls = try folder.write("nuls.txt", gzip([UInt8](repeating: 0, count: 1 << 24), in: folder, as: "nuls"))
    #expect(throws: TextError.expandsTooFar(path: nuls, limit: 1 << 20)) {
      var reader = try TextReader(
        .file(path: nuls), Decoding(maxExpanded: 1 << 20), cuts: SafeCuts(rules: nil, sentences: nil))
      while try reader.next() != nil {}
    }
  }
}
