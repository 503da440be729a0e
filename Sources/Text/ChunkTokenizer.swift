internal import CText

/// Turns chunks of text into tokens. Each thread has one of its own, with ICU's objects and room to work in.
public struct ChunkTokenizer {
  private static let mask = Array("<num>".utf8)

  private let settings: TokenizerSettings
  private let cuts: SafeCuts
  private let mapper: TextMapper
  private var segmenter: Segmenter
  private var sentenceSegmenter: Segmenter?
  private var preset: PresetSegmenter?
  private let hasDetails: Bool
  private let hasKinds: Bool
  private let hasPlaces: Bool

  // Kept between pieces, so that no token costs an allocation.
  private var batch = TokenBatch()
  private var statuses: [Int32]?
  private var lines: [ctext_line] = []

  // Of the chunk:
  private var extents = ChunkExtents()
  /// Text since the last stretch.
  private var open = SourceExtent()
  private var sentenceEnds: [Int] = []
  private var nextSentence = 0
  /// Whether the line so far has nothing visible.
  private var isBlank = true

  /// - Parameter details: whether batches get kinds and places.
  init(_ parts: TokenizerParts, details: Bool) throws(TextError) {
    settings = parts.settings
    cuts = parts.cuts
    hasDetails = details
    hasKinds = details && settings.unit == .word && settings.preset == nil
    hasPlaces = details || settings.boundary != .line
    mapper = try TextMapper(settings, locale: parts.locale, simple: parts.simpleMapping, tracks: hasPlaces)
    segmenter = parts.segmenter()
    sentenceSegmenter = parts.sentenceSegmenter()
    preset = settings.preset.map { PresetSegmenter($0, maxTokenBytes: settings.maxTokenBytes) }
    statuses = hasKinds || settings.keep != .all || settings.numbers == .mask ? [] : nil
  }

  /// Hands the chunk's tokens to `sink`, batch by batch in order.
  ///
  /// A chunk's tokens do not depend on the chunks before it, but for presets: these take all chunks of a source in order.
  ///
  /// - Throws: a ``TextError``, or what `sink` throws.
  public mutating func tokenize(
    _ chunk: TextChunk, of source: Source, sink: (borrowing TokenBatch) throws -> Void
  ) throws -> ChunkExtents {
    extents = ChunkExtents()
    open = SourceExtent()
    isBlank = true
    if preset != nil {
      try segmentByPreset(chunk, source)
      try sink(batch)
    } else {
      try findSentences(chunk)
      var start = 0
      while start < chunk.bytes.count {
        start = try segment(chunk, from: start, source)
        try sink(batch)
      }
    }
    extents.trailing = open
    return extents
  }

  // MARK: the stages of a piece

  /// The tokens of the piece that begins at `start`; returns where it ends.
  private mutating func segment(_ chunk: TextChunk, from start: Int, _ source: Source) throws(TextError) -> Int {
    var piece = start..<cuts.endOfPiece(in: chunk.bytes, from: start)
    guard piece.count <= TextReader.longestStretch else {
      throw .stretchTooLong(path: source.path, line: line(chunk, start), limit: TextReader.longestStretch)
    }
    if settings.normalization != .none, piece.count > settings.maxTokenBytes,
      let run = TextMapper.longReorderingRun(in: chunk.bytes, piece, limit: settings.maxTokenBytes)
    {
      // What can be told from it comes first, with its own faults.
      guard let cut = cuts.lastWithinPiece(in: chunk.bytes, from: start, to: run.lowerBound) else {
        throw .tokenTooLong(
          path: source.path, line: line(chunk, run.lowerBound), bytes: run.count, limit: settings.maxTokenBytes)
      }
      piece = start..<cut
    }
    let (end, moved) = try mapper.map(chunk.bytes, piece, cuts, into: &batch.padded)
    try segmenter.segment(
      batch.padded, isLast: chunk.isLast && end == chunk.bytes.count, into: &batch.spans, statuses: &statuses)
    if statuses != nil { keepTokens() }
    try check(chunk, start, source)
    if settings.boundary == .paragraph { keepBlankLines() }
    if settings.keep != .all { keepKinds() }
    if hasPlaces { try findPlaces(start, moved: moved) }
    if settings.boundary == .sentence { insertSentenceEnds(upTo: end) }
    addExtents(chunk, start..<end)
    if settings.numbers == .mask { maskNumbers() }
    if hasKinds { batch.kinds = (statuses ?? []).map { TokenKind(status: $0) } }
    return end
  }

