import Testing

@testable import Text

@Suite struct PiecesTests {
  private func pieces(_ text: String) -> [Piece] {
    let bytes = Array(text.utf8)
    var pieces: [Piece] = []
    while pieces.last?.end ?? 0 < bytes.count {
      pieces.append(Pieces.piece(of: bytes.span, from: pieces.last?.end ?? 0))
    }
    return pieces
  }

  @Test func linesOfASCIIAreApart() {
    #expect(
      pieces("ab\ncd\né\nü\nef\nx") == [
        Piece(start: 0, end: 6, isASCII: true), Piece(start: 6, end: 12, isASCII: false),
        Piece(start: 12, end: 16, isASCII: true),
      ])
    #expect(pieces("é") == [Piece(start: 0, end: 2, isASCII: false)])
    #expect(pieces("\n") == [Piece(start: 0, end: 1, isASCII: true)])
  }

  @Test func piecesAreSmallWhereTheyCanBe() {
    let line = String(repeating: "words and words ", count: 20)
    for text in [
      String(repeating: line + "\n", count: 1000), String(repeating: line, count: 1000),
      String(repeating: line + "é\n", count: 1000), String(repeating: line + "é", count: 1000),
    ] {
      let found = pieces(text)
      #expect(found.count >= text.utf8.count / Pieces.size)
      #expect(found.allSatisfy { $0.end - $0.start <= Pieces.size })
      #expect(zip(found, found.dropFirst()).allSatisfy { $0.end == $1.start })
    }
  }

  @Test func whatCannotBeCutStaysWhole() {
    let solid = String(repeating: "ไทย", count: 50_000)
    #expect(pieces(solid) == [Piece(start: 0, end: solid.utf8.count, isASCII: false)])
    let two = pieces(solid + " a" + solid)
    #expect(two.map(\.end) == [solid.utf8.count + 1, 2 * solid.utf8.count + 2])
  }

  /// The tokens of text in pieces are those of the text as one.
  @Test(arguments: TokenUnit.allCases) func cuttingChangesNoToken(unit: TokenUnit) throws {
    var dice = Dice(state: 7)
    let settings = TokenizerSettings(unit: unit, boundary: .none)
    for filler in [" word", "\nline", "日", "x"] {
      var text = ""
      while text.utf8.count < 4 * Pieces.size {
        text += dice.text(pieces: 200) + String(repeating: filler, count: 500)
      }
      let bytes = Array(text.utf8)
      var segmenter = try Segmenter(settings, locale: "")
      try segmenter.start(bytes)
      var (spans, whole) = ([TokenSpan](), [String]())
      while segmenter.next(bytes, into: &spans) {
        whole += spans.map { String(decoding: bytes[$0.range], as: UTF8.self) }
      }
      #expect(try Tokenized(text, settings).tokens == whole)
    }
  }
}
