import Testing

@testable import Text

@Suite struct TextDecoderTests {
  private struct Result: Equatable {
    var text: [UInt8] = []
    var wrongAt: Int?
    var invalid = 0
  }

  private func decode(
    _ bytes: [UInt8], _ encoding: String, _ invalid: InvalidInput = .error, step: Int = .max
  ) throws -> Result {
    let decoder = try TextDecoder(encoding, invalid)
    var result = Result()
    var start = 0
    var block: [UInt8] = []
    repeat {
      let end = step < bytes.count - start ? start + step : bytes.count
      block += bytes[start..<end]
      let wrong = try decoder.decode(&block, flush: end == bytes.count, into: &result.text)
      if let wrong {
        result.wrongAt = wrong.offset
        return result
      }
      start = end
    } while start < bytes.count
    result.invalid = decoder.invalid
    return result
  }

  @Test func knownTexts() throws {
    for (encoding, bytes, text) in [
      ("windows-1252", [0x80, 0x41, 0xE9], "€Aé"), ("ISO-8859-15", [0xA4], "€"), ("KOI8-R", [0xF1, 0xD1], "Яя"),
      ("Shift_JIS", [0x93, 0xFA, 0x96, 0x7B], "日本"), ("EUC-KR", [0xC7, 0xD1], "한"),
      ("GB18030", [0x94, 0x39, 0xFC, 0x36, 0x30], "😀0"), ("ISO-2022-JP", [0x1B, 0x24, 0x42, 0x46, 0x7C], "日"),
      ("UTF-16BE", [0xD8, 0x3D, 0xDE, 0x00], "😀"), ("UTF-32LE", [0, 0xF6, 1, 0], "😀"), ("IBM037", [0xC8, 0x85], "He"),
    ] as [(String, [UInt8], String)] {
      #expect(try decode(bytes, encoding) == Result(text: Array(text.utf8)), "\(encoding)")
      for step in 1..<bytes.count { #expect(try decode(bytes, encoding, step: step).text == Array(text.utf8)) }
    }
  }

  @Test func wrongBytesAreOnePlaceEach() throws {
    // A lead byte without its trail, then an ASCII byte that must survive.
    let bytes: [UInt8] = [0x41, 0xC7, 0x20, 0x42, 0xFF, 0x43]
    #expect(try decode(bytes, "EUC-KR") == Result(text: [0x41], wrongAt: 1))
    #expect(
      try decode(bytes, "EUC-KR", .replace) == Result(text: Array("A\u{FFFD} B\u{FFFD}C".utf8), invalid: 2))
    #expect(try decode(bytes, "EUC-KR", .skip) == Result(text: Array("A BC".utf8), invalid: 2))
    // Half a pair, and half a unit at the end.
    let halves: [UInt8] = [0xD8, 0, 0, 0x41, 0xDC, 0, 0x42]
    #expect(
      try decode(halves, "UTF-16BE", .replace) == Result(text: Array("\u{FFFD}A\u{FFFD}\u{FFFD}".utf8), invalid: 3))
    // U+FFFD in the text itself is a character.
    #expect(try decode([0xFF, 0xFD], "UTF-16BE", .replace) == Result(text: Array("\u{FFFD}".utf8)))
  }

  /// UTF-16 decoded by the standard library, U+FFFD for each half of a pair.
  @Test func utf16IsThatOfTheStandardLibrary() throws {
    var dice = Dice(state: 7)
    for _ in 0..<100 {
      let units = (0..<Int.random(in: 0..<200, using: &dice)).map { _ in
        switch Int.random(in: 0..<3, using: &dice) {
        case 0: UInt16.random(in: 0...0xFFFF, using: &dice)
        case 1: UInt16.random(in: 0xD800...0xDFFF, using: &dice)
        default: UInt16.random(in: 0x20...0x7E, using: &dice)
        }
      }
      let bytes = units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
      let expected = Array(String(decoding: units, as: UTF16.self).utf8)
      #expect(try decode(bytes, "UTF-16LE", .replace).text == expected)
    }
  }

  /// Every encoding, any bytes, any pieces: text, place and count are the same.
  @Test func nothingDependsOnThePieces() throws {
    var dice = Dice(state: 8)
    for encoding in Decoding.encodingNames {
      let charset = try Charset(named: encoding)
      guard charset.kind == .other else { continue }
      for round in 0..<6 {
        var bytes = (0..<Int.random(in: 1...80, using: &dice)).map { _ in
          round < 3 ? UInt8.random(in: 0...255, using: &dice) : UInt8.random(in: 0x0A...0x7E, using: &dice)
        }
        // What the encodings of ISO 2022 and HZ change their state by, and halves of pairs.
        let shifts: [[UInt8]] = [
          [0x1B, 0x24, 0x42], [0x0E], [0x0F], [0x1B, 0x28], [0x7E, 0x7B], [0x7E], [0xD8], [0xDC],
          [0, 0xD8, 0xDE, 0xDC],
        ]
        for _ in 0..<3 {
          let place = Int.random(in: 0...bytes.count, using: &dice)
          bytes.insert(contentsOf: shifts[Int.random(in: 0..<shifts.count, using: &dice)], at: place)
        }
        for invalid in InvalidInput.allCases {
          let whole = try decode(bytes, encoding, invalid)
          #expect(String(validating: whole.text, as: UTF8.self) != nil)
          if let place = whole.wrongAt { #expect((0..<bytes.count).contains(place)) }
          for step in [1, 2, 3, 5, 8, 13] {
            let pieces = try decode(bytes, encoding, invalid, step: step)
            #expect(pieces == whole, "\(encoding) \(invalid) \(bytes) step \(step)")
          }
        }
      }
    }
  }

  /// The first of two first halves is at fault, wherever a piece ends.
  @Test func firstHalvesInARow() throws {
    for (encoding, half) in [("UTF-16BE", [0xD8, 0x01]), ("UTF-16LE", [0x01, 0xD8])] as [(String, [UInt8])] {
      let unit = encoding == "UTF-16BE" ? [0, 0x41] : [0x41, 0] as [UInt8]
      for halves in 2...4 {
        let bytes = unit + (0..<halves).flatMap { _ in half } + unit
        for step in 1...bytes.count {
          #expect(
            try decode(bytes, encoding, step: step) == Result(text: [0x41], wrongAt: 2), "\(halves), step \(step)")
          let replaced = try decode(bytes, encoding, .replace, step: step)
          #expect(replaced.invalid == halves && replaced.text.count == 2 + 3 * halves)
        }
      }
    }
  }

  /// The unit after half a pair, itself in two pieces.
  @Test func halfAPairOverTheEdgeOfPieces() throws {
    for (encoding, bytes) in [
      ("UTF-16LE", [0x61, 0, 0x00, 0xD8, 0x62, 0, 0x63, 0]), ("UTF-16BE", [0, 0x61, 0xD8, 0, 0, 0x62, 0, 0x63]),
    ] as [(String, [UInt8])] {
      for step in 1...8 {
        #expect(try decode(bytes, encoding, step: step) == Result(text: [0x61], wrongAt: 2))
        #expect(try decode(bytes, encoding, .skip, step: step) == Result(text: Array("abc".utf8), invalid: 1))
      }
    }
  }

  /// Two first halves: the first of them is at fault, and the second may begin a pair.
  @Test func twoFirstHalvesInARow() throws {
    let bytes: [UInt8] = [0xD8, 0x00, 0xD8, 0x3D, 0xDE, 0x00, 0xD8, 0x01, 0xD8, 0x02, 0xD8, 0x03, 0x00, 0x41]
    let swapped = stride(from: 0, to: bytes.count, by: 2).flatMap { [bytes[$0 + 1], bytes[$0]] }
    for step in 1...bytes.count {
      for (encoding, bytes) in [("UTF-16BE", bytes), ("UTF-16LE", swapped)] {
        #expect(try decode(bytes, encoding, step: step) == Result(wrongAt: 0), "\(step)")
        #expect(
          try decode([UInt8](bytes[2...]), encoding, step: step)
            == Result(text: Array("😀".utf8), wrongAt: 4), "\(step)")
        #expect(
          try decode(bytes, encoding, .replace, step: step)
            == Result(text: Array("\u{FFFD}😀\u{FFFD}\u{FFFD}\u{FFFD}A".utf8), invalid: 4))
      }
    }
  }

  @Test func moreThanAnyBufferHolds() throws {
    let long = [UInt8](repeating: 0xE9, count: 200_001)
    #expect(try decode(long, "ISO-8859-1").text == Array(String(repeating: "é", count: 200_001).utf8))
    let pair: [UInt8] = [0xD8, 0x3D, 0xDE, 0x00]
    let pairs = [0, 0x41] + Array(repeatElement(pair, count: 50_000).joined())
    #expect(try decode(pairs, "UTF-16BE").text == Array(("A" + String(repeating: "😀", count: 50_000)).utf8))
    let wrong = [UInt8](repeating: 0xFF, count: 100_000)
    #expect(try decode(wrong, "US-ASCII", .replace).invalid == 100_000)
    #expect(try decode(wrong, "US-ASCII", .skip).text.isEmpty)
  }
}
