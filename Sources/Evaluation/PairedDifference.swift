internal import Foundation

/// By how much one model predicts the same stream better than another, and whether that may be chance.
///
/// What is resampled is the difference at each position: what is hard for both models cancels, so that the error is much
/// less than those of the two means suggest.
public struct PairedDifference: Equatable, Sendable {
  /// Of ln p_a − ln p_b, in nats a position: positive where a is better.
  public let difference: BootstrapError
  /// How often a difference at least so large, either way, would come about if there were none.
  ///
  /// From z = mean / standard error by the normal distribution, which the mean of thousands of positions follows closely:
  /// counting resamples beyond zero could tell nothing below 1 / resamples, and many pairs are compared at once
  /// (``Holm``), which takes smaller values than that. 1 where the two are the same at each position.
  public let pValue: Double

  /// - Parameters:
  ///   - a: ln p of each position of a stream; b likewise, of the same stream.
  ///   - block: nil for the length that the differences ask for.
  /// - Returns: nil where the lengths differ, and where ``BlockBootstrap/error(of:block:)`` is nil: with a probability of
  ///   zero there is no difference to tell.
  public init?(_ a: [Double], _ b: [Double], _ bootstrap: BlockBootstrap = BlockBootstrap(), block: Int? = nil) {
    guard a.count == b.count, let error = bootstrap.error(of: zip(a, b).map { $0 - $1 }, block: block) else {
      return nil
    }
    difference = error
    pValue = Self.pValue(mean: error.mean, standardError: error.standardError)
  }

  /// Nats a position that rounding may make of one and the same model: a mixture whose other parts have weight 0.
  static let rounding = 1e-9

  /// 2 (1 − Φ(|mean| / standard error)); 1 where the mean is no more than rounding makes.
  static func pValue(mean: Double, standardError: Double) -> Double {
    if mean.magnitude <= rounding { return 1 }
    if standardError == 0 { return 0 }
    return erfc((mean / standardError).magnitude / 2.0.squareRoot())
  }
}
