internal import Foundation
internal import Platform

extension RandomSource {
  /// From N(0, 1), from two uniform numbers (Box & Muller 1958). The second number of the pair is not kept: the state
  /// stays one word.
  mutating func normal() -> Double {
    // 1 − u lies in (0, 1]: its logarithm is finite.
    let radius = (-2 * log(1 - uniform())).squareRoot()
    return radius * cos(2 * .pi * uniform())
  }
}
