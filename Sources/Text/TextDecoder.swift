internal import CICU

/// An ICU converter to UTF-8.
@safe final class TextDecoder {
  /// Where bytes were found that are no character, counted from the first byte ever decoded.
  struct Malformed: Error {
    var offset: Int
  }

  /// Bytes that are decoded to at a time, the most and the least.
  private static let (room, leastRoom) = (1 << 16, Int(CICU_DECODER_ROOM))

  private let handle: OpaquePointer
  private let name: String
  /// Where UTF-16 has the byte that tells half a pair, in a unit; nil for every other encoding.
  private let highByte: Int?
  private var decoded = 0

  /// - Parameter encoding: a standard name.
  init(_ encoding: String, _ invalid: InvalidInput) throws(TextError) {
    let malformed =
      switch invalid {
      case .error: CICU_STOP
      case .replace: CICU_REPLACE
      case .skip: CICU_SKIP
      }
    var opened: OpaquePointer?
    try ICU.check(unsafe cicu_decoder_open(encoding, malformed, &opened), "opening the converter \(encoding)")
    guard let opened = unsafe opened else { throw .outOfMemory(operation: "a converter") }
    unsafe handle = opened
    name = encoding
    highByte = encoding == "UTF-16LE" ? 1 : encoding == "UTF-16BE" ? 0 : nil
  }

  deinit { unsafe cicu_decoder_close(handle) }

  /// Places replaced or skipped so far.
  var invalid: Int { Int(clamping: unsafe cicu_decoder_malformed(handle)) }

  /// Appends the bytes' text to `text`, and removes them, but for what the next call is to complete.
  ///
  /// The bytes of a character may come in two calls; `flush` says none follow.
  ///
  /// - Returns: the place of the first malformed bytes, where these are an error; nothing can be decoded afterwards.
  func decode(_ bytes: inout [UInt8], flush: Bool, into text: inout [UInt8]) throws(TextError) -> Malformed? {
    let whole = flush ? bytes.count : wholeCharacters(bytes)
    let malformed = try decode(bytes, upTo: whole, flush: flush, into: &text)
    bytes.removeSubrange(..<whole)
    return malformed
  }

  /// How much of a block ICU may have: all but what UTF-16 ends it with of a unit or a pair.
  ///
  /// ICU keeps such parts itself, but then gives a wrong place where half a pair turns out to be alone. Of two first
  /// halves in a row it has both: the one before the last is alone for certain.
  private func wholeCharacters(_ bytes: [UInt8]) -> Int {
    guard let highByte else { return bytes.count }
    let units = bytes.count & ~1
    func isHalf(_ unit: Int) -> Bool { unit >= 0 && bytes[unit + highByte] & 0xFC == 0xD8 }
    return isHalf(units - 2) && !isHalf(units - 4) ? units - 2 : units
  }

  private func decode(
    _ bytes: [UInt8], upTo end: Int, flush: Bool, into text: inout [UInt8]
  ) throws(TextError) -> Malformed? {
    var position = 0
    while true {
      var (consumed, produced, malformed) = (0, 0, 0)
      var outcome = CICU_INPUT_USED
      let room = min(Self.room, Self.leastRoom + 4 * (end - position))
      text.append(addingCapacity: room) { output in
        unsafe output.withUnsafeMutableBufferPointer { target, initialized in
          unsafe bytes.withUnsafeBufferPointer { source in
            let rest = unsafe UnsafeBufferPointer(rebasing: source[position..<end])
            outcome = unsafe cicu_decoder_decode(
              handle, rest.baseAddress, rest.count, flush, target.baseAddress, room, &consumed, &produced,
              &malformed)
          }
          initialized = produced
        }
      }
      position += consumed
      decoded += consumed
      switch outcome {
      case CICU_INPUT_USED: return nil
      case CICU_OUTPUT_FULL: continue
      case CICU_MALFORMED: return Malformed(offset: max(0, decoded - malformed))
      default: throw .icu(operation: "converting from \(name)", code: "unexpected state")
      }
    }
  }
}
