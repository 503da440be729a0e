internal import CICU

/// A token's place in a text, in bytes; `start == end` stands for a line's end.
typealias TokenSpan = cicu_span

extension TokenSpan {
  var range: Range<Int> { Int(start)..<Int(end) }
}

/// Finds the tokens of one text after another.
///
///     try segmenter.start(text)
///     while try segmenter.next(text, into: &spans) { … }
struct Segmenter {
  /// How many spans come at a time: enough to make the calls cheap, few enough for a text of any length.
  static let batch = 8192

  private let breaker: Breaker?
  private var whitespace: WhitespaceSegmenter

  /// - Parameter locale: ICU's name of a locale.
  init(_ settings: TokenizerSettings, locale: String) throws(TextError) {
    let lines = settings.boundary == .line
    whitespace = WhitespaceSegmenter(lines: lines)
    breaker =
      settings.unit == .whitespace ? nil : try Breaker(locale: locale, words: settings.unit == .word, lines: lines)
  }

  mutating func start(_ text: [UInt8]) throws(TextError) {
    whitespace.start()
    try breaker?.start(text)
  }

  /// Makes `spans` the next ones of the text; false where there are no more.
  mutating func next(_ text: [UInt8], into spans: inout [TokenSpan]) -> Bool {
    spans.removeAll(keepingCapacity: true)
    if let breaker {
      breaker.next(into: &spans)
    } else {
      whitespace.next(text.span, into: &spans)
    }
    return !spans.isEmpty
  }
}
