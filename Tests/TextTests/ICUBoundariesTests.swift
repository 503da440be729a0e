import Testing

@testable import Text

@Suite struct ICUBoundariesTests {
  /// What the other paths are timed against finds every boundary, white space and line ends too.
  @Test func everyBoundaryIsCounted() throws {
    let folder = try TemporaryFolder()
    var dice = Dice(state: 21)
    let text = "one, two\r\n" + dice.text(pieces: 30_000)
    let settings = TokenizerSettings()
    let reader = try Tokenizer(settings).reader(of: .file(path: folder.write("t", Array(text.utf8))))
    let boundaries = try ICUBoundaries(settings)
    var counted = 0
    while let chunk = try reader.next() { counted += try boundaries.count(in: chunk) }
    let icu = try Divider(.words, path: .icu)
    #expect(try counted == icu.boundaries(PaddedText(Array(text.utf8))).ends.count)
  }
}