  /// Leaves only spans for which `isWanted` is true, by their place.
  private mutating func keep(_ isWanted: (TokenSpan, Int32) -> Bool) {
    var kept = 0
    for index in batch.spans.indices {
      let (span, status) = (batch.spans[index], statuses?[index] ?? 0)
      guard isWanted(span, status) else { continue }
      batch.spans[kept] = span
      statuses?[kept] = status
      kept += 1
    }
    batch.spans.removeSubrange(kept...)
    statuses?.removeSubrange(kept...)
  }

  /// Of all boundaries those that end a token or a line. Their statuses become what ICU calls them; but ICU goes by a
  /// word's end, and calls "A1" a number.
  private mutating func keepTokens() {
    keep { _, status in status & CTEXT_TOKEN != 0 }
    for index in statuses?.indices ?? 0..<0 {
      statuses?[index] &= ~CTEXT_TOKEN
      guard let status = statuses?[index], TokenKind(status: status) == .number else { continue }
      let word = String(decoding: batch.token(batch.spans[index]), as: UTF8.self)
      if word.unicodeScalars.contains(where: \.properties.isAlphabetic) { statuses?[index] = TokenKind.letterStatus }
    }
  }

  /// A paragraph ends where a line with nothing visible does.
  private mutating func keepBlankLines() {
    var isBlank = isBlank
    // Of clusters all are tokens, white space too.
    let (padded, mayBeBlank) = (batch.padded, settings.unit == .char)
    keep { span, _ in
      guard span.isSegmentEnd else {
        if isBlank { isBlank = mayBeBlank && Self.hasNothingVisible(padded.bytes[span.range]) }
        return true
      }
      defer { isBlank = true }
      return isBlank
    }
    self.isBlank = isBlank
  }

  private static func hasNothingVisible(_ token: ArraySlice<UInt8>) -> Bool {
    String(decoding: token, as: UTF8.self).unicodeScalars.allSatisfy {
      switch $0.properties.generalCategory {
      case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format: true
      default: false
      }
    }
  }

  private mutating func keepKinds() {
    let dropped: [TokenKind] = settings.keep == .words ? [.other] : [.other, .number]
    keep { span, status in span.isSegmentEnd || !dropped.contains(TokenKind(status: status)) }
  }

  /// `<num>` for every number, at the end of the text.
  private mutating func maskNumbers() {
    guard let statuses, statuses.contains(where: { TokenKind(status: $0) == .number }) else { return }
    let place = batch.padded.append(Self.mask)
    let mask = TokenSpan(place)
    for index in batch.spans.indices where TokenKind(status: statuses[index]) == .number { batch.spans[index] = mask }
  }

  private mutating func findPlaces(_ start: Int, moved: Bool) throws(TextError) {
    if moved {
      try mapper.sources(of: batch.spans, into: &batch.places)
    } else {
      batch.places.removeAll(keepingCapacity: true)
      for span in batch.spans { batch.places.append(span.range) }
    }
    if start > 0 {
      for index in batch.places.indices {
        let place = batch.places[index]
        batch.places[index] = place.lowerBound + start..<place.upperBound + start
      }
    }
  }

  // MARK: sentences

  /// Sentences are found in the text as it was: their rules look at capitals.
  private mutating func findSentences(_ chunk: TextChunk) throws(TextError) {
    guard sentenceSegmenter != nil else { return }
    var spans: [TokenSpan] = []
    var none: [Int32]?
    try sentenceSegmenter?.segment(PaddedText(chunk.bytes), isLast: chunk.isLast, into: &spans, statuses: &none)
    sentenceEnds = spans.map { Int($0.end) }
    nextSentence = 0
  }

