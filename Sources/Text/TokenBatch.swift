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

/// The tokens of about one MiB of text: whole segments where the boundary is `line`.
///
/// Over all batches of a source, `extents` and `trailing` sum up to the source's extent.
public struct TokenBatch: Hashable, Sendable {
  /// The tokens, one after another.
  public internal(set) var bytes: [UInt8] = []
  /// The end of each token in `bytes`.
  public internal(set) var ends: [Int] = []
  /// Boundary `line`: for each segment, how many of the batch's tokens come before its end. Boundary `none`: empty.
  public internal(set) var segmentEnds: [Int] = []
  /// Boundary `line`: one for each segment, its lines with their ends; skipped lines belong to the segment after them.
  /// Boundary `none`: one for each token, from the end of the token before it to its own end.
  public internal(set) var extents: [SourceExtent] = []
  /// The text after the last extent; only a source's last batch has any.
  public internal(set) var trailing = SourceExtent()

  /// The number of tokens.
  public var count: Int { ends.count }

  /// All the text that the batch was made of.
  public var extent: SourceExtent { extents.reduce(trailing, +) }

  /// Where token `index` lies in `bytes`.
  public func range(of index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  var isEmpty: Bool { ends.isEmpty && segmentEnds.isEmpty && trailing == SourceExtent() }
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
}
