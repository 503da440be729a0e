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

  @Test func textThatIsASCIIOrUTF8NeedsNoDetector() throws {
    for start in [
      [], Array("plain text\r\n\t\u{C}".utf8), Array("é".utf8), Array("日本".utf8.dropLast()), [0, 0, 0, 0],
      Array("a\0b".utf8), Array("colour \u{1B}[31mred\u{1B}[0m, and so on".utf8),
    ] as [[UInt8]] {
      let choice = try choice(.automatic, start)
      #expect(choice.name == "UTF-8" && choice.confidence == 100, "\(start)")
    }
  }

  @Test func theDetectorSeesPastALongHeader() throws {
    let header = Array(String(repeating: "This is the licence, which is in English and says a lot.\n", count: 5000).utf8)
    // Pushkin, in windows-1251.
    let verse = "Мой дядя самых честных правил, когда не в шутку занемог, он уважать себя заставил и лучше выдумать не мог."
    let body = verse.unicodeScalars.map { scalar -> UInt8 in
      scalar.value < 0x80 ? UInt8(scalar.value) : UInt8(scalar.value - 0x410 + 0xC0)
    }
    let choice = try choice(.automatic, header + Array(repeatElement(body, count: 20).joined()))
    #expect(choice.name == "windows-1251" && choice.confidence ?? 0 >= 30)
  }

  @Test func utf16WithoutAMark() throws {
    let english = "It was a dark and stormy night".utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    #expect(try choice(.automatic, english).name == "UTF-16LE")
    // All of its bytes are ASCII, and yet it is none.
    let russian = "Мой_дядя_самых_честных_правил".utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    #expect(russian.allSatisfy { $0 < 0x80 })
    #expect(throws: TextError.self) { try choice(.automatic, russian + [0x0A, 0]) }
  }

  @Test func whatIsUnsureIsRefusedWithItsCandidates() {
    let text = "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。\n"
    let units = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    let error = #expect(throws: TextError.self) { try choice(.automatic, units) }
    guard case .undetectedEncoding(_, let guesses) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(!guesses.isEmpty && guesses.allSatisfy { $0.confidence < 30 })
    #expect(guesses.map(\.confidence) == guesses.map(\.confidence).sorted(by: >))
  }
}
