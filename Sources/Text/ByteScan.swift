internal import CText

/// Searches in bytes: every byte of a corpus passes here several times, so that vectors do it.
enum ByteScan {
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D

  /// Whether all bytes of `start..<end` are below 0x80.
  static func isASCII(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
    UTF8Validation.asciiPrefix(of: bytes.extracting(start..<end)) == end - start
  }

  /// The position after the last LF of `start..<end`, or nil.
  static func lastLineEnd(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
    let part = bytes.extracting(start..<end)
    let found = unsafe part.withUnsafeBufferPointer { part in
      guard let base = part.baseAddress else { return 0 }
      return unsafe ctext_last_line_end(base, part.count)
    }
    return found == 0 ? nil : start + found
  }

  /// The number of LF in `start..<end`.
  static func lineEnds(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    UTF8Validation.counts(of: bytes.extracting(start..<end)).lineFeeds
  }

  /// The number of Unicode scalars that begin in `start..<end` of UTF-8 text.
  static func scalars(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    UTF8Validation.counts(of: bytes.extracting(start..<end)).scalars
  }

  /// ASCII capitals to small letters, in place.
  static func lowerASCII(_ bytes: inout [UInt8]) {
    var span = bytes.mutableSpan
    for index in span.indices {
      let byte = span[index]
      span[index] = byte | (byte &- 0x41 < 26 ? 0x20 : 0)
    }
  }
}
