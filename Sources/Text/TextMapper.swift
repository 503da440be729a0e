internal import CICU
internal import CText

/// What normalization and case mapping do to characters that map one by one: shared by all threads.
///
/// Taken from ICU character by character when a tokenizer is made, so that no list of ours has to agree with it. Nil
/// where the locale has rules that look at neighbours (Turkish, Lithuanian).
@safe final class SimpleMapping: @unchecked Sendable {
  /// Immutable after `init`.
  private let handle: OpaquePointer

  init?(_ settings: TokenizerSettings, locale: String) throws(TextError) {
    let mapper = try TextMapper(settings, locale: locale, simple: nil, tracks: false)
    guard let opened = try unsafe mapper.openSimple() else { return nil }
    unsafe handle = opened
  }

  deinit { unsafe cicu_simple_mapping_close(handle) }

  /// Where in `text[range]`, counted from its start, the first character is that does not map so simply; the length
  /// where there is none. `mapped` becomes the text, right up to there.
  func map(_ text: [UInt8], _ range: Range<Int>, into mapped: inout PaddedText) -> Int {
    unsafe mapped.replace(count: range.count) { target in
      unsafe text.withUnsafeBufferPointer { source in
        guard let base = source.baseAddress else { return 0 }
        return unsafe ctext_map(
          cicu_simple_mapping_get(handle), base + range.lowerBound, range.count, target)
      }
    } ?? 0
  }
}

/// Normalises text, then maps its case.
@safe final class TextMapper {
  private let handle: OpaquePointer
  private let changesText: Bool
  private let simple: SimpleMapping?

  /// - Parameters:
  ///   - locale: ICU's name of a locale.
  ///   - tracks: whether ``sources(of:into:)`` will be asked.
  init(
    _ settings: TokenizerSettings, locale: String, simple: SimpleMapping?, tracks: Bool
  ) throws(TextError) {
    let form =
      switch settings.normalization {
      case .none: CICU_NONE
      case .nfc: CICU_NFC
      case .nfkc: CICU_NFKC
      }
    let letters =
      switch settings.caseMapping {
      case .keep: CICU_KEEP_CASE
      case .lower: CICU_LOWER
      case .fold: CICU_FOLD
      }
    changesText = settings.caseMapping != .keep || settings.normalization != .none
    self.simple = simple
    var opened: OpaquePointer?
    try ICU.check(unsafe cicu_mapper_open(locale, form, letters, tracks, &opened), "opening normalization")
    guard let opened = unsafe opened else { throw .outOfMemory(operation: "normalization") }
    unsafe handle = opened
  }

  deinit { unsafe cicu_mapper_close(handle) }

  /// Makes `mapped` the text of a piece, or of its beginning up to a cut where characters follow that need ICU.
  ///
  /// - Returns: where in the chunk the mapped part ends, and whether positions in it are not the source's own.
  func map(
    _ chunk: [UInt8], _ piece: Range<Int>, _ cuts: SafeCuts, into mapped: inout PaddedText
  ) throws(TextError) -> (end: Int, moved: Bool) {
    guard changesText else {
      _ = unsafe mapped.replace(count: piece.count) { target in
        unsafe chunk.withUnsafeBufferPointer { source in
          guard let base = source.baseAddress else { return }
          unsafe target.update(from: base + piece.lowerBound, count: piece.count)
        }
      }
      return (piece.upperBound, false)
    }
    if let simple {
      let length = simple.map(chunk, piece, into: &mapped)
      if length == piece.count { return (piece.upperBound, false) }
      // A long enough beginning is used as it is; else the piece takes the careful way as a whole.
      let special = piece.lowerBound + length
      if let cut = cuts.lastWithinPiece(in: chunk, from: piece.lowerBound, to: special),
        cut - piece.lowerBound >= Self.worthwhile
      {
        mapped.truncate(to: cut - piece.lowerBound)
        return (cut, false)
      }
    }
    try mapByICU(chunk, piece, into: &mapped)
    return (piece.upperBound, true)
  }

  private static let worthwhile = 4096

  /// Where in the piece last mapped by ICU the spans come from: whole characters, also where one became several tokens
  /// ("½" and NFKC). Spans come in order, also from call to call.
  func sources(of spans: [TokenSpan], into places: inout [Range<Int>]) throws(TextError) {
    var sources: [TokenSpan] = []
    var code: Int32 = 0
    sources.append(addingCapacity: spans.count) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
        unsafe spans.withUnsafeBufferPointer {
          code = unsafe cicu_mapper_sources(handle, $0.baseAddress, $0.count, buffer.baseAddress)
        }
        initialized = code == 0 ? spans.count : 0
      }
    }
    try ICU.check(code, "finding a token in its source")
    places.removeAll(keepingCapacity: true)
    for source in sources { places.append(source.range) }
  }

  /// The first run of more than `limit` bytes whose characters all reorder, or nil: normalization would take a time that
  /// grows with the square of its length.
  static func longReorderingRun(in text: [UInt8], _ range: Range<Int>, limit: Int) -> Range<Int>? {
    var (start, length) = (0, 0)
    unsafe text.withUnsafeBufferPointer { text in
      guard let base = text.baseAddress else { return }
      start = unsafe cicu_reordering_run(base + range.lowerBound, range.count, limit, &length)
    }
    return start == range.count || length <= limit
      ? nil : range.lowerBound + start..<range.lowerBound + start + length
  }

  fileprivate func openSimple() throws(TextError) -> OpaquePointer? {
    guard changesText else { return nil }
    var opened: OpaquePointer?
    try ICU.check(unsafe cicu_simple_mapping_open(handle, &opened), "reading case and normalization")
    return unsafe opened
  }

  private func mapByICU(_ text: [UInt8], _ range: Range<Int>, into mapped: inout PaddedText) throws(TextError) {
    let code = unsafe text.withUnsafeBufferPointer { source in
      var result: UnsafePointer<UInt8>?
      var count = 0
      let code = unsafe cicu_mapper_map(
        handle, source.baseAddress.map { unsafe $0 + range.lowerBound }, range.count, &result, &count)
      guard code == 0, let from = unsafe result else { return code }
      _ = unsafe mapped.replace(count: count) { unsafe $0.update(from: from, count: count) }
      return code
    }
    try ICU.check(code, "mapping text")
  }
}
