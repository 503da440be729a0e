public import Platform

/// How much text: of the source decoded to UTF-8, after the byte order mark, before normalization, line ends included.
public struct SourceExtent: Hashable, Sendable {
  public var bytes: Int
  /// Unicode scalar values ("characters" of bits per character).
  public var scalars: Int

  public init(bytes: Int = 0, scalars: Int = 0) {
    self.bytes = bytes
    self.scalars = scalars
  }

  public static func + (left: SourceExtent, right: SourceExtent) -> SourceExtent {
    SourceExtent(bytes: left.bytes + right.bytes, scalars: left.scalars + right.scalars)
  }

  public static func += (left: inout SourceExtent, right: SourceExtent) { left = left + right }
}

/// What ICU calls a word (the rule status of its break iterator); a number is one without letters.
public enum TokenKind: String, Codable, Sendable, CaseIterable {
  /// Punctuation, symbols, white space.
  case other
  case number
  case letter
  case kana
  case ideograph

  /// A status of words.
  static let letterStatus: Int32 = 200

  init(status: Int32) {
    self =
      switch status {
      case ..<100: .other
      case ..<200: .number
      case ..<300: .letter
      case ..<400: .kana
      default: .ideograph
      }
  }
}

/// The tokens of about 64 KiB of text.
public struct TokenBatch: Sendable {
  /// The text that spans lie in, normalised and mapped; some bytes of no meaning follow it.
  public var text: [UInt8] { padded.bytes }
  var padded = PaddedText()
  /// Tokens, and an empty span where a segment ends. Boundaries `sentence` and `paragraph`: segments may be empty, and
  /// are none then; the last one ends with the source.
  public internal(set) var spans: [TokenSpan] = []
  /// Where asked for: the kind of each span, and the place that it comes from, in bytes of the chunk's text.
  public internal(set) var kinds: [TokenKind] = []
  public internal(set) var places: [Range<Int>] = []

  public func token(_ span: TokenSpan) -> ArraySlice<UInt8> { padded.bytes[span.range] }
}

/// What a chunk was made of, stretch by stretch.
public struct ChunkExtents: Sendable {
  /// One for each segment's end, from the one before it; boundary `none`: one for each token, from the end of the token
  /// before it to its own end.
  public internal(set) var stretches = ExtentLog()
  /// The text after the last of them.
  public internal(set) var trailing = SourceExtent()
}

/// What a source was, known once it has been read to its end.
public struct SourceSummary: Hashable, Sendable {
  /// "-" for standard input.
  public let path: String
  /// Size and digest of the raw file.
  public let fileBytes: Int
  public let sha256: Digest
  public let extent: SourceExtent
  /// Lines that an LF or the file's end closes.
  public let lines: Int
  /// The standard name of the encoding that it was read in.
  public let encoding: String
  /// How sure of that encoding the detector was, of 100; nil where it was not asked.
  public let confidence: Int?
  /// Whether it was a gzip file; then `extent` is of what it unpacked to.
  public let isCompressed: Bool
  /// Places where bytes were no text, and were replaced or skipped.
  public let invalid: Int
  /// Whether there is text after the last LF.
  public let endsInLine: Bool
  public let spaces: SpaceCounts
}
