import Testing

@testable import Text

@Suite struct PresetSegmenterTests {
  private let text = "[1] The Time-Machine,\n\n  by H. G. Wells\r\nÉté's end.\n"

  @Test func wordsAreRunsOfLetters() throws {
    let result = try Tokenized(text, TokenizerSettings(preset: .d2lWord))
    #expect(result.tokens == ["the", "time", "machine", "by", "h", "g", "wells", "t", "s", "end"])
    #expect(result.segments.isEmpty)
    #expect(result.extents.map(\.bytes) == [7, 5, 8, 7, 2, 3, 7, 5, 4, 4])
    #expect(result.extents[7] == SourceExtent(bytes: 5, scalars: 4))
    #expect(result.trailing == SourceExtent(bytes: 2, scalars: 2))
  }

  @Test func charactersOfStrippedLines() throws {
    let result = try Tokenized(text, TokenizerSettings(preset: .d2lChar))
    #expect(result.tokens.joined() == "the time machineby h g wellst s end")
    #expect(result.extentSum == SourceExtent(bytes: text.utf8.count, scalars: text.unicodeScalars.count))
  }

  @Test func charactersOfTheTextAsOne() throws {
    let result = try Tokenized(text, TokenizerSettings(preset: .d2lChar2022))
    #expect(result.tokens.joined() == " the time machine by h g wells t s end ")
    #expect(result.extents.last == SourceExtent(bytes: 2, scalars: 2))
    #expect(result.extentSum == SourceExtent(bytes: text.utf8.count, scalars: text.unicodeScalars.count))
    #expect(try Tokenized("", TokenizerSettings(preset: .d2lChar2022)).tokens.isEmpty)
    #expect(try Tokenized("a", TokenizerSettings(preset: .d2lChar2022)).tokens == ["a"])
    #expect(try Tokenized("1\n2", TokenizerSettings(preset: .d2lChar2022)).tokens == [" "])
  }

  /// A gap over the edge of a chunk is one space still.
  @Test func gapsRunOverChunks() throws {
    let gap = String(repeating: "12345 \n", count: 400_000)
    let long = "a" + gap + "b c" + gap
    for (preset, expected) in [
      (Preset.d2lWord, ["a", "b", "c"]), (.d2lChar, ["a", "b", " ", "c"]),
      (.d2lChar2022, ["a", " ", "b", " ", "c", " "]),
    ] {
      let result = try Tokenized(long, TokenizerSettings(preset: preset))
      #expect(result.tokens == expected)
      #expect(result.extentSum.bytes == long.utf8.count)
    }
  }

  /// And comes from all of it.
  @Test func placesOfGapsRunOverChunks() throws {
    let text = Array("-ab, \n\n-- \n \ncd!\n e\n\n".utf8)
    let folder = try TemporaryFolder()
    let source = Source.file(path: try folder.write("text.txt", text))
    for preset in Preset.allCases {
      let tokenizer = try Tokenizer(TokenizerSettings(preset: preset))
      func places(chunkSize: Int) throws -> [Range<Int>] {
        let reader = try tokenizer.reader(of: source, chunkSize: chunkSize, blockSize: 2)
        var (chunks, places) = (try tokenizer.chunkTokenizer(details: true), [Range<Int>]())
        while let chunk = try reader.next() {
          _ = try chunks.tokenize(chunk, of: source) { batch in
            places += batch.places.map { $0.lowerBound + chunk.offset..<$0.upperBound + chunk.offset }
          }
        }
        return places
      }
      let whole = try places(chunkSize: text.count)
      for chunkSize in 1..<text.count { #expect(try places(chunkSize: chunkSize) == whole, "\(preset), \(chunkSize)") }
    }
  }

  @Test func longWordsAreRefused() throws {
    let settings = TokenizerSettings(preset: .d2lWord, maxTokenBytes: 4)
    #expect(
      try Tokenized.error(Array("four\nlines\n".utf8), settings)
        == .tokenTooLong(path: "text.txt", line: 2, bytes: 5, limit: 4))
  }
}
