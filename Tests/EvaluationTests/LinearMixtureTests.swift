import Foundation
import Platform
import Testing

@testable import Evaluation

@Suite struct LinearMixtureTests {
  /// ln p of three models that are each right at other positions.
  private func models(_ count: Int, seed: UInt64 = 1) -> [[Double]] {
    var random = RandomSource(seed: seed)
    let kinds = (0..<count).map { _ in random.below(10) }
    return [[0, 1, 2, 3, 4], [5, 6, 7], [8]].map { (own: [Int]) in
      kinds.map { log(own.contains($0) ? 0.3 + 0.5 * random.uniform() : 0.01 + 0.1 * random.uniform()) }
    }
  }

  /// Parts that exclude one another: the weights are the shares of the positions, and ln p follows.
  @Test func closedCase() throws {
    let none = -Double.infinity
    let mixture = try #require(
      LinearMixture.weights(of: [[0, 0, 0, none], [none, none, none, log(0.5)]]))
    #expect(agree(mixture.weights, [0.75, 0.25], within: 1e-7))
    #expect(abs(mixture.logLikelihood - (3 * log(0.75) + log(0.25 * 0.5))) < 1e-7)
    #expect(mixture.zeros == 0)
    #expect(
      agree(
        LinearMixture.logProbabilities([[0, 0, 0, none], [none, none, none, log(0.5)]], weights: mixture.weights),
        [log(0.75), log(0.75), log(0.75), log(0.125)], within: 1e-7))
  }

  /// No weights on a fine grid are better, and the best of them are the same.
  @Test func agreesWithBruteForce() throws {
    let models = models(400)
    let mixture = try #require(LinearMixture.weights(of: models))
    var best = (-Double.infinity, [0.0])
    for i in 0...100 {
      for j in 0...100 - i {
        let weights = [i, j, 100 - i - j].map { Double($0) / 100 }
        let sum = LinearMixture.logProbabilities(models, weights: weights).reduce(0, +)
        if sum > best.0 { best = (sum, weights) }
      }
    }
    #expect(mixture.logLikelihood >= best.0 - 1e-6 * 400)
    #expect(agree(mixture.weights, best.1, within: 0.01), "\(mixture) \(best)")
  }

  /// `scipy.optimize.minimize(method="SLSQP")` of scipy 1.17.1 on the same probabilities.
  @Test func agreesWithSciPy() throws {
    let mixture = try #require(LinearMixture.weights(of: models(400)))
    #expect(abs(mixture.logLikelihood - -630.6138853406791) < 400 * LinearMixture.tolerance)
    let expected = [0.5883338411003607, 0.3637590026212743, 0.04790715627836511]
    #expect(agree(mixture.weights, expected, within: 1e-5), "\(mixture.weights)")
  }

  /// Each step is at least as good as the one before, and the bound that it returns holds.
  @Test func stepsRiseAndTheirBoundHolds() throws {
    let models = models(1000, seed: 2)
    let best = try #require(LinearMixture.weights(of: models)).logLikelihood
    var steps = LinearMixtureSteps(models)
    var last = steps.logLikelihood
    for _ in 0..<60 {
      let before = steps.logLikelihood
      let lacking = steps.step()
      #expect(best - before <= 1000 * lacking + 1e-9)
      #expect(steps.logLikelihood >= last - 1e-9)
      last = steps.logLikelihood
      #expect(abs(steps.weights.reduce(0, +) - 1) < 1e-12)
    }
  }

  /// Three models that all guess: plain steps take thousands where the longer ones take few, to the same place.
  @Test func longStepsReachWhatShortOnesReach() throws {
    var random = RandomSource(seed: 4)
    let models = (0..<3).map { _ in (0..<2000).map { _ in -10 * random.uniform() } }
    var short = LinearMixtureSteps(models)
    for _ in 0..<2000 { _ = short.step() }
    let long = try #require(LinearMixture.weights(of: models))
    #expect(long.iterations < 40, "\(long.iterations)")
    #expect(abs(long.logLikelihood - short.logLikelihood) < 2000 * LinearMixture.tolerance)
    #expect(agree(long.weights, short.weights, within: 1e-3), "\(long.weights) \(short.weights)")
    // None of the cycles goes back.
    var steps = LinearMixtureSteps(models)
    var last = steps.logLikelihood
    for _ in 0..<10 {
      _ = steps.cycle()
      #expect(steps.logLikelihood >= last - 1e-9 && steps.weights.allSatisfy { $0 > 0 })
      last = steps.logLikelihood
    }
  }

  /// The likelihood that the steps keep is that of the probabilities.
  @Test func likelihoodIsThatOfTheMixture() throws {
    let models = models(5000, seed: 3)
    let mixture = try #require(LinearMixture.weights(of: models))
    let sum = LinearMixture.logProbabilities(models, weights: mixture.weights).reduce(0, +)
    #expect(abs(sum / mixture.logLikelihood - 1) < 1e-12)
    for model in models { #expect(mixture.logLikelihood >= model.reduce(0, +)) }
  }

  /// ln p of −800 and less: no exponential of these is a number above 0.
  @Test func verySmallProbabilitiesAreNotLost() throws {
    let models = [[-800, -2000, -1], [-801, -1990, -900.0]]
    let expected = [-800 + log(0.5 + 0.5 * exp(-1.0)), -1990 + log(0.5 + 0.5 * exp(-10.0)), -1 - log(2.0)]
    #expect(agree(LinearMixture.logProbabilities(models, weights: [0.5, 0.5]), expected))
    let mixture = try #require(LinearMixture.weights(of: models))
    #expect(mixture.logLikelihood.isFinite && mixture.weights.allSatisfy { $0 > 0 })
    // A hundred factors of e⁻⁷⁰⁰ and less, once the weight of the part that has them is small.
    let rare = [
      Array(repeating: -1.0, count: 300), Array(repeating: -900.0, count: 200) + Array(repeating: 0, count: 100),
    ]
    let found = try #require(LinearMixture.weights(of: rare))
    let sum = LinearMixture.logProbabilities(rare, weights: found.weights).reduce(0, +)
    #expect(abs(sum / found.logLikelihood - 1) < 1e-12)
  }

  @Test func positionsThatNobodyExplainsAreLeftOut() throws {
    let none = -Double.infinity
    let mixture = try #require(LinearMixture.weights(of: [[-1, none, -2, none], [-2, none, -1, -3]]))
    #expect(mixture.zeros == 1)
    #expect(mixture.logLikelihood.isFinite)
    #expect(
      LinearMixture.logProbabilities([[-1, none], [-2, none]], weights: [0.5, 0.5])[1] == none)
    let nothing = try #require(LinearMixture.weights(of: [[none], [none]]))
    #expect(nothing.weights == [0.5, 0.5] && nothing.logLikelihood == 0 && nothing.zeros == 1)
  }

  @Test func partsOfWeightZeroAreNotHeard() {
    let none = -Double.infinity
    #expect(LinearMixture.logProbabilities([[-1, none], [-5, -1]], weights: [1, 0]) == [-1, none])
  }

  /// A model that is mixed with itself stays as it is; a worse one that adds nothing goes to nearly nothing.
  @Test func whatAddsNothingChangesNothing() throws {
    let model = models(500)[0]
    let same = try #require(LinearMixture.weights(of: [model, model]))
    #expect(abs(same.logLikelihood / model.reduce(0, +) - 1) < 1e-12)
    let worse = try #require(LinearMixture.weights(of: [model, model.map { $0 - 1 }]))
    #expect(worse.weights[1] < 1e-4)
    #expect(worse.logLikelihood >= model.reduce(0, +) - 500 * LinearMixture.tolerance)
  }

  @Test func nothingToMix() {
    #expect(LinearMixture.weights(of: []) == nil)
    #expect(LinearMixture.weights(of: [[-1], [-1, -2]]) == nil)
    #expect(LinearMixture.weights(of: [[], []])?.weights == [0.5, 0.5])
  }
}
