/// Reads the JSON of a safetensors header, and only what such a header may hold: objects, lists, strings, whole numbers.
///
/// Foundation's readers keep one of two equal names without a word, and do not say at which byte something is wrong.
/// What is nested is read by whoever calls, level by level, so that no depth of brackets fills the stack.
struct SafeTensorsScanner {
  private let bytes: [UInt8]
  private let end: Int
  /// Of the file: what is read next.
  private(set) var position: Int

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  var isAtEnd: Bool { position == end }

  private func peek() -> UInt8? { position < end ? bytes[position] : nil }

  mutating func skipSpace() {
    while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  /// Takes the character if it is the next one after white space.
  mutating func take(_ character: Character) -> Bool {
    skipSpace()
    guard let byte = peek(), byte == character.asciiValue else { return false }
    position += 1
    return true
  }

  mutating func expect(_ character: Character) throws(SafeTensorsError) {
    guard take(character) else { throw .badHeader(byte: position, expected: "'\(character)'") }
  }

  /// Whether something follows in an object or a list; takes the comma before it, or the bracket that closes it.
  mutating func hasMore(until close: Character) throws(SafeTensorsError) -> Bool {
    if take(",") { return true }
    guard take(close) else { throw .badHeader(byte: position, expected: "',' and no '\(close)'") }
    return false
  }

  /// A whole number from 0 on.
  mutating func number() throws(SafeTensorsError) -> Int {
    skipSpace()
    let start = position
    var value = 0
    while let byte = peek(), byte >= 0x30, byte <= 0x39 {
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(Int(byte) - 0x30)
      guard !overflow, !carry else { throw .badHeader(byte: start, expected: "number below 2^63") }
      value = sum
      position += 1
    }
    guard position > start, position == start + 1 || bytes[start] != 0x30 else {
      throw .badHeader(byte: start, expected: "whole number")
    }
    return value
  }

  mutating func string() throws(SafeTensorsError) -> String {
    skipSpace()
    let start = position
    guard peek() == Self.quote else { throw .badHeader(byte: position, expected: "'\"'") }
    position += 1
    var text: [UInt8] = []
    text.reserveCapacity(Self.usualLength)
    while let byte = peek(), byte != Self.quote {
      guard byte >= 0x20 else { throw .badHeader(byte: position, expected: "character of a string") }
      position += 1
      if byte == Self.backslash { try escape(into: &text) } else { text.append(byte) }
    }
    guard peek() == Self.quote else { throw .badHeader(byte: start, expected: "string that ends") }
    position += 1
    guard let string = String(validating: text, as: UTF8.self) else {
      throw .badHeader(byte: start, expected: "UTF-8")
    }
    return string
  }

  /// What stands after a backslash.
  private mutating func escape(into text: inout [UInt8]) throws(SafeTensorsError) {
    let at = position - 1
    guard let byte = peek() else { return }
    position += 1
    switch byte {
    case Self.quote, Self.backslash, UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var value = try hexadecimal()
      if value & 0xFC00 == 0xD800, peek() == Self.backslash {
        position += 1
        guard peek() == UInt8(ascii: "u") else { throw .badHeader(byte: at, expected: "pair of surrogates") }
        position += 1
        let low = try hexadecimal()
        guard low & 0xFC00 == 0xDC00 else { throw .badHeader(byte: at, expected: "pair of surrogates") }
        value = 0x10000 + (value & 0x3FF) << 10 + low & 0x3FF
      }
      guard let scalar = Unicode.Scalar(value) else { throw .badHeader(byte: at, expected: "Unicode scalar") }
      text += Array(String(scalar).utf8)
    default: throw .badHeader(byte: at, expected: "escape of JSON")
    }
  }

  private mutating func hexadecimal() throws(SafeTensorsError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw .badHeader(byte: position, expected: "hexadecimal digit")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  /// Bytes that the names of tensors have at most, but for few.
  private static let usualLength = 64
  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")
}
