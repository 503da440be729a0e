internal import Evaluation
internal import Foundation
internal import Platform

/// How the next token is drawn from a model's distribution.
public struct GenerateSampling: Hashable, Sendable {
  /// p is raised to 1 / temperature and normalised again; 0 takes the most probable type.
  public var temperature: Double
  /// Only the k most probable types; nil for all.
  public var topK: Int?
  /// Only the fewest most probable types that hold this share together; nil for all.
  public var topP: Double?
  /// Whether `<unk>` may be drawn.
  public var allowsUnknown: Bool

  public init(temperature: Double = 1, topK: Int? = nil, topP: Double? = nil, allowsUnknown: Bool = false) {
    precondition(temperature >= 0 && topK ?? 1 >= 1 && topP ?? 1 > 0, "something to draw from")
    self.temperature = temperature
    self.topK = topK
    self.topP = topP.flatMap { $0 < 1 ? $0 : nil }
    self.allowsUnknown = allowsUnknown
  }
}

/// Draws types: temperature, then top-k (Fan, Lewis & Dauphin 2018), then top-p of what is left (nucleus sampling, Holtzman
/// et al. 2020). Ties go to the lower id.
///
/// - Complexity: O(V) a draw: the most probable types are picked out, and only these are sorted.
struct GenerateSampler {
  let sampling: GenerateSampling
  private var random: RandomSource

  init(_ sampling: GenerateSampling, seed: UInt64) {
    self.sampling = sampling
    random = RandomSource(seed: seed)
  }

  /// The next type, or nil where every one that may be drawn has probability zero.
  /// - Parameter distribution: ln p of each type.
  mutating func draw(_ distribution: [Double]) -> UInt32? {
    var scores = distribution
    if !sampling.allowsUnknown { scores[Int(SpecialID.unknown)] = -.infinity }
    guard let best = Self.best(scores) else { return nil }
    if sampling.temperature == 0 { return UInt32(best) }
    // Against the most probable type, so that no power underflows for all.
    let (highest, temperature) = (scores[best], sampling.temperature)
    for id in scores.indices { scores[id] = exp((scores[id] - highest) / temperature) }
    guard sampling.topK != nil || sampling.topP != nil else { return pick(scores.indices, scores) }
    return pick(kept(scores), scores)
  }

  /// The first type with the highest score; nil where all are −∞ or not numbers.
  private static func best(_ scores: [Double]) -> Int? {
    var best: Int?
    var highest = -Double.infinity
    for id in scores.indices where scores[id] > highest { (best, highest) = (id, scores[id]) }
    return highest < .infinity ? best : nil
  }

  /// One of the types, each with the chance that its weight says. Sums in the order given.
  private mutating func pick(_ types: some Sequence<Int>, _ weights: [Double]) -> UInt32? {
    let total = types.reduce(0) { $0 + weights[$1] }
    var left = random.uniform() * total
    var last: Int?
    for id in types where weights[id] > 0 {
      last = id
      left -= weights[id]
      if left < 0 { break }
    }
    return last.map { UInt32($0) }
  }

  /// What top-k and top-p leave, the most probable first.
  private func kept(_ weights: [Double]) -> [Int] {
    let k = min(sampling.topK ?? weights.count, weights.count)
    guard let share = sampling.topP else { return Self.mostProbable(k, weights) }
    // Of all, or of those that top-k leaves.
    let chosen = sampling.topK == nil ? nil : Self.mostProbable(k, weights)
    let wanted = share * (chosen?.reduce(0) { $0 + weights[$1] } ?? weights.reduce(0, +))
    var count = min(chosen?.count ?? 64, k)
    while true {
      let first = chosen ?? Self.mostProbable(count, weights)
      var sum = 0.0
      for (place, id) in first.enumerated() {
        sum += weights[id]
        if sum >= wanted { return Array(first[...place]) }
      }
      // Rounding may keep the sum of all just below what is wanted.
      if count == k { return first }
      count = min(8 * count, k)
    }
  }

  /// The k types of the greatest weight, in order.
  static func mostProbable(_ k: Int, _ weights: [Double]) -> [Int] {
    // Those that could still be among them: sorted and cut each time twice as many have come together.
    var found: [Int] = []
    func cut() {
      found.sort { (weights[$1], $0) < (weights[$0], $1) }
      found.removeLast(max(0, found.count - k))
    }
    var least = 0.0
    for id in weights.indices where weights[id] > least {
      found.append(id)
      if k < weights.count, found.count >= 2 * k {
        cut()
        least = weights[found[found.count - 1]]
      }
    }
    cut()
    return found
  }
}
