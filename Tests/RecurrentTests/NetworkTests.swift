import Foundation
import Platform
import Testing

@testable import Recurrent

@Suite struct NetworkTests {
  /// By rows, tied by rows, by columns, tied by columns, adaptive, one-hot.
  static let shapes = [
    NetworkShape(vocabulary: 9, embedding: 2, hidden: 3, cell: .lstm),
    NetworkShape(vocabulary: 9, embedding: 3, hidden: 3, layers: 2, cell: .gru, isTied: true),
    NetworkShape(vocabulary: 2050, embedding: 2, hidden: 3, cell: .gru, gru: .resetBefore),
    NetworkShape(vocabulary: 2050, embedding: 3, hidden: 3, cell: .mlp, context: 2, isTied: true),
    NetworkShape(vocabulary: 9, embedding: 2, hidden: 4, cutoffs: [3, 6]),
    NetworkShape(vocabulary: 9, embedding: nil, hidden: 3, cell: .sigmoid),
  ]
  private static let window = WindowShape(lanes: 3, steps: 4)

  private func network(_ shape: NetworkShape, threads: Int) throws -> Network<Double> {
    let network = try Network<Double>(
      shape, window: Self.window, dropout: .none, resetsAt: nil, padding: 0, seed: 1, threads: threads)
    network.parameters.copy(numbers(network.tensors.count, within: 0.5, seed: 11))
    return network
  }

  /// A full window, then shorter ones, fewer lanes and full ones again, with what the one before left everywhere.
  @Test(arguments: shapes, [1, 2, 3, 8]) func windowsOfAnySize(_ shape: NetworkShape, threads: Int) throws {
    let network = try network(shape, threads: threads)
    let ids = randomIDs(60, below: shape.vocabulary, seed: 2)
    let optimizer = try Optimizer<Double>(OptimizerSettings(.sgd, learningRate: 0), count: network.tensors.count)
    for (lanes, steps, continues) in [
      (3, 4, false), (3, 2, true), (1, 4, false), (2, 3, false), (3, 4, false), (3, 4, true),
    ] {
      let window = WindowShape(lanes: lanes, steps: steps)
      let starts = (0..<lanes).map { 19 * $0 + 1 }
      let alone = try WholeNetwork<Double>(shape, window)
      alone.parameters.copy(network.parameters)
      var passage = Passage(starts.flatMap { ids[$0 - 1..<$0 + steps] }, lanes: lanes)
      var state = Array(repeating: 0.0, count: shape.stateCount(lanes: lanes))
      passage.history = Array(repeating: 0, count: (shape.context - 1) * lanes)
      if continues { (state, passage.history) = network.carried(lanes: lanes, threads: threads) }
      let expected = alone.backpropagate(passage, from: state)
      let batch = Batch(starts: starts, steps: steps, continues: continues)
      let (loss, length) = network.step(
        batch, of: ids, first: 0, update: 0, optimizer: optimizer, rate: 0, clip: nil, clipValue: nil)
      #expect(abs(loss - expected) < 1e-12 * expected)
      #expect(abs(length - norm(alone.gradients.array)) < 1e-12 * length)
      for tensor in network.tensors.all {
        let (mine, its) = (network.gradients[tensor].array, alone.gradients[tensor].array)
        #expect(distance(mine, its) <= 1e-12 * max(norm(its), 1e-3), "\(tensor.name), \(window)")
      }
    }
  }

  static let optimizers = [
    OptimizerSettings(.sgd, learningRate: 0.5), OptimizerSettings(.sgd, learningRate: 0.5, momentum: 0.9),
    OptimizerSettings(.sgd, learningRate: 0.5, weightDecay: 0.1), OptimizerSettings(.adam, learningRate: 0.1),
    OptimizerSettings(.adagrad, learningRate: 0.1), OptimizerSettings(.rmsprop, learningRate: 0.1),
    OptimizerSettings(.asgd, learningRate: 0.5, averagesFrom: 2),
  ]

