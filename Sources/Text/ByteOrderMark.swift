/// A byte order mark: U+FEFF at a text's very start, whose bytes tell the encoding (The Unicode Standard, section 23.8).
struct ByteOrderMark: Equatable {
  /// The encoding that it announces.
  let encoding: String
  let bytes: [UInt8]

  static let utf8 = ByteOrderMark(encoding: "UTF-8", bytes: [0xEF, 0xBB, 0xBF])

  /// UTF-32LE before UTF-16LE, whose mark begins this one: a file of UTF-16 does not start with U+0000.
  static let all = [
    utf8,
    ByteOrderMark(encoding: "UTF-32LE", bytes: [0xFF, 0xFE, 0, 0]),
    ByteOrderMark(encoding: "UTF-32BE", bytes: [0, 0, 0xFE, 0xFF]),
    ByteOrderMark(encoding: "UTF-16LE", bytes: [0xFF, 0xFE]),
    ByteOrderMark(encoding: "UTF-16BE", bytes: [0xFE, 0xFF]),
  ]

  /// The longest mark.
  static let capacity = 4

  /// The first of `marks` that the text begins with.
  static func find(_ marks: [ByteOrderMark] = all, in start: [UInt8]) -> ByteOrderMark? {
    marks.first { start.starts(with: $0.bytes) }
  }
}
