import CText
import Testing

@testable import Text

@Suite struct BreakerTests {
  private func divided(_ breaker: Breaker, _ text: PaddedText, _ part: Range<Int>) throws -> ([Range<Int>], [Int32]) {
    var (spans, statuses) = ([TokenSpan](), [Int32]?([]))
    try breaker.start(text, part)
    while breaker.next(into: &spans, statuses: &statuses) {}
    return (spans.map(\.range), statuses ?? [])
  }

  /// Every boundary with ICU's status; tokens are marked, and a line's end is empty.
  @Test func boundariesAndStatuses() throws {
    let breaker = try Breaker(.words, locale: "", whole: false, lines: true)
    let text = PaddedText(Array("Né 42\r\n日本".utf8))
    let (spans, statuses) = try divided(breaker, text, 0..<text.count)
    #expect(spans == [0..<3, 3..<4, 4..<6, 8..<8, 8..<14])
    #expect(
      statuses == [200 | CTEXT_TOKEN, 0, 100 | CTEXT_TOKEN, CTEXT_TOKEN, 400 | CTEXT_TOKEN])
  }

  /// Spans of a part count from the text's start, and one breaker serves many texts.
  @Test func partsOfManyTexts() throws {
    let breaker = try Breaker(.words, locale: "", whole: true, lines: false)
    let long = PaddedText(Array(String(repeating: "ö", count: 10_000).utf8))
    for _ in 0..<2 {
      #expect(try divided(breaker, PaddedText(Array("ä b c".utf8)), 3..<6).0 == [3..<4, 4..<5, 5..<6])
      #expect(try divided(breaker, long, 2..<long.count).0 == [2..<long.count])
      #expect(try divided(breaker, PaddedText(), 0..<0).0.isEmpty)
    }
  }

  /// More than come at a time, also when their number is a multiple of that.
  @Test(arguments: [8191, 8192, 8193, 16_384]) func anyNumberOfSpans(count: Int) throws {
    let breaker = try Breaker(.graphemes, locale: "", whole: true, lines: false)
    let text = PaddedText([UInt8](repeating: 0x61, count: count))
    #expect(try divided(breaker, text, 0..<count).0 == (0..<count).map { $0..<$0 + 1 })
  }

  @Test func textBeyondICUsCountsIsRefused() throws {
    // Never read: its length alone is too much.
    let breaker = try Breaker(.words, locale: "", whole: true, lines: false)
    let text = PaddedText()
    #expect(throws: TextError.self) { try breaker.start(text, 0..<(1 << 30) + 1) }
  }
}
