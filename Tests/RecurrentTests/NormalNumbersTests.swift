import Testing
import Platform

@testable import Recurrent

@Suite struct NormalNumbersTests {
  /// Mean 0, variance 1, fourth moment 3, and the share beyond one deviation: each to five standard errors.
  @Test func momentsAreThoseOfTheNormalDistribution() {
    var random = RandomSource(seed: 11)
    let n = 20_000
    let x = (0..<n).map { _ in random.normal() }
    func mean(_ f: (Double) -> Double) -> Double { x.reduce(0) { $0 + f($1) } / Double(n) }
    let error = 5 / Double(n).squareRoot()
    #expect(abs(mean { $0 }) < error)
    #expect(abs(mean { $0 * $0 } - 1) < error * 2.0.squareRoot())
    #expect(abs(mean { $0 * $0 * $0 * $0 } - 3) < error * 96.0.squareRoot())
    #expect(abs(mean { abs($0) > 1 ? 1 : 0 } - 0.317_310_5) < error * 0.466)
    let neighbours = zip(x, x.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } / Double(n - 1)
    #expect(abs(neighbours) < error, "a number says nothing of the next")
  }

  @Test func sameSeedSameNumbers() {
    var (a, b) = (RandomSource(seed: 5), RandomSource(seed: 5))
    #expect((0..<9).map { _ in a.normal() } == (0..<9).map { _ in b.normal() })
  }
}
