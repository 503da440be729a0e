internal import CICU

/// The tokens of one source, batch by batch.
public struct TokenStream: ~Copyable {
  private let path: String
  private let settings: TokenizerSettings
  private var reader: TextReader
  private let mapper: TextMapper
  private var segmenter: Segmenter
  private var preset: PresetSegmenter?
  private var builder: BatchBuilder
  private var atEnd = false
  // Kept between chunks, so that no token costs an allocation.
  private var text: [UInt8] = []
  private var spans: [TokenSpan] = []
  private var sourceEnds: [UInt32] = []

  init(_ source: Source, _ settings: TokenizerSettings, locale: String) throws(TextError) {
    let mapper = try TextMapper(settings, locale: locale)
    let segmenter = try Segmenter(settings, locale: locale)
    reader = try TextReader(source, cutsLines: settings.boundary == .none)
    path = source.path
    self.settings = settings
    self.mapper = mapper
    self.segmenter = segmenter
    preset = settings.preset.map { PresetSegmenter($0, maxTokenBytes: settings.maxTokenBytes) }
    builder = BatchBuilder(settings)
  }

  /// The next batch, or nil at the source's end.
  ///
  /// After an error the stream cannot go on: the text after it has not been read.
  public mutating func next() throws(TextError) -> TokenBatch? {
    while let chunk = try reader.next() {
      if preset != nil {
        if let long = preset?.segment(chunk.bytes, into: &builder) {
          throw tooLong(chunk, at: long.position, long.bytes)
        }
      } else {
        try segment(chunk)
      }
      let batch = builder.takeBatch()
      if !batch.isEmpty { return batch }
    }
    guard !atEnd else { return nil }
    atEnd = true
    preset?.finish(into: &builder)
    return builder.takeLastBatch()
  }

  /// What the source was; what is left of it is read for that.
  public consuming func finish() throws(TextError) -> SourceSummary {
    while try next() != nil {}
    return reader.summary()
  }

  private mutating func segment(_ chunk: TextReader.Chunk) throws(TextError) {
    let source = chunk.bytes.span
    var start = 0
    while start < source.count {
      let piece = Pieces.piece(of: source, from: start)
      guard piece.end - piece.start <= TextReader.longestStretch else {
        throw .stretchTooLong(path: path, line: line(chunk, piece.start), limit: TextReader.longestStretch)
      }
      let moved = try mapper.map(chunk.bytes, piece, into: &text)
      try segmenter.start(text)
      while segmenter.next(text, into: &spans) { try add(chunk, piece, moved: moved) }
      start = piece.end
    }
    builder.endChunk(source)
  }

  /// Adds the tokens at `spans` of `text`, which `piece` has become.
  private mutating func add(_ chunk: TextReader.Chunk, _ piece: Piece, moved: Bool) throws(TextError) {
    let source = chunk.bytes.span
    // A second reference, since spans of a property would bar changes to the others; nothing is copied.
    let text = text
    let mapped = text.span
    let maps = moved && settings.boundary == .none
    if maps { try mapper.sourceEnds(spans, into: &sourceEnds) }
    for index in spans.indices {
      let span = spans[index]
      if span.start == span.end {
        builder.endLine(chunk: source)
        continue
      }
      let bytes = Int(span.end - span.start)
      guard bytes <= settings.maxTokenBytes else {
        throw tooLong(chunk, at: piece.start, linesAfter: lineEnds(before: span), bytes)
      }
      if settings.unit == .whitespace, WhitespaceSegmenter.isReserved(mapped, span) {
        let token = DisplayText.escaped(Array(text[Int(span.start)..<Int(span.end)]))
        throw .reservedToken(path: path, line: line(chunk, piece.start) + lineEnds(before: span), token: token)
      }
      let sourceEnd = piece.start + Int(maps ? sourceEnds[index] : span.end)
      builder.addToken(mapped, from: Int(span.start), to: Int(span.end), sourceEnd: sourceEnd, chunk: source)
    }
  }

  /// Mapping neither makes nor removes an LF, so that lines can be counted in mapped text.
  private func lineEnds(before span: TokenSpan) -> Int {
    ByteScan.lineEnds(in: text.span, from: 0, to: Int(span.start))
  }

  private func line(_ chunk: TextReader.Chunk, _ position: Int) -> Int {
    chunk.firstLine + ByteScan.lineEnds(in: chunk.bytes.span, from: 0, to: position)
  }

  private func tooLong(
    _ chunk: TextReader.Chunk, at position: Int, linesAfter: Int = 0, _ bytes: Int
  ) -> TextError {
    let limit = settings.maxTokenBytes
    return .tokenTooLong(path: path, line: line(chunk, position) + linesAfter, bytes: bytes, limit: limit)
  }
}
