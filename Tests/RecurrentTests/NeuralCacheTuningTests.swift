import Foundation
import Testing

@testable import Recurrent

@Suite struct NeuralCacheTuningTests {
  /// Types that come in bursts: what was read last is likely to come again.
  private static let bursty: [UInt32] = (0..<500).map { place in
    let burst = place / 50 * 3 % 8
    return UInt32(2 + burst + place % 2)
  }
  private static let grid = NeuralCacheGrid(thetas: [0, 0.4, 1.5], windows: [5, 20, 100])

  private func loss(_ network: RecurrentModel, _ settings: NeuralCacheSettings, _ ids: [UInt32]) throws -> Double {
    let model = try NeuralCacheModel(network, settings)
    var state = model.start()
    return -model.score(ids, from: &state).reduce(0, +)
  }

  /// Each point's loss is that of a model with its settings; the best is the least; no other λ is better.
  @Test(arguments: [0, 5, 9, 11]) func pointsAreWhatModelsScore(_ shape: Int) throws {
    let network = try model(RecurrentModelTests.shapes[shape])
    let tuning = try Self.grid.tune(network, on: Self.bursty)
    #expect(tuning.points.map(\.settings.theta) == [0, 0, 0, 0.4, 0.4, 0.4, 1.5, 1.5, 1.5])
    #expect(tuning.points.map(\.settings.window) == [5, 20, 100, 5, 20, 100, 5, 20, 100])
    for point in tuning.points {
      #expect(abs(try loss(network, point.settings, Self.bursty) - point.nats) < 1e-2)
      for step in [-0.05, 0.05] {
        var other = point.settings
        other.weight += step
        if other.weight >= 0 && other.weight < 1 {
          #expect(try loss(network, other, Self.bursty) > point.nats - 1e-2)
        }
      }
    }
    #expect(tuning.nats == tuning.points.map(\.nats).min())
    #expect(tuning.points.contains { $0.settings == tuning.settings && $0.nats == tuning.nats })
    var state = network.start()
    #expect(abs(tuning.networkNats + network.score(Self.bursty, from: &state).reduce(0, +)) < 1e-9)
    #expect(tuning.nats < tuning.networkNats / 1.5 && tuning.settings.weight > 0.5 && tuning.positions == 500)
  }

  /// Text that is no burst of anything: the cache gets next to nothing, and is never worse than none.
  @Test func neverWorseThanNone() throws {
    let network = try model(RecurrentModelTests.shapes[0])
    let ids: [UInt32] = (0..<400).map { UInt32(2 + $0 % 9) }
    let tuning = try NeuralCacheGrid(thetas: [0], windows: [3]).tune(network, on: ids)
    #expect(tuning.settings.weight == 0 && abs(tuning.nats - tuning.networkNats) < 1e-6)
  }

  /// θ in units of what the network's outputs are long; a window that is longer than the text is the text.
  @Test func thetasFollowTheOutputs() throws {
    let network = try model(RecurrentModelTests.shapes[5])
    let tuning = try NeuralCacheGrid(windows: [10, 10_000]).tune(network, on: Self.bursty)
    let thetas = tuning.points.map(\.settings.theta)
    #expect(thetas.count == 2 * NeuralCacheGrid.likenesses.count && thetas[0] == 0)
    let first = CacheOracle(network, Array(Self.bursty[..<256])).h
    let square = first.reduce(0) { $0 + dot($1, $1) } / 256
    for (theta, likeness) in zip(stride(from: 0, to: thetas.count, by: 2), NeuralCacheGrid.likenesses) {
      #expect(abs(thetas[theta] * square - likeness) <= 0.006 * likeness)
    }
    #expect(tuning.points.allSatisfy { $0.nats.isFinite })
  }

  /// Where `<unk>` is left out, each point is a model that leaves it out; a text of bursts of `<unk>` wins nothing by it.
  @Test(arguments: [0, 5, 9]) func unknownTokensAreLeftOut(_ shape: Int) throws {
    let network = try model(RecurrentModelTests.shapes[shape])
    let ids = Self.bursty.enumerated().map { $0 % 3 == 0 ? 0 : $1 }
    let tuning = try Self.grid.tune(network, on: ids, countsUnknown: false)
    for point in tuning.points {
      #expect(!point.settings.countsUnknown)
      #expect(abs(try loss(network, point.settings, ids) - point.nats) < 1e-2)
    }
    #expect(!tuning.settings.countsUnknown && tuning.settings.weight > 0)
    #expect(try tuning.nats > Self.grid.tune(network, on: ids).nats)
    // Of <unk> alone there is no cache at all.
    let alone = try Self.grid.tune(network, on: Array(repeating: 0, count: 300), countsUnknown: false)
    #expect(alone.settings.weight == 0 && abs(alone.nats - alone.networkNats) < 1e-6)
  }

  @Test func onlySoMuchIsLookedAt() throws {
    let network = try model(RecurrentModelTests.shapes[0])
    let grid = NeuralCacheGrid(thetas: [0.4], windows: [20], mostPositions: 300)
    var told: [Int] = []
    let tuning = try grid.tune(network, on: Self.bursty) { done, total in told += [done, total] }
    #expect(tuning.positions == 300 && told == [256, 300, 300, 300])
    #expect(try tuning == grid.tune(network, on: Array(Self.bursty[..<300])))
    #expect(try tuning == grid.tune(network, on: Self.bursty))
  }

  @Test func threadsDoNotMatter() throws {
    let shape = RecurrentModelTests.shapes[5]
    let (one, three) = (try model(shape, threads: 1), try model(shape, threads: 3))
    #expect(try Self.grid.tune(one, on: Self.bursty) == Self.grid.tune(three, on: Self.bursty))
  }

  @Test func badGridsAreRefused() throws {
    let network = try model(RecurrentModelTests.shapes[0])
    for grid in [
      NeuralCacheGrid(thetas: []), NeuralCacheGrid(windows: []), NeuralCacheGrid(thetas: [-1]),
      NeuralCacheGrid(windows: [0]), NeuralCacheGrid(windows: [.max]), NeuralCacheGrid(mostPositions: 0),
    ] {
      #expect(throws: RecurrentError.self) { try grid.tune(network, on: Self.bursty) }
    }
    // Nothing to tune on is no trap.
    #expect(try Self.grid.tune(network, on: []).positions == 0)
  }

  @Test func memoryIsCounted() {
    let shape = RecurrentModelTests.shapes[0]
    let grid = NeuralCacheGrid(windows: [10, 1000], mostPositions: 500)
    let window = CacheWindow.memory(shape, window: 1000, rows: 256)
    #expect(grid.memory(shape, positions: 9000) == window + (4 * 22 + 24) * 500)
  }
}
