internal import CText

/// UTF-8 text with room after it, so that loops may read whole vectors.
struct PaddedText: Sendable {
  /// The text, and `padding` bytes of any value.
  private(set) var bytes: [UInt8] = Array(repeating: 0, count: padding)

  static let padding = Int(CTEXT_PADDING)

  /// Bytes of text.
  var count: Int { bytes.count - Self.padding }

  init() {}

  init(_ text: [UInt8]) {
    bytes = text
    bytes.append(contentsOf: repeatElement(0, count: Self.padding))
  }

  /// Makes it the text that `write` puts into `count` bytes.
  mutating func replace<Result>(count: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Result) -> Result? {
    bytes.removeAll(keepingCapacity: true)
    var result: Result?
    bytes.append(addingCapacity: count + Self.padding) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
        if let base = buffer.baseAddress {
          result = unsafe write(base)
          unsafe (base + count).initialize(repeating: 0, count: Self.padding)
        }
        initialized = count + Self.padding
      }
    }
    return result
  }

  /// Cuts it off after `count` bytes.
  mutating func truncate(to count: Int) { bytes.removeLast(self.count - count) }

  /// Adds a text, and returns where it lies.
  mutating func append(_ text: [UInt8]) -> Range<Int> {
    let start = count
    bytes.removeLast(Self.padding)
    bytes += text
    bytes.append(contentsOf: repeatElement(0, count: Self.padding))
    return start..<start + text.count
  }
}
