import Foundation

@testable import Recurrent

/// A neural cache as its formula says it, in double precision, over the outputs of a network.
struct CacheOracle {
  let ids: [UInt32]
  /// The outputs from which each token is predicted.
  let h: [[Double]]
  /// ln p of each token by the network.
  let network: [Double]

  init(_ model: RecurrentModel, _ ids: [UInt32]) {
    var (h, state) = ([[Double]](), model.start())
    let H = model.shape.hidden
    model.hiddenStates(of: ids, from: &state) { places, rows in
      for row in places.indices.map({ $0 - places.lowerBound }) {
        h.append(rows[row * H..<(row + 1) * H].map(Double.init))
      }
    }
    (self.ids, self.h) = (ids, h)
    state = model.start()
    network = model.score(ids, from: &state)
  }

  /// p_cache of every type at a position; nil before anything was read.
  func cache(
    at position: Int, theta: Double, window: Int, countsUnknown: Bool = true, vocabulary: Int
  ) -> [Double]? {
    let places = (0..<position).filter { countsUnknown || ids[$0] != 0 }.suffix(window)
    if places.isEmpty { return nil }
    let scores = places.map { theta * dot(h[position], h[$0]) }
    let top = scores.max() ?? 0
    var shares = [Double](repeating: 0, count: vocabulary)
    for (place, score) in zip(places, scores) { shares[Int(ids[place])] += exp(score - top) }
    let sum = shares.reduce(0, +)
    return shares.map { $0 / sum }
  }

  /// ln p of each token with the cache.
  func scores(_ settings: NeuralCacheSettings, vocabulary: Int) -> [Double] {
    ids.indices.map { position in
      guard
        let shares = cache(
          at: position, theta: settings.theta, window: settings.window, countsUnknown: settings.countsUnknown,
          vocabulary: vocabulary)
      else { return network[position] }
      return log((1 - settings.weight) * exp(network[position]) + settings.weight * shares[Int(ids[position])])
    }
  }
}
