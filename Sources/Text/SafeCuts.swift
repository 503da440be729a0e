internal import CText

/// Where text may be cut so that its parts, each mapped and segmented by itself, give the tokens of the whole.
///
/// After a line's end always. Within a line after white space or punctuation, where the rules say that there is a
/// boundary whatever stands around it, and neither normalization nor case mapping looks across.
struct SafeCuts: Sendable {
  /// Those of the tokens; nil where ICU's engine divides: then only lines are parted.
  let rules: BreakRules?
  /// Where segments are sentences, those of sentences: within a line, cuts then lie between two.
  let sentences: BreakRules?

  /// How much text is mapped and segmented at a time: small enough for the caches.
  static let pieceSize = 1 << 16

  /// Whether cuts can be found within a line.
  var cutsLines: Bool { rules != nil }

  /// The last cut of `start..<end`, `start` left out, or nil; `start` is one.
  func last(in text: [UInt8], from start: Int, to end: Int) -> Int? {
    if let line = ByteScan.lastLineEnd(in: text.span, from: start, to: end) { return line }
    guard let rules else { return nil }
    if let sentences {
      let part = PaddedText(Array(text[start..<end]))
      let bytes = text.span
      return sentences.lastCertain(in: part) { rules.isCut(bytes, at: start + $0) }.map { start + $0 }
    }
    return rules.lastCut(in: text.span, from: start, to: end)
  }

  /// The same, but without regard to sentences: they are found before text is divided into pieces.
  func lastWithinPiece(in text: [UInt8], from start: Int, to end: Int) -> Int? {
    let bytes = text.span
    return ByteScan.lastLineEnd(in: bytes, from: start, to: end) ?? rules?.lastCut(in: bytes, from: start, to: end)
  }

  /// The end of the piece that begins at `start`: about ``pieceSize`` further, or where the text can be cut.
  func endOfPiece(in text: [UInt8], from start: Int) -> Int {
    var size = Self.pieceSize
    while start + size < text.count {
      if let cut = lastWithinPiece(in: text, from: start, to: start + size) { return cut }
      size *= 2
    }
    return text.count
  }
}
