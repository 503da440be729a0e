import Foundation
import Platform
import Testing

@testable import Evaluation

@Suite struct PairedDifferenceTests {
  /// 2 (1 − Φ(z)) as Python's `math.erfc(z / math.sqrt(2))` has it.
  @Test(arguments: [
    (0.5, 0.6170750774519738), (1.959963984540054, 0.05), (5, 5.733031437583892e-07), (10, 1.5239706048321186e-23),
  ])
  func agreesWithTheNormalDistribution(z: Double, expected: Double) {
    for sign in [-1.0, 1] {
      let p = PairedDifference.pValue(mean: sign * z * 3, standardError: 3, blocks: 100_000)
      #expect(abs(p / expected - 1) < 1e-12)
    }
  }

  @Test func sameModelsDoNotDiffer() throws {
    let series = autoregressive(seed: 1, 500, 0.5)
    let pair = try #require(PairedDifference(series, series))
    #expect(pair.pValue == 1)
    #expect(pair.difference.mean == 0 && pair.difference.standardError == 0)
  }

  @Test func alwaysBetterByTheSameIsSure() throws {
    let series = (0..<100).map { -Double($0) }
    let pair = try #require(PairedDifference(series.map { $0 + 0.5 }, series))
    #expect(pair.pValue == 0)
    #expect(pair.difference.mean == 0.5 && pair.difference.low == 0.5)
  }

  /// Turning the pair turns the sign, and nothing else.
  @Test func isAntisymmetric() throws {
    let (a, b) = (autoregressive(seed: 1, 2000, 0.5), autoregressive(seed: 2, 2000, 0.5))
    let (one, other) = (try #require(PairedDifference(a, b)), try #require(PairedDifference(b, a)))
    #expect(one.difference.mean == -other.difference.mean)
    #expect(abs(one.difference.standardError / other.difference.standardError - 1) < 1e-9)
    #expect(abs(one.pValue - other.pValue) < 1e-9)
  }

  /// What is hard for both cancels: the two means are uncertain by far more than their difference.
  @Test func sharedHardnessCancels() throws {
    let hard = autoregressive(seed: 3, 5000, 0.9).map { 4 * $0 - 6 }
    let small = autoregressive(seed: 4, 5000, 0).map { 0.1 * $0 + 0.02 }
    let better = zip(hard, small).map { $0 + $1 }
    let pair = try #require(PairedDifference(better, hard))
    let alone = try #require(BlockBootstrap().error(of: hard))
    #expect(pair.difference.standardError < alone.standardError / 100)
    #expect(pair.pValue < 1e-6)
    #expect(pair.difference.low > 0)
  }

  /// Where there is no difference, one pair in twenty looks like one at 5 %: here 20 ± 4.4 of 400, 7 to 33 allowed.
  @Test func chanceIsToldAsOftenAsItSays() throws {
    var found = 0
    for seed in 0..<400 as Range<UInt64> {
      let (a, b) = (autoregressive(seed: 2 * seed, 1000, 0.4), autoregressive(seed: 2 * seed + 1, 1000, 0.4))
      let pair = try #require(PairedDifference(a, b, BlockBootstrap(resamples: 300, seed: seed)))
      if pair.pValue < 0.05 { found += 1 }
    }
    #expect((7...33).contains(found), "\(found)")
  }

  @Test func noDifferenceToTell() {
    #expect(PairedDifference([-1, -2], [-1]) == nil)
    #expect(PairedDifference([-1], [-2]) == nil)
    #expect(PairedDifference([-1, -.infinity], [-1, -2]) == nil)
    // −∞ − −∞ is no number.
    #expect(PairedDifference([-1, -.infinity], [-1, -.infinity]) == nil)
  }

  /// What rounding makes of one model is no difference, however little it scatters.
  @Test func roundingIsNoDifference() throws {
    let a = (0..<1000).map { -Double($0 % 7) - 1 }
    let paired = try #require(PairedDifference(a, a.map { $0 - 6e-12 }))
    #expect(paired.pValue == 1)
    #expect(try #require(PairedDifference(a, a.map { $0 - 1e-6 })).pValue < 1e-6)
  }

  /// Of few positions without any difference one pair in twenty is found at 5 %: of 2,000 pairs of ten 100 ± 10, up to 125
  /// allowed. Without the correction there are some 140.
  @Test func chanceOfFewPositions() throws {
    #expect(PairedDifference.correction(blocks: 5) == 1.25.squareRoot() && PairedDifference.correction(blocks: 1) == 1)
    var found = 0
    for seed in 0..<2000 as Range<UInt64> {
      let (a, b) = (autoregressive(seed: 2 * seed, 10, 0), autoregressive(seed: 2 * seed + 1, 10, 0))
      if try #require(PairedDifference(a, b, BlockBootstrap(resamples: 200, seed: seed), block: 1)).pValue < 0.05 {
        found += 1
      }
    }
    #expect((70...125).contains(found), "\(found)")
  }

  /// Few positions prove little: Student's t, and no certainty from two that agree.
  @Test func fewBlocks() throws {
    #expect(try #require(PairedDifference([-1, -2], [-2, -3])).pValue == 1)
    #expect(PairedDifference.pValue(mean: 2, standardError: 1, blocks: 1) == 1)
    let few = PairedDifference.pValue(mean: 2, standardError: 1, blocks: 5)
    #expect(abs(few - 0.1161165235168156) < 1e-12)
    #expect(few > PairedDifference.pValue(mean: 2, standardError: 1, blocks: 1000))
  }
}
