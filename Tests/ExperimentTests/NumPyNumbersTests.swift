import Foundation
import Testing

@testable import Experiment

/// Files as `numpy.save` writes them.
enum NumPySamples {
  static func file(_ kind: String, _ shape: String, _ body: [UInt8], version: UInt8 = 1) -> [UInt8] {
    var header = "{'descr': '\(kind)', 'fortran_order': False, 'shape': \(shape), }"
    let start = version == 1 ? 10 : 12
    header += String(repeating: " ", count: 64 - (start + header.utf8.count + 1) % 64) + "\n"
    let length = header.utf8.count
    let size = (0..<(version == 1 ? 2 : 4)).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + size + Array(header.utf8) + body
  }

  static func bytes(_ number: Double) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * UInt64($0))) }
  }

  static func bytes(_ number: Float) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * UInt32($0))) }
  }
}

@Suite struct NumPyNumbersTests {
  @Test(arguments: [UInt8(1), 2, 3]) func doublesAndFloats(version: UInt8) throws {
    let doubles = NumPySamples.file(
      "<f8", "(2,)", [-0.1, -3.25].flatMap { NumPySamples.bytes($0 as Double) }, version: version)
    #expect(NumPyNumbers.isLikely(doubles))
    #expect(try NumPyNumbers.read(doubles, path: "p") == [-0.1, -3.25])
    let floats = NumPySamples.file(
      "<f4", "(2,)", [-0.1, -3.25].flatMap { NumPySamples.bytes($0 as Float) }, version: version)
    #expect(try NumPyNumbers.read(floats, path: "p") == [Double(Float(-0.1)), -3.25])
    #expect(try NumPyNumbers.read(NumPySamples.file("<f8", "(0,)", []), path: "p").isEmpty)
  }

  @Test(arguments: [
    ("<i8", "(1,)", 8), (">f8", "(1,)", 8), ("<f8", "(1, 1)", 8), ("<f8", "(2,)", 8), ("<f8", "(1,)", 9),
    ("<f8", "()", 8),
    ("<f8", "(9223372036854775807,)", 8), ("<f8", "(99999999999999999999,)", 8), ("|O", "(1,)", 8),
  ])
  func otherArraysAreRefused(kind: String, shape: String, bytes: Int) {
    let file = NumPySamples.file(kind, shape, [UInt8](repeating: 0, count: bytes))
    #expect(throws: ImportScoresError.self) { try NumPyNumbers.read(file, path: "p") }
  }

  /// Cut anywhere, or with a length that is not there.
  @Test func damageIsRefused() {
    let whole = NumPySamples.file("<f8", "(2,)", [UInt8](repeating: 0, count: 16))
    for end in 6..<whole.count {
      #expect(throws: ImportScoresError.self) { try NumPyNumbers.read(Array(whole[..<end]), path: "p") }
    }
    var long = NumPySamples.file("<f8", "(2,)", [], version: 2)
    for byte in 8..<12 { long[byte] = 0xFF }
    #expect(throws: ImportScoresError.self) { try NumPyNumbers.read(long, path: "p") }
    var future = whole
    future[6] = 4
    #expect(throws: ImportScoresError.self) { try NumPyNumbers.read(future, path: "p") }
  }
}
