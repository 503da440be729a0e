import Foundation
import Platform
import Testing

@testable import Recurrent

@Suite struct MixingWeightTests {
  /// Three tokens, p = (.5, .5, .5), q = (1, 1, 0): 2/(1 + λ) = 1/(1 − λ), so λ = 1/3.
  @Test func workedExample() {
    #expect(abs(MixingWeight.best([0.5, 0.5, 0.5], [1, 1, 0]) - 1.0 / 3) < 1e-6)
  }

  @Test func theEnds() {
    #expect(MixingWeight.best([0.5, 0.4], [0.1, 0.2]) == 0)
    #expect(MixingWeight.best([0.1, 0.2], [0.5, 0.5]) == 0.999)
    #expect(MixingWeight.best([0.1, 0.2], [0.5, 0.5], most: 0.7) == 0.7)
    #expect(MixingWeight.best([], []) == 0)
  }

  /// Where there is no second model, or neither can say anything, λ does not hang on it.
  @Test func whatTellsNothing() {
    let p = [0.5, 0.5, 0.5, 0.3, 0, .nan]
    #expect(abs(MixingWeight.best(p, [1, 1, 0, .nan, 0, 0.5]) - 1.0 / 3) < 1e-6)
    #expect(MixingWeight.best([0.5, 0], [0.1, .nan]) == 0)
    // A token that only the second allows keeps λ above 0: 1/λ = .8/(1 − .8 λ) …
    let weight = MixingWeight.best([0, 0.5], [0.5, 0.1])
    #expect(abs(1 / weight - 0.4 / (0.5 - 0.4 * weight)) < 1e-4)
  }

  /// No λ of a grid is better; and EM, which climbs to the same place.
  @Test(arguments: 1...4) func againstGridAndEM(seed: Int) {
    var random = RandomSource(seed: UInt64(seed))
    let p = (0..<400).map { _ in random.uniform() * 0.2 }
    let q = (0..<400).map { _ in Float(random.uniform() < 0.7 ? 0 : random.uniform()) }
    func likelihood(_ weight: Double) -> Double {
      zip(p, q).reduce(0) { $0 + log((1 - weight) * $1.0 + weight * Double($1.1)) }
    }
    let best = MixingWeight.best(p, q)
    for step in 0...1000 { #expect(likelihood(Double(step) * 0.000_999) <= likelihood(best) + 1e-9) }
    var weight = 0.5
    for _ in 0..<3000 {
      weight = zip(p, q).reduce(0) { $0 + weight * Double($1.1) / ((1 - weight) * $1.0 + weight * Double($1.1)) } / 400
    }
    #expect(abs(weight - best) < 1e-5)
  }
}
