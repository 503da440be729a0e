import Platform
import Testing

@testable import Recurrent

@Suite struct ViewTests {
  @Test func startsZeroedAndAligned() throws {
    for count in [0, 1, 17, 1000] {
      #expect(try View<Float>(count: count).array == [Float](repeating: 0, count: count))
    }
  }

  @Test func partsShareTheNumbers() throws {
    let all = try view([1, 2, 3, 4, 5, 6] as [Double])
    let row = all.row(1, width: 3)
    row[0] = 40
    #expect(all.array == [1, 2, 3, 40, 5, 6])
    all[2..<4].fill(0)
    #expect(all[1..<5][0..<2].array == [2, 0])
    #expect(row.array == [0, 5, 6])
  }

  @Test func copiesOverlapping() throws {
    let all = try view(Array(0..<10).map(Float.init))
    all[2..<10].copy(all[0..<8])
    #expect(all.array == [0, 1, 0, 1, 2, 3, 4, 5, 6, 7])
  }

  @Test func copiesArraysAndParts() throws {
    let all = try view([1, 2, 3, 4] as [Double])
    let source: [Double] = [5, 6, 7, 8, 9]
    all[1..<4].copy(source[2...])
    #expect(all.array == [1, 7, 8, 9])
    all[0..<2].copy(Array(source[0..<2]))
    all[0..<0].copy(source[3..<3])
    #expect(all.array == [5, 6, 8, 9])
  }

  /// Refused, never trapped: sizes that overflow and sizes that no system gives.
  @Test(arguments: [Int.max, Int.max / 4, 1 << 60]) func memoryMayBeRefused(count: Int) {
    #expect(throws: OutOfMemory.self) { try View<Double>(count: count) }
    #expect(throws: RecurrentError.self) {
      try allocating { () throws(OutOfMemory) in try View<Double>(count: count) }
    }
  }

  @Test func bytesKeepEveryBit() throws {
    let numbers: [Float] = [0, -0.0, 1, .pi, .infinity, Float(bitPattern: 1), -1e38]
    let source = try view(numbers)
    var bytes: [UInt8] = [7]
    source.append(to: &bytes)
    #expect(bytes.count == 1 + 4 * numbers.count && source.byteCount == 28)
    #expect(bytes[9..<13] == [0, 0, 0x80, 0x3f], "1 in little-endian order")
    let copy = try View<Float>(count: numbers.count)
    copy.copy(bytes: bytes[1...])
    #expect(copy.array.map(\.bitPattern) == numbers.map(\.bitPattern))
    let none = source[0..<0]
    none.append(to: &bytes)
    none.copy(bytes: [])
    #expect(bytes.count == 29)
  }

  @Test func exchangedTwiceIsAsBefore() throws {
    let (a, b) = (try view([1, 2, 3] as [Double]), try view([4, 5, 6] as [Double]))
    a.exchange(with: b)
    #expect(a.array == [4, 5, 6] && b.array == [1, 2, 3])
    a[0..<2].exchange(with: b[0..<2])
    #expect(a.array == [1, 2, 6] && b.array == [4, 5, 3])
  }
}
