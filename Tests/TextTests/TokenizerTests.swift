import Testing

@testable import Text

@Suite struct TokenizerTests {
  private struct Stop: Error {}

  @Test func longTokensAreRefused() throws {
    let settings = TokenizerSettings(maxTokenBytes: 5)
    #expect(try Tokenized("five5 äöa", settings).tokens == ["five5", "äöa"])
    let error = TextError.tokenTooLong(path: "text.txt", line: 3, bytes: 6, limit: 5)
    #expect(try Tokenized.error(Array("é\nb\nc äöü".utf8), settings) == error)
    #expect(try Tokenized.error(Array("a\nb\nc twelve".utf8), settings) == error)
    let standard = [UInt8](repeating: 0x61, count: 65536)
    #expect(try Tokenized.error(standard) == nil)
    for unit in [TokenUnit.word, .whitespace] {
      #expect(
        try Tokenized.error(standard + [0x61], TokenizerSettings(unit: unit))
          == .tokenTooLong(path: "text.txt", line: 1, bytes: 65537, limit: 65536))
    }
    let zalgo = "a" + String(repeating: "\u{301}", count: 40_000)
    #expect(
      try Tokenized.error(Array(zalgo.utf8), TokenizerSettings(unit: .char))
        == .tokenTooLong(path: "text.txt", line: 1, bytes: 80_001, limit: 65536))
  }

  @Test func settingsAreChecked() {
    #expect(throws: TextError.badTokenLimit(0)) { try Tokenizer(TokenizerSettings(maxTokenBytes: 0)) }
    for tag in ["english", "not a locale", "xx", "e", "en_US.UTF-8", "a\0b", String(repeating: "en-", count: 100)] {
      #expect(throws: TextError.badLocale(tag)) { try Tokenizer(TokenizerSettings(locale: tag)) }
    }
    for tag in ["", "root", "en", "pt-BR", "tr_TR", "zh-Hant-TW", "fil", "und"] {
      #expect(throws: Never.self) { try Tokenizer(TokenizerSettings(locale: tag)) }
    }
  }

  @Test func theSinksErrorComesThrough() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("t", Array("a b\n".utf8))
    let tokenizer = try Tokenizer(TokenizerSettings())
    #expect(throws: Stop.self) { try tokenizer.tokenize(.file(path: path)) { _, _ in throw Stop() } }
    var count = 0
    let summary = try tokenizer.tokenize(.file(path: path)) { _, batch in
      count += batch.spans.count { !$0.isSegmentEnd }
    }
    #expect(count == 2)
    #expect(summary.path == path)
  }

  @Test func finishReadsTheRest() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("t", Array("a\nb\n".utf8))
    let summary = try Tokenizer(TokenizerSettings()).reader(of: .file(path: path)).finish()
    #expect(summary.lines == 2)
    #expect(summary.fileBytes == 4)
  }

  @Test func anEmptySourceHasNothing() throws {
    for preset in Preset.allCases {
      #expect(try Tokenized("", TokenizerSettings(preset: preset)).batches == 0)
    }
    #expect(try Tokenized("").batches == 0)
    #expect(try Tokenized("").summary.extent == SourceExtent())
  }

  @Test func manyNULsAreNoTokens() throws {
    let result = try Tokenized([UInt8](repeating: 0, count: 65536), TokenizerSettings())
    #expect(result.segments == [[]])
  }

  @Test func theSameOnSeveralThreads() async throws {
    var dice = Dice(state: 5)
    let text = dice.text(pieces: 2000)
    let expected = try Tokenized(text).tokens
    try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<4 { group.addTask { try Tokenized(text).tokens } }
      for try await tokens in group { #expect(tokens == expected) }
    }
  }
}
