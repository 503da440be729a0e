import Foundation
import Testing
import Text

@testable import Experiment

@Suite struct GeneratedSpacingTests {
  private func written(_ tokens: [String]) -> String {
    var spacing = GeneratedSpacing()
    return tokens.map { (spacing.isSpaced(before: Array($0.utf8)) ? " " : "") + $0 }.joined()
  }

  @Test(arguments: [
    "“Well,” said he (the old man), “it's half-past 3. Go!”", "\"Time,\" he said; \"is 'what' we have: $5 or 7%?\"",
    "a—b and/or [c] {d}: ¿qué? ¡no!", "他说：「好。」", "ประเทศไทย", "one two three", "...", "the dogs’ owner’s",
  ])
  func textIsWrittenAsItWas(text: String) throws {
    #expect(written(try tokens(text)) == text)
  }

  /// Whatever is written has the same tokens when it is read again.
  @Test func readAgainTheTokensAreTheSame() throws {
    let parts = [
      "a", "don't", "3", "1.5", "-", "—", "/", "\"", "'", "’", "“", "”", "(", ")", "[", "]", ",", ".", ";", ":", "!",
      "?",
      "$", "%", "…", "@", "#", "&", "*", "«", "»", "é",
    ]
    var state: UInt64 = 5
    for _ in 0..<300 {
      let words = (0..<12).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return parts[Int(state >> 33) % parts.count]
      }
      #expect(try tokens(written(words)) == words, "\(written(words))")
    }
  }

  @Test func linesBeginAnew() {
    var spacing = GeneratedSpacing()
    var spaced: [Bool] = []
    for token in ["\"", "a", "|", "\"", "b", "c"] {
      // A mark that stayed open is not closed on the next line.
      if token == "|" { spacing.reset() } else { spaced.append(spacing.isSpaced(before: Array(token.utf8))) }
    }
    #expect(spaced == [false, false, false, false, true])
    let (nothing, noText) = (spacing.isSpaced(before: []), spacing.isSpaced(before: [0xFF]))
    #expect(!nothing && noText)
  }

  private func tokens(_ text: String) throws -> [String] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("spacing-\(UUID().uuidString)")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    var tokens: [String] = []
    let tokenizer = try Tokenizer(TokenizerSettings())
    _ = try tokenizer.tokenize(.file(path: file.path)) { _, batch in
      for span in batch.spans where !span.isSegmentEnd {
        tokens.append(String(decoding: batch.token(span), as: UTF8.self))
      }
    }
    return tokens
  }
}
