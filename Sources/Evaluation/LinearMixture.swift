internal import Foundation

/// p(w) = Σ λ_k p_k(w): several models that speak together, by weights that sum to 1 (Jelinek & Mercer 1980).
///
/// The weights are the most probable ones for held-out text, found by expectation maximisation (Dempster, Laird & Rubin
/// 1977): each step gives a part the share of the probability that it brought. The likelihood has one maximum, and no step
/// makes it less. Parts that say much the same make steps short: every other one is therefore carried further on
/// (Varadhan & Roland 2008).
public struct LinearMixture: Equatable, Sendable {
  /// λ of each part, in order.
  public let weights: [Double]
  /// Σ ln p of the mixture over the positions where some part gives a probability, in nats.
  public let logLikelihood: Double
  /// Steps that were made.
  public let iterations: Int
  /// Positions where every part's probability is zero: no weights help there, and they are left out.
  public let zeros: Int

  /// Nats a position that the likelihood may lack when the steps end.
  static let tolerance = 1e-7
  static let mostIterations = 1000

  /// The best weights.
  ///
  /// The steps end where a bound says that no weights are better by more than 10⁻⁷ nats a position, or after 1000: since
  /// ln is concave, the mean of ln p is below its maximum by at most max_k g_k − 1, g_k the mean of p_k / p over the
  /// positions, which each step works out anyway.
  /// - Parameter models: ln p of each position, of each part; −∞ is a probability of zero.
  /// - Returns: equal weights where there is no position to tell them from; nil without parts, or with such of different
  ///   lengths.
  /// - Complexity: O(parts · positions) a step, without a logarithm; memory: as much again as `models`.
  public static func weights(of models: [[Double]]) -> LinearMixture? {
    guard let first = models.first, models.allSatisfy({ $0.count == first.count }) else { return nil }
    var steps = LinearMixtureSteps(models)
    while steps.iterations < mostIterations, steps.cycle() > tolerance {}
    return LinearMixture(
      weights: steps.weights, logLikelihood: steps.logLikelihood, iterations: steps.iterations, zeros: steps.zeros)
  }

  /// ln Σ λ_k p_k at each position.
  ///
  /// - Parameters:
  ///   - models: as in ``weights(of:)``: at least one, of equal lengths.
  ///   - weights: one each, at least 0; a part of weight 0 is not heard.
  public static func logProbabilities(_ models: [[Double]], weights: [Double]) -> [Double] {
    precondition(models.count == weights.count && !models.isEmpty, "one weight a part")
    precondition(models.allSatisfy { $0.count == models[0].count }, "one ln p a position")
    let logWeights = weights.map { log($0) }
    var (highest, sums) = (
      [Double](repeating: -.infinity, count: models[0].count), [Double](repeating: 0, count: models[0].count)
    )
    for (model, logWeight) in zip(models, logWeights) {
      for i in model.indices { highest[i] = max(highest[i], model[i] + logWeight) }
    }
    for (model, logWeight) in zip(models, logWeights) {
      // Against the greatest, so that no exponential underflows for all.
      for i in model.indices where highest[i] > -.infinity { sums[i] += exp(model[i] + logWeight - highest[i]) }
    }
    for i in sums.indices { sums[i] = highest[i] + log(sums[i]) }
    return sums
  }
}

/// The steps of expectation maximisation, over probabilities that are worked out once.
struct LinearMixtureSteps {
  private(set) var weights: [Double]
  private(set) var iterations = 0
  let zeros: Int
  /// (positions, parts): p_k over the greatest p of the position.
  private let shares: [Double]
  /// Σ ln of these greatest.
  private let logScale: Double
  private let positions: Int

  /// - Parameter models: at least one, of equal lengths.
  init(_ models: [[Double]]) {
    let (parts, count) = (models.count, models[0].count)
    var shares: [Double] = []
    shares.reserveCapacity(parts * count)
    var (logScale, zeros) = (0.0, 0)
    for position in 0..<count {
      var highest = -Double.infinity
      for part in 0..<parts { highest = max(highest, models[part][position]) }
      guard highest > -.infinity else {
        zeros += 1
        continue
      }
      for part in 0..<parts { shares.append(exp(models[part][position] - highest)) }
      logScale += highest
    }
    (self.shares, self.logScale, self.zeros) = (shares, logScale, zeros)
    positions = count - zeros
    weights = [Double](repeating: 1 / Double(parts), count: parts)
  }

  /// One step; returns by how many nats a position the weights before it lacked the best ones at most.
  mutating func step() -> Double {
    guard positions > 0 else { return 0 }
    let (parts, old, kept) = (weights.count, weights, shares)
    let shares = kept.span
    let weights = old.span
    var gains = [Double](repeating: 0, count: parts)
    var place = 0
    for _ in 0..<positions {
      var total = 0.0
      for part in 0..<parts { total += weights[part] * shares[place + part] }
      let inverse = 1 / total
      for part in 0..<parts { gains[part] += shares[place + part] * inverse }
      place += parts
    }
    for part in 0..<parts { gains[part] /= Double(positions) }
    // The products sum to 1 but for rounding.
    let updated = (0..<parts).map { old[$0] * gains[$0] }
    let sum = updated.reduce(0, +)
    self.weights = updated.map { $0 / sum }
    iterations += 1
    return (gains.max() ?? 1) - 1
  }

  /// Two steps, and as far on in their direction as they suggest where that is no worse (SQUAREM, Varadhan & Roland 2008,
  /// scheme S3); returns what the second one returns.
  mutating func cycle() -> Double {
    let first = weights
    _ = step()
    let second = weights
    let lacking = step()
    let (third, reached) = (weights, logLikelihood)
    let move = zip(first, second).map { $1 - $0 }
    let bend = zip(zip(second, third), move).map { $0.1 - $0.0 - $1 }
    let (moved, bent) = (move.reduce(0) { $0 + $1 * $1 }, bend.reduce(0) { $0 + $1 * $1 })
    guard lacking > 0, bent > 0, moved > bent else { return lacking }
    let length = (moved / bent).squareRoot()
    // Not to zero, where no step comes back from.
    let further = first.indices.map {
      max(first[$0] + 2 * length * move[$0] + length * length * bend[$0], 0.01 * third[$0])
    }
    let sum = further.reduce(0, +)
    weights = further.map { $0 / sum }
    if !(logLikelihood >= reached) { weights = third }
    return lacking
  }

  /// Σ ln p over the positions that are not left out.
  var logLikelihood: Double {
    let parts = weights.count
    let shares = shares.span
    let weights = weights.span
    var (sum, product, place) = (logScale, 1.0, 0)
    for _ in 0..<positions {
      var total = 0.0
      for part in 0..<parts { total += weights[part] * shares[place + part] }
      // One logarithm for many factors; neither of the two is so small that their product is none.
      if total < 1e-100 {
        sum += log(total)
      } else {
        product *= total
      }
      if product < 1e-100 {
        sum += log(product)
        product = 1
      }
      place += parts
    }
    return sum + log(product)
  }
}
