/// Well-formed UTF-8: The Unicode Standard, chapter 3, table 3-7.
enum UTF8Validation {
  enum Verdict: Equatable {
    /// Everything before the position is UTF-8; what follows, at most three bytes, begins a character and lacks its end.
    case valid(upTo: Int)
    /// The first wrong byte: where the first sequence that is no character begins.
    case invalid(at: Int)
  }

  /// Judges `bytes` from `start`, a character's beginning.
  ///
  /// - Complexity: O(n); ASCII takes eight bytes a step.
  static func verdict(on bytes: Span<UInt8>, from start: Int) -> Verdict {
    var position = start
    while true {
      position = ByteScan.firstNonASCII(in: bytes, from: position, to: bytes.count)
      if position == bytes.count { return .valid(upTo: position) }
      let length = scalarLength(in: bytes, at: position)
      if length > 0 {
        position += length
      } else {
        return isUnfinished(bytes, at: position) ? .valid(upTo: position) : .invalid(at: position)
      }
    }
  }

  /// The length of the character that begins at `position`, or 0 where none does.
  static func scalarLength(in bytes: Span<UInt8>, at position: Int) -> Int {
    let first = bytes[position]
    if first < 0x80 { return 1 }
    let length = sequenceLength(first)
    guard length > 0, length <= bytes.count - position else { return 0 }
    return agrees(bytes, at: position, upTo: position + length) ? length : 0
  }

  /// The character of `length` bytes at `position`, which ``scalarLength(in:at:)`` has found there.
  static func scalar(in bytes: Span<UInt8>, at position: Int, length: Int) -> Unicode.Scalar {
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

  private static func isUnfinished(_ bytes: Span<UInt8>, at position: Int) -> Bool {
    sequenceLength(bytes[position]) > bytes.count - position && agrees(bytes, at: position, upTo: bytes.count)
  }
}
