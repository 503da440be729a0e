internal import CNGrams
internal import Platform

/// The words of an ARPA file by id: `<unk>`, `</s>` for `<eos>`, the types, and `<s>` for `<bos>`, whose id is V.
///
/// White space divides words there, so that it is escaped within a type (`\u{20}`, `\t`, `\n`, `\r`), as
/// `lmctl tokenize --print` does. Memory: the types' bytes and 8 bytes a type.
public struct ARPATokens: Sendable {
  /// One after another, and padding.
  let bytes: [UInt8]
  /// Where each ends.
  let ends: [UInt64]
  /// Each with its length, where it is short (`CNGrams/arpa.h`).
  private let slots: [UInt8]
  private let longest: Int
  /// Whether there is an `</s>` among them.
  let endOfSegment: UInt32?

  /// V.
  public var vocabularySize: Int { ends.count - 1 }

  /// - Parameters:
  ///   - types: the bytes of ids 0 to V − 1, UTF-8.
  ///   - escapesSpaces: whether white space beyond ASCII's is escaped too, as where it is a token of its own. NUL and
  ///     ASCII's always are.
  /// - Throws: ``ARPAError/sameWord(first:second:)``; ``OutOfMemory``.
  public init(_ types: [[UInt8]], endOfSegment: UInt32?, escapesSpaces: Bool) throws {
    precondition(!types.isEmpty && types.count < UInt32.max, "ids are numbers of 32 bits")
    var (bytes, ends) = ([UInt8](), [UInt64]())
    ends.reserveCapacity(types.count + 1)
    for (id, type) in types.enumerated() {
      switch UInt32(id) {
      case 0: bytes += Array("<unk>".utf8)
      case endOfSegment: bytes += Array("</s>".utf8)
      default: Self.append(type, to: &bytes, escapesSpaces)
      }
      ends.append(UInt64(bytes.count))
    }
    bytes += Array("<s>".utf8)
    ends.append(UInt64(bytes.count))
    var (slots, start, longest) = ([UInt8](repeating: 0, count: 16 * (ends.count + 1)), 0, 0)
    for (id, end) in ends.enumerated() {
      let length = Int(end) - start
      longest = max(longest, length)
      slots[16 * id] = length < 16 ? UInt8(length) : 255
      if length < 16 { for offset in 0..<length { slots[16 * id + 1 + offset] = bytes[start + offset] } }
      start = Int(end)
    }
    (self.slots, self.longest) = (slots, longest)
    bytes += Array(repeating: 0, count: Int(NGRAMS_ARPA_PADDING))
    (self.bytes, self.ends, self.endOfSegment) = (bytes, ends, endOfSegment)
    if let second = try repeated() {
      let first = (0..<second).first { word($0) == word(second) }
      throw ARPAError.sameWord(first: first ?? second, second: second)
    }
  }

  /// The word of an id.
  public func word(_ id: Int) -> ArraySlice<UInt8> { bytes[(id == 0 ? 0 : Int(ends[id - 1]))..<Int(ends[id])] }

  private static func append(_ type: [UInt8], to bytes: inout [UInt8], _ escapesSpaces: Bool) {
    // Lead bytes of white space: ASCII's, U+0085 and U+00A0, U+1680, U+2000 and on, U+3000.
    guard type.contains(where: { $0 <= 0x20 || (escapesSpaces && [0xC2, 0xE1, 0xE2, 0xE3].contains($0)) }) else {
      bytes += type
      return
    }
    for scalar in String(decoding: type, as: UTF8.self).unicodeScalars {
      if scalar.value != 0, !scalar.properties.isWhitespace || !(escapesSpaces || scalar.isASCII) {
        bytes += UTF8.encode(scalar) ?? .init()
      } else {
        switch scalar {
        case "\t": bytes += Array(#"\t"#.utf8)
        case "\n": bytes += Array(#"\n"#.utf8)
        case "\r": bytes += Array(#"\r"#.utf8)
        default: bytes += Array((#"\u{"# + String(scalar.value, radix: 16, uppercase: true) + "}").utf8)
        }
      }
    }
  }

  private func repeated() throws(OutOfMemory) -> Int? {
    var (id, isDone) = (UInt32(0), false)
    unsafe withTokens { isDone = unsafe ngrams_arpa_repeated($0, .random(in: 0 ... .max), &id) }
    guard isDone else { throw OutOfMemory(bytes: 64 * ends.count) }
    return id < ends.count ? Int(id) : nil
  }

  /// The words as C reads them, for as long as `body` runs.
  func withTokens<Result>(_ body: (ngrams_arpa_tokens) throws -> Result) rethrows -> Result {
    try unsafe bytes.withUnsafeBufferPointer { bytes in
      try unsafe ends.withUnsafeBufferPointer { ends in
        try unsafe slots.withUnsafeBufferPointer { slots in
          try unsafe body(
            ngrams_arpa_tokens(
              bytes: bytes.baseAddress, ends: ends.baseAddress, slots: slots.baseAddress, count: UInt32(ends.count),
              longest: longest))
        }
      }
    }
  }
}
