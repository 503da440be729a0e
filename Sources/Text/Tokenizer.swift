/// Turns sources into tokens as its settings say: decode, normalise, map case, segment.
///
///     let tokenizer = try Tokenizer(settings)
///     let summary = try tokenizer.tokenize(.file(path: "book.txt")) { batch in … }
///
/// or, on several threads, each with a ``ChunkTokenizer``:
///
///     let reader = try tokenizer.reader(of: source)
///     while let chunk = try reader.next() { try mine.tokenize(chunk, of: source) { batch in … } }
public struct Tokenizer: Sendable {
  public let settings: TokenizerSettings
  private let parts: TokenizerParts

  /// - Throws: ``TextError/badLocale(_:)``, ``TextError/badTokenLimit(_:)``, ``TextError/needsWords(option:)``, or
  ///   where the encoding is none.
  public init(_ settings: TokenizerSettings) throws(TextError) {
    try self.init(settings, path: try SegmentationPath.chosen())
  }

  /// With boundaries found in a certain way: to hold the ways against each other.
  package init(_ settings: TokenizerSettings, path: SegmentationPath) throws(TextError) {
    guard settings.maxTokenBytes > 0 else { throw .badTokenLimit(settings.maxTokenBytes) }
    if settings.unit != .word || settings.preset != nil {
      if settings.keep != .all { throw .needsWords(option: "--keep \(settings.keep.rawValue)") }
      if settings.numbers != .keep { throw .needsWords(option: "--numbers \(settings.numbers.rawValue)") }
    }
    _ = try settings.decoding.checked()
    self.settings = settings
    parts = try TokenizerParts(settings, path)
  }

  /// Whether a chunk's tokens depend on the chunks before it, so that one thread must take them all.
  public var isSequential: Bool { settings.preset != nil }

  /// Begins to read a source; an empty one is no error.
  ///
  /// Memory: a few MiB, and twice the longest stretch without a safe place to cut, which is mostly shorter than a line.
  ///
  /// - Throws: a ``TextError`` where the source cannot be opened.
  public func reader(of source: Source) throws(TextError) -> ChunkReader { try ChunkReader(source, parts) }

  /// The same in chunks and blocks of other sizes: to show that these change nothing.
  package func reader(of source: Source, chunkSize: Int, blockSize: Int) throws(TextError) -> ChunkReader {
    try ChunkReader(source, parts, chunkSize: chunkSize, blockSize: blockSize)
  }

  /// What a thread needs to turn chunks into tokens.
  ///
  /// Memory: some MiB, and up to 40 times the longest stretch as above.
  ///
  /// - Parameter details: whether batches get kinds and places.
  public func chunkTokenizer(details: Bool = false) throws(TextError) -> ChunkTokenizer {
    try ChunkTokenizer(parts, details: details)
  }

  /// Hands every batch of a source to `sink`, in order, with the chunk that it is from.
  ///
  /// - Throws: a ``TextError``, or what `sink` throws.
  public func tokenize(
    _ source: Source, details: Bool = false, sink: (TextChunk, borrowing TokenBatch) throws -> Void
  ) throws -> SourceSummary {
    let reader = try reader(of: source)
    var tokenizer = try chunkTokenizer(details: details)
    while let chunk = try reader.next() {
      _ = try tokenizer.tokenize(chunk, of: source) { try sink(chunk, $0) }
    }
    return try reader.finish()
  }
}
