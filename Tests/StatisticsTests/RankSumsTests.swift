import Foundation
import Testing

@testable import Statistics

/// Sums over groups of ranks against sums over ranks.
@Suite struct RankSumsTests {
  let counts = [90, 41, 41, 7, 7, 7] + Array(repeating: UInt64(2), count: 700) + Array(repeating: 1, count: 3000)

  @Test(arguments: [1e-9, 0.4, 1, 3.5, 1e4, 1e7]) func agreeWithEachRank(_ shift: Double) throws {
    let sums = RankSums(groups: FrequencySpectrum(counts).rankGroups)
    let points = counts.enumerated().map { rank, count in (x: Double(rank) + shift, f: Double(count)) }
    let logarithm = points.reduce(0) { $0 + $1.f * log1p(($1.x - shift) / shift) }
    #expect(abs(sums.weightedLogarithm(shift: shift) / logarithm - 1) < 1e-9)
    let reciprocal = points.reduce(0) { $0 + $1.f / $1.x }
    #expect(abs(sums.weightedReciprocal(shift: shift) / reciprocal - 1) < 1e-12)
  }

  @Test(arguments: [0.4, 1, 3.5, 300]) func lines(_ shift: Double) throws {
    let sums = RankSums(groups: FrequencySpectrum(counts).rankGroups)
    let x = counts.indices.map { log(Double($0) + shift) - log(shift) }
    let y = counts.map { log(Double($0)) - log(90) }
    let line = try #require(LineFit(x: x, y: y))
    let moments = try #require(sums.moments(shift: shift))
    let mine = try #require(LineFit(moments.moments, aboutX: 0, y: 0))
    #expect(abs(mine.slope - line.slope) < 1e-11)
    #expect(abs(mine.intercept - line.intercept) < 1e-10)
    var expected = 0.0
    for (index, point) in zip(x, y).enumerated() {
      expected += (point.1 - line.intercept - line.slope * point.0) / (Double(index) + shift)
    }
    #expect(abs(sums.residualReciprocal(mine, shift: shift) - expected) < 1e-9)
  }

  @Test func nothing() {
    let sums = RankSums(groups: [])
    if sums.moments(shift: 1) != nil { Issue.record("moments of no points") }
    #expect(sums.weightedLogarithm(shift: 1) == 0 && sums.weightedReciprocal(shift: 1) == 0)
  }
}
