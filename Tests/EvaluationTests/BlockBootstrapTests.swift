import Foundation
import Platform
import Testing

@testable import Evaluation

@Suite struct BlockBootstrapTests {
  /// The standard errors of 20,000 resamples by Python's arch 8.0.0 (`CircularBlockBootstrap(block, x).cov(numpy.mean)`).
  @Test(arguments: [(1, 0.01095725), (13, 0.01915247), (40, 0.02059412)])
  func agreesWithArch(block: Int, expected: Double) throws {
    let series = autoregressive(seed: 3, 1000, 0.6)
    let error = try #require(BlockBootstrap(resamples: 20_000, seed: 4).error(of: series, block: block))
    // Each of the two is off by 0.5 % (a standard deviation from 20,000 values).
    #expect(abs(error.standardError / expected - 1) < 0.02, "\(error.standardError)")
    #expect(abs(error.mean - -0.0037244014479841264) < 1e-15)
    #expect(error.block == block && error.resamples == 20_000 && error.seed == 4)
    // Normal, nearly: 1.96 standard errors on each side.
    #expect(abs((error.high - error.low) / (2 * 1.96 * expected) - 1) < 0.03)
  }

  /// Drawing single positions of (0, 1): the mean is 0, ½, ½ or 1, its standard deviation √(1/8).
  @Test func workedExample() throws {
    let error = try #require(BlockBootstrap(resamples: 10_000).error(of: [0, 1], block: 1))
    #expect(error.mean == 0.5)
    #expect(abs(error.standardError - 0.125.squareRoot()) < 0.01)
    #expect(error.low == 0 && error.high == 1)
  }

  /// Where all of the ring is drawn at once, nothing is left to chance.
  @Test func wholeRingHasNoError() throws {
    let series = autoregressive(seed: 2, 100, 0.5)
    let error = try #require(BlockBootstrap().error(of: series, block: 100))
    #expect(error.standardError < 1e-16)
    #expect(abs(error.low - error.mean) < 1e-15 && abs(error.high - error.mean) < 1e-15)
  }

  /// Resamples are as long as the series: 7 by blocks of 3 is 3 + 3 + 1, or the mean of a constant would be off.
  @Test(arguments: 1...7) func lastBlockIsCut(block: Int) throws {
    var means: [Double] = []
    for seed in 0..<50 as Range<UInt64> {
      let bootstrap = BlockBootstrap(resamples: 200, seed: seed)
      let error = try #require(bootstrap.error(of: [7, 7, 7, 7, 7, 7, 7], block: block))
      #expect(error.standardError == 0 && error.mean == 7 && error.low == 7 && error.high == 7)
      let uneven = try #require(bootstrap.error(of: [0, 0, 0, 0, 0, 0, 7], block: block))
      means.append((uneven.high + uneven.low) / 2)
    }
    #expect(means.allSatisfy { (0...7).contains($0) })
  }

  /// An intercept that is sure to hold the truth 19 times in 20: here in 95 ± 4 % of 400 independent series.
  @Test func coversTheTruth() throws {
    var held = 0
    for seed in 0..<400 as Range<UInt64> {
      let error = try #require(
        BlockBootstrap(resamples: 400, seed: seed).error(of: autoregressive(seed: seed + 1000, 1000, 0.5)))
      if error.low <= 0 && 0 <= error.high { held += 1 }
    }
    #expect((364...396).contains(held), "\(held)")
  }

  @Test func isTheSameAgain() throws {
    let series = autoregressive(seed: 5, 3000, 0.7)
    let bootstrap = BlockBootstrap(resamples: 100, seed: 77)
    #expect(bootstrap.error(of: series) == bootstrap.error(of: series))
    #expect(bootstrap.error(of: series)?.low != BlockBootstrap(resamples: 100, seed: 78).error(of: series)?.low)
  }

  @Test func noErrorToTell() {
    #expect(BlockBootstrap().error(of: []) == nil)
    #expect(BlockBootstrap().error(of: [-1]) == nil)
    #expect(BlockBootstrap().error(of: [-1, -.infinity, -2]) == nil)
    #expect(BlockBootstrap().error(of: [-1, .nan, -2]) == nil)
    #expect(BlockBootstrap().error(of: [1.7e308, 1.7e308, 1]) == nil)
    #expect(BlockBootstrap().error(of: [1e200, -1e200, 1]) == nil)
  }

  @Test func lengthsBeyondTheSeriesAreLimited() throws {
    let series = autoregressive(seed: 5, 10, 0)
    #expect(try #require(BlockBootstrap().error(of: series, block: 99)).block == 10)
    #expect(try #require(BlockBootstrap().error(of: series, block: -3)).block == 1)
  }

  /// A long series of independent numbers: not a million draws a resample, and yet the error that theory has.
  @Test func longSeriesTakeLongerBlocks() throws {
    let count = 200_000
    let series = autoregressive(seed: 11, count, 0)
    #expect(BlockLength.optimal(series) < 7)
    let error = try #require(BlockBootstrap(resamples: 200).error(of: series))
    #expect(error.block >= 7)
    // Of uniform numbers: √(1 / 12 n).
    #expect(abs(error.standardError / (1 / (12 * Double(count))).squareRoot() - 1) < 0.15)
  }

  /// `numpy.quantile([1, 2, 4, 8], q)`.
  @Test func quantilesLieBetweenValues() {
    let values = [1.0, 2, 4, 8]
    #expect(BlockBootstrap.quantile(0, of: values) == 1)
    #expect(abs(BlockBootstrap.quantile(0.025, of: values) - 1.075) < 1e-12)
    #expect(BlockBootstrap.quantile(0.5, of: values) == 3)
    #expect(abs(BlockBootstrap.quantile(0.975, of: values) - 7.7) < 1e-12)
    #expect(BlockBootstrap.quantile(1, of: values) == 8)
  }
}
