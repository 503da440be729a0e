/// Collects tokens, segments and extents of a source into batches.
///
/// A chunk of text is given token by token and line end by line end, then closed. Text without a token or segment yet
/// is carried over to the next one, also into the next chunk.
struct BatchBuilder {
  private let boundary: Boundary
  private let skipsEmptyLines: Bool
  private var batch = TokenBatch()
  private var carried = SourceExtent()
  /// How much of the chunk has been given an extent.
  private var position = 0

  init(_ settings: TokenizerSettings) {
    boundary = settings.boundary
    skipsEmptyLines = settings.skipEmptyLines
  }

  /// Adds `text[start..<end]`, whose source ends at `sourceEnd` of the chunk.
  mutating func addToken(_ text: Span<UInt8>, from start: Int, to end: Int, sourceEnd: Int, chunk: Span<UInt8>) {
    batch.bytes.append(addingCapacity: end - start) { output in
      for index in start..<end { output.append(text[index]) }
    }
    batch.ends.append(batch.bytes.count)
    if boundary == .none { closeExtent(at: sourceEnd, of: chunk) }
  }

  /// Ends the segment at the chunk's next LF, or at its end.
  mutating func endLine(chunk: Span<UInt8>) {
    let end = ByteScan.firstLineEnd(in: chunk, from: position, to: chunk.count) ?? chunk.count
    if skipsEmptyLines && batch.ends.count == batch.segmentEnds.last ?? 0 {
      carry(upTo: end, of: chunk)
    } else {
      batch.segmentEnds.append(batch.ends.count)
      closeExtent(at: end, of: chunk)
    }
  }

  /// The chunk's last line has no LF only at the source's end, which ends the segment too.
  mutating func endChunk(_ chunk: Span<UInt8>) {
    if boundary == .line && position < chunk.count { endLine(chunk: chunk) }
    carry(upTo: chunk.count, of: chunk)
    position = 0
  }

  /// The batch so far; the next one is begun.
  mutating func takeBatch() -> TokenBatch {
    let full = batch
    batch = TokenBatch()
    batch.bytes.reserveCapacity(full.bytes.count)
    batch.ends.reserveCapacity(full.ends.count)
    batch.extents.reserveCapacity(full.extents.count)
    return full
  }

  /// The source's last batch, which has what text is left; nil where nothing is.
  mutating func takeLastBatch() -> TokenBatch? {
    batch.trailing = carried
    carried = SourceExtent()
    return batch.isEmpty ? nil : takeBatch()
  }

  private mutating func closeExtent(at end: Int, of chunk: Span<UInt8>) {
    carry(upTo: end, of: chunk)
    batch.extents.append(carried)
    carried = SourceExtent()
  }

  private mutating func carry(upTo end: Int, of chunk: Span<UInt8>) {
    guard end > position else { return }
    carried += SourceExtent(bytes: end - position, scalars: ByteScan.scalars(in: chunk, from: position, to: end))
    position = end
  }
}
