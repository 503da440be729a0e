internal import CICU
internal import CText

/// An ICU break iterator, opened once and pointed at many texts.
@safe final class Breaker {
  /// How many spans come at a time.
  private static let batch = 8192

  private let handle: OpaquePointer

  /// - Parameter locale: ICU's name of a locale.
  init(_ division: Division, locale: String, whole: Bool, lines: Bool) throws(TextError) {
    var opened: OpaquePointer?
    try ICU.check(
      unsafe cicu_breaker_open(division.unit, locale, whole, lines, &opened), "opening a break iterator")
    guard let opened = unsafe opened else { throw .outOfMemory(operation: "a break iterator") }
    unsafe handle = opened
  }

  deinit { unsafe cicu_breaker_close(handle) }

  /// Begins with a part of a text; spans count from the text's start.
  func start(_ text: PaddedText, _ part: Range<Int>) throws(TextError) {
    let code = unsafe text.bytes.withUnsafeBufferPointer { bytes in
      unsafe cicu_breaker_set(
        handle, bytes.baseAddress.map { unsafe $0 + part.lowerBound }, part.count, UInt32(part.lowerBound))
    }
    try ICU.check(code, "segmenting a text of \(part.count) bytes")
  }

  /// Appends the next spans; false where there are no more. `statuses` as for ``BreakRules``.
  func next(into spans: inout [TokenSpan], statuses: inout [Int32]?) -> Bool {
    var count = 0
    spans.append(addingCapacity: Self.batch) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
        if statuses == nil {
          count = unsafe cicu_breaker_next(handle, buffer.baseAddress, nil, Self.batch)
        } else {
          let spans = buffer.baseAddress
          statuses?.append(addingCapacity: Self.batch) { output in
            unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
              count = unsafe cicu_breaker_next(handle, spans, buffer.baseAddress, Self.batch)
              initialized = count
            }
          }
        }
        initialized = count
      }
    }
    return count == Self.batch
  }
}
