import Testing

@testable import Text

@Suite struct UTF8ValidationTests {
  @Test(
    arguments: [
      ([0x61, 0xC0, 0xAF], 1),  // overlong
      ([0xE0, 0x80, 0xAF], 0),
      ([0xF0, 0x80, 0x80, 0xAF], 0),
      ([0x61, 0x62, 0xED, 0xA0, 0x80], 2),  // a surrogate
      ([0xF4, 0x90, 0x80, 0x80], 0),  // past U+10FFFF
      ([0xF5, 0x80, 0x80, 0x80], 0),
      ([0x61, 0x80], 1),  // a byte that continues nothing
      ([0xC3, 0x28], 0),
      ([0xE6, 0x97, 0x0A], 0),
      ([0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0xFF], 9),
      ([0xE0, 0x80], 0),  // unfinished, but wrong already
    ] as [([UInt8], Int)]) func wrongBytes(bytes: [UInt8], offset: Int)
  {
    #expect(UTF8Validation.verdict(on: bytes.span, from: 0) == .invalid(at: offset))
  }

  @Test func unfinishedCharactersWait() {
    for scalar in ["é", "日", "😀"] {
      let whole = Array("ab\(scalar)".utf8)
      #expect(UTF8Validation.verdict(on: whole.span, from: 0) == .valid(upTo: whole.count))
      for end in 3..<whole.count {
        let cut = Array(whole[..<end])
        #expect(UTF8Validation.verdict(on: cut.span, from: 0) == .valid(upTo: 2))
      }
    }
  }

  /// Every sequence of up to three bytes from the edges of the ranges, judged as the standard library judges it.
  @Test func agreesWithTheStandardLibrary() {
    let edges: [UInt8] = [
      0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1,
      0xF3, 0xF4, 0xF5, 0xFF,
    ]
    for first in edges {
      for second in edges {
        for third in edges {
          let bytes = [first, second, third, 0x80]
          let valid = UTF8Validation.verdict(on: bytes.span, from: 0) == .valid(upTo: 4)
          #expect(valid == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
        }
      }
    }
  }

  @Test func scalarsDecode() {
    for scalar in "a\u{80}é\u{7FF}\u{800}日\u{FFFF}\u{10000}😀\u{10FFFF}".unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      #expect(UTF8Validation.scalarLength(in: bytes.span, at: 0) == bytes.count)
      #expect(UTF8Validation.scalar(in: bytes.span, at: 0, length: bytes.count) == scalar)
    }
  }
}
