internal import CICU

/// The encodings that a byte order mark can announce.
enum TextEncoding: String, CaseIterable {
  case utf8 = "UTF-8"
  // Before UTF-16LE, whose mark begins this one: a file of UTF-16 does not start with U+0000.
  case utf32LittleEndian = "UTF-32LE"
  case utf32BigEndian = "UTF-32BE"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"

  /// U+FEFF in this encoding.
  var mark: [UInt8] {
    switch self {
    case .utf8: [0xEF, 0xBB, 0xBF]
    case .utf32LittleEndian: [0xFF, 0xFE, 0, 0]
    case .utf32BigEndian: [0, 0, 0xFE, 0xFF]
    case .utf16LittleEndian: [0xFF, 0xFE]
    case .utf16BigEndian: [0xFE, 0xFF]
    }
  }

  /// The longest mark.
  static let markCapacity = 4

  /// The encoding whose mark the file begins with, and the mark's length; UTF-8 where there is none.
  static func detect(_ start: [UInt8]) -> (encoding: TextEncoding, markLength: Int) {
    for encoding in allCases where start.starts(with: encoding.mark) { return (encoding, encoding.mark.count) }
    return (.utf8, 0)
  }
}

/// An ICU converter to UTF-8 that stops at the first malformed byte.
@safe final class TextDecoder {
  private let handle: OpaquePointer
  private let encoding: TextEncoding

  init(_ encoding: TextEncoding) throws(TextError) {
    var opened: OpaquePointer?
    try ICU.check(unsafe cicu_decoder_open(encoding.rawValue, &opened), "opening the converter \(encoding.rawValue)")
    guard let opened = unsafe opened else { throw .outOfMemory(operation: "a converter") }
    unsafe handle = opened
    self.encoding = encoding
  }

  deinit { unsafe cicu_decoder_close(handle) }

  /// Appends the bytes' text to `text`. The bytes of a character may come in two calls; `flush` says none follow.
  ///
  /// `path` and `offset`, of the first byte in its file, are for the error.
  func decode(
    _ bytes: [UInt8], flush: Bool, path: String, offset: Int, into text: inout [UInt8]
  ) throws(TextError) {
    var position = 0
    while true {
      var (consumed, produced, malformed) = (0, 0, 0)
      var outcome = CICU_INPUT_USED
      text.append(addingCapacity: 65536) { output in
        unsafe output.withUnsafeMutableBufferPointer { target, initialized in
          unsafe bytes.withUnsafeBufferPointer { source in
            let rest = unsafe UnsafeBufferPointer(rebasing: source[position...])
            outcome = unsafe cicu_decoder_decode(
              handle, rest.baseAddress, rest.count, flush, target.baseAddress, 65536, &consumed, &produced, &malformed)
          }
          initialized = produced
        }
      }
      position += consumed
      switch outcome {
      case CICU_INPUT_USED: return
      case CICU_OUTPUT_FULL: continue
      case CICU_MALFORMED:
        throw .malformed(path: path, encoding: encoding.rawValue, byteOffset: offset + position - malformed)
      default: throw .icu(operation: "converting from \(encoding.rawValue)", code: "unexpected state")
      }
    }
  }
}
