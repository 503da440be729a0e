@testable import Text

/// Files of bytes of every sort, and what anybody else would read in them.
struct AnyBytes {
  /// What a file's bytes are like.
  enum Kind: CaseIterable {
    case uniform, ascii, utf8, damagedUTF8, bitFlips, utf16, utf16Marked, utf32, utf32Marked, iso2022, shiftJIS,
      gb18030,
      eucKR, latin
  }

  let kind: Kind
  var bytes: [UInt8]
  /// What the generator had in mind: the name that one would give.
  let encoding: String

  init(_ kind: Kind, upTo most: Int, _ dice: inout Dice) {
    self.kind = kind
    bytes = []
    let count = Int.random(in: 1...most, using: &dice)
    func text(_ dice: inout Dice) -> String {
      var text = ""
      while text.utf8.count < count {
        text +=
          Bool.random(using: &dice) ? dice.text(pieces: 8) : String(decoding: dice.string(upTo: 20), as: UTF8.self)
      }
      return text
    }
    switch kind {
    case .uniform:
      bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &dice) }
      encoding = "utf-8"
    case .ascii:
      bytes = (0..<count).map { _ in UInt8.random(in: 0...127, using: &dice) }
      encoding = "utf-8"
    case .utf8:
      bytes = Array(text(&dice).utf8)
      encoding = "utf-8"
    case .damagedUTF8:
      bytes = UTF8ValidationTests.dirt(count, &dice)
      encoding = "utf-8"
    case .bitFlips:
      bytes = Array(text(&dice).utf8)
      for _ in 0...bytes.count / 40 {
        let place = Int.random(in: 0..<bytes.count, using: &dice)
        bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &dice)
      }
      encoding = "utf-8"
    case .utf16, .utf16Marked:
      let isBig = Bool.random(using: &dice)
      var units = Array(text(&dice).utf16)
      for _ in 0..<Int.random(in: 0...3, using: &dice) {
        units[Int.random(in: 0..<units.count, using: &dice)] = UInt16.random(in: 0xD800...0xDFFF, using: &dice)
      }
      if kind == .utf16Marked { units.insert(0xFEFF, at: 0) }
      bytes = units.flatMap { unit in Self.ordered([UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)], isBig) }
      encoding = kind == .utf16Marked ? "utf-8" : isBig ? "UTF-16BE" : "UTF-16LE"
    case .utf32, .utf32Marked:
      let isBig = Bool.random(using: &dice)
      var units = text(&dice).unicodeScalars.map(\.value)
      for _ in 0..<Int.random(in: 0...3, using: &dice) {
        units[Int.random(in: 0..<units.count, using: &dice)] =
          [0xD800, 0xDFFF, 0x11_0000, .max][Int.random(in: 0..<4, using: &dice)]
      }
      if kind == .utf32Marked { units.insert(0xFEFF, at: 0) }
      bytes = units.flatMap { unit in
        Self.ordered((0..<4).map { UInt8(truncatingIfNeeded: unit >> (8 * $0)) }, isBig)
      }
      encoding = kind == .utf32Marked ? "utf-8" : isBig ? "UTF-32BE" : "UTF-32LE"
    case .iso2022:
      let shifts: [[UInt8]] = [
        [0x1B, 0x24, 0x42], [0x1B, 0x28, 0x42], [0x1B, 0x28, 0x4A], [0x1B, 0x24, 0x40], [0x1B], [0x0E], [0x0F], [0x0A],
      ]
      while bytes.count < count {
        bytes += shifts[Int.random(in: 0..<shifts.count, using: &dice)]
        for _ in 0..<Int.random(in: 0...20, using: &dice) { bytes.append(.random(in: 0x21...0x7E, using: &dice)) }
      }
      encoding = "ISO-2022-JP"
    case .shiftJIS: (bytes, encoding) = (Self.pairs(count, 0x81...0x9F, 0x40...0xFC, &dice), "Shift_JIS")
    case .gb18030: (bytes, encoding) = (Self.pairs(count, 0x81...0xFE, 0x30...0xFE, &dice), "GB18030")
    case .eucKR: (bytes, encoding) = (Self.pairs(count, 0xA1...0xFE, 0xA1...0xFE, &dice), "EUC-KR")
    case .latin:
      bytes = (0..<count).map { _ in
        UInt8.random(in: 0...9, using: &dice) < 7
          ? .random(in: 0x20...0x7E, using: &dice) : .random(in: 0x80...0xFF, using: &dice)
      }
      encoding = "windows-1252"
    }
    // Some files end anywhere.
    if Bool.random(using: &dice) { bytes.removeLast(min(bytes.count - 1, Int.random(in: 0...3, using: &dice))) }
    if Int.random(in: 0..<3, using: &dice) == 0 { bytes.append(0x0A) }
  }

  private static func ordered(_ little: [UInt8], _ isBig: Bool) -> [UInt8] { isBig ? little.reversed() : little }

  /// Characters of two bytes, ASCII, and a few bytes of any value.
  private static func pairs(
    _ count: Int, _ lead: ClosedRange<UInt8>, _ trail: ClosedRange<UInt8>, _ dice: inout Dice
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      switch Int.random(in: 0..<20, using: &dice) {
      case 0: bytes.append(.random(in: 0...255, using: &dice))
      case 1: bytes.append(0x0A)
      case 2..<6: bytes.append(.random(in: 0x20...0x7E, using: &dice))
      default: bytes += [.random(in: lead, using: &dice), .random(in: trail, using: &dice)]
      }
    }
    return bytes
  }
}
