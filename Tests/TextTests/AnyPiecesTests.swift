import Testing

@testable import Text

/// A source's tokens and sentences are the same whatever pieces it is read in.
@Suite struct AnyPiecesTests {
  static let settings: [TokenizerSettings] = [
    TokenizerSettings(), TokenizerSettings(caseMapping: .fold, boundary: .sentence),
    TokenizerSettings(caseMapping: .lower, normalization: .nfkc, boundary: .sentence),
    TokenizerSettings(caseMapping: .lower, normalization: .nfc, locale: "tr", boundary: .paragraph, numbers: .mask),
    TokenizerSettings(caseMapping: .lower, locale: "el", boundary: .none, keep: .words),
    TokenizerSettings(unit: .char, caseMapping: .fold, normalization: .nfkc, boundary: .none),
    TokenizerSettings(unit: .char, boundary: .sentence), TokenizerSettings(unit: .char, boundary: .paragraph),
    TokenizerSettings(unit: .whitespace, caseMapping: .lower, boundary: .sentence),
  ]

  @Test(arguments: settings) func mixedText(settings: TokenizerSettings) throws {
    var dice = Dice(state: 59)
    let paths = try Pieces.paths(settings)
    for _ in 0..<(takesLong ? 200 : 4) {
      var text = "." + dice.text(pieces: 120).replacing("<unk>", with: "<u>")
      text +=
        "The end. of it? \"No!\" he said (U.S. law). Ja. " + String(decoding: dice.string(upTo: 60), as: UTF8.self)
      let chunks = try Pieces.check(
        Array(text.utf8), paths, sizes: [(1, 1), (1, 7), (20, 3), (100, 64), (333, 100), (1 << 20, 1 << 18)])
      #expect(chunks > 3)
    }
  }

  /// Where nothing can be cut for long, blocks end within characters and words of all lengths.
  @Test(arguments: [
    "ภาษาเไทยเก่าเ", "日本語の文章，とても長い", "àaàb", "слово", "a", "é\u{301}", "àaàb. ", "ऐसा है। ", "слово. ",
    "it is so, and so ",
    "U.S. and 3.5 etc. of it (no. 5). ",
  ])
  func textWithFewCuts(unit: String) throws {
    let text = Array(String(repeating: unit, count: 150).utf8)
    for settings in [TokenizerSettings(), TokenizerSettings(boundary: .sentence)] {
      _ = try Pieces.check(text, try Pieces.paths(settings), sizes: [(1, 1), (100, 1), (100, 2), (64, 5), (256, 256)])
    }
  }
}
