import Testing

@testable import Counts

@Suite struct DiskPackedNumbersTests {
  /// Nothing, less than a block, whole blocks, and more: in pieces that do not end where blocks do.
  @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 200_000]) func bytesAreThoseOfOnePacking(count: Int) throws {
    let numbers = (0..<count).map { UInt32(truncatingIfNeeded: $0 &* $0 &* 2_654_435_761) >> UInt32($0 % 32) }
    var packed = try DiskPackedNumbers(.tiny(positions: 1, batch: 1_000, threads: 2))
    for start in stride(from: 0, to: count, by: 30_001) {
      try packed.append(Array(numbers[start..<min(start + 30_001, count)]))
    }
    var bytes: [UInt8] = []
    try packed.finish { piece in for index in piece.indices { bytes.append(piece[index]) } }
    #expect(bytes == PackedNumbers.pack(numbers, threads: 1).flatMap(\.self))
  }
}
