internal import CICU

/// An ICU break iterator, opened once and pointed at many texts.
@safe final class Breaker {
  private let handle: OpaquePointer

  init(locale: String, words: Bool, lines: Bool) throws(TextError) {
    var opened: OpaquePointer?
    try ICU.check(unsafe cicu_breaker_open(locale, words, lines, &opened), "opening a break iterator")
    guard let opened = unsafe opened else { throw .outOfMemory(operation: "a break iterator") }
    unsafe handle = opened
  }

  deinit { unsafe cicu_breaker_close(handle) }

  func start(_ text: [UInt8]) throws(TextError) {
    let code = unsafe text.withUnsafeBufferPointer { unsafe cicu_breaker_set(handle, $0.baseAddress, $0.count) }
    try ICU.check(code, "segmenting a text of \(text.count) bytes")
  }

  func next(into spans: inout [TokenSpan]) {
    spans.append(addingCapacity: Segmenter.batch) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
        initialized = unsafe cicu_breaker_next(handle, buffer.baseAddress, Segmenter.batch)
      }
    }
  }
}
