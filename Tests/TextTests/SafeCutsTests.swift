import Testing

@testable import Text

@Suite struct SafeCutsTests {
  private func cuts(_ unit: TokenUnit = .word, _ boundary: Boundary = .line) throws -> SafeCuts {
    try TokenizerParts(TokenizerSettings(unit: unit, boundary: boundary), .best).cuts
  }

  private func pieces(_ text: String) throws -> [Range<Int>] {
    let (bytes, cuts) = (Array(text.utf8), try cuts())
    var pieces: [Range<Int>] = []
    while pieces.last?.upperBound ?? 0 < bytes.count {
      let start = pieces.last?.upperBound ?? 0
      pieces.append(start..<cuts.endOfPiece(in: bytes, from: start))
    }
    return pieces
  }

  @Test func piecesAreSmallWhereTheyCanBe() throws {
    let line = String(repeating: "words and words ", count: 20)
    for text in [
      String(repeating: line + "\n", count: 1000), String(repeating: line, count: 1000),
      String(repeating: line + "é\n", count: 1000), String(repeating: line + "é", count: 1000),
    ] {
      let found = try pieces(text)
      #expect(found.count >= text.utf8.count / SafeCuts.pieceSize)
      #expect(found.allSatisfy { $0.count <= SafeCuts.pieceSize })
      #expect(zip(found, found.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
    }
  }

  @Test func whatCannotBeCutStaysWhole() throws {
    let solid = String(repeating: "ไทย", count: 50_000)
    #expect(try pieces(solid) == [0..<solid.utf8.count])
    let two = try pieces(solid + ". " + solid)
    #expect(two.map(\.upperBound) == [solid.utf8.count + 2, 2 * solid.utf8.count + 2])
  }

  /// The tokens of text in pieces are those of the text as one.
  @Test(arguments: [TokenUnit.word, .char]) func cuttingChangesNoToken(unit: TokenUnit) throws {
    var dice = Dice(state: 7)
    let settings = TokenizerSettings(unit: unit, boundary: .none)
    for filler in [" word", "\nline", "日", "x"] {
      var text = ""
      while text.utf8.count < 4 * SafeCuts.pieceSize {
        text += dice.text(pieces: 200) + String(repeating: filler, count: 500)
      }
      let padded = PaddedText(Array(text.utf8))
      let breaker = try Breaker(
        unit == .char ? .graphemes : .words, locale: "", whole: unit == .char, lines: false)
      var (spans, none) = ([TokenSpan](), [Int32]?.none)
      try breaker.start(padded, 0..<padded.count)
      while breaker.next(into: &spans, statuses: &none) {}
      let whole = spans.map { String(decoding: padded.bytes[$0.range], as: UTF8.self) }
      #expect(try Tokenized(text, settings).tokens == whole)
    }
  }
}
