import Testing

@testable import Statistics

@Suite struct RankGroupsTests {
  let spectrum = FrequencySpectrum([7, 3, 3, 3, 1, 1])

  @Test func ranksOfEqualFrequencies() {
    #expect(
      spectrum.rankGroups == [
        RankGroup(firstRank: 1, count: 1, frequency: 7), RankGroup(firstRank: 2, count: 3, frequency: 3),
        RankGroup(firstRank: 5, count: 2, frequency: 1),
      ])
    #expect(
      spectrum.rankGroups.inside(3...5) == [
        RankGroup(firstRank: 3, count: 2, frequency: 3), RankGroup(firstRank: 5, count: 1, frequency: 1),
      ])
    #expect(spectrum.frequencies(atRanks: [1, 2, 4, 5, 6]) == [7, 3, 3, 1, 1])
  }
}
