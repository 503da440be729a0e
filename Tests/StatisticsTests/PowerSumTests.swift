import Foundation
import Testing

@testable import Statistics

@Suite struct PowerSumTests {
  /// ζ(2) = π²/6, ζ(4) = π⁴/90, ζ(3) is Apéry's constant; ζ′(2) and ζ″(2) from the tables.
  @Test func riemannsZeta() {
    let second = PowerSum.relative(from: 1, count: .infinity, s: 2)
    #expect(abs(second.value - .pi * .pi / 6) < 1e-15)
    #expect(abs(second.first + 0.937_548_254_315_843_75) < 1e-15)
    #expect(abs(second.second - 1.989_280_234_298_901_02) < 1e-14)
    #expect(abs(PowerSum.relative(from: 1, count: .infinity, s: 4).value - pow(.pi, 4) / 90) < 1e-15)
    #expect(abs(PowerSum.relative(from: 1, count: .infinity, s: 3).value - 1.202_056_903_159_594_285) < 1e-15)
    #expect(abs(PowerSum.relative(from: 1, count: .infinity, s: 1.5).value - 2.612_375_348_685_488_343) < 1e-14)
  }

  /// ζ(s, a) = a^−s + ζ(s, a + 1), at every scale.
  @Test func hurwitzRecurrence() {
    for s in [1.000_001, 1.1, 1.95, 3, 10, 60, 500] {
      for a in [0.001, 0.5, 1, 3, 17, 400, 1e6] {
        let here = PowerSum.relative(from: a, count: .infinity, s: s).value
        let next = PowerSum.relative(from: a + 1, count: .infinity, s: s).value * exp(-s * log1p(1 / a))
        #expect(abs(here - 1 - next) < 1e-13 * here, "s \(s), a \(a)")
      }
    }
  }

  @Test func finiteSumsAgreeWithAddition() {
    for s in [0, 0.3, 0.999_999, 1, 1.000_001, 1.7, 4, 30, 700] {
      for (x, count) in [(1.0, 5), (1, 40), (1, 3000), (1e-9, 100), (0.03, 2000), (250, 13), (250, 5000), (1e6, 4000)] {
        let mine = PowerSum.relative(from: x, count: Double(count), s: s)
        var sum = Jet.zero
        for k in (0..<count).reversed() { sum += Jet.decay(s, log1p(Double(k) / x)) }
        let what = "s \(s), x \(x), count \(count)"
        #expect(abs(mine.value - sum.value) <= 1e-13 * sum.value, "\(what)")
        #expect(abs(mine.first - sum.first) <= 1e-13 * abs(sum.first), "\(what)")
        #expect(abs(mine.second - sum.second) <= 1e-13 * sum.second, "\(what)")
      }
    }
  }

  /// Σ ln k to n is ln n!.
  @Test func logarithmsOfFactorials() {
    let sum = -PowerSum.relative(from: 1, count: 1_000_000, s: 0).first
    #expect(abs(sum / lgamma(1_000_001) - 1) < 1e-14)
  }

  @Test func aSumWithoutEndNeedsAnExponentAboveOne() {
    #expect(PowerSum.relative(from: 1, count: .infinity, s: 1).value == .infinity)
    #expect(PowerSum.relative(from: 3, count: 0, s: 2) == .zero)
  }
}
