import Counts
import Foundation
import Testing

@Suite struct DiskArrayTests {
  private let folder = FileManager.default.temporaryDirectory.path

  @Test func readsWhatWasWritten() throws {
    let array = try DiskArray<UInt32>(in: folder)
    try array.append([1, 2, 3])
    try array.append([])
    try array.write([7, 8, 9], at: 2)
    try array.append([10])
    #expect(array.count == 6)
    #expect(try array.read(0..<6) == [1, 2, 7, 8, 9, 10])
    #expect(try array.read(3..<3) == [])
    var pieces: [[UInt32]] = []
    try array.forEach(batch: 4) { pieces.append($0) }
    #expect(pieces == [[1, 2, 7, 8], [9, 10]])
  }

  @Test func keepsEveryBitOfFloatingPoint() throws {
    let array = try DiskArray<Double>(in: folder)
    try array.append([-0.0, .infinity, 0x1p-1074, .nan])
    #expect(try array.read(0..<4).map(\.bitPattern) == [-0.0, .infinity, 0x1p-1074, .nan].map(\.bitPattern))
  }
}
