package import Evaluation
internal import Foundation
internal import Ledger

/// A model that another one is made of, as the other's artifact names it.
///
/// The digest says which model of that name was meant: weights that were chosen for one are wrong for another that has
/// taken its name since.
package struct CombinedPart: Codable, Equatable {
  package let model: String
  /// Of its artifact.
  let sha256: String
  let weight: Double

  /// Kinds of artifacts that are JSON with `parts`.
  static let kinds: Set = ["mixture", "cache", NeuralCache.artifactKind]
  /// Models that one may be made of, those in mixtures of mixtures counted, and how deep these may lie.
  static let (most, deepest) = (64, 8)

  private struct Made: Decodable {
    let parts: [CombinedPart]
  }

  /// The parts of an artifact of one of the ``kinds``; nil where it is damaged.
  package static func parts(in bytes: [UInt8]) -> [CombinedPart]? {
    guard bytes.count <= 1 << 20, let made = try? JSONDecoder().decode(Made.self, from: Data(bytes)),
      (1...most).contains(made.parts.count),
      made.parts.allSatisfy({ (try? Ledger.check(name: $0.model)) != nil && $0.weight.isFinite })
    else { return nil }
    return made.parts
  }
}

/// What is recorded of a mixture, in its settings and as its artifact.
package struct MixSettings: Codable, Equatable {
  let method: MixtureModel.Combination
  let parts: [CombinedPart]
  /// Positions of `valid` that the weights were chosen on.
  let tunedOn: Int
  /// ln p of them a position, the negative: what the weights make least.
  let nats: Double
  /// Steps of expectation maximisation, or of Newton's method.
  let iterations: Int

  enum CodingKeys: String, CodingKey {
    case method, parts, nats, iterations
    case tunedOn = "tuned_on"
  }

  /// The mixture as a model, from its artifact; nil where the settings are damaged.
  package static func model(_ bytes: [UInt8], _ parts: [AnyLanguageModel]) -> MixtureModel? {
    guard let settings = try? JSONDecoder().decode(Self.self, from: Data(bytes)), settings.parts.count == parts.count
    else { return nil }
    let weights = settings.parts.map(\.weight)
    switch settings.method {
    case .linear:
      guard weights.allSatisfy({ (0...1).contains($0) }), abs(weights.reduce(0, +) - 1) < 1e-9 else { return nil }
    case .logLinear:
      // Beyond this a product of logarithms may be no number.
      guard weights.allSatisfy({ $0.magnitude < 1e100 }) else { return nil }
    }
    return MixtureModel(parts, weights: weights, settings.method)
  }
}

/// What is recorded of a unigram cache over a model, in its settings and as its artifact.
package struct CacheSettings: Codable, Equatable {
  var method = "unigram-cache"
  /// The model under the cache, with its share 1 − λ.
  let parts: [CombinedPart]
  let window: Int
  /// λ.
  let weight: Double
  /// Whether `<unk>` is counted in the window.
  let countsUnknown: Bool
  /// Windows that were tried.
  let windows: [Int]
  /// Positions of `valid` that window and weight were chosen on.
  let tunedOn: Int

  enum CodingKeys: String, CodingKey {
    case method, parts, window, weight, windows
    case countsUnknown = "counts_unknown"
    case tunedOn = "tuned_on"
  }

  /// The cache as a model, from its artifact; nil where the settings are damaged.
  package static func model(_ bytes: [UInt8], _ parts: [AnyLanguageModel]) -> CacheModel? {
    guard let settings = try? JSONDecoder().decode(Self.self, from: Data(bytes)), settings.method == "unigram-cache",
      parts.count == 1, settings.window >= 1, settings.weight >= 0, settings.weight < 1
    else { return nil }
    let cache = UnigramCache(window: settings.window, weight: settings.weight, countsUnknown: settings.countsUnknown)
    return CacheModel(parts[0], cache)
  }
}
