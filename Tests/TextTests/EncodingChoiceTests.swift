import Testing

@testable import Text

@Suite struct EncodingChoiceTests {
  private func choice(_ encoding: Decoding.Encoding, _ start: [UInt8]) throws -> EncodingChoice {
    try EncodingChoice(encoding, start: start, path: "p")
  }

  @Test func aMarkIsObeyedWhereNoNameStands() throws {
    for mark in ByteOrderMark.all {
      for encoding in [Decoding.Encoding.utf8, .automatic] {
        let choice = try choice(encoding, mark.bytes + [0x61, 0, 0, 0])
        #expect(choice.name == mark.encoding && choice.markLength == mark.bytes.count)
        #expect(choice.confidence == (encoding == .automatic ? 100 : nil))
      }
    }
    #expect(try choice(.utf8, [0xE9]).name == "UTF-8")
  }

  @Test func aNameAndItsMark() throws {
    for (name, start, chosen, length) in [
      ("UTF-16LE", [0xFF, 0xFE, 0x61, 0], "UTF-16LE", 2), ("UTF-16LE", [0x61, 0], "UTF-16LE", 0),
      ("UTF-16", [0xFF, 0xFE, 0x61, 0], "UTF-16LE", 2), ("UTF-16", [0xFE, 0xFF, 0, 0x61], "UTF-16BE", 2),
      ("UTF-16", [0, 0x61], "UTF-16BE", 0), ("UTF-32", [0xFF, 0xFE, 0, 0], "UTF-32LE", 4),
      ("UTF-32", [0, 0, 0, 0x61], "UTF-32BE", 0), ("koi8r", [0x61], "KOI8-R", 0),
      // The mark of UTF-16LE before U+0000, since UTF-16 was named.
      ("UTF-16", [0xFF, 0xFE, 0, 0], "UTF-16LE", 2), ("UTF-16LE", [0xFF, 0xFE, 0, 0], "UTF-16LE", 2),
    ] as [(String, [UInt8], String, Int)] {
      let choice = try choice(.named(name), start)
      #expect(choice.name == chosen && choice.markLength == length, "\(name) \(start)")
      #expect(choice.confidence == nil)
    }
  }

  @Test func aMarkThatContradictsTheName() {
    for (name, start, mark) in [
      ("windows-1252", [0xEF, 0xBB, 0xBF, 0x61], "UTF-8"), ("UTF-16LE", [0xFE, 0xFF, 0, 0x61], "UTF-16BE"),
      ("UTF-16", [0xEF, 0xBB, 0xBF], "UTF-8"), ("UTF-32BE", [0xFF, 0xFE, 0, 0], "UTF-32LE"),
      ("KOI8-R", [0xFF, 0xFE, 0x61, 0], "UTF-16LE"),
    ] as [(String, [UInt8], String)] {
      #expect(throws: TextError.contradictingMark(path: "p", named: name, mark: mark)) {
        try choice(.named(name), start)
      }
    }
  }
}
