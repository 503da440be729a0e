import Foundation
import Testing

@testable import Text

/// All short strings over ASCII, and many random ones over all scripts: every path finds what ICU finds.
///
/// Strings that stand on lines of their own do not touch each other: each line's end starts the rules anew.
@Suite struct ExhaustiveBreakTests {
  static let divisions = BreakRulesTests.divisions

  /// Each by itself: at a text's start and end other rules might hold.
  @Test(arguments: divisions) func allPairsAlone(division: Division) throws {
    let dividers = try Divider.all(division, whole: true, lines: false)
    let (icu, best) = (dividers[0], dividers[dividers.count - 1])
    for first in UInt8(0)..<128 {
      for second in UInt8(0)..<128 {
        let text = PaddedText([first, second])
        guard try icu.spans(text) != best.spans(text) else { continue }
        Issue.record("\(first) \(second)")
      }
    }
  }

  /// 2,097,152 strings.
  @Test(arguments: takesLong ? divisions : [.words]) func allTriples(division: Division) throws {
    let dividers = try Divider.all(division)
    for first in UInt8(0)..<128 {
      var text: [UInt8] = []
      text.reserveCapacity(4 << 14)
      for second in UInt8(0)..<128 {
        for third in UInt8(0)..<128 { text += [first, second, third, 0x0A] }
      }
      #expect(try dividers.disagreement(on: PaddedText(text)) == nil)
    }
  }

  /// Up to five of what rules look at; up to seven (21 million strings) where `LMCTL_LONG` is 1.
  @Test(arguments: divisions) func allStringsOfMarks(division: Division) throws {
    let dividers = try Divider.all(division)
    let marks = Array("a1'.,:_ \r\"@".utf8)
    for length in 1...(takesLong ? 7 : 4) {
      var places = [Int](repeating: 0, count: length)
      var text: [UInt8] = []
      while true {
        for place in places { text.append(marks[place]) }
        text.append(0x0A)
        var index = 0
        while index < length {
          places[index] = (places[index] + 1) % marks.count
          if places[index] != 0 { break }
          index += 1
        }
        if index == length || text.count >= 1 << 20 {
          #expect(try dividers.disagreement(on: PaddedText(text)) == nil)
          text.removeAll(keepingCapacity: true)
        }
        if index == length { break }
      }
    }
  }

  /// 6,000 strings, each by itself; 340,000 where `LMCTL_LONG` is 1: a million with those of all three divisions.
  @Test(arguments: divisions) func randomStrings(division: Division) throws {
    var dice = Dice(state: 41)
    let dividers = try Divider.all(division)
    for _ in 0..<(takesLong ? 340_000 : 6000) {
      guard let wrong = try dividers.disagreement(on: PaddedText(dice.string(upTo: 40))) else { continue }
      Issue.record("\(wrong)")
      return
    }
  }

  /// Long texts of many strings: blocks of 64 bytes begin anywhere, dictionaries meet everything.
  @Test(arguments: divisions) func randomTexts(division: Division) throws {
    var dice = Dice(state: 43)
    let dividers = try Divider.all(division, whole: division != .words, lines: true)
    for _ in 0..<(takesLong ? 2000 : 20) {
      var text: [UInt8] = []
      while text.count < 1 << 13 { text += dice.string(upTo: 200) }
      #expect(try dividers.disagreement(on: PaddedText(text)) == nil)
    }
  }
}
