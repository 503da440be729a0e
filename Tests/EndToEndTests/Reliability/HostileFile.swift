import Foundation

/// A file that somebody made to do harm, and what lmctl is to answer.
///
/// The corpus beside it is ``corpusText``, white space between tokens: V = 4 types, `test` has 6 positions.
struct HostileFile: CustomStringConvertible, Sendable {
  let description: String
  /// Its name in the folder, which stands in `arguments` too.
  let name: String
  let bytes: [UInt8]
  let arguments: [String]
  let status: Int32
  /// What the one line on standard error must tell: what, and where.
  let words: [String]

  init(
    _ description: String, _ name: String, _ bytes: [UInt8], _ arguments: [String], status: Int32 = 65,
    _ words: [String]
  ) {
    self.description = description
    self.name = name
    self.bytes = bytes
    self.arguments = arguments
    self.status = status
    self.words = words
  }

  static let corpusText = String(repeating: "a b\n", count: 20)
  static let tokenizing = ["--unit", "whitespace", "--corpus", "c", "--quiet"]

  static let all = arpa + safeTensors + numbers + lists + compressed + texts
}

/// The bytes of a number, little-endian.
func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
  (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
}
