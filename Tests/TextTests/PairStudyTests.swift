import CText
import Testing

@testable import Text

/// What the study of the rules says of two characters side by side holds in any text.
@Suite struct PairStudyTests {
  /// Characters of all categories, some for each.
  private func characters(_ rules: BreakRules) -> [Unicode.Scalar] {
    var seen: Set<Unicode.Scalar> = []
    for seed in 1...8 as ClosedRange<UInt64> {
      let sample = rules.sample(seed: seed, bytes: 4096)
      for scalar in String(decoding: sample.bytes.prefix(sample.count), as: UTF8.self).unicodeScalars
      where scalar.value >= 0x80 || !scalar.properties.isAlphabetic || scalar.value % 8 == 1 {
        seen.insert(scalar)
      }
    }
    return seen.sorted { $0.value < $1.value }
  }

  @Test(arguments: BreakRulesTests.divisions) func icuNeverContradictsIt(division: Division) throws {
    let divider = try Divider(division, path: .best)
    let icu = try Divider(division, path: .icu)
    let rules = try #require(divider.rules)
    let characters = characters(rules)
    var dice = Dice(state: 47)
    var counts = [0, 0, 0]
    for _ in 0..<(takesLong ? 50 : 1) {
      for before in characters {
        // Where the place between the two lies, and what was said of it.
        var (text, places, said) = ([UInt8](), [UInt32](), [ctext_pair]())
        for after in characters {
          let pair = rules.pair(before, after)
          counts[Int(pair.rawValue)] += 1
          guard pair != CTEXT_MAYBE else { continue }
          let context = (0..<6).map { _ in characters[Int.random(in: 0..<characters.count, using: &dice)] }
          let left = Int.random(in: 0...3, using: &dice)
          for scalar in context[..<left] + [before] { text += String(Character(scalar)).utf8 }
          places.append(UInt32(text.count))
          said.append(pair)
          for scalar in [after] + context[left...] + ["\n"] { text += String(Character(scalar)).utf8 }
        }
        let ends = Set(try icu.boundaries(PaddedText(text)).ends)
        for (place, pair) in zip(places, said) where ends.contains(place) != (pair == CTEXT_BREAK) {
          Issue.record("\(division): \(before.value) at \(place), said \(pair.rawValue)")
        }
      }
    }
    // It would be no proof if nothing had been said.
    #expect(counts[Int(CTEXT_BREAK.rawValue)] > 100)
    #expect(division == .sentences || counts[Int(CTEXT_JOIN.rawValue)] > 100)
    #expect(counts[Int(CTEXT_MAYBE.rawValue)] > 0)
  }
}
