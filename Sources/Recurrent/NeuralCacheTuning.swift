internal import Evaluation
internal import Foundation
internal import Platform

/// Which θ and windows are tried on `valid`; λ is then the best for each pair.
public struct NeuralCacheGrid: Codable, Hashable, Sendable {
  /// Ascending; nil: ``likenesses`` over the mean |h|² of the text's first outputs. Networks differ in how long their
  /// outputs are, and θ counts in their square.
  public var thetas: [Double]?
  /// W: ascending.
  public var windows: [Int]
  /// Positions from the start of `valid` that are looked at: each takes 4 bytes a pair.
  public var mostPositions: Int

  /// θ · |h|²: by how much an output like the present one counts more, in nats, than one at a right angle to it.
  public static let likenesses: [Double] = [0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32]

  public init(
    thetas: [Double]? = nil, windows: [Int] = [50, 100, 200, 500, 1000, 2000, 5000, 10_000],
    mostPositions: Int = 200_000
  ) {
    self.thetas = thetas
    self.windows = windows
    self.mostPositions = mostPositions
  }

  func check() throws(RecurrentError) {
    for window in windows { try NeuralCacheSettings(theta: 0, window: window, weight: 0).check() }
    for theta in thetas ?? [] { try NeuralCacheSettings(theta: theta, window: 1, weight: 0).check() }
    guard thetas?.isEmpty != true, !windows.isEmpty, mostPositions >= 1 else {
      throw .badSetting(name: "the cache's grid", value: "empty", expected: "at least one theta and one window")
    }
  }
}

/// What was found on `valid`.
public struct NeuralCacheTuning: Equatable, Sendable {
  public let settings: NeuralCacheSettings
  /// How many positions it was found on.
  public let positions: Int
  /// Σ −ln p over them, with the cache and without it.
  public let nats: Double
  public let networkNats: Double
  /// All pairs, each with its best λ, by θ and then window.
  public let points: [(settings: NeuralCacheSettings, nats: Double)]

  public static func == (a: Self, b: Self) -> Bool {
    a.settings == b.settings && a.positions == b.positions && a.nats == b.nats && a.networkNats == b.networkNats
      && a.points.elementsEqual(b.points) { $0 == $1 }
  }
}

extension NeuralCacheGrid {
  /// The θ, window and λ with the least loss on a stream, in one pass: likenesses are worked out once, for the largest
  /// window, and each smaller one is its newest part. Of equals the smaller θ, then the smaller window.
  ///
  /// Complexity: O(positions · largest window · (H + number of θ)).
  /// - Parameters:
  ///   - valid: from its beginning; not empty.
  ///   - countsUnknown: see ``NeuralCacheSettings/countsUnknown``.
  ///   - progress: called with the positions done and their number.
  /// - Throws: ``RecurrentError``: a grid out of bounds, no memory.
  public func tune(
    _ network: RecurrentModel, on valid: [UInt32], countsUnknown: Bool = true,
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws(RecurrentError) -> NeuralCacheTuning {
    try check()
    let ids = Array(valid.prefix(mostPositions))
    let windows = windows.sorted()
    let window = try allocating { () throws(OutOfMemory) in
      try CacheWindow(
        network.shape, window: windows.last ?? 1, countsUnknown: countsUnknown, rows: RecurrentModel.stepsAtOnce,
        threads: network.threads)
    }
    var thetas = self.thetas?.sorted() ?? []
    // By pair, θ after θ: p_cache of each position, NaN where there is no cache.
    var shares: [[Float]] = []
    var state = network.start()
    let logProbabilities = network.score(ids, from: &state) { places, h in
      if places.lowerBound == 0 {
        if self.thetas == nil { thetas = Self.thetas(for: h, rows: places.count) }
        shares = Array(repeating: [], count: thetas.count * windows.count)
        for pair in shares.indices { shares[pair].reserveCapacity(ids.count) }
      }
      let tokens = Array(ids[places])
      window.take(h, tokens)
      for row in window.map({ row, seen in Self.shares(seen, of: tokens[row], thetas, windows) }) {
        for (pair, share) in row.enumerated() { shares[pair].append(share) }
      }
      window.carry()
      progress(places.upperBound, ids.count)
    }
    return Self.best(
      logProbabilities, shares, thetas, windows, countsUnknown: countsUnknown, threads: network.threads)
  }

  /// Bytes that tuning takes beside the network.
  public func memory(_ shape: NetworkShape, positions: Int) -> Int {
    let pairs = (thetas ?? Self.likenesses).count * windows.count
    return CacheWindow.memory(shape, window: windows.max() ?? 1, rows: RecurrentModel.stepsAtOnce)
      + (4 * pairs + 24) * min(positions, mostPositions)
  }

  private static func thetas(for h: View<Float>, rows: Int) -> [Double] {
    let square = Float.sumOfSquares(h) / Double(rows)
    guard square > 0, square.isFinite else { return [0] }
    // Three digits are enough to be found again, and to be read.
    return likenesses.map { likeness in
      let theta = min(likeness / square, 1e6)
      let scale = theta > 0 ? pow(10, 2 - log10(theta).rounded(.down)) : 1
      return (theta * scale).rounded() / scale
    }
  }

  /// p_cache of one position for each pair, θ after θ.
  private static func shares(_ seen: CacheRow, of target: UInt32, _ thetas: [Double], _ windows: [Int]) -> [Float] {
    let count = seen.ids.count
    // The newest window first, then what each larger one adds on its older side.
    var (rings, end): ([(Range<Int>, Float)], Int) = ([], count)
    for window in windows {
      let places = max(0, count - window)..<end
      rings.append((places, seen.top(places)))
      end = places.lowerBound
    }
    var shares: [Float] = []
    shares.reserveCapacity(thetas.count * windows.count)
    for theta in thetas {
      var sums = CacheRow.Sums()
      for (places, top) in rings {
        if !places.isEmpty {
          sums = sums.adding(seen.sums(places, target: target, theta: theta, top: top), theta: theta)
        }
        shares.append(sums.share.map { Float($0) } ?? .nan)
      }
    }
    return shares
  }

  private static func best(
    _ logProbabilities: [Double], _ shares: [[Float]], _ thetas: [Double], _ windows: [Int], countsUnknown: Bool,
    threads: Int
  ) -> NeuralCacheTuning {
    let p = logProbabilities.map { exp($0) }
    let points = inParallel(shares.count, threads: threads) { pair in
      let settings = NeuralCacheSettings(
        theta: thetas[pair / windows.count], window: windows[pair % windows.count],
        weight: MixingWeight.best(p, shares[pair]), countsUnknown: countsUnknown)
      var nats = 0.0
      for (logProbability, share) in zip(logProbabilities, shares[pair]) {
        nats -=
          share.isNaN
          ? logProbability : NeuralCacheModel.mixed(logProbability, Double(share), weight: settings.weight)
      }
      return (settings: settings, nats: nats)
    }
    let networkNats = -logProbabilities.reduce(0, +)
    let none = NeuralCacheSettings(
      theta: 0, window: windows.first ?? 1, weight: 0, countsUnknown: countsUnknown)
    var best = points.first ?? (none, networkNats)
    for point in points.dropFirst() where point.nats < best.nats || best.nats.isNaN { best = point }
    return NeuralCacheTuning(
      settings: best.settings, positions: p.count, nats: best.nats, networkNats: networkNats, points: points)
  }
}
