internal import Platform

/// About one MiB of a source's text, cut where that changes no token.
public struct TextChunk: Sendable {
  package let bytes: [UInt8]
  /// Its place among the chunks of its source, from 0.
  public let number: Int
  /// The number of the line that it begins in, from 1.
  let firstLine: Int
  /// Bytes of the source's text before it.
  public let offset: Int
  /// Where the text begins that ``offset`` counts from: 3 after a byte order mark of UTF-8, else 0. With it places in a
  /// text that was UTF-8 are places in the file, or in what it unpacks to.
  public let textStart: Int
  /// How much of the file, packed as it lies there, had been read with this.
  public let fileBytes: Int
  /// Whether the source ends with it.
  let isLast: Bool

  public let extent: SourceExtent
}

/// Reads a source chunk by chunk, for any number of threads: each takes the next one.
@safe public final class ChunkReader: @unchecked Sendable {
  /// What follows is read and written by whoever holds it.
  private let lock = Lock()
  private nonisolated(unsafe) var reader: TextReader?
  private nonisolated(unsafe) var chunks = 0
  private nonisolated(unsafe) var given = SourceExtent()

  /// Sizes as for ``TextReader``.
  init(
    _ source: Source, _ parts: TokenizerParts, chunkSize: Int = TextReader.chunkSize,
    blockSize: Int = SourceBytes.blockSize
  ) throws(TextError) {
    unsafe reader = try TextReader(
      source, parts.settings.decoding, cuts: parts.cuts, chunkSize: chunkSize, blockSize: blockSize)
  }

  /// The next chunk, or nil at the source's end. After an error there are no more.
  public func next() throws(TextError) -> TextChunk? {
    let result: Result<TextChunk?, TextError> = lock.withLock {
      do throws(TextError) {
        guard let chunk = try unsafe reader?.next() else { return .success(nil) }
        let (textStart, fileBytes) = unsafe (reader?.textStart ?? 0, reader?.fileBytes ?? 0)
        let next = unsafe TextChunk(
          bytes: chunk.bytes, number: chunks, firstLine: chunk.firstLine, offset: given.bytes, textStart: textStart,
          fileBytes: fileBytes, isLast: chunk.isLast, extent: chunk.extent)
        unsafe chunks += 1
        unsafe given += chunk.extent
        return .success(next)
      } catch {
        unsafe reader = nil
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// What the source was; what is left of it is read for that.
  public func finish() throws(TextError) -> SourceSummary {
    while try next() != nil {}
    return lock.withLock {
      guard let whole = unsafe reader.take() else {
        preconditionFailure("a reader is finished once, and not after an error")
      }
      return whole.summary()
    }
  }
}
