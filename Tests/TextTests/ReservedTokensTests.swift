import Testing

@testable import Text

@Suite struct ReservedTokensTests {
  private let settings = TokenizerSettings(unit: .whitespace)

  @Test func onlyASCIIWhiteSpaceSplits() throws {
    let result = try Tokenized(" a\tb\u{B}c\u{C}d\re  f\n\u{A0}g\u{3000}h\u{85}i\0j\n", settings)
    #expect(result.segments == [["a", "b", "c", "d", "e", "f"], ["\u{A0}g\u{3000}h\u{85}i\0j"]])
    #expect(try Tokenized("don't, (3.14) <unk> <UNK>", settings).tokens == ["don't,", "(3.14)", "<unk>", "<UNK>"])
  }

  @Test(arguments: ["<s>", "</s>", "<bos>", "<eos>"]) func reservedTokensAreRefused(token: String) throws {
    let bytes = Array("a\nb \(token)\n".utf8)
    #expect(try Tokenized.error(bytes, settings) == .reservedToken(path: "text.txt", line: 2, token: token))
    #expect(try Tokenized.error(Array("a\(token) \(token)b".utf8), settings) == nil)
    #expect(try Tokenized.error(bytes, TokenizerSettings()) == nil)
    let lowered = TokenizerSettings(unit: .whitespace, caseMapping: .lower)
    #expect(try Tokenized.error(Array("é\n\(token.uppercased())".utf8), lowered) != nil)
    #expect(try Tokenized.error(Array("é\n\(token.uppercased())".utf8), settings) == nil)
  }

  /// Against Swift's own splitting.
  @Test(arguments: 1...10) func agreesWithSplit(seed: UInt64) throws {
    var dice = Dice(state: seed)
    let text = "." + dice.text(pieces: 300)  // not a mark that is dropped
    let expected = Array(text.utf8).split { $0 == 0x20 || (9...13).contains($0) }.map {
      String(decoding: $0, as: UTF8.self)
    }
    #expect(try Tokenized(text, settings).tokens == expected)
    #expect(try Tokenized(text, TokenizerSettings(unit: .whitespace, boundary: .none)).tokens == expected)
  }
}
