import NGrams
import Testing

@Suite struct ARPATokensTests {
  private func words(_ types: [String], eos: UInt32?, escapesSpaces: Bool = true) throws -> [String] {
    let tokens = try ARPATokens(types.map { Array($0.utf8) }, endOfSegment: eos, escapesSpaces: escapesSpaces)
    #expect(tokens.vocabularySize == types.count)
    return (0...types.count).map { String(decoding: tokens.word($0), as: UTF8.self) }
  }

  @Test func specialWords() throws {
    #expect(try words(["<unk>", "<eos>", "a"], eos: 1) == ["<unk>", "</s>", "a", "<s>"])
    #expect(try words(["<unk>", "<eos>", "a"], eos: nil) == ["<unk>", "<eos>", "a", "<s>"])
  }

  @Test func whiteSpaceIsEscaped() throws {
    let types = ["<unk>", " ", "\t", "\n", "\r\n", "a\u{0}b", "\u{B}", "\u{3000}", "1\u{A0}000", "é", "日"]
    #expect(
      try words(types, eos: nil) == [
        "<unk>", #"\u{20}"#, #"\t"#, #"\n"#, #"\r\n"#, #"a\u{0}b"#, #"\u{B}"#, #"\u{3000}"#, #"1\u{A0}000"#, "é", "日",
        "<s>",
      ])
    // Pre-tokenized text may have no-break spaces within words.
    #expect(try words(["<unk>", "1\u{A0}000", "\u{3000}"], eos: nil, escapesSpaces: false)[1] == "1\u{A0}000")
  }

  @Test func noTwoTypesAreOneWord() {
    #expect(throws: ARPAError.sameWord(first: 3, second: 4)) { try words(["<unk>", "<eos>", "a", "<s>"], eos: 1) }
    #expect(throws: ARPAError.sameWord(first: 1, second: 2)) { try words(["<unk>", "<eos>", "</s>"], eos: 1) }
    #expect(throws: ARPAError.sameWord(first: 1, second: 2)) { try words(["<unk>", " ", #"\u{20}"#], eos: nil) }
  }
}
