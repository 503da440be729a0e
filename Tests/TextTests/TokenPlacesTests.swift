import Testing

@testable import Text

/// Where in the source each token comes from, also where mapping changes lengths.
@Suite struct TokenPlacesTests {
  private func sources(
    _ text: String, _ caseMapping: CaseMapping, _ normalization: Normalization = .none, locale: String = ""
  ) throws -> [String: String] {
    let settings = TokenizerSettings(
      caseMapping: caseMapping, normalization: normalization, locale: locale, boundary: .none)
    let (bytes, result) = (Array(text.utf8), try Tokenized(Array(text.utf8), settings, details: true))
    #expect(result.places.count == result.tokens.count && result.kinds.count == result.tokens.count)
    return Dictionary(
      uniqueKeysWithValues: zip(result.tokens, result.places.map { String(decoding: bytes[$0], as: UTF8.self) }))
  }

  @Test func workedExamples() throws {
    #expect(try sources("x STRAẞE y", .fold) == ["x": "x", "strasse": "STRAẞE", "y": "y"])
    #expect(try sources("x Straße y", .fold) == ["x": "x", "strasse": "Straße", "y": "y"])
    #expect(try sources("Straße", .lower) == ["straße": "Straße"])
    #expect(try sources("ﬁx İI .", .lower, .nfkc, locale: "tr") == ["fix": "ﬁx", "iı": "İI", ".": "."])
    #expect(try sources("ΟΔΟΣ Σ, ς", .lower) == ["οδος": "ΟΔΟΣ", "σ": "Σ", ",": ",", "ς": "ς"])
    #expect(try sources("ΟΔΟΣ ς", .fold) == ["οδοσ": "ΟΔΟΣ", "σ": "ς"])
    #expect(
      try sources("J\u{301} Ì x", .lower, locale: "lt") == [
        "j\u{307}\u{301}": "J\u{301}", "i\u{307}\u{300}": "Ì", "x": "x",
      ])
    #expect(try sources("I\u{307}z \u{212B}", .lower, .nfc, locale: "az") == ["iz": "I\u{307}z", "å": "\u{212B}"])
  }

  /// Parts of a character come from the whole of it.
  @Test func oneCharacterMayBeSeveralTokens() throws {
    for (text, caseMapping, normalization, expected) in [
      ("a ½ b", CaseMapping.keep, Normalization.nfkc, ["a 0..<1", "1⁄2 2..<4", "b 5..<6"]),
      ("℀Ⅷ", .lower, .nfkc, ["a 0..<3", "/ 0..<3", "cviii 0..<6"]),
      ("㏂ x", .fold, .nfkc, ["a.m 0..<3", ". 0..<3", "x 4..<5"]),
    ] {
      let settings = TokenizerSettings(caseMapping: caseMapping, normalization: normalization, boundary: .none)
      let result = try Tokenized(Array(text.utf8), settings, details: true)
      #expect(zip(result.tokens, result.places).map { "\($0) \($1)" } == expected)
      #expect(result.extentSum.bytes == text.utf8.count)
    }
  }

  /// Folding looks at no neighbours: so what a token comes from, mapped by itself, is the token.
  @Test(arguments: [Normalization.none, .nfc]) func aTokensSourceGivesTheToken(normalization: Normalization) throws {
    var dice = Dice(state: 67)
    let settings = TokenizerSettings(caseMapping: .fold, normalization: normalization, boundary: .none)
    let mapper = try TextMapper(settings, locale: "", simple: nil, tracks: false)
    for _ in 0..<20 {
      let text = Array(("." + dice.text(pieces: 150)).utf8) + dice.string(upTo: 60)
      let result = try Tokenized(text, settings, details: true)
      var end = 0
      for (token, place) in zip(result.tokens, result.places) {
        #expect(place.lowerBound >= end)
        end = place.upperBound
        var mapped = PaddedText()
        _ = try mapper.map(Array(text[place]), 0..<place.count, SafeCuts(rules: nil, sentences: nil), into: &mapped)
        #expect(Array(mapped.bytes.prefix(mapped.count)) == Array(token.utf8))
      }
    }
  }
}
