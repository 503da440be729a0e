internal import CText

/// Well-formed UTF-8: The Unicode Standard, chapter 3, table 3-7.
package enum UTF8Validation {
  package enum Verdict: Equatable {
    /// Everything before the position is UTF-8; what follows, at most three bytes, begins a character and lacks its end.
    case valid(upTo: Int)
    /// The first wrong byte: where the first sequence that is no character begins.
    case invalid(at: Int)
  }

  /// Judges `bytes` from `start`, a character's beginning.
  ///
  /// - Complexity: O(n), about 0.1 ms a megabyte of Latin text, 0.5 ms of any other.
  package static func verdict(on bytes: Span<UInt8>, from start: Int) -> Verdict {
    let rest = bytes.extracting(start...)
    return unsafe rest.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress, !buffer.isEmpty else { return .valid(upTo: start) }
      let good = unsafe ctext_utf8_prefix(base, buffer.count)
      if good == buffer.count { return .valid(upTo: bytes.count) }
      var isWhole = false
      _ = unsafe ctext_utf8_subpart(base + good, buffer.count - good, &isWhole)
      return isWhole ? .invalid(at: start + good) : .valid(upTo: start + good)
    }
  }

  /// Makes `bytes` UTF-8 from `start` on, a character's beginning, except for an unfinished character at the end unless
  /// the bytes are the `last`: each maximal subpart of an ill-formed sequence (The Unicode Standard, section 3.9)
  /// becomes U+FFFD, or nothing where `replace` is false.
  ///
  /// - Returns: where the checked text ends, and how many subparts there were.
  package static func repair(
    _ bytes: inout [UInt8], from start: Int, last: Bool, replace: Bool
  ) -> (end: Int, invalid: Int) {
    let broken = Array(bytes[start...])
    bytes.removeSubrange(start...)
    var (consumed, invalid) = (0, 0)
    bytes.append(addingCapacity: 3 * broken.count) { output in
      unsafe output.withUnsafeMutableBufferPointer { target, initialized in
        unsafe broken.withUnsafeBufferPointer { source in
          guard let from = source.baseAddress, let to = target.baseAddress else { return }
          initialized = unsafe ctext_utf8_repair(from, source.count, last, replace, to, &consumed, &invalid)
        }
      }
    }
    let end = bytes.count
    bytes.append(contentsOf: broken[consumed...])
    return (end, invalid)
  }

  /// The number of ASCII bytes that the text begins with.
  package static func asciiPrefix(of bytes: Span<UInt8>) -> Int {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      return unsafe ctext_ascii_prefix(base, buffer.count)
    }
  }

  /// The characters, and the LFs among them, of UTF-8 text.
  package static func counts(of text: Span<UInt8>) -> (scalars: Int, lineFeeds: Int) {
    let counts = allCounts(of: text)
    return (counts.scalars, counts.line_feeds)
  }

  /// The characters of UTF-8 text, and its white space.
  static func allCounts(of text: Span<UInt8>) -> ctext_counts {
    unsafe text.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return ctext_counts() }
      return unsafe ctext_count(base, buffer.count)
    }
  }

  /// Appends the lines of `text` that an LF ends: where each ends, counted from the text's start, and its characters.
  static func lines(of text: Span<UInt8>, into lines: inout [ctext_line]) {
    var position = 0
    unsafe text.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var isDone = false
      while !isDone {
        lines.append(addingCapacity: 256) { output in
          unsafe output.withUnsafeMutableBufferPointer { target, initialized in
            guard let to = target.baseAddress else { return }
            initialized = unsafe ctext_lines(base, buffer.count, &position, to, 256)
            isDone = initialized < 256
          }
        }
      }
    }
  }

  /// The length of the character that begins at `position`, or 0 where none does.
  package static func scalarLength(in bytes: Span<UInt8>, at position: Int) -> Int {
    let first = bytes[position]
    if first < 0x80 { return 1 }
    let length = sequenceLength(first)
    guard length > 0, length <= bytes.count - position else { return 0 }
    return agrees(bytes, at: position, upTo: position + length) ? length : 0
  }

  /// The character of `length` bytes at `position`, which ``scalarLength(in:at:)`` has found there.
  package static func scalar(in bytes: Span<UInt8>, at position: Int, length: Int) -> Unicode.Scalar {
    var value = UInt32(bytes[position])
    if length > 1 { value &= 0xFF >> UInt32(length + 1) }
    for index in position + 1..<position + length { value = value << 6 | UInt32(bytes[index] & 0x3F) }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  private static func sequenceLength(_ first: UInt8) -> Int {
    switch first {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  }

  /// Whether the bytes after the first may follow it; overlong forms, surrogates and what is past U+10FFFF may not.
  private static func agrees(_ bytes: Span<UInt8>, at position: Int, upTo end: Int) -> Bool {
    guard position + 1 < end else { return true }
    let second: ClosedRange<UInt8> =
      switch bytes[position] {
      case 0xE0: 0xA0...0xBF
      case 0xED: 0x80...0x9F
      case 0xF0: 0x90...0xBF
      case 0xF4: 0x80...0x8F
      default: 0x80...0xBF
      }
    guard second.contains(bytes[position + 1]) else { return false }
    var index = position + 2
    while index < end {
      guard bytes[index] & 0xC0 == 0x80 else { return false }
      index += 1
    }
    return true
  }
}