  /// Weights move as the optimizer moves them when it is given the whole arena at once: rows that no window touched are
  /// passed over only where that makes no difference. The gradient is that of the mean, clipped by its norm.
  @Test(arguments: shapes, optimizers) func updatesAll(_ shape: NetworkShape, _ settings: OptimizerSettings) throws {
    let steps: [(Int, Double?, Double?)] = [(2, 0.1, 0.01), (1, nil, nil), (2, 0.05, nil), (3, nil, 0.01)]
    for (threads, clip, limit) in steps.prefix(shape.isWide ? 1 : 4) {
      let network = try network(shape, threads: threads)
      let count = network.tensors.count
      let (mine, its) = (try Optimizer<Double>(settings, count: count), try Optimizer<Double>(settings, count: count))
      let ids = randomIDs(60, below: shape.vocabulary, seed: 2)
      for update in 0..<3 {
        let weights = try view(network.parameters.array)
        let batch = Batch(starts: [1, 15, 29].map { $0 + 3 * update }, steps: 3, continues: update > 0)
        let (_, length) = network.step(
          batch, of: ids, first: 0, update: update, optimizer: mine, rate: settings.learningRate, clip: clip,
          clipValue: limit)
        its.beginStep()
        its.update(
          weights, network.gradients, range: 0..<count, rate: settings.learningRate,
          factor: min(1, clip.map { $0 / (length + 1e-6) } ?? 1), clipValue: limit)
        #expect(largestDifference(network.parameters.array, weights.array) < 1e-15)
        for (a, b) in zip(mine.moments, its.moments) { #expect(largestDifference(a.array, b.array) < 1e-15) }
      }
    }
  }

  /// The carried state goes out and comes back to the bit; bytes of another network, or of no id, change nothing.
  @Test(arguments: shapes, [1, 2, 3]) func stateGoesOutAndIn(_ shape: NetworkShape, threads: Int) throws {
    let (one, other) = (try network(shape, threads: threads), try network(shape, threads: threads))
    let ids = randomIDs(60, below: shape.vocabulary, seed: 2)
    let passage = Passage(Array(ids[..<15]), lanes: 3)
    _ = try one.backpropagate(passage)
    let bytes = one.carriedState()
    #expect(bytes.contains { $0 != 0 })
    #expect(other.restore(carriedState: bytes))
    #expect(other.carriedState() == bytes)
    #expect(try one.backpropagate(passage).loss == other.backpropagate(passage).loss)

    let kept = other.carriedState()
    for damaged in [[], Array(bytes.dropLast()), bytes + [0], bytes + Array(repeating: 0, count: 8)] {
      #expect(!other.restore(carriedState: damaged))
    }
    if shape.context > 1 {
      var wrong = bytes
      wrong[bytes.count - 8..<bytes.count - 4] = [2, 8, 0, 0]  // 2050, one beyond the vocabulary
      #expect(!other.restore(carriedState: wrong))
    }
    #expect(other.carriedState() == kept)
    other.clearState()
    #expect(other.carriedState().allSatisfy { $0 == 0 })
  }

  /// A run to the bit: the same seed and threads, dropout too.
  @Test(arguments: shapes, [1, 2]) func sameBytesTwice(_ shape: NetworkShape, threads: Int) throws {
    func run(seed: UInt64) throws -> [UInt32] {
      let network = try Network<Float>(
        shape, window: Self.window, dropout: Dropout(rate: 0.4), resetsAt: 1, padding: 0, seed: seed, threads: threads)
      network.parameters.copy(numbers(network.tensors.count, within: 0.5, seed: 11).map { Float($0) })
      let optimizer = try Optimizer<Float>(OptimizerSettings(.adam, learningRate: 0.1), count: network.tensors.count)
      let ids = randomIDs(60, below: shape.vocabulary, seed: 2)
      for update in 0..<3 {
        _ = network.step(
          Batch(starts: [1, 19, 37].map { $0 + 4 * update }, steps: 4, continues: update > 0), of: ids, first: 0,
          update: update, optimizer: optimizer, rate: 0.1, clip: 1, clipValue: nil)
      }
      return network.parameters.array.map(\.bitPattern)
    }
    let first = try run(seed: 3)
    #expect(try run(seed: 3) == first)
    #expect(try run(seed: 4) != first)
  }

  /// The perplexity asked for in between does not touch what is carried.
  @Test(arguments: shapes) func perplexityLeavesTheState(_ shape: NetworkShape) throws {
    let network = try Network<Float>(
      shape, window: Self.window, dropout: Dropout(rate: 0.4), resetsAt: nil, padding: 1, seed: 1, threads: 2)
    network.parameters.copy(numbers(network.tensors.count, within: 0.5, seed: 11).map { Float($0) })
    let ids = randomIDs(60, below: shape.vocabulary, seed: 2)
    _ = try network.backpropagate(Passage(Array(ids[..<15]), lanes: 3))
    let (state, gradients) = (network.carriedState(), network.gradients.array)
    let model = try network.model(clearsAtSegments: false, hasEOS: true, threads: 1)
    var from = model.start()
    let exact = model.score(ids, from: &from).reduce(0, -) / 60
    for lanes in [1, 4] {
      let perplexity = try #require(
        try network.perplexity(of: ids, lanes: lanes, clearsAtSegments: false, hasEOS: true, threads: 2))
      if lanes == 1 { #expect(perplexity == exp(exact)) }
      // Four lanes lose three states of sixty positions.
      #expect(abs(perplexity / exp(exact) - 1) < 0.1)
      #expect(network.carriedState() == state && network.gradients.array == gradients)
      #expect(
        try network.perplexity(
          of: ids, lanes: lanes, clearsAtSegments: false, hasEOS: true, threads: 2, shouldStop: { true }) == nil)
    }
  }
}
