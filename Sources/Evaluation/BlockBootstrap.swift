internal import Foundation
internal import Platform

/// How far a mean may be off, as far as the series itself tells.
public struct BootstrapError: Equatable, Sendable {
  public let mean: Double
  /// Standard deviation of the means of the resamples.
  public let standardError: Double
  /// Where the lowest 2.5 % of the resamples' means end.
  public let low: Double
  /// Where the highest 2.5 % begin.
  public let high: Double
  /// Positions in a row that are drawn together.
  public let block: Int
  public let resamples: Int
  public let seed: UInt64
}

/// The circular block bootstrap of a mean (Politis & Romano 1992).
///
/// What a model finds hard comes in stretches, so that neighbouring ln p are no independent draws: the error of their mean
/// is read off series that are put together of whole blocks, drawn with replacement from the series bent into a ring. With
/// blocks of length 1 it is Efron's bootstrap. The same series, block and seed give the same numbers on every machine.
public struct BlockBootstrap: Equatable, Sendable {
  public var resamples: Int
  public var seed: UInt64

  /// More blocks than this are not drawn in one resample: see ``length(_:)``.
  static let mostBlocks = 32_768

  public init(resamples: Int = 1000, seed: UInt64 = 1) {
    precondition(resamples >= 2, "means that scatter")
    (self.resamples, self.seed) = (resamples, seed)
  }

  /// - Parameters:
  ///   - series: one number a position, in stream order.
  ///   - block: from 1 to the length of the series; nil for ``length(_:)``.
  /// - Returns: nil where there is no error to tell: fewer than two positions, one that is no finite number (a
  ///   probability of zero), or numbers so far apart that their squares are none.
  /// - Complexity: O(n + resamples · n / block): sums of blocks are differences of sums from the beginning.
  public func error(of series: [Double], block: Int? = nil) -> BootstrapError? {
    let n = series.count
    guard n >= 2, series.allSatisfy(\.isFinite) else { return nil }
    let mean = series.reduce(0, +) / Double(n)
    guard mean.isFinite else { return nil }
    let block = min(max(block ?? Self.length(series), 1), n)
    var means = means(of: series, around: mean, block: block)
    let center = means.reduce(0, +) / Double(resamples)
    let squares = means.reduce(0) { $0 + ($1 - center) * ($1 - center) }
    guard squares.isFinite else { return nil }
    means.sort()
    return BootstrapError(
      mean: mean, standardError: (squares / Double(resamples - 1)).squareRoot(),
      low: mean + Self.quantile(0.025, of: means), high: mean + Self.quantile(0.975, of: means), block: block,
      resamples: resamples, seed: seed)
  }

  /// ``BlockLength/optimal(_:)``, and at least what makes no more than 32,768 blocks of the series.
  ///
  /// Blocks that are longer than they need be make the error no less right, only less certain, by a part of the order of
  /// √(block / n): 0.6 % there. A million single positions drawn a thousand times would cost a minute for it.
  public static func length(_ series: [Double]) -> Int {
    max(BlockLength.optimal(series), (series.count + mostBlocks - 1) / mostBlocks)
  }

  /// By how much the mean of each resample is off the mean of the series.
  private func means(of series: [Double], around mean: Double, block: Int) -> [Double] {
    let n = series.count
    // sums[i]: of the first i numbers of the ring, less their mean: so that little is lost where they are subtracted.
    var sums = [0.0]
    sums.reserveCapacity(n + block + 1)
    for place in 0..<n + block { sums.append(sums[place] + (series[place < n ? place : place - n] - mean)) }
    let (blocks, rest) = n.quotientAndRemainder(dividingBy: block)
    var random = RandomSource(seed: seed)
    let ring = sums.span
    return (0..<resamples).map { _ in
      var total = 0.0
      for _ in 0..<blocks {
        let start = random.place(below: n)
        total += ring[start + block] - ring[start]
      }
      // The last block is cut, so that a resample is as long as the series.
      if rest > 0 {
        let start = random.place(below: n)
        total += ring[start + rest] - ring[start]
      }
      return total / Double(n)
    }
  }

  /// Between the two nearest of the sorted values, by their distance (type 7 of Hyndman & Fan 1996).
  static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    guard below + 1 < sorted.count else { return sorted[sorted.count - 1] }
    return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
  }
}

extension RandomSource {
  /// In 0..<bound without a division; some places are by bound / 2⁶⁴ likelier than others, which nobody sees.
  fileprivate mutating func place(below bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}
