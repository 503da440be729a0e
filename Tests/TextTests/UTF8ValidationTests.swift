import CText
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

  /// The standard library's parser, character by character: U+FFFD or nothing for each of its errors.
  static func slowly(_ bytes: [UInt8], replace: Bool) -> (text: [UInt8], invalid: Int) {
    var parser = Unicode.UTF8.ForwardParser()
    var (rest, text, invalid) = (bytes.makeIterator(), [UInt8](), 0)
    while true {
      switch parser.parseScalar(from: &rest) {
      case .valid(let scalar): text += Array(scalar)
      case .error:
        invalid += 1
        if replace { text += [0xEF, 0xBF, 0xBD] }
      case .emptyInput: return (text, invalid)
      }
    }
  }

  /// Bytes of which many are the beginnings or ends of characters.
  static func dirt(_ count: Int, _ dice: inout Dice) -> [UInt8] {
    let edges: [UInt8] = [
      0x0A, 0x20, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xE6, 0xED, 0xEF, 0xF0, 0xF1,
      0xF4, 0xF5, 0xFF,
    ]
    let whole = Array("word, é 日本 😀\u{FFFD}".utf8)
    var bytes: [UInt8] = []
    while bytes.count < count {
      switch Int.random(in: 0..<4, using: &dice) {
      case 0: bytes.append(UInt8.random(in: 0...255, using: &dice))
      case 1: bytes.append(edges[Int.random(in: 0..<edges.count, using: &dice)])
      case 2: bytes += whole
      default: bytes += [UInt8](repeating: 0x61, count: Int.random(in: 0..<100, using: &dice))
      }
    }
    return bytes
  }

  /// Comes piece by piece, as a reader meets it.
  private func repaired(_ bytes: [UInt8], step: Int, replace: Bool) -> (text: [UInt8], invalid: Int) {
    var (text, checked, invalid) = ([UInt8](), 0, 0)
    for start in stride(from: 0, to: bytes.count, by: step) {
      let end = min(start + step, bytes.count)
      text += bytes[start..<end]
      let result = UTF8Validation.repair(&text, from: checked, last: end == bytes.count, replace: replace)
      checked = result.end
      invalid += result.invalid
      #expect(text.count - checked <= 3)
    }
    #expect(checked == text.count)
    return (text, invalid)
  }

  @Test func everySequenceOfThreeBytesIsRepairedAsByTheStandardLibrary() {
    var dice = Dice(state: 1)
    // All of two, with a third from the edges.
    for first in 0...255 {
      var all: [UInt8] = []
      for second in 0...255 {
        all += [UInt8(first), UInt8(second)]
        all += [[0x41, 0x80, 0xBF, 0xE6, 0xFF][Int.random(in: 0..<5, using: &dice)], 0x20]
      }
      let result = repaired(all, step: all.count, replace: true)
      let expected = Self.slowly(all, replace: true)
      #expect(result.text == expected.text && result.invalid == expected.invalid, "\(first)")
    }
  }

  @Test func dirtIsRepairedTheSameWayInAnyPieces() {
    var dice = Dice(state: 2)
    for _ in 0..<300 {
      let bytes = Self.dirt(Int.random(in: 1...300, using: &dice), &dice)
      for replace in [true, false] {
        let expected = Self.slowly(bytes, replace: replace)
        for step in [1, 2, 3, 5, 16, 63, bytes.count] {
          let result = repaired(bytes, step: step, replace: replace)
          #expect(result.text == expected.text && result.invalid == expected.invalid, "\(bytes), step \(step)")
        }
      }
    }
  }

  /// The fast loop takes 16 and 64 bytes a step: a wrong byte at every place around these.
  @Test func theFirstWrongByteIsFoundAtEveryPlace() {
    for filler in [Array("a".utf8), Array("é".utf8), Array("日".utf8), Array("😀".utf8), Array("aé".utf8)] {
      for count in 0..<150 {
        let good = Array(repeatElement(filler, count: count).joined())
        #expect(UTF8Validation.verdict(on: good.span, from: 0) == .valid(upTo: good.count))
        for tail in [[0xFF], [0x80, 0x61], [0xE0, 0x80]] as [[UInt8]] {
          let bytes = good + tail + good
          #expect(UTF8Validation.verdict(on: bytes.span, from: 0) == .invalid(at: good.count))
        }
        let unfinished = good + [0xF0, 0x9F, 0x98]
        #expect(UTF8Validation.verdict(on: unfinished.span, from: 0) == .valid(upTo: good.count))
      }
    }
  }

  @Test func countsAreThoseOfTheStandardLibrary() {
    var dice = Dice(state: 3)
    for pieces in [0, 1, 10, 100, 1000, 10_000] {
      let text = dice.text(pieces: pieces)
      let bytes = Array(text.utf8)
      let counts = UTF8Validation.counts(of: bytes.span)
      #expect(counts.scalars == text.unicodeScalars.count)
      #expect(counts.lineFeeds == text.utf8.count { $0 == 0x0A })
    }
    // Over the 192 × 64 bytes that are summed in bytes.
    let lines = [UInt8](repeating: 0x0A, count: 100_001)
    #expect(UTF8Validation.counts(of: lines.span) == (100_001, 100_001))
  }

  /// Against a plain count, with lines over the edges of vectors and of the room that is given at a time.
  @Test(arguments: 1...10) func linesAreCounted(seed: UInt64) {
    var dice = Dice(state: seed)
    var text = ""
    for _ in 0..<700 {
      text += dice.text(pieces: Int.random(in: 0...6, using: &dice)) + (Bool.random(using: &dice) ? "\n" : "")
    }
    let bytes = Array(text.utf8)
    var found: [ctext_line] = []
    UTF8Validation.lines(of: bytes.span, into: &found)
    let lines = bytes.split(separator: 10, omittingEmptySubsequences: false).dropLast()
    #expect(found.map { Int($0.scalars) } == lines.map { String(decoding: $0, as: UTF8.self).unicodeScalars.count + 1 })
    #expect(found.map { Int($0.end) } == lines.map { $0.endIndex + 1 })
  }
}
