import Foundation
import Testing
import Text

@testable import Experiment

@Suite struct GeneratedTextTests {
  private func written(_ tokens: [String], _ unit: TokenUnit, _ form: TokenWriter.Form) -> String {
    var text = GeneratedText(TokenizerSettings(unit: unit), form)
    text.addPrefix(Array(tokens[0].utf8), isEnd: false)
    for token in tokens.dropFirst() {
      text.add(Array((token == "|" ? "<eos>" : token).utf8), 7, isEnd: token == "|", probability: 0.25)
    }
    return String(decoding: text.end(), as: UTF8.self)
  }

  @Test func wordsAreParted() {
    #expect(written(["a", "b", "|", "|", "c", "d"], .whitespace, .exact) == "a b\n\nc d\n")
    #expect(written(["a", "|"], .word, .exact) == "a\n")
    #expect(written(["a", "x\u{85}y"], .word, .exact) == "a x\\u{85}y\n")
  }

  @Test func wordsAreSpacedAsInWriting() {
    let tokens = ["\"", "No", ",", "\"", "she", "(", "he", ")", "said", "!", "|", "\"", "Ho", "-", "ho", "\""]
    #expect(written(tokens, .word, .exact) == "\"No,\" she (he) said!\n\"Ho-ho\"\n")
    // What was parted by white space has spaces everywhere.
    #expect(written(tokens, .whitespace, .exact).hasPrefix("\" No , \" she ( he ) said !\n"))
  }

  @Test func clustersAreTheText() {
    #expect(written(["a", " ", "b", "|", "\t", "c"], .char, .exact) == "a b\n\tc\n")
    #expect(written(["a", "\n", "b\u{1B}"], .char, .visible) == "a\nb\\u{1B}\n")
  }

  @Test func everyDrawnTokenIsAnObject() throws {
    let objects = try written(["a", "\"", "|", "c\u{1B}"], .whitespace, .json).split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(objects.map { $0["token"] as? String } == ["\"", "<eos>", "c\u{1B}"])
    #expect(objects.map { $0["segment"] as? Int } == [0, 0, 1])
    #expect(objects.allSatisfy { $0["p"] as? Double == 0.25 && $0["id"] as? Int == 7 })
  }
}
