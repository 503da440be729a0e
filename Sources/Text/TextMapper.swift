internal import CICU

/// Normalises text, then maps it to lower case.
///
/// ASCII takes a short way where that gives what ICU gives: no normalization form changes it, and all but a few locales
/// lower its capitals alike.
@safe final class TextMapper {
  private let handle: OpaquePointer
  private let changesText: Bool
  private let lowers: Bool
  private let lowersASCIIPlainly: Bool

  /// - Parameter locale: ICU's name of a locale.
  init(_ settings: TokenizerSettings, locale: String) throws(TextError) {
    let form =
      switch settings.normalization {
      case .none: CICU_NONE
      case .nfc: CICU_NFC
      case .nfkc: CICU_NFKC
      }
    lowers = settings.caseMapping == .lower
    changesText = lowers || settings.normalization != .none
    var opened: OpaquePointer?
    try ICU.check(
      unsafe cicu_mapper_open(locale, form, lowers, settings.boundary == .none, &opened), "opening normalization")
    guard let opened = unsafe opened else { throw .outOfMemory(operation: "normalization") }
    unsafe handle = opened
    lowersASCIIPlainly = try unsafe Self.lowersASCIIPlainly(opened)
  }

  deinit { unsafe cicu_mapper_close(handle) }

  /// Makes `mapped` the text of the piece; true where positions in it are not the piece's own.
  func map(_ chunk: [UInt8], _ piece: Piece, into mapped: inout [UInt8]) throws(TextError) -> Bool {
    mapped.removeAll(keepingCapacity: true)
    if !changesText || (piece.isASCII && (!lowers || lowersASCIIPlainly)) {
      mapped.append(contentsOf: chunk[piece.start..<piece.end])
      if lowers { ByteScan.lowerASCII(&mapped) }
      return false
    }
    try unsafe Self.map(handle, chunk[piece.start..<piece.end], into: &mapped)
    return true
  }

  /// Where in the piece last mapped the spans' ends come from. Spans come in order, also from call to call.
  func sourceEnds(_ spans: [TokenSpan], into ends: inout [UInt32]) throws(TextError) {
    var code: Int32 = 0
    ends.removeAll(keepingCapacity: true)
    ends.append(addingCapacity: spans.count) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
        unsafe spans.withUnsafeBufferPointer {
          code = unsafe cicu_mapper_source_ends(handle, $0.baseAddress, $0.count, buffer.baseAddress)
        }
        initialized = code == 0 ? spans.count : 0
      }
    }
    try ICU.check(code, "finding a token in its source")
  }

  private static func map(
    _ handle: OpaquePointer, _ text: ArraySlice<UInt8>, into mapped: inout [UInt8]
  ) throws(TextError) {
    let code = unsafe text.withUnsafeBufferPointer { source in
      var result: UnsafePointer<UInt8>?
      var count = 0
      let code = unsafe cicu_mapper_map(handle, source.baseAddress, source.count, &result, &count)
      if code == 0 { unsafe mapped.append(contentsOf: UnsafeBufferPointer(start: result, count: count)) }
      return code
    }
    try ICU.check(code, "mapping text")
  }

  /// Asks ICU itself, so that no list of locales (Turkish, Azeri …) has to be kept.
  private static func lowersASCIIPlainly(_ handle: OpaquePointer) throws(TextError) -> Bool {
    let ascii = (0..<128).map { UInt8($0) }
    var expected = ascii
    ByteScan.lowerASCII(&expected)
    var mapped: [UInt8] = []
    try unsafe map(handle, ascii[...], into: &mapped)
    return mapped == expected
  }
}
