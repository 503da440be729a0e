import Testing

@testable import Text

@Suite struct SpaceCountsTests {
  /// However the text is cut, CR and LF on both sides of a cut are one line end.
  @Test(arguments: ["", "a\r\nb\rc\td\u{B}\u{C}\n", "\r", "\r\n", "\r\r\n\n\r", "é\r日\r\n\t"])
  func everyCutCountsTheSame(text: String) {
    let bytes = Array(text.utf8)
    let pairs = zip(bytes, bytes.dropFirst()).count { $0 == 13 && $1 == 10 }
    for size in 1...max(1, bytes.count) {
      var (counts, last) = (SpaceCounts(), UInt8?.none)
      for start in stride(from: 0, to: bytes.count, by: size) {
        let part = Array(bytes[start..<min(start + size, bytes.count)])
        counts.add(UTF8Validation.allCounts(of: part.span), of: part, endedInReturn: last == 13)
        last = part.last
      }
      #expect(counts.pairs == pairs)
      #expect(counts.loneReturns == bytes.count { $0 == 13 } - pairs)
      #expect(counts.tabs == bytes.count { [9, 11, 12].contains($0) })
    }
  }

  /// Long enough for the loop that takes 64 bytes a step, and for its sums in bytes to be emptied.
  @Test func longTextsToo() {
    let text = Array(String(repeating: "ab\tc\r\nd\u{C}e\rf\u{B}\n", count: 5000).utf8)
    var counts = SpaceCounts()
    counts.add(UTF8Validation.allCounts(of: text.span), of: text, endedInReturn: false)
    #expect((counts.pairs, counts.loneReturns, counts.tabs) == (5000, 5000, 15000))
  }

  @Test func aSourceTellsThem() throws {
    let summary = try Tokenized(Array("a\r\nb\rc\t\n".utf8), TokenizerSettings()).summary
    #expect((summary.spaces.pairs, summary.spaces.loneReturns, summary.spaces.tabs) == (1, 1, 1))
  }
}
