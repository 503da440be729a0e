public import Evaluation
internal import Foundation
internal import Platform

/// A network with a cache of what it has just read (Grave, Joulin & Usunier 2017, "Improving neural language models with a
/// continuous cache").
///
/// A token is likely to come again where the network is as it was when the token came. With h_t the output from which
/// token x_t+1 is predicted, over the last W tokens (their equation 3, and linear interpolation):
///
///     p_cache(w) ∝ Σ_i 1{x_i+1 = w} exp(θ h_t · h_i)
///     p = (1 − λ) p_network + λ p_cache
///
/// Before anything was read there is no cache, and p is the network's. The cache reaches over segments' ends, whatever the
/// network's own state does there. Where `<unk>` is not counted, the sum is over the last W other tokens, and `<unk>` has
/// the network's part of its probability alone.
///
/// Complexity: O(W H) a position beside the network, in matrix products. As with ``RecurrentModel``, one thread at a time
/// may use a model; what it returns does not depend on how many it uses.
public final class NeuralCacheModel: LanguageModel {
  public let network: RecurrentModel
  public let settings: NeuralCacheSettings
  private let window: CacheWindow

  public struct State: Sendable {
    var network: RecurrentModel.State
    /// (count, H), oldest first, and the token after each: at least the last W that count, where there were so many.
    var keys: [Float] = []
    var ids: [UInt32] = []
  }

  public var vocabularySize: Int { network.vocabularySize }

  /// - Throws: ``RecurrentError``: settings out of bounds, no memory.
  public init(_ network: RecurrentModel, _ settings: NeuralCacheSettings) throws(RecurrentError) {
    try settings.check()
    self.network = network
    self.settings = settings
    window = try allocating { () throws(OutOfMemory) in
      try CacheWindow(
        network.shape, window: settings.window, countsUnknown: settings.countsUnknown, rows: RecurrentModel.stepsAtOnce,
        threads: network.threads)
    }
  }

  /// Bytes that a cache takes beside its network: its own, and a state.
  public static func memory(_ shape: NetworkShape, window: Int) -> Int {
    CacheWindow.memory(shape, window: window, rows: RecurrentModel.stepsAtOnce) + 8 * window * (shape.hidden + 1)
  }

  public func start() -> State { State(network: network.start()) }

  public func score(_ ids: [UInt32], from state: inout State) -> [Double] {
    window.restore(keys: state.keys, ids: state.ids)
    var shares: [Double?] = []
    shares.reserveCapacity(ids.count)
    var out = network.score(ids, from: &state.network) { places, h in
      let tokens = Array(ids[places])
      window.take(h, tokens)
      shares += window.map { row, seen in seen.share(of: tokens[row], theta: settings.theta) }
      window.carry()
    }
    (state.keys, state.ids) = window.state
    for position in out.indices {
      guard let share = shares[position] else { continue }
      out[position] = Self.mixed(out[position], share, weight: settings.weight)
    }
    return out
  }

  public func distribution(after state: State) -> [Double] {
    var out = network.distribution(after: state.network)
    let count = min(state.ids.count, window.capacity)
    guard count > 0, settings.weight > 0 else { return out }
    window.restore(keys: state.keys, ids: state.ids)
    let (likeness, ids) = window.likeness(to: state.network.top)
    guard let top = likeness.max() else { return out }
    var (shares, sum) = ([Double](repeating: 0, count: out.count), 0.0)
    for (dot, id) in zip(likeness, ids) {
      let e = exp(settings.theta * Double(dot - top))
      shares[Int(id)] += e
      sum += e
    }
    guard sum > 0, sum.isFinite else { return out }
    // Few of V types are in the cache: the others lose its share, and no more.
    let kept = log1p(-settings.weight)
    for id in out.indices {
      out[id] = shares[id] > 0 ? Self.mixed(out[id], shares[id] / sum, weight: settings.weight) : out[id] + kept
    }
    return out
  }

  public func advance(_ state: inout State, by id: UInt32) {
    defer { network.advance(&state.network, by: id) }
    if !window.isKept(id) { return }
    state.keys += state.network.top
    state.ids.append(id)
    // Now and then rather than each time: moving a window costs as much as its size.
    if state.ids.count >= 2 * window.capacity + 64 {
      state.keys.removeFirst((state.ids.count - window.capacity) * network.shape.hidden)
      state.ids.removeFirst(state.ids.count - window.capacity)
    }
  }

  /// ln((1 − λ) e^network + λ share); −∞ where both are zero.
  static func mixed(_ network: Double, _ share: Double, weight: Double) -> Double {
    let (own, cached) = (network + log1p(-weight), log(weight * share))
    if !(cached > -.infinity) { return own }
    if !(own > -.infinity) { return own.isNaN ? own : cached }
    let top = max(own, cached)
    return top + log(exp(own - top) + exp(cached - top))
  }
}
