import Counts
import Testing

@testable import NGrams

@Suite struct ShapeReaderTests {
  private func bytes(_ words: [UInt64]) -> [UInt8] {
    words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
  }

  @Test func headerAsItWasWritten() throws {
    let written = bytes([7, 2, 3, 1, 4, 5])
    var reader = ShapeReader(written + [0, 0, 0], threads: 1)
    try reader.begin(7, "another file")
    try reader.readCounts()
    #expect(reader.order == 2 && reader.vocabularySize == 3 && reader.endOfSegment == 1)
    #expect(reader.counts == [4, 5] && reader.offset == written.count)
    #expect(throws: DamagedNGrams(offset: written.count, reason: "something follows")) { try reader.end() }
  }

  /// Each number that cannot be is refused where it stands.
  @Test(
    arguments: [
      ([8, 2, 3, 1, 4, 5], 0), ([7, 0, 3, 1, 4, 5], 8), ([7, 17, 3, 1, 4, 5], 8), ([7, 2, 0, 1, 4, 5], 16),
      ([7, 2, .max, 1, 4, 5], 16), ([7, 2, 3, 3, 4, 5], 24), ([7, 2, 3, 1, 3, 5], 32), ([7, 2, 3, 1, 4, .max], 40),
      ([7, 2, 3, 1, 4], 40),
    ] as [([UInt64], Int)]) func whatCannotBe(words: [UInt64], offset: Int)
  {
    var reader = ShapeReader(bytes(words), threads: 1)
    let error = #expect(throws: DamagedNGrams.self) {
      try reader.begin(7, "another file")
      try reader.readCounts()
    }
    #expect(error?.offset == offset)
  }

  /// Numbers beyond 32 bits, which files of gigabytes have room for.
  @Test func whatHasRoomAndNoNumbers() throws {
    func refused(_ words: [UInt64]) throws -> Int? {
      // Pages that nobody writes to take no memory.
      let file = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 32 + 1 << 20) { room, count in
        let words = bytes(words)
        unsafe room.baseAddress?.update(from: words, count: words.count)
        count = room.count
      }
      var reader = ShapeReader(file, threads: 1)
      let error = #expect(throws: DamagedNGrams.self) {
        try reader.begin(7, "another file")
        try reader.readCounts()
      }
      return error?.offset
    }
    #expect(try refused([7, 2, 1 << 32 + 1, 1 << 32, 0, 0]) == 16)
    #expect(try refused([7, 2, 3, 1, 4, 1 << 32]) == 40)
  }
}
