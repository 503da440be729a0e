import Testing

@testable import Experiment

@Suite struct StatsCollocationsTests {
  private let more = String(repeating: "moby dick\n", count: 4) + String(repeating: "the sea\n", count: 3)

  private func pairs(_ change: (inout CollocationList) -> Void) throws -> [StatsResult.Collocation] {
    try StatsFixture(more: more).stats {
      $0.collocations = CollocationList(limit: 20)
      change(&$0.collocations)
    }.collocations
  }

  /// The rarest pair has the most mutual information; the measures are listed beside each other whatever ranks them.
  @Test func eachMeasureRanksItsWay() throws {
    for measure in CollocationList.Measure.allCases {
      let pairs = try pairs {
        $0.measure = measure
        $0.minimum = 1
      }
      let values = pairs.compactMap {
        switch measure {
        case .logLikelihood: $0.logLikelihood
        case .pointwiseMutualInformation: $0.pointwiseMutualInformation
        case .tScore: $0.tScore
        case .chiSquared: $0.chiSquared
        }
      }
      #expect(values.count == pairs.count && !pairs.isEmpty)
      #expect(zip(values, values.dropFirst()).allSatisfy { $0 >= $1 }, "\(measure)")
      if measure == .pointwiseMutualInformation { #expect(pairs.first?.words == ["moby", "dick"]) }
    }
  }

  @Test func rarePairsAreLeftOut() throws {
    #expect(try pairs { $0.minimum = 5 }.allSatisfy { $0.count >= 5 })
    #expect(try pairs { $0.minimum = 4 }.contains { $0.words == ["moby", "dick"] && $0.count == 4 })
    #expect(try pairs { $0.limit = 2 }.count == 2)
  }
}
