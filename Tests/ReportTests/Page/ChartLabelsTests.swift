import Testing

@testable import Report

@Suite struct ChartLabelsTests {
  @Test func thoseApartStay() {
    #expect(ChartLabels.spread([80, 10, 40], apart: 15, within: 0...100) == [80, 10, 40])
  }

  @Test func thoseTogetherMoveAsLittleAsCanBe() {
    #expect(ChartLabels.spread([50, 50], apart: 10, within: 0...100) == [45, 55])
    #expect(ChartLabels.spread([52, 50, 54], apart: 10, within: 0...100) == [52, 42, 62])
    #expect(ChartLabels.spread([10, 50, 51, 90], apart: 10, within: 0...100) == [10, 45.5, 55.5, 90])
  }

  @Test func theyStayWithin() {
    #expect(ChartLabels.spread([99, 100], apart: 10, within: 0...100) == [90, 100])
    #expect(ChartLabels.spread([-30], apart: 10, within: 0...100) == [0])
    // No room for all: downwards, in order still.
    #expect(ChartLabels.spread([5, 5, 5], apart: 10, within: 0...10) == [0, 10, 20])
    #expect(ChartLabels.spread([], apart: 10, within: 0...10) == [])
  }

  /// Against a search over a grid: no other places are nearer, by the sum of squares.
  @Test func noneAreNearer() {
    let wanted = [10.0, 12, 13]
    let found = ChartLabels.spread(wanted, apart: 4, within: 0...30)
    func far(_ places: [Double]) -> Double { zip(places, wanted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } }
    var least = Double.infinity
    for a in stride(from: 0.0, through: 22, by: 0.5) {
      for b in stride(from: a + 4, through: 26, by: 0.5) {
        for c in stride(from: b + 4, through: 30, by: 0.5) { least = min(least, far([a, b, c])) }
      }
    }
    #expect(far(found) <= least + 1e-9)
    #expect(found[1] - found[0] >= 4 - 1e-9 && found[2] - found[1] >= 4 - 1e-9)
  }
}
