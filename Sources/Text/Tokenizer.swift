/// Turns sources into tokens as its settings say: decode, normalise, lower-case, segment.
///
///     let tokenizer = try Tokenizer(settings)
///     var stream = try tokenizer.open(.file(path: "book.txt"))
///     while let batch = try stream.next() { … }
///     let summary = try stream.finish()
public struct Tokenizer: Sendable {
  public let settings: TokenizerSettings
  private let locale: String

  /// - Throws: ``TextError/badLocale(_:)``, ``TextError/badTokenLimit(_:)``.
  public init(_ settings: TokenizerSettings) throws(TextError) {
    guard settings.maxTokenBytes > 0 else { throw .badTokenLimit(settings.maxTokenBytes) }
    locale = try ICU.locale(settings.locale)
    self.settings = settings
  }

  /// Begins to read a source; an empty one is no error.
  ///
  /// Each stream has its own ICU objects, so streams may run on several threads.
  ///
  /// Memory: some MiB, and up to 32 times the longest line (boundary `line`, at most 1 GiB), or the longest stretch
  /// without a space before an ASCII letter (boundary `none`, at most 256 MiB).
  ///
  /// - Throws: a ``TextError`` where the source cannot be opened.
  public func open(_ source: Source) throws(TextError) -> TokenStream {
    try TokenStream(source, settings, locale: locale)
  }

  /// Hands every batch of a source to `sink`, in order.
  ///
  /// - Throws: a ``TextError``, or what `sink` throws. Where one error type is wanted, use ``open(_:)``.
  public func tokenize(
    _ source: Source, sink: (borrowing TokenBatch) throws -> Void
  ) throws -> SourceSummary {
    var stream = try open(source)
    while let batch = try stream.next() { try sink(batch) }
    return try stream.finish()
  }
}
