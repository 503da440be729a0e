import Testing

@testable import Text

/// Characters that map one by one become what ICU's mapper makes of them.
@Suite struct SimpleMappingTests {
  private struct Pair {
    let simple: SimpleMapping
    let icu: TextMapper
    private let none = SafeCuts(rules: nil, sentences: nil)

    init?(_ settings: TokenizerSettings) throws {
      let locale = try ICU.locale(settings.locale)
      guard let simple = try SimpleMapping(settings, locale: locale) else { return nil }
      self.simple = simple
      icu = try TextMapper(settings, locale: locale, simple: nil, tracks: false)
    }

    func byICU(_ text: [UInt8]) throws -> [UInt8] {
      var mapped = PaddedText()
      _ = try icu.map(text, 0..<text.count, none, into: &mapped)
      return Array(mapped.bytes.prefix(mapped.count))
    }

    /// Nil where some character is none of the simple ones.
    func simply(_ text: [UInt8]) -> [UInt8]? {
      var mapped = PaddedText()
      guard simple.map(text, 0..<text.count, into: &mapped) == text.count else { return nil }
      return Array(mapped.bytes.prefix(mapped.count))
    }
  }

  static let settings: [TokenizerSettings] = CaseMapping.allCases.flatMap { caseMapping in
    Normalization.allCases.map { TokenizerSettings(caseMapping: caseMapping, normalization: $0) }
  }.filter { $0.caseMapping != .keep || $0.normalization != .none }

  @Test(arguments: settings) func everyScalar(settings: TokenizerSettings) throws {
    let pair = try #require(try Pair(settings))
    let contexts = [("", ""), ("a", "b"), ("I", "I"), ("Ü", "\u{10400}")]
    var simple = 0
    for (before, after) in takesLong ? contexts : Array(contexts.suffix(2)) {
      for block in 0..<(takesLong ? 0x1100 : 0x300) as Range<UInt32> {
        let lines = (block << 8..<(block + 1) << 8).compactMap(Unicode.Scalar.init).map {
          Array((before + String(Character($0)) + after + "\n").utf8)
        }
        let all = lines.flatMap { $0 }
        if !all.isEmpty, let mapped = pair.simply(all) {
          simple += lines.count
          if try mapped != pair.byICU(all) { Issue.record("block \(block)") }
          continue
        }
        for line in lines {
          guard let mapped = pair.simply(line) else { continue }
          simple += 1
          if try mapped != pair.byICU(line) { Issue.record("\(line)") }
        }
      }
    }
    #expect(simple > 100_000)
  }

  /// A character may only be simple where its neighbours do not matter.
  @Test(arguments: settings) func neighboursDoNotMatter(settings: TokenizerSettings) throws {
    let pair = try #require(try Pair(settings))
    var (dice, simple) = (Dice(state: 61), 0)
    for _ in 0..<(takesLong ? 200_000 : 2000) {
      let text = dice.string(upTo: 12)
      guard !text.isEmpty, let mapped = pair.simply(text) else { continue }
      simple += 1
      if try mapped != pair.byICU(text) { Issue.record("\(String(decoding: text, as: UTF8.self))") }
    }
    #expect(simple > 200)
  }

  /// The block that a character begins in is not the one that it ends in.
  @Test func charactersOverBlocks() throws {
    let pair = try #require(try Pair(TokenizerSettings(caseMapping: .lower)))
    for scalar in ["Ä", "Ω", "Ж", "Ⴀ", "ⴰ", "😀", "Ａ", "Z"] {
      for length in 0...200 {
        let text = Array((String(repeating: "X", count: length) + scalar + String(repeating: "Y", count: 70)).utf8)
        let mapped = pair.simply(text)
        #expect(try mapped == nil || mapped == pair.byICU(text))
        #expect(scalar == "Ⴀ" || mapped != nil)
      }
    }
  }

  @Test func localesThatLookAtNeighboursHaveNone() throws {
    for caseMapping in [CaseMapping.lower, .fold] {
      for locale in ["tr", "az", "tr-TR"] {
        #expect(try Pair(TokenizerSettings(caseMapping: caseMapping, locale: locale)) == nil)
      }
      for locale in ["", "de", "el", "nl", "ja"] {
        #expect(try Pair(TokenizerSettings(caseMapping: caseMapping, locale: locale)) != nil)
      }
    }
    #expect(try Pair(TokenizerSettings(caseMapping: .lower, locale: "lt")) == nil)
    #expect(try Pair(TokenizerSettings()) == nil)
  }
}
