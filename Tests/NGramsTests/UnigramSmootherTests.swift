import Foundation
import Counts
import Testing

@testable import NGrams

/// `<unk>` 0, `<eos>` 3, a 3, b 2, c 1: 9 positions, 4 types seen of 5.
@Suite struct UnigramSmootherTests {
  private func probabilities(
    _ discount: Discount, _ counts: [UInt32] = [0, 3, 3, 2, 1], _ unseen: Unseen = .uniform, interpolates: Bool = true,
    weights: [Double]? = nil, factor: Double? = nil
  ) -> [Double] {
    let smoother = HistorySmoother(
      discount: discount, interpolates: interpolates, leavesSome: unseen == .leftover, vocabularySize: counts.count,
      cutoff: 0, weights: weights, factor: factor)
    return UnigramSmoother(smoother: smoother, unseen: unseen).probabilities(counts[...])
  }

  private func expect(
    _ found: [Double], _ expected: [Double], within: Double = 1e-15, _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(found.count == expected.count, sourceLocation: location)
    for (found, expected) in zip(found, expected) {
      #expect(abs(found - expected) <= within, "\(found), not \(expected)", sourceLocation: location)
    }
  }

  /// γ = 4/13, of which each of the five types gets 4/65.
  @Test func wittenBell() {
    let all = [0, 3, 3, 2, 1].map { $0 / 13 + 4.0 / 65 }
    expect(probabilities(.wittenBell), all)
    expect(probabilities(.wittenBell, interpolates: false), all)
    expect(probabilities(.wittenBell, .leftover), all)
    // Backing off, `<unk>` alone gets all 4/13.
    expect(
      probabilities(.wittenBell, .leftover, interpolates: false), [4.0 / 13, 3.0 / 13, 3.0 / 13, 2.0 / 13, 1.0 / 13])
  }

  private func probabilities(_ discount: Discount, _ unseen: Unseen, interpolates: Bool = true) -> [Double] {
    probabilities(discount, [0, 3, 3, 2, 1], unseen, interpolates: interpolates)
  }

  /// D = 1/2: γ = 2/9, 2/45 each.
  @Test func discounting() {
    let discount = Discount(subtracting: [0.5])
    expect(probabilities(discount), [2.0 / 45, 29.0 / 90, 29.0 / 90, 19.0 / 90, 1.0 / 10])
    expect(
      probabilities(discount, .leftover, interpolates: false), [2.0 / 9, 5.0 / 18, 5.0 / 18, 1.0 / 6, 1.0 / 18])
  }

  /// Nothing is taken off: one count more is for the unseen.
  @Test func countsThatAreKeptWhole() {
    expect(probabilities(.none, [0, 2, 1]), [1.0 / 12, 1.0 / 2 + 1.0 / 12, 1.0 / 4 + 1.0 / 12])
    // Under SRILM's rule the denominator grows from 3 to 4.
    expect(probabilities(.none, [0, 2, 1], .leftover, interpolates: false), [1.0 / 4, 1.0 / 2, 1.0 / 4])
    expect(probabilities(.none, [0, 0, 1], .leftover, interpolates: false), [1.0 / 4, 1.0 / 4, 1.0 / 2])
  }

  /// A thousand types, 400 times each, D = 0.7: interpolated, `<unk>` would have 1.7e-6; SRILM takes that for nothing, and
  /// does not interpolate. With 300 times each it has 2.3e-6, with 200 times 3.5e-6: enough.
  @Test(arguments: [(400, false), (300, false), (200, true)]) func littleIsTakenForNothing(
    each: UInt32, interpolated: Bool
  ) {
    let counts = [0] + Array(repeating: each, count: 1_000)
    let p = probabilities(Discount(subtracting: [0.7]), counts, .leftover)
    let gamma = 0.7 / Double(each)
    #expect(abs(p[0] / (interpolated ? gamma / 1_001 : gamma) - 1) < 1e-8)
    #expect(abs(p.reduce(0, +) - 1) < 1e-12)
  }

  /// No type is without a count: what is left over is for all. D = 1/2, 3/8 are left.
  @Test func everyTypeSeen() {
    expect(
      probabilities(Discount(subtracting: [0.5]), [1, 2, 1], .leftover, interpolates: false),
      [1.0 / 4, 1.0 / 2, 1.0 / 4])
  }

  /// D₃ = 3 keeps nothing of 3, which shares with `<unk>` what is left: 1 − 1/8.
  @Test func whatIsDiscountedToNothingIsAsUnseen() {
    expect(
      probabilities(Discount(subtracting: [0.5, 1, 3]), [0, 3, 1], .leftover, interpolates: false),
      [7.0 / 16, 7.0 / 16, 1.0 / 8])
  }

  /// c = 3 is in the bucket 1: λ = 3/4.
  @Test func jelinekMercer() {
    let weights = [0, 0.75] + Array(repeating: 0, count: 62)
    expect(
      probabilities(.none, [0, 2, 1], weights: weights), [1.0 / 12, 1.0 / 2 + 1.0 / 12, 1.0 / 4 + 1.0 / 12])
    expect(probabilities(.none, [0, 2, 1], .leftover, weights: weights), [1.0 / 4, 1.0 / 2, 1.0 / 4])
    expect(probabilities(.none, [1, 2], .leftover, weights: weights), [3.0 / 8, 5.0 / 8])
  }

  @Test func stupidBackoff() {
    expect(probabilities(.none, [0, 2, 1], factor: 0.4), [0.4 / 3, 2.0 / 3, 1.0 / 3])
    expect(probabilities(.none, [0, 2, 1], .leftover, factor: 0.4), [0, 2.0 / 3, 1.0 / 3])
  }

  @Test(arguments: Unseen.allCases) func noCounts(unseen: Unseen) {
    expect(probabilities(.wittenBell, [0, 0, 0, 0], unseen), [0.25, 0.25, 0.25, 0.25])
  }

  /// "a" among empty lines: t₁ = t₃ = 1, so that Katz's ratio of 1 is 1.5, and more is kept than there is.
  @Test(arguments: [Unseen.uniform, .leftover], [1, 2, 3]) func ratiosAboveOneLeaveProbabilities(
    unseen: Unseen, order: Int
  ) throws {
    for size in [3, 4] {
      let trie = try TrieCounter(order: order, vocabularySize: size, endOfSegment: 1).count([1, 1, 2, 1])
      let (model, _) = BackoffEstimator(trie, EstimationSettings(.goodTuring, unseen: unseen)).estimate()
      for history in [[], [3], [3, 2], [2]] as [[UInt32]] {
        let state = BackoffModel.State(history: history.filter { $0 < size }.suffix(order - 1))
        let p = model.distribution(after: state).map { exp($0) }
        #expect(p.allSatisfy { $0 >= 0 && $0 <= 1 } && abs(p.reduce(0, +) - 1) < 1e-6, "\(p)")
      }
    }
  }
}
