import Foundation
import CText
import Testing

@testable import Text

/// The automaton made of ICU's rules finds what ICU finds, on every path.
@Suite struct BreakRulesTests {
  static let divisions: [Division] = [.graphemes, .words, .sentences]

  /// Those that have break rules of their own in ICU 72, others that have not, and one by its full name.
  @Test(arguments: ["", "en", "en_US_POSIX", "fi", "sv", "ja", "th", "el", "de@collation=phonebook"])
  func everyLocale(locale: String) throws {
    var dice = Dice(state: 23)
    for division in Self.divisions {
      let dividers = try Divider.all(division, locale: locale)
      #expect(dividers.dropFirst().allSatisfy { $0.rules != nil }, "ICU 72's rules are of a form that is known")
      for _ in 0..<40 {
        var text = Array("EU:n a:b x@y K:s 3,5 3:5 U.S. Mr. Smith; ;Τι; Ε· ".utf8)
        for _ in 0..<10 { text += dice.string(upTo: 20) }
        #expect(try dividers.disagreement(on: PaddedText(text)) == nil)
      }
    }
  }

  /// With all that the tokenizer may ask for.
  @Test(arguments: [false, true], [false, true]) func tokensAndLineEnds(whole: Bool, lines: Bool) throws {
    var dice = Dice(state: 29)
    for division in Self.divisions {
      let dividers = try Divider.all(division, whole: whole, lines: lines)
      for _ in 0..<60 {
        #expect(try dividers.disagreement(on: PaddedText(Array(dice.text(pieces: 120).utf8))) == nil)
        #expect(try dividers.disagreement(on: PaddedText(dice.string(upTo: 300))) == nil)
      }
    }
  }

  /// Suppressed abbreviations are no rules that an automaton can have: then ICU does it.
  @Test func whatIsNoAutomatonIsLeftToICU() throws {
    let locale = try ICU.locale("en-u-ss-standard")
    let divider = try Divider(.sentences, locale: locale, path: .best)
    #expect(divider.rules == nil)
    let text = PaddedText(Array("Mr. Smith came. He left.".utf8))
    #expect(try divider.boundaries(text).ends == [16, 24])
    #expect(try Divider(.sentences, locale: "en", path: .best).boundaries(text).ends == [4, 16, 24])
  }

  /// Text in which nothing is certain: stretches of any length, with and without words for the dictionary.
  @Test(arguments: [" слово", "\u{A0}слово", "🙂", "'слово"], [1, 7, 20, 60, 300])
  func longDoubtfulStretches(filler: String, count: Int) throws {
    let dividers = try Divider.all(.words)
    let text = String(repeating: "中" + String(repeating: filler, count: count) + "a. b", count: 3000 / count + 2)
    #expect(try dividers.disagreement(on: PaddedText(Array(text.utf8))) == nil)
    let without = text.replacing("中", with: "é").replacing("a. b", with: "ж")
    #expect(try dividers.disagreement(on: PaddedText(Array(without.utf8))) == nil)
  }

  @Test func rulesAreAskedForOnPathsThatHaveThem() throws {
    #expect(try BreakRules.ofICU(.words, locale: "", whole: false, lines: true, path: .icu) == nil)
    #expect(SegmentationPath.available.prefix(2) == [.icu, .plain])
    #expect(SegmentationPath.available.contains(SegmentationPath.best))
  }

  /// Texts of every length around the 64 bytes of a block, with what comes after them readable but not text.
  @Test(arguments: divisions) func everyLength(division: Division) throws {
    var dice = Dice(state: 31)
    let dividers = try Divider.all(division, whole: division != .words, lines: true)
    let tails = [Array(dice.text(pieces: 80).utf8), Array(String(repeating: "a.1 'b,2:", count: 40).utf8)]
    for tail in tails {
      for length in 0...200 where length == tail.count || tail[length] & 0xC0 != 0x80 {
        #expect(try dividers.disagreement(on: PaddedText(Array(tail[..<length]))) == nil)
        // What stands in the padding must not matter.
        var cut = PaddedText(tail)
        cut.truncate(to: length)
        for divider in dividers.dropFirst() {
          #expect(try divider.spans(cut) == divider.spans(PaddedText(Array(tail[..<length]))))
        }
      }
    }
  }

  /// Room for spans runs out at any place of a block; what was begun is done again from where it began.
  @Test(arguments: divisions) func spansComeInAnyCapacity(division: Division) throws {
    var dice = Dice(state: 37)
    for statuses in [nil, []] as [[Int32]?] {
      for path in SegmentationPath.available.dropFirst() {
        let rules = try #require(
          try BreakRules.ofICU(division, locale: "", whole: false, lines: true, path: path))
        for filler in ["a b.c 'd' 1,2 é e\u{301}x\r\n", "....", "a", "\n", "å\n", ". "] {
          // Nothing that a dictionary would have to divide.
          let end = String(String.UnicodeScalarView(dice.text(pieces: 40).unicodeScalars.filter { $0.value < 0x800 }))
          let text = PaddedText(Array((String(repeating: filler, count: 300) + end).utf8))
          let whole = next(rules, text, capacity: text.count + 200, statuses)
          for capacity in 128...200 {
            let parts = next(rules, text, capacity: capacity, statuses)
            #expect(parts.spans == whole.spans && parts.statuses == whole.statuses)
          }
        }
      }
    }
  }

  private func next(
    _ rules: BreakRules, _ text: PaddedText, capacity: Int, _ none: [Int32]?
  ) -> (spans: [TokenSpan], statuses: [Int32]?) {
    var (spans, statuses, position) = ([TokenSpan](), none, 0)
    while case .full(let reached) = rules.next(
      text, CTEXT_ENDS, from: position, capacity: capacity, into: &spans, statuses: &statuses)
    {
      guard reached > position else { break }  // which the comparison shows
      position = reached
    }
    return (spans, statuses)
  }
}
