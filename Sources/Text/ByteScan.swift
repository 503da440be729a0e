/// Searches in bytes, eight a step: every byte of a corpus passes here several times.
enum ByteScan {
  static let lineFeed: UInt8 = 0x0A

  private static let high: UInt64 = 0x8080_8080_8080_8080
  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// The first byte of `start..<end` that is over 0x7F, or `end`.
  static func firstNonASCII(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var position = start
    while position + 8 <= end {
      let found = word(bytes, at: position) & high
      if found != 0 { return position + found.trailingZeroBitCount / 8 }
      position += 8
    }
    while position < end, bytes[position] < 0x80 { position += 1 }
    return position
  }

  /// The position after the first LF of `start..<end`, or nil.
  static func firstLineEnd(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
    var position = start
    while position + 8 <= end {
      // A byte that equals LF becomes zero; the lowest bit set below is that of the first zero byte.
      let zeroed = word(bytes, at: position) ^ (ones &* UInt64(lineFeed))
      let found = (zeroed &- ones) & ~zeroed & high
      if found != 0 { return position + found.trailingZeroBitCount / 8 + 1 }
      position += 8
    }
    while position < end {
      position += 1
      if bytes[position - 1] == lineFeed { return position }
    }
    return nil
  }

  /// The position after the last LF of `start..<end`, or nil.
  static func lastLineEnd(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
    var position = end
    while position > start {
      if bytes[position - 1] == lineFeed { return position }
      position -= 1
    }
    return nil
  }

  /// The number of LF in `start..<end`.
  static func lineEnds(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var count = 0
    var position = start
    while let next = firstLineEnd(in: bytes, from: position, to: end) {
      count += 1
      position = next
    }
    return count
  }

  /// The number of Unicode scalars that begin in `start..<end` of UTF-8 text.
  static func scalars(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var following = 0
    var position = start
    while position + 8 <= end {
      // Bytes 10xxxxxx continue a character: the high bit set, and the one below it not.
      let eight = word(bytes, at: position)
      following += (eight & ~(eight << 1) & high).nonzeroBitCount
      position += 8
    }
    while position < end {
      if bytes[position] & 0xC0 == 0x80 { following += 1 }
      position += 1
    }
    return end - start - following
  }

  /// The last place of `start..<end`, `start` left out, that is between a space and an ASCII letter, or nil.
  ///
  /// There a line may be cut as at an LF: no character composes, maps its case or joins a word over it.
  static func lastSafeCut(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
    var position = end - 1
    while position > start {
      if isSafeCut(bytes, at: position) { return position }
      position -= 1
    }
    return nil
  }

  /// The first place of `start..<end`, `start` left out, that is such a one or a line's end, or `end`.
  static func firstCut(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var position = start + 1
    while position < end, bytes[position - 1] != lineFeed, !isSafeCut(bytes, at: position) { position += 1 }
    return min(position, end)
  }

  /// ASCII capitals to small letters, in place.
  static func lowerASCII(_ bytes: inout [UInt8]) {
    var span = bytes.mutableSpan
    for index in span.indices {
      let byte = span[index]
      span[index] = byte | (byte &- 0x41 < 26 ? 0x20 : 0)
    }
  }

  private static func isSafeCut(_ bytes: Span<UInt8>, at position: Int) -> Bool {
    bytes[position - 1] == 0x20 && (0x61...0x7A).contains(bytes[position] | 0x20)
  }

  private static func word(_ bytes: Span<UInt8>, at position: Int) -> UInt64 {
    // Checked against the span's end, which the loops above stay within anyway.
    precondition(position >= 0 && position + 8 <= bytes.count, "eight bytes lie within the span")
    let word = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
    return UInt64(littleEndian: word)
  }
}
