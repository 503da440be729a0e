import Testing

@testable import Recurrent

@Suite struct SafeTensorsTests {
  @Test func tensorsByName() throws {
    let (a, b): ([Float], [Float]) = ([1, 2, 3, 4, 5, 6], [7])
    let file = try SafeTensors(
      try safeTensors([("a", [2, 3], a), ("b", [], b), ("c", [0], [])], metadata: ["k": "v"]))
    let entry = try #require(file["a"])
    #expect(file.values(of: entry) == a && file.values(of: entry, 2..<4) == [3, 4])
    #expect(file.values(of: entry, 6..<6).isEmpty)
    #expect(try file.values(of: #require(file["b"])) == b)
    #expect(try file.values(of: #require(file["c"])).isEmpty)
    #expect(file["d"] == nil && file.metadata == ["k": "v"] && file.entries.count == 3)
  }

  @Test func whatFilesLookLike() throws {
    #expect(SafeTensors.isLikely(try safeTensors([("a", [1], [1])])))
    #expect(SafeTensors.isLikely(safeTensors("{}")))
    for text in ["\\data\\\nngram 1=3\n", "", "{\"a\":3}", "\0\0\0\0\0\0\0\0", "\u{FEFF}\\data\\", "12345678{"] {
      #expect(!SafeTensors.isLikely(Array(text.utf8)))
    }
  }

  /// Whatever a byte is changed to, whatever the file is cut to: tensors inside the file, or an error. No trap.
  @Test func noByteTraps() throws {
    let bytes = try safeTensors(
      [("encoder.weight", [2, 3], [1, 2, 3, 4, 5, 6]), ("b", [2], [7, 8])], metadata: ["shape": "{}"])
    func read(_ bytes: [UInt8]) -> Bool {
      guard let file = try? SafeTensors(bytes) else { return false }
      return file.entries.allSatisfy { file.values(of: $0).count == $0.count }
    }
    #expect(read(bytes))
    for count in 0..<bytes.count { #expect(!read(Array(bytes[..<count])), "cut to \(count)") }
    var survived = 0
    for place in 0..<bytes.count - 32 {
      for value in [0, 0x20, 0x22, 0x2C, 0x30, 0x31, 0x39, 0x5B, 0x5C, 0x5D, 0x7B, 0x7D, 0x80, 0xFF] as [UInt8] {
        var changed = bytes
        changed[place] = value
        if changed != bytes && read(changed) { survived += 1 }
      }
    }
    // Changed names, metadata and the spaces at the end harm nobody.
    #expect(survived > 0 && survived < 14 * (bytes.count - 32) / 2)
  }
}
