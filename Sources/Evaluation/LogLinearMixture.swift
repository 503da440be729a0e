internal import Foundation

/// p(w) ∝ Π p_k(w)^λ_k: several models that must agree (Klakow 1998), by weights of any sign.
///
/// ln p of held-out text is concave in λ, so that Newton's method finds the best weights from anywhere: with f_k = ln p_k,
/// its gradient is the sum over the positions of f_k(w) − E[f_k], and its second derivative −Cov[f_j, f_k], E and Cov by the
/// mixture at hand. A step that does not help is halved until it does.
///
/// A type that one of the parts excludes is excluded, whatever its weight: a product is zero where a factor is.
public struct LogLinearMixture: Equatable, Sendable {
  /// λ of each part, in order.
  public let weights: [Double]
  /// Σ ln p over the positions that no part excludes, in nats.
  public let logLikelihood: Double
  /// Newton steps that were made.
  public let iterations: Int
  /// Positions whose token a part excludes: left out.
  public let zeros: Int

  /// Nats a position that a step must promise.
  static let tolerance = 1e-8
  static let mostIterations = 50

  /// The best weights.
  ///
  /// - Parameters:
  ///   - ids: held-out text.
  ///   - parts: how many models there are, at least one.
  ///   - distributions: for each position of it, ln p of every type by each part. It is asked for all positions in order,
  ///     again and again, from position 0 on: some 5 to 10 times.
  /// - Complexity: O(positions · V · parts²) a pass, and what the parts take; memory: a few distributions.
  public static func weights(
    of ids: [UInt32], parts: Int, distributions: (_ position: Int) throws -> [[Double]]
  ) rethrows -> LogLinearMixture {
    precondition(parts >= 1, "something to mix")
    var weights = [Double](repeating: 1 / Double(parts), count: parts)
    var here = try Moments(ids, weights, distributions)
    var iterations = 0
    while iterations < mostIterations, let step = here.newtonStep {
      // Half of this is what the likelihood would gain if it were a parabola.
      let promise = zip(step, here.gradient).reduce(0) { $0 + $1.0 * $1.1 }
      guard promise > 2 * tolerance * Double(max(1, here.positions)) else { break }
      guard let (next, moments) = try better(than: here, weights, step, promise, ids, distributions) else { break }
      (weights, here) = (next, moments)
      iterations += 1
    }
    return LogLinearMixture(
      weights: weights, logLikelihood: here.logLikelihood, iterations: iterations, zeros: ids.count - here.positions)
  }

  /// Goes as far along the step as the likelihood rises enough (Armijo 1966).
  private static func better(
    than here: Moments, _ weights: [Double], _ step: [Double], _ promise: Double, _ ids: [UInt32],
    _ distributions: (Int) throws -> [[Double]]
  ) rethrows -> ([Double], Moments)? {
    var length = 1.0
    while length > 1e-6 {
      let next = zip(weights, step).map { $0 + length * $1 }
      let moments = try Moments(ids, next, distributions)
      if moments.logLikelihood >= here.logLikelihood + 1e-4 * length * promise { return (next, moments) }
      length /= 2
    }
    return nil
  }

  /// ln p of every type, from those of the parts.
  ///
  /// Excluded altogether where the parts share no type: −∞ for each.
  public static func distribution(_ parts: [[Double]], weights: [Double]) -> [Double] {
    let (scores, logSum) = scores(parts, weights)
    return logSum > -.infinity ? scores.map { $0 - logSum } : scores
  }

  /// ln p of one type.
  public static func logProbability(of id: UInt32, _ parts: [[Double]], weights: [Double]) -> Double {
    let (scores, logSum) = scores(parts, weights)
    return logSum > -.infinity ? scores[Int(id)] - logSum : -.infinity
  }

  /// Σ λ_k ln p_k of every type, and the logarithm of the sum of their exponentials.
  static func scores(_ parts: [[Double]], _ weights: [Double]) -> (scores: [Double], logSum: Double) {
    precondition(parts.count == weights.count && !parts.isEmpty, "one weight a part")
    var scores = [Double](repeating: 0, count: parts[0].count)
    for (part, weight) in zip(parts, weights) {
      for id in scores.indices {
        // −∞ times 0, or less, would be no exclusion.
        scores[id] += part[id] > -.infinity ? weight * part[id] : -.infinity
      }
    }
    var highest = -Double.infinity
    for score in scores where score > highest { highest = score }
    guard highest > -.infinity else { return (scores, -.infinity) }
    var sum = 0.0
    for score in scores { sum += exp(score - highest) }
    return (scores, highest + log(sum))
  }
}

/// ln p of a text by some weights, with its derivatives.
private struct Moments {
  var logLikelihood = 0.0
  /// Of ln p, for each weight.
  var gradient: [Double]
  /// (parts, parts): minus the second derivatives.
  var covariance: [Double]
  /// Positions that no part excludes.
  var positions = 0

  init(_ ids: [UInt32], _ weights: [Double], _ distributions: (Int) throws -> [[Double]]) rethrows {
    gradient = [Double](repeating: 0, count: weights.count)
    covariance = [Double](repeating: 0, count: weights.count * weights.count)
    for position in ids.indices {
      add(Int(ids[position]), try distributions(position), weights)
    }
  }

  private mutating func add(_ id: Int, _ parts: [[Double]], _ weights: [Double]) {
    guard parts.allSatisfy({ $0[id] > -.infinity }) else { return }
    let (scores, logSum) = LogLinearMixture.scores(parts, weights)
    positions += 1
    logLikelihood += scores[id] - logSum
    let K = parts.count
    let p = scores.map { exp($0 - logSum) }
    var means = [Double](repeating: 0, count: K)
    for k in 0..<K {
      // A type that is excluded has no share in any mean.
      for type in p.indices where p[type] > 0 { means[k] += p[type] * parts[k][type] }
      gradient[k] += parts[k][id] - means[k]
    }
    for j in 0..<K {
      for k in 0...j {
        var sum = 0.0
        for type in p.indices where p[type] > 0 {
          sum += p[type] * (parts[j][type] - means[j]) * (parts[k][type] - means[k])
        }
        covariance[j * K + k] += sum
        if k < j { covariance[k * K + j] += sum }
      }
    }
  }

  /// The solution of covariance · step = gradient, by Cholesky's decomposition of the matrix with a little on its
  /// diagonal: two parts that are the same leave it singular. Nil where there is nothing to go by.
  var newtonStep: [Double]? {
    let K = gradient.count
    let trace = (0..<K).reduce(0) { $0 + covariance[$1 * K + $1] }
    guard trace > 0, trace.isFinite else { return nil }
    var L = covariance
    for k in 0..<K { L[k * K + k] += 1e-10 * trace }
    for j in 0..<K {
      for k in 0..<j { L[j * K + j] -= L[j * K + k] * L[j * K + k] }
      guard L[j * K + j] > 0 else { return nil }
      L[j * K + j] = L[j * K + j].squareRoot()
      for i in j + 1..<max(K, j + 1) {
        for k in 0..<j { L[i * K + j] -= L[i * K + k] * L[j * K + k] }
        L[i * K + j] /= L[j * K + j]
      }
    }
    var step = gradient
    for i in 0..<K {
      for k in 0..<i { step[i] -= L[i * K + k] * step[k] }
      step[i] /= L[i * K + i]
    }
    for i in (0..<K).reversed() {
      for k in i + 1..<max(K, i + 1) { step[i] -= L[k * K + i] * step[k] }
      step[i] /= L[i * K + i]
    }
    return step
  }
}
