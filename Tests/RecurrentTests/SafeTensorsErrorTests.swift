import Platform
import Testing

@testable import Recurrent

@Suite struct SafeTensorsErrorTests {
  private static let evil = "a\u{1B}[2J\u{202E}'\n" + String(repeating: "x", count: 1000)

  /// Each says what and where on one line that a terminal does not obey, and what to do next.
  @Test func wordsAreSafeAndSayWhatToDo() {
    let evil = Self.evil
    let errors: [SafeTensorsError] = [
      .tooShort(bytes: 3), .headerTooLong(bytes: .max, limit: 5), .headerBeyondEnd(bytes: 9, file: 8),
      .badHeader(byte: 9, expected: "':'"), .tooManyTensors(byte: 9, limit: 2), .twice(name: evil, byte: 9),
      .badType(name: evil, byte: 9, type: evil), .badOffsets(name: evil, byte: 9, begin: 1, end: 0, data: 2),
      .badSize(name: evil, byte: 9, shape: [.max, 2], type: "F32", bytes: 3),
      .overlap(name: evil, byte: 9, other: evil), .gap(byte: 9, bytes: 2),
    ]
    for error in errors {
      let text = "\(error)"
      #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x7F || $0 == "…" }, "\(text)")
      #expect(text.contains("; ") && text.count < 500 && error.exitCode == .data)
      #expect(text.hasPrefix(error.reason + "; "))
    }
  }

  @Test func names() {
    #expect(SafeTensorsError.shown("rnn.weight_ih_l0") == "rnn.weight_ih_l0")
    #expect(SafeTensorsError.shown("a b\\\u{1B}é") == #"a\u{20}b\\\u{1B}\u{E9}"#)
    #expect(SafeTensorsError.shown(Self.evil).hasSuffix("x…"))
    #expect(SafeTensorsError.shown([2, 3]) == "[2, 3]" && SafeTensorsError.shown([]) == "[]")
  }
}
