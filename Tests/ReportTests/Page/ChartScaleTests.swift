import Testing

@testable import Report

@Suite struct ChartScaleTests {
  private func labels(_ values: [Double], _ kind: ChartScale.Kind, _ limit: Int) -> [String] {
    ChartScale(values, kind).ticks(atMost: limit).map(\.label)
  }

  @Test func valuesLieWithin() throws {
    for kind in [ChartScale.Kind.linear, .logarithmic] {
      let scale = ChartScale([3, 70, 12], kind)
      let places = try [3.0, 12, 70].map { try #require(scale.place($0)) }
      #expect(places == places.sorted() && places[0] > 0 && places[2] < 1)
    }
  }

  @Test func logarithmsMakeRatiosDistances() throws {
    let scale = ChartScale([1, 1000], .logarithmic)
    let places = try [1.0, 10, 100].map { try #require(scale.place($0)) }
    #expect(abs((places[1] - places[0]) - (places[2] - places[1])) < 1e-12)
    #expect(
      scale.place(0) == nil && scale.place(-1) == nil && scale.place(.infinity) == nil && scale.place(.nan) == nil)
  }

  @Test func ticksAreRound() {
    #expect(labels([0, 20], .linear, 5) == ["0", "5", "10", "15", "20"])
    #expect(labels([0, 0.3], .linear, 4) == ["0", "0.1", "0.2", "0.3"])
    #expect(labels([49, 860], .logarithmic, 6) == ["50", "100", "200", "500"])
    #expect(labels([131, 212], .logarithmic, 8) == ["140", "160", "180", "200"])
    #expect(labels([1, 1e6], .logarithmic, 8) == ["10⁰", "10¹", "10²", "10³", "10⁴", "10⁵", "10⁶"])
    #expect(labels([1, 1e6], .logarithmic, 3) == ["10⁰", "10³", "10⁶"])
    #expect(labels([900, 5_200_000], .linear, 4).last == "4,000,000")
  }

  @Test(arguments: [
    [], [5], [5, 5, 5], [0], [.nan, .infinity], [1e-300, 1e300], [-4, 4], [1e17, 1e17 + 64], [1, 1.0001],
    [Double.leastNonzeroMagnitude, 1], [.greatestFiniteMagnitude],
  ])
  func anythingHasAScale(values: [Double]) {
    for kind in [ChartScale.Kind.linear, .logarithmic] {
      for limit in [0, 1, 2, 5, 12] {
        let ticks = ChartScale(values, kind).ticks(atMost: limit)
        #expect(ticks.count <= max(2, limit) + 1, "\(kind) \(limit)")
        #expect(ticks.allSatisfy { $0.place > -0.001 && $0.place < 1.001 })
        #expect(ticks.map(\.place) == ticks.map(\.place).sorted())
      }
    }
  }
}
