import Foundation
import Platform
import Testing

@testable import Evaluation

@Suite struct LogLinearMixtureTests {
  /// One part of (0.8, 0.2) for a text with 9 of 10: 4^λ = 9. With 5 of 10: λ = 0.
  @Test(arguments: [(9, 1.584962500721156), (5, 0), (2, -1)] as [(Int, Double)])
  func closedCase(ones: Int, weight: Double) {
    let ids = (0..<10).map { UInt32($0 < ones ? 0 : 1) }
    let found = LogLinearMixture.weights(of: ids, parts: 1) { _ in [[log(0.8), log(0.2)]] }
    #expect(abs(found.weights[0] - weight) < 1e-3, "\(found)")
    let share = Double(ones) / 10
    let expected = 10 * (share * log(share) + (1 - share) * log(1 - share))
    #expect(abs(found.logLikelihood - expected) < 1e-6)
    #expect(found.zeros == 0)
  }

  /// No weights around the found ones are better.
  @Test func noNeighbourIsBetter() {
    let tables = [TableModel(seed: 1, size: 7), TableModel(seed: 2, size: 7)]
    let ids = someIDs(seed: 6, 300, below: 7)
    func distributions(_ position: Int) -> [[Double]] {
      tables.map { $0.rows[position == 0 ? 7 : Int(ids[position - 1])] }
    }
    let found = LogLinearMixture.weights(of: ids, parts: 2, distributions: distributions)
    func logLikelihood(_ weights: [Double]) -> Double {
      ids.indices.reduce(0) {
        $0 + LogLinearMixture.logProbability(of: ids[$1], distributions($1), weights: weights)
      }
    }
    #expect(abs(logLikelihood(found.weights) / found.logLikelihood - 1) < 1e-12)
    for i in -3...3 {
      for j in -3...3 {
        for size in [0.01, 0.1, 1] {
          let weights = [found.weights[0] + Double(i) * size, found.weights[1] + Double(j) * size]
          #expect(logLikelihood(weights) <= found.logLikelihood + 300 * 2e-8)
        }
      }
    }
    #expect(found.iterations >= 1 && found.iterations <= 10)
    // `scipy.optimize.minimize(method="BFGS")` of scipy 1.17.1 on the same probabilities.
    #expect(abs(found.logLikelihood - -567.0499503463275) < 300 * 1e-8)
    #expect(agree(found.weights, [-0.5642797349807277, 0.5788684051394114], within: 1e-4), "\(found.weights)")
  }

  /// A type that a part excludes has no probability, by whatever weight; the rest still sums to 1.
  @Test(arguments: [[1, 1], [0, 1], [-1, 2]]) func exclusionHolds(weights: [Double]) {
    let parts = [[log(0.5), -.infinity, log(0.5)], [log(0.2), log(0.3), log(0.5)]]
    let distribution = LogLinearMixture.distribution(parts, weights: weights)
    #expect(distribution[1] == -.infinity)
    #expect(abs(exp(distribution[0]) + exp(distribution[2]) - 1) < 1e-12)
    #expect(LogLinearMixture.logProbability(of: 1, parts, weights: weights) == -.infinity)
  }

  @Test func partsThatShareNothing() {
    let none = -Double.infinity
    let parts = [[0, none], [none, 0]]
    #expect(LogLinearMixture.distribution(parts, weights: [1, 1]) == [none, none])
    #expect(LogLinearMixture.logProbability(of: 0, parts, weights: [1, 1]) == none)
    let found = LogLinearMixture.weights(of: [0, 1], parts: 2) { _ in parts }
    #expect(found.zeros == 2 && found.weights == [0.5, 0.5] && found.iterations == 0)
  }

  /// Two parts that are the same: the sum of the weights is told by the text, their difference by nothing.
  @Test func partsThatAreTheSame() {
    let part = [log(0.8), log(0.2)]
    let ids = (0..<10).map { UInt32($0 < 9 ? 0 : 1) }
    let found = LogLinearMixture.weights(of: ids, parts: 2) { _ in [part, part] }
    #expect(abs(found.weights[0] + found.weights[1] - log(9.0) / log(4)) < 1e-3)
    #expect(abs(found.weights[0] - found.weights[1]) < 1e-6)
  }

  /// Very uneven distributions, where a whole Newton step goes too far.
  @Test func likelihoodNeverFalls() {
    var random = RandomSource(seed: 8)
    let rows = (0..<40).map { _ in
      (0..<2).map { _ in
        let scores = (0..<5).map { _ in 60 * random.uniform() }
        let logSum = scores.max()! + log(scores.reduce(0) { $0 + exp($1 - scores.max()!) })
        return scores.map { $0 - logSum }
      }
    }
    let ids = (0..<40).map { _ in UInt32(random.below(5)) }
    let found = LogLinearMixture.weights(of: ids, parts: 2) { rows[$0] }
    #expect(found.logLikelihood >= -40 * log(5.0) - 1e-6)
  }

  @Test func emptyText() {
    let found = LogLinearMixture.weights(of: [], parts: 2) { _ in [] }
    #expect(found.weights == [0.5, 0.5] && found.logLikelihood == 0)
  }
}
