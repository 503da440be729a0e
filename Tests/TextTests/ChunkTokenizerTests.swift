import Testing

@testable import Text

/// Segments and extents, as a source's batches give them.
@Suite struct ChunkTokenizerTests {
  private func words(_ text: String, skip: Bool = false) throws -> Tokenized {
    try Tokenized(text, TokenizerSettings(skipEmptyLines: skip))
  }

  @Test func aLineIsASegment() throws {
    let result = try words("a b\r\n\n \nc\rd\n")
    #expect(result.segments == [["a", "b"], [], [], ["c", "d"]])
    #expect(result.extents.map(\.bytes) == [5, 1, 2, 4])
    #expect(result.trailing == SourceExtent())
  }

  @Test func theFilesEndEndsASegmentThatHasBegun() throws {
    #expect(try words("a\nb").segments == [["a"], ["b"]])
    #expect(try words("a\nb").summary.lines == 2)
    #expect(try words("a\n").segments == [["a"]])
    #expect(try words("a\n").summary.lines == 1)
    #expect(try words("a\n ").segments == [["a"], []])
    #expect(try words("").segments.isEmpty)
    #expect(try words("\n").segments == [[]])
  }

  @Test func skippedLinesCountForTheNextSegment() throws {
    let result = try words("\n \na é\n\r\n\nb\n\n\n", skip: true)
    #expect(result.segments == [["a", "é"], ["b"]])
    #expect(result.extents == [SourceExtent(bytes: 8, scalars: 7), SourceExtent(bytes: 5, scalars: 5)])
    #expect(result.trailing == SourceExtent(bytes: 2, scalars: 2))
    #expect(result.summary.lines == 8)
    let chars = try Tokenized(" \n\na", TokenizerSettings(unit: .char, skipEmptyLines: true))
    #expect(chars.segments == [[" "], ["a"]])
  }

  @Test func skippedLinesRunOverBatches() throws {
    let empty = String(repeating: "\n", count: 3 * SafeCuts.pieceSize)
    let result = try words("a\n" + empty + "b\n" + empty, skip: true)
    #expect(result.segments == [["a"], ["b"]])
    #expect(result.extents.map(\.bytes) == [2, empty.utf8.count + 2])
    #expect(result.trailing.bytes == empty.utf8.count)
  }

  @Test func withoutSegmentsEveryTokenHasAnExtent() throws {
    let result = try Tokenized(" é b\n\nc \n", TokenizerSettings(boundary: .none))
    #expect(result.tokens == ["é", "b", "c"])
    #expect(result.extents == [(3, 2), (2, 2), (3, 3)].map { SourceExtent(bytes: $0.0, scalars: $0.1) })
    #expect(result.trailing == SourceExtent(bytes: 2, scalars: 2))
  }

  @Test func extentsSumUpToTheSource() throws {
    var dice = Dice(state: 3)
    for _ in 0..<30 {
      let text = "." + dice.text(pieces: 200)  // not a mark that is dropped
      for unit in TokenUnit.allCases {
        for (normalization, caseMapping) in [(Normalization.none, CaseMapping.keep), (.nfc, .lower), (.nfkc, .lower)] {
          for (boundary, skip) in [(Boundary.line, false), (.line, true), (.none, false)] {
            let result = try Tokenized(
              text,
              TokenizerSettings(
                unit: unit, caseMapping: caseMapping, normalization: normalization, boundary: boundary,
                skipEmptyLines: skip))
            #expect(result.extentSum == SourceExtent(bytes: text.utf8.count, scalars: text.unicodeScalars.count))
            #expect(result.extentSum == result.summary.extent)
            if boundary == .line && !skip { #expect(result.segments.count == result.summary.lines) }
          }
        }
      }
    }
  }

  @Test func segmentsStayWholeInManyBatches() throws {
    let line = "a segment of seven words – or eight\n"
    let result = try words(String(repeating: line, count: 100_000))
    #expect(result.batches > 2)
    #expect(Set(result.segments) == [["a", "segment", "of", "seven", "words", "–", "or", "eight"]])
    #expect(result.segments.count == 100_000)
    #expect(Set(result.extents) == [SourceExtent(bytes: line.utf8.count, scalars: line.unicodeScalars.count)])
  }
}
