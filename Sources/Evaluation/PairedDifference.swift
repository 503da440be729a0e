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
  /// From t = mean / (standard error · √(B / (B − 1))), where B blocks were drawn from, by Student's distribution with
  /// B − 1 degrees of freedom; of many blocks that is the normal distribution. Counting resamples beyond zero could tell nothing below
  /// 1 / resamples, and many pairs are compared at once (``Holm``), which takes smaller values than that. 1 where the two
  /// are the same at each position, and where a constant difference stands at too few positions to be told from chance.
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
    let blocks = a.count / error.block
    pValue = Self.pValue(
      mean: error.mean, standardError: error.standardError * Self.correction(blocks: blocks), blocks: blocks)
  }

  /// √(B / (B − 1)): means of resamples scatter as those of B blocks whose own mean is known, which is too little by as much.
  static func correction(blocks: Int) -> Double {
    blocks < 2 ? 1 : (Double(blocks) / Double(blocks - 1)).squareRoot()
  }

  /// Nats a position that rounding may make of one and the same model: a mixture whose other parts have weight 0.
  static let rounding = 1e-9

  /// Of so many blocks a difference that does not scatter at all is believed.
  private static let fewBlocks = 30

  /// 2 P(T > |mean| / standard error); 1 where the mean is no more than rounding makes.
  static func pValue(mean: Double, standardError: Double, blocks: Int) -> Double {
    if mean.magnitude <= rounding || blocks < 2 { return 1 }
    if standardError == 0 { return blocks < fewBlocks ? 1 : 0 }
    return StudentT.twoSided((mean / standardError).magnitude, degreesOfFreedom: blocks - 1)
  }
}
