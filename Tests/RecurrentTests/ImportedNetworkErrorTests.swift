import Platform
import Testing

@testable import Recurrent

@Suite struct ImportedNetworkErrorTests {
  /// One line that a terminal does not obey, and what to do next.
  @Test func wordsAreSafeAndSayWhatToDo() {
    let evil = "a\u{1B}[2J\u{202E}'\n" + String(repeating: "x", count: 1000)
    let errors: [ImportedNetworkError] = [
      .missing(name: "rnn.weight_ih_l0", advice: "save it"), .wrongShape(name: evil, found: [1, 2], expected: "[2]"),
      .notOurs(name: evil, reason: "it is none; leave it out"), .otherVocabulary(name: evil, found: 3, corpus: 4),
      .otherCell(asked: "lstm", gates: 3), .notFinite(name: evil, element: 3), .badMetadata(key: evil, value: evil),
      .badShape(.badSetting(name: "--context", value: "3", expected: "1")), .tooLarge, .outOfMemory(bytes: 1 << 40),
    ]
    for error in errors {
      let text = "\(error)"
      #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x7F || $0 == "…" }, "\(text)")
      #expect(text.contains("; ") && text.count < 500, "\(text)")
    }
    #expect(ImportedNetworkError.otherCell(asked: "x", gates: 4).exitCode == .usage)
    #expect(ImportedNetworkError.tooLarge.exitCode == .unavailable)
    #expect(ImportedNetworkError.notFinite(name: "x", element: 0).exitCode == .data)
  }

  @Test func adviceNamesTheCell() {
    for (gates, advice) in [(4, "--cell lstm,"), (3, "--cell gru,"), (1, "--cell tanh, relu or sigmoid,")] {
      #expect("\(ImportedNetworkError.otherCell(asked: "x", gates: gates))".contains(advice))
    }
  }
}
