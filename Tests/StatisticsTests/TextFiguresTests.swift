import Counts
import Statistics
import Testing

@Suite struct TextFiguresTests {
  private func value(_ figures: [Figure], _ name: String) throws -> Double? {
    try #require(figures.first { $0.name == name }).value
  }

  /// "a b a <eos> b a <eos>" by hand: the bigrams in the text are ab, ba, ba; none starts before a line or ends it.
  @Test func onlyNGramsThatStandInTheTextCount() throws {
    let stream: [UInt32] = [2, 3, 2, 1, 3, 2, 1]
    func counts(_ order: Int, _ eos: UInt32?) throws -> [UInt64] {
      let table = try NGramCounter(order: order, vocabularySize: 4, endOfSegment: eos).count(stream)
      return TextFigures.counts(of: table, endOfSegment: eos)
    }
    #expect(try counts(1, 1) == [3, 2])
    #expect(try counts(2, 1) == [1, 2])
    #expect(try counts(3, 1) == [1])
    #expect(try counts(1, nil).reduce(0, +) == 7)
    #expect(try counts(2, nil).reduce(0, +) == 6)
  }

  /// As many of each, whatever the order; and one after the other, as they stand.
  @Test(arguments: [1, 2, 3, 5]) func nGramsInTheTextAreThoseThatAreCounted(order: Int) throws {
    var random = SplitMix(state: 5)
    let stream = (0..<400).map { _ in UInt32.random(in: 0..<6, using: &random) }
    for end in [nil, 1] as [UInt32?] {
      let table = try NGramCounter(order: order, vocabularySize: 6, endOfSegment: end).count(stream)
      var counts: [UInt32: UInt64] = [:]
      for id in TextFigures.nGrams(of: stream, order: order, endOfSegment: end) { counts[id, default: 0] += 1 }
      #expect(counts.values.sorted() == TextFigures.counts(of: table, endOfSegment: end).sorted())
    }
    // "a b <eos> b a b": ab, ba, ab.
    let names = TextFigures.nGrams(of: [2, 3, 1, 3, 2, 3], order: 2, endOfSegment: 1)
    #expect(names.count == 3 && names[0] == names[2] && names[0] != names[1])
  }

  @Test func workedExample() throws {
    let figures = TextFigures.ofCounts(FrequencySpectrum([4, 2, 1, 1]))
    #expect(try value(figures, "tokens") == 8)
    #expect(try value(figures, "types") == 4)
    #expect(try value(figures, "hapaxes") == 2)
    #expect(try value(figures, "ttr") == 0.5)
    #expect(try value(figures, "entropy_bits") == 1.75)
    #expect(try value(figures, "unseen_mass") == 0.25)
    #expect(try value(figures, "coverage_100") == 1)
    #expect(Set(figures.map(\.name)).count == figures.count)
    #expect(figures.allSatisfy { !$0.recipe.isEmpty })
  }

  /// 2 together where 4 · 3 / 10 = 1.2 are expected, and 1 where 2.4 are.
  @Test func attractionIsMoreThanChance() throws {
    #expect(try #require(Contingency(both: 2, first: 4, second: 3, total: 10)).attracts)
    #expect(try !#require(Contingency(both: 1, first: 4, second: 6, total: 10)).attracts)
  }

  @Test func nothingHasNoFigures() throws {
    for counts in [[], [5]] as [[UInt64]] {
      let figures = TextFigures.ofCounts(FrequencySpectrum(counts))
      #expect(try value(figures, "zipf_mle_exponent") == nil)
    }
    #expect(TextFigures.ofStream([]).allSatisfy { $0.value == nil })
  }
}
