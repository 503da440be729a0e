import Counts
import Testing

@Suite struct CountLinesErrorTests {
  /// Where it is, and what to do.
  @Test func wordsSayWhere() {
    let errors: [CountLinesError] = [
      .cannotRead(path: "f", reason: "r", isMissing: true), .cannotRead(path: "f", reason: "r", isMissing: false),
      .malformed(path: "f", line: 3, reason: "r"), .malformedIDs(path: "f", reason: "r"),
      .unsorted(path: "f", line: 3, gram: "a b"), .repeated(path: "f", line: 3, gram: "a b"),
      .overflow(path: "f", line: 3, gram: "a b"), .wrongGzip(path: "f", byteOffset: 3, reason: "r"),
      .expandsTooFar(path: "f", limit: 3),
    ]
    for error in errors {
      #expect(error.description.hasPrefix("f:") && error.description.contains("; "))
      if case .unsorted = error { #expect(error.description.hasPrefix("f:3: 'a b'")) }
    }
  }
}
