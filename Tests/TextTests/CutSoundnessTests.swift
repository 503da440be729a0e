import CText
import Testing

@testable import Text

/// Parts that text is cut into, mapped and segmented each by itself, give the tokens of the whole.
@Suite struct CutSoundnessTests {
  /// Maps and divides whole texts by ICU's mapper alone.
  private final class Whole {
    let parts: TokenizerParts
    private let mapper: TextMapper
    private var segmenter: Segmenter
    private let none = SafeCuts(rules: nil, sentences: nil)

    init(_ settings: TokenizerSettings) throws {
      parts = try TokenizerParts(settings, .best)
      mapper = try TextMapper(settings, locale: parts.locale, simple: nil, tracks: false)
      segmenter = parts.segmenter()
    }

    func tokens(_ text: [UInt8]) throws -> [[UInt8]] {
      guard !text.isEmpty else { return [] }
      var (mapped, spans, statuses) = (PaddedText(), [TokenSpan](), [Int32]?.none)
      _ = try mapper.map(text, 0..<text.count, none, into: &mapped)
      try segmenter.segment(mapped, isLast: true, into: &spans, statuses: &statuses)
      return spans.compactMap { $0.isSegmentEnd ? nil : Array(mapped.bytes[$0.range]) }
    }
  }

  static let locales = ["", "tr", "lt", "el", "de"]

  @Test(arguments: [TokenUnit.word, .char, .whitespace], Normalization.allCases)
  func cutsChangeNoToken(unit: TokenUnit, normalization: Normalization) throws {
    var dice = Dice(state: 53)
    var cuts = 0
    for caseMapping in CaseMapping.allCases {
      for locale in Self.locales {
        let whole = try Whole(
          TokenizerSettings(unit: unit, caseMapping: caseMapping, normalization: normalization, locale: locale))
        let rules = try #require(whole.parts.rules)
        for _ in 0..<(takesLong ? 500 : 5) {
          let text = Array(dice.text(pieces: 20).utf8) + dice.string(upTo: 20)
          let tokens = try whole.tokens(text)
          for place in 1..<text.count where text[place] & 0xC0 != 0x80 && rules.isCut(text.span, at: place) {
            let parts = try whole.tokens(Array(text[..<place])) + whole.tokens(Array(text[place...]))
            #expect(parts == tokens, "\(String(decoding: text, as: UTF8.self)) at \(place), \(caseMapping) \(locale)")
            cuts += 1
          }
        }
      }
    }
    #expect(cuts > 200)
  }

  /// Every character on either side of a cut, among neighbours that look far: then a line's end in the cut, which parts
  /// for certain, changes no token.
  @Test(arguments: Normalization.allCases) func everyCharacter(normalization: Normalization) throws {
    let contexts: [(before: [String], after: [String])] =
      takesLong
      ? [
        (["Σ", "א", "1", "a", " ", "_"], ["Α", "ב", "2", "b", "_", "\u{301}", "カ", "ก"]),
        ([" ", ")", "Σ)", "\u{2002}", "。", "״"], ["", "a", "\u{301}x", "Σ"]),
      ] : [(["Σ", "א"], ["Α", "ב"]), ([" ", "Σ)"], ["a"])]
    for caseMapping in CaseMapping.allCases {
      let whole = try Whole(TokenizerSettings(caseMapping: caseMapping, normalization: normalization))
      let rules = try #require(whole.parts.rules)
      for (index, context) in contexts.enumerated() {
        for before in context.before {
          for after in context.after {
            var (joined, parted) = ([UInt8](), [UInt8]())
            for value in 0x20..<(takesLong ? 0x30000 : 0x3400) as Range<UInt32> {
              guard let scalar = Unicode.Scalar(value) else { continue }
              let left = index == 0 ? before + String(Character(scalar)) : before
              let right = index == 0 ? after : String(Character(scalar)) + after
              let text = Array((left + right).utf8)
              guard rules.isCut(text.span, at: left.utf8.count) else { continue }
              joined += text + [0x0A]
              parted += Array(left.utf8) + [0x0A] + Array(right.utf8) + [0x0A]
            }
            let (one, two) = (try whole.tokens(joined), try whole.tokens(parted))
            guard one != two else { continue }
            let place = zip(one, two).enumerated().first { $1.0 != $1.1 }?.offset ?? min(one.count, two.count)
            let near = one[max(0, place - 2)..<min(place + 3, one.count)].map { String(decoding: $0, as: UTF8.self) }
            Issue.record("\(caseMapping) between '\(before)' and '\(after)': \(near)")
          }
        }
      }
    }
  }
}
