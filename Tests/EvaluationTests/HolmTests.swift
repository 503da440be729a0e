import Evaluation
import Platform
import Testing

@Suite struct HolmTests {
  /// `statsmodels.stats.multitest.multipletests(p, method="holm")[1]`, statsmodels 0.15.0.
  @Test func agreesWithStatsmodels() {
    let p = [0.01, 0.04, 0.03, 0.005, 0.5, 0.04, 1e-12, 0.2, 0.9, 1.0, 0.0]
    let expected = [0.08, 0.24, 0.21, 0.045, 1.0, 0.24, 1e-11, 0.8, 1.0, 1.0, 0.0]
    #expect(agree(Holm.adjusted(p), expected))
  }

  /// Three tests at .01, .02, .03: 3 × .01, 2 × .02, and the third no less than the second.
  @Test func workedExample() {
    #expect(agree(Holm.adjusted([0.03, 0.01, 0.02]), [0.04, 0.03, 0.04]))
    #expect(Holm.adjusted([0.2]) == [0.2])
    #expect(Holm.adjusted([]) == [])
  }

  /// In the order of the p-values, never smaller than they, never above 1, and between Bonferroni's and nothing.
  @Test(arguments: 1...20 as ClosedRange<UInt64>) func liesBetweenNothingAndBonferroni(seed: UInt64) {
    var random = RandomSource(seed: seed)
    let p = (0..<random.below(30) + 1).map { _ in random.uniform() * random.uniform() * random.uniform() }
    let adjusted = Holm.adjusted(p)
    for i in p.indices {
      #expect(adjusted[i] >= p[i] && adjusted[i] <= min(1, p[i] * Double(p.count)))
      for j in p.indices where p[i] < p[j] { #expect(adjusted[i] <= adjusted[j]) }
    }
  }
}
