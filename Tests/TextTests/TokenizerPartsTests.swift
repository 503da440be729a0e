import Testing

@testable import Text

@Suite struct TokenizerPartsTests {
  private func parts(_ settings: TokenizerSettings, _ path: SegmentationPath = .best) throws -> TokenizerParts {
    try TokenizerParts(settings, path)
  }

  /// Only where boundaries are certain can lines be cut.
  @Test func cutsNeedRules() throws {
    for unit in [TokenUnit.word, .char, .whitespace] {
      for boundary in [Boundary.line, .sentence, .paragraph, .none] {
        let settings = TokenizerSettings(unit: unit, boundary: boundary)
        let cuts = try parts(settings).cuts
        #expect(cuts.cutsLines && (cuts.sentences != nil) == (boundary == .sentence))
        let byICU = try parts(settings, .icu).cuts
        #expect(byICU.cutsLines == (unit == .whitespace && boundary != .sentence) && byICU.sentences == nil)
      }
    }
    // Sentences that ICU alone can find are found in whole lines.
    let suppressed = TokenizerSettings(locale: "en-u-ss-standard", boundary: .sentence)
    #expect(try !parts(suppressed).cuts.cutsLines)
    #expect(
      try Tokenized(Array("Mr. Smith came. He left.".utf8), suppressed).segments.map(\.count) == [5, 3])
  }

  @Test func whatIsNotNeededIsNotMade() throws {
    #expect(try parts(TokenizerSettings()).simpleMapping == nil)
    #expect(try parts(TokenizerSettings(caseMapping: .lower)).simpleMapping != nil)
    #expect(try parts(TokenizerSettings(caseMapping: .lower, locale: "tr")).simpleMapping == nil)
    #expect(try parts(TokenizerSettings(preset: .d2lChar)).simpleMapping == nil)
    #expect(try parts(TokenizerSettings()).sentenceSegmenter() == nil)
    #expect(try parts(TokenizerSettings(boundary: .sentence)).sentenceSegmenter() != nil)
  }

  @Test func theLocaleIsICUs() throws {
    #expect(try parts(TokenizerSettings(locale: "pt-BR")).locale == "pt_BR")
    #expect(throws: TextError.badLocale("english")) { try parts(TokenizerSettings(locale: "english")) }
  }
}
