import Testing

@testable import Text

@Suite struct EncodingDetectionTests {
  private func detect(_ start: [UInt8]) throws -> EncodingGuess { try EncodingDetection.detect(start, path: "p") }

  @Test func textThatIsASCIIOrUTF8NeedsNoDetector() throws {
    for start in [
      [], Array("plain text\r\n\t\u{C}".utf8), Array("é".utf8), Array("日本".utf8.dropLast()), [0, 0, 0, 0],
      Array("a\0b".utf8), Array("colour \u{1B}[31mred\u{1B}[0m, and so on".utf8),
    ] as [[UInt8]] {
      let guess = try detect(start)
      #expect(guess.encoding == "UTF-8" && guess.confidence == 100, "\(start)")
    }
  }

  @Test func theDetectorSeesPastALongHeader() throws {
    let header = Array(
      String(repeating: "This is the licence, which is in English and says a lot.\n", count: 5000).utf8)
    // Pushkin, in windows-1251.
    let verse =
      "Мой дядя самых честных правил, когда не в шутку занемог, он уважать себя заставил и лучше выдумать не мог."
    let body = verse.unicodeScalars.map { scalar -> UInt8 in
      scalar.value < 0x80 ? UInt8(scalar.value) : UInt8(scalar.value - 0x410 + 0xC0)
    }
    let guess = try detect(header + Array(repeatElement(body, count: 20).joined()))
    #expect(guess.encoding == "windows-1251" && guess.confidence >= 30)
  }

  @Test func utf16WithoutAMark() throws {
    let english = "It was a dark and stormy night".utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    #expect(try detect(english).encoding == "UTF-16LE")
    // All of its bytes are ASCII, and yet it is none.
    let russian = "Мой_дядя_самых_честных_правил".utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    #expect(russian.allSatisfy { $0 < 0x80 })
    #expect(throws: TextError.self) { try detect(russian + [0x0A, 0]) }
  }

  @Test func whatIsUnsureIsRefusedWithItsCandidates() {
    let text = "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。\n"
    let units = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    let error = #expect(throws: TextError.self) { try detect(units) }
    guard case .undetectedEncoding(_, let guesses) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(!guesses.isEmpty && guesses.allSatisfy { $0.confidence < 30 })
    #expect(guesses.map(\.confidence) == guesses.map(\.confidence).sorted(by: >))
  }

  /// "50 €, das kostet …" in code pages of Windows and in ISO-8859-15, where ICU's 8 KiB have no euro sign.
  @Test func theEuroSignBehindWhatICULooksAt() throws {
    let sentence =
      "Der Hauptgang war in Ordnung, aber für dieses Geld würde ich nicht noch einmal dort essen, ähnlich.\n"
    let german = Array(repeatElement(sentence.unicodeScalars.map { UInt8($0.value) }, count: 100).joined())
    #expect(german.count > 9000)
    #expect(try detect(german).encoding == "windows-1252")
    #expect(try detect(german + [0xA4]).encoding == "ISO-8859-15")
    #expect(try detect(german + [0x80]).encoding == "windows-1252")
    #expect(try detect(german + [0x80, 0xA4]).encoding == "windows-1252")
  }

  @Test func aFewBytesAreTooFew() throws {
    for bytes in [[0x73, 0xBF], [0xFF], [0xE9, 0x0A]] as [[UInt8]] {
      let error = #expect(throws: TextError.self) { try detect(bytes) }
      guard case .undetectedEncoding = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
  }
}
