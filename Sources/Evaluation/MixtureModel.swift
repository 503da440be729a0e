internal import Foundation

/// Several models that speak together, as one.
///
/// Each part keeps a state of its own. By `linear` weights p = Σ λ_k p_k, which sums to what the parts sum to; by
/// `logLinear` ones p = Π p_k^λ_k / Z, Z its sum over all types, which wants whole distributions of all parts at each
/// position.
public struct MixtureModel: LanguageModel {
  public enum Combination: String, Codable, Sendable, CaseIterable {
    case linear
    case logLinear = "log-linear"
  }

  public typealias State = [AnyLanguageModel.State]

  public let vocabularySize: Int
  public let combination: Combination
  public let weights: [Double]
  private let parts: [AnyLanguageModel]

  /// - Parameters:
  ///   - parts: at least one, over the same vocabulary.
  ///   - weights: one each.
  public init(_ parts: [AnyLanguageModel], weights: [Double], _ combination: Combination = .linear) {
    precondition(!parts.isEmpty && parts.count == weights.count, "one weight a part")
    precondition(parts.allSatisfy { $0.vocabularySize == parts[0].vocabularySize }, "one vocabulary")
    (self.parts, self.weights, self.combination) = (parts, weights, combination)
    vocabularySize = parts[0].vocabularySize
  }

  public func start() -> State { parts.map { $0.start() } }

  public func score(_ ids: [UInt32], from state: inout State) -> [Double] {
    switch combination {
    case .linear:
      var scores: [[Double]] = []
      for place in parts.indices { scores.append(parts[place].score(ids, from: &state[place])) }
      return LinearMixture.logProbabilities(scores, weights: weights)
    case .logLinear:
      return ids.map { id in
        let distributions = distributions(after: state)
        advance(&state, by: id)
        return LogLinearMixture.logProbability(of: id, distributions, weights: weights)
      }
    }
  }

  public func distribution(after state: State) -> [Double] {
    let distributions = distributions(after: state)
    return switch combination {
    case .linear: LinearMixture.logProbabilities(distributions, weights: weights)
    case .logLinear: LogLinearMixture.distribution(distributions, weights: weights)
    }
  }

  public func advance(_ state: inout State, by id: UInt32) {
    for place in parts.indices { parts[place].advance(&state[place], by: id) }
  }

  /// ln p of every type, of each part.
  public func distributions(after state: State) -> [[Double]] {
    zip(parts, state).map { part, state in part.distribution(after: state) }
  }
}
