internal import Text

/// Lays out the tokens of one source after another: a segment a line, or a JSON object a token.
struct PrintedTokens {
  private static let tokenKey = Array(#"{"token":""#.utf8)
  private static let (start, end) = (Array(#"","start":"#.utf8), Array(#","end":"#.utf8))
  /// A number of 64 bits has at most 19 digits.
  private static let digits = 19

  /// What has been laid out and not taken.
  private(set) var output: [UInt8] = []

  private let settings: TokenizerSettings
  private let asJSON: Bool
  private let writer: TokenWriter
  /// What an object has of each kind of token, and at last of none.
  private let kinds: [[UInt8]]
  private let segmentKey: String
  /// The source's part of an object, where it must be told.
  private var sourceKey: [UInt8] = []
  /// What ends each object of the segment.
  private var objectEnd: [UInt8] = []
  private var number = [UInt8](repeating: 0, count: Self.digits)
  /// Whether something has come since the last segment's end.
  private var isOpen = false
  /// The number of the segment.
  private var segment = 0

  private var hasSegments: Bool { settings.boundary != .none }

  init(_ settings: TokenizerSettings, _ form: TokenWriter.Form) {
    self.settings = settings
    asJSON = form == .json
    writer = TokenWriter(form, escapesSpaces: settings.unit != .whitespace)
    kinds = TokenKind.allCases.map { Array(#","kind":"\#($0.rawValue)""#.utf8) } + [Array(#","kind":null"#.utf8)]
    segmentKey = settings.boundary == .sentence ? "sentence" : "segment"
  }

  /// - Parameter name: the source's, where it must be told.
  mutating func beginSource(_ name: String?) {
    sourceKey = []
    if let name {
      sourceKey += Array(#","source":""#.utf8)
      writer.append(Array(name.utf8)[...], to: &sourceKey)
      sourceKey.append(UInt8(ascii: "\""))
    }
    endObjects()
  }

  private mutating func endObjects() {
    objectEnd = hasSegments ? Array(#","\#(segmentKey)":\#(segment)"#.utf8) : []
    objectEnd += sourceKey + Array("}\n".utf8)
  }

  mutating func add(_ batch: borrowing TokenBatch, of chunk: TextChunk) {
    let (text, spans) = (batch.text, batch.spans)
    if asJSON {
      let (kinds, places, before) = (batch.kinds, batch.places, chunk.textStart + chunk.offset)
      for (index, span) in spans.enumerated() {
        if span.isSegmentEnd {
          endSegment()
        } else {
          appendObject(text[span.range], places[index], before, kinds.isEmpty ? nil : kinds[index])
        }
      }
    } else {
      for span in spans {
        if span.isSegmentEnd {
          endSegment()
        } else {
          if isOpen { output.append(UInt8(ascii: " ")) }
          writer.append(text[span.range], to: &output)
          isOpen = hasSegments
          if !hasSegments { output.append(UInt8(ascii: "\n")) }
        }
      }
    }
  }

  /// What is open ends with its source, and so does a line that nothing has ended.
  mutating func endSource(endsInLine: Bool) {
    if hasSegments && (isOpen || endsInLine) { endSegment() }
  }

  /// The output was taken.
  mutating func clear() { output.removeAll(keepingCapacity: true) }

  private mutating func endSegment() {
    guard isOpen || !settings.dropsEmptySegments else { return }
    segment += 1
    isOpen = false
    if asJSON { endObjects() } else { output.append(UInt8(ascii: "\n")) }
  }

  private mutating func appendObject(_ token: ArraySlice<UInt8>, _ place: Range<Int>, _ before: Int, _ kind: TokenKind?)
  {
    output += Self.tokenKey
    writer.append(token, to: &output)
    output += Self.start
    append(before + place.lowerBound)
    output += Self.end
    append(before + place.upperBound)
    output += kinds[kind.map(Self.place) ?? kinds.count - 1]
    output += objectEnd
    isOpen = true
  }

  /// Among all kinds.
  static func place(_ kind: TokenKind) -> Int {
    switch kind {
    case .other: 0
    case .number: 1
    case .letter: 2
    case .kana: 3
    case .ideograph: 4
    }
  }

  private mutating func append(_ number: Int) {
    var (rest, start) = (number, Self.digits)
    repeat {
      start -= 1
      self.number[start] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    } while rest > 0
    output += self.number[start...]
  }
}
