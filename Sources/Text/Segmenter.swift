public import CText

/// A token's place in a text, in bytes; `start == end` stands for a segment's end.
public typealias TokenSpan = ctext_span

extension TokenSpan: @retroactive Equatable {
  public static func == (left: TokenSpan, right: TokenSpan) -> Bool {
    left.start == right.start && left.end == right.end
  }

  init(_ range: Range<Int>) { self.init(start: UInt32(range.lowerBound), end: UInt32(range.upperBound)) }

  public var range: Range<Int> { Int(start)..<Int(end) }
  public var isSegmentEnd: Bool { start == end }
}

/// Finds the spans of one text after another: by rules where there are any, by ICU's engine else.
struct Segmenter {
  private let division: Division
  private let locale: String
  private let whole: Bool
  private let lines: Bool
  private let rules: BreakRules?
  /// Opened when it is needed.
  private var breaker: Breaker?

  /// - Parameters:
  ///   - rules: those of the rest, or nil for ICU's engine.
  ///   - locale: ICU's name of a locale.
  init(_ division: Division, rules: BreakRules?, locale: String, whole: Bool, lines: Bool) {
    self.division = division
    self.rules = rules
    self.locale = locale
    self.whole = whole
    self.lines = lines
  }

  /// Makes `spans` the text's. With statuses that are not nil, every boundary's, with what ICU calls it beside it.
  ///
  /// - Parameter isLast: whether the text ends here; otherwise it was cut at a safe place.
  mutating func segment(
    _ text: PaddedText, isLast: Bool, into spans: inout [TokenSpan], statuses: inout [Int32]?
  ) throws(TextError) {
    spans.removeAll(keepingCapacity: true)
    statuses?.removeAll(keepingCapacity: true)
    guard let rules else { return try divide(text, 0..<text.count, &spans, &statuses) }
    let tail = isLast ? CTEXT_ENDS : CTEXT_CUT
    var position = 0
    while true {
      let capacity = 1024 + (text.count - position) / 4
      switch rules.next(text, tail, from: position, capacity: capacity, into: &spans, statuses: &statuses) {
      case .done: return
      case .full(let reached): position = reached
      case .dictionary(let stretch):
        try divide(text, stretch, &spans, &statuses)
        position = stretch.upperBound
      }
    }
  }

  private mutating func divide(
    _ text: PaddedText, _ part: Range<Int>, _ spans: inout [TokenSpan], _ statuses: inout [Int32]?
  ) throws(TextError) {
    let breaker =
      if let opened = self.breaker { opened } else {
        try Breaker(division, locale: locale, whole: whole, lines: lines)
      }
    self.breaker = breaker
    try breaker.start(text, part)
    while breaker.next(into: &spans, statuses: &statuses) {}
  }
}
