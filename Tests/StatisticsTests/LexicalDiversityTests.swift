import Foundation
import Statistics
import Testing

@Suite struct LexicalDiversityTests {
  /// "a a b c": N = 4, V = 3, Σ f² = 6.
  @Test func workedExample() throws {
    let mine = LexicalDiversity(FrequencySpectrum([2, 1, 1]))
    let (three, four) = (log(3.0), log(4.0))
    let figures: [(Double?, Double)] = [
      (mine.typeTokenRatio, 0.75), (mine.herdanC, three / four), (mine.guiraudR, 1.5),
      (mine.carrollCTTR, 1.060_660_171_779_821_3), (mine.maasA2, (four - three) / (four * four)),
      (mine.uberU, four * four / (four - three)), (mine.summerS, log(three) / log(four)), (mine.yuleK, 1250),
      (mine.yuleI, 3), (mine.simpsonD, 1.0 / 6), (mine.herdanVm, 0.204_124_145_231_931_5), (mine.entropy, 1.5),
      (mine.honoreR, 300 * four), (mine.sichelS, 1.0 / 3),
    ]
    for (value, expected) in figures {
      #expect(abs(try #require(value) - expected) < 1e-12 * expected)
    }
  }

  @Test func equalFrequencies() throws {
    let mine = LexicalDiversity(FrequencySpectrum(Array(repeating: 3, count: 8)))
    #expect(abs(try #require(mine.entropy) - 3) < 1e-12)
    #expect(try #require(mine.herdanVm) < 1e-7)
  }

  @Test func whatHasNoValueIsNil() {
    let empty = LexicalDiversity(FrequencySpectrum([]))
    for value in [
      empty.typeTokenRatio, empty.herdanC, empty.guiraudR, empty.carrollCTTR, empty.maasA2, empty.summerS, empty.uberU,
      empty.yuleK, empty.yuleI, empty.simpsonD, empty.herdanVm, empty.entropy, empty.honoreR, empty.sichelS,
    ] { #expect(value == nil) }
    let hapaxes = LexicalDiversity(FrequencySpectrum([1, 1, 1]))
    #expect(hapaxes.honoreR == nil && hapaxes.yuleI == nil && hapaxes.uberU == nil)
    #expect(hapaxes.simpsonD == 0 && hapaxes.typeTokenRatio == 1)
    let single = LexicalDiversity(FrequencySpectrum([1]))
    #expect(single.simpsonD == nil && single.herdanC == nil && single.entropy == 0)
  }
}