  /// A sentence ends after the last token that ends within it.
  private mutating func insertSentenceEnds(upTo end: Int) {
    var (spans, places, statuses) = ([TokenSpan](), [Range<Int>](), self.statuses == nil ? nil : [Int32]())
    var position: UInt32 = 0
    func close(_ place: Int) {
      spans.append(TokenSpan(start: position, end: position))
      places.append(place..<place)
      statuses?.append(0)
    }
    for index in batch.spans.indices {
      while nextSentence < sentenceEnds.count, batch.places[index].upperBound > sentenceEnds[nextSentence] {
        close(sentenceEnds[nextSentence])
        nextSentence += 1
      }
      spans.append(batch.spans[index])
      places.append(batch.places[index])
      if let status = self.statuses?[index] { statuses?.append(status) }
      position = batch.spans[index].end
    }
    // What ends with the piece ends before the next one's tokens.
    while nextSentence < sentenceEnds.count, sentenceEnds[nextSentence] <= end {
      close(sentenceEnds[nextSentence])
      nextSentence += 1
    }
    (batch.spans, batch.places, self.statuses) = (spans, places, statuses)
  }

  // MARK: extents

  private mutating func addExtents(_ chunk: TextChunk, _ piece: Range<Int>) {
    let text = chunk.bytes.span
    let isASCII = ByteScan.isASCII(text, from: piece.lowerBound, to: piece.upperBound)
    var position = piece.lowerBound
    func pass(to end: Int) -> SourceExtent {
      guard end > position else { return SourceExtent() }
      let scalars = isASCII ? end - position : ByteScan.scalars(in: text, from: position, to: end)
      defer { position = end }
      return SourceExtent(bytes: end - position, scalars: scalars)
    }
    func close(at end: Int) {
      extents.stretches.append(open + pass(to: end))
      open = SourceExtent()
    }
    switch settings.boundary {
    case .line:
      // Mapping neither makes nor removes a line's end.
      lines.removeAll(keepingCapacity: true)
      UTF8Validation.lines(of: text.extracting(piece), into: &lines)
      for line in lines {
        let end = piece.lowerBound + Int(line.end)
        extents.stretches.append(open + SourceExtent(bytes: end - position, scalars: Int(line.scalars)))
        open = SourceExtent()
        position = end
      }
    case .sentence, .paragraph:
      for index in batch.spans.indices where batch.spans[index].isSegmentEnd {
        close(at: batch.places[index].upperBound)
      }
    case .none:
      for place in batch.places { close(at: place.upperBound) }
    }
    open += pass(to: piece.upperBound)
  }

  // MARK: presets

  private mutating func segmentByPreset(_ chunk: TextChunk, _ source: Source) throws(TextError) {
    if let long = preset?.segment(chunk.bytes, isLast: chunk.isLast, into: &batch) {
      throw .tokenTooLong(
        path: source.path, line: line(chunk, long.position), bytes: long.bytes, limit: settings.maxTokenBytes)
    }
    addExtents(chunk, 0..<chunk.bytes.count)
  }

  // MARK: what is refused

  /// Tokens that are too long, or that mean something of their own: the first of them.
  private func check(_ chunk: TextChunk, _ start: Int, _ source: Source) throws(TextError) {
    let mayBeLong = batch.padded.count > settings.maxTokenBytes
    // Only what becomes ids is to hold none of them.
    let mayBeReserved = settings.unit == .whitespace && !hasDetails && batch.padded.bytes.contains(0x3C)
    guard mayBeLong || mayBeReserved else { return }
    for span in batch.spans {
      if span.range.count > settings.maxTokenBytes {
        throw .tokenTooLong(
          path: source.path, line: line(chunk, start) + lineEnds(before: span), bytes: span.range.count,
          limit: settings.maxTokenBytes)
      }
      guard mayBeReserved, ReservedTokens.contains(batch.token(span)) else { continue }
      let token = DisplayText.escaped(Array(batch.token(span)))
      throw .reservedToken(path: source.path, line: line(chunk, start) + lineEnds(before: span), token: token)
    }
  }

  /// Mapping neither makes nor removes an LF, so that lines can be counted in mapped text.
  private func lineEnds(before span: TokenSpan) -> Int {
    ByteScan.lineEnds(in: batch.padded.bytes.span, from: 0, to: Int(span.start))
  }

  private func line(_ chunk: TextChunk, _ position: Int) -> Int {
    chunk.firstLine + ByteScan.lineEnds(in: chunk.bytes.span, from: 0, to: position)
  }
}
