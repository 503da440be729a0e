import Testing

@testable import Recurrent

@Suite struct SafeTensorsScannerTests {
  private func scanner(_ text: String) -> SafeTensorsScanner {
    // As in a file, where the text begins behind eight bytes and something follows.
    let bytes = [UInt8](repeating: 7, count: 8) + Array(text.utf8)
    return SafeTensorsScanner(bytes + Array("\"}],123".utf8), 8..<bytes.count)
  }

  @Test(arguments: [
    (#""""#, ""), (#""rnn.weight_ih_l0""#, "rnn.weight_ih_l0"), (" \t\r\n\"ß中😀\"", "ß中😀"),
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u00dF\u4E2d\ud83d\uDE00x""#, "ß中😀x"),
    (#""\u0000""#, "\0"),
  ])
  func strings(text: String, expected: String) throws {
    var scanner = scanner(text)
    #expect(try scanner.string() == expected)
    #expect(scanner.isAtEnd)
  }

  @Test(arguments: [
    ("", 8), ("x", 8), ("\"abc", 8), ("\"a\nb\"", 10), (#""\x""#, 9), (#""\u12g4""#, 13), (#""\ud83d""#, 9),
    (#""\ud83dx""#, 9), (#""\ud83d\n""#, 9), (#""\ud83d\u0041""#, 9), (#""\ude00""#, 9), ("\"\\", 8), (#""\u12"#, 13),
  ])
  func brokenStrings(text: String, byte: Int) {
    var scanner = scanner(text)
    let problem = problem { () throws(SafeTensorsError) in _ = try scanner.string() }
    guard case .badHeader(byte, _) = problem else {
      Issue.record("\(text): \(String(describing: problem))")
      return
    }
  }

  @Test func bytesThatAreNoUTF8() {
    var scanner = SafeTensorsScanner([0x22, 0xC3, 0x22], 0..<3)
    #expect(
      problem { () throws(SafeTensorsError) in _ = try scanner.string() } == .badHeader(byte: 0, expected: "UTF-8"))
  }

  @Test func numbers() throws {
    for (text, expected) in [("0", 0), ("  17", 17), ("9223372036854775807", Int.max)] {
      var scanner = scanner(text)
      #expect(try scanner.number() == expected)
    }
    for text in ["", "-1", "01", "9223372036854775808", "99999999999999999999999", "x", "\"1\""] {
      var scanner = scanner(text)
      #expect(throws: SafeTensorsError.self, "\(text)") { try scanner.number() }
    }
    // What follows the digits is for the caller to refuse.
    var fraction = scanner("1.5")
    #expect(try fraction.number() == 1)
    #expect(throws: SafeTensorsError.badHeader(byte: 9, expected: "',' and no ']'")) {
      try fraction.hasMore(until: "]")
    }
  }

  @Test func brackets() throws {
    var scanner = scanner("{ , } ")
    try scanner.expect("{")
    #expect(try scanner.hasMore(until: "}"))
    #expect(try !scanner.hasMore(until: "}"))
    #expect(!scanner.isAtEnd)
    scanner.skipSpace()
    // Nothing is read beyond the header, whatever stands there.
    #expect(scanner.isAtEnd && !scanner.take("\""))
    #expect(throws: SafeTensorsError.badHeader(byte: 14, expected: "':'")) { try scanner.expect(":") }
  }
}
