internal import CText

/// ICU's break iterator by itself, for comparing: what the rest of a tokenizer costs is not in it.
@safe package final class ICUBoundaries {
  private let breaker: Breaker
  private let cuts: SafeCuts
  private var spans: [TokenSpan] = []

  package init(_ settings: TokenizerSettings) throws {
    let parts = try TokenizerParts(settings, .best)
    breaker = try Breaker(parts.division, locale: parts.locale, whole: true, lines: false)
    cuts = parts.cuts
  }

  /// The number of boundaries in a chunk.
  package func count(in chunk: TextChunk) throws -> Int {
    var (count, start) = (0, 0)
    while start < chunk.bytes.count {
      let end = cuts.endOfPiece(in: chunk.bytes, from: start)
      let text = PaddedText(Array(chunk.bytes[start..<end]))
      var none: [Int32]?
      spans.removeAll(keepingCapacity: true)
      try breaker.start(text, 0..<text.count)
      while breaker.next(into: &spans, statuses: &none) {}
      count += spans.count
      start = end
    }
    return count
  }
}
