import Evaluation
import Foundation
import Platform
import Testing

@testable import Recurrent

@Suite struct TrainerTests {
  /// "a b c d <eos>" again and again, with a word that depends on the one two before.
  static let stream: [UInt32] = (0..<60).flatMap { [2, 3, 4, $0 % 2 == 0 ? 5 : 6, 1] }

  private func settings(
    lanes: Int = 4, steps: Int = 6, epochs: Int = 3, rate: Double = 0.5, clip: Double? = 1,
    sampling: Sampling = .sequential, clears: Bool = false, seed: UInt64 = 3
  ) -> TrainingSettings {
    TrainingSettings(
      lanes: lanes, steps: steps, epochs: epochs, learningRate: rate, clip: clip, sampling: sampling,
      clearsAtSegments: clears, seed: seed)
  }

  private let shape = NetworkShape(vocabulary: 7, embedding: 6, hidden: 13)

  private func train(
    _ settings: TrainingSettings, shape: NetworkShape? = nil, threads: Int = 1, on train: [UInt32] = stream,
    validating valid: [UInt32] = []
  ) throws -> (model: RecurrentModel, epochs: [EpochResult], positions: Int) {
    var (epochs, positions): ([EpochResult], Int) = ([], 0)
    let trainer = try Trainer(shape ?? self.shape, settings, hasEOS: true, threads: threads)
    let model = try trainer.train(on: train, validating: valid) { event in
      switch event {
      case .step(let now, _, _): positions = now.positions
      case .epoch(_, let result): epochs.append(result)
      case .checkpoint: break
      }
    }
    return (model, epochs, positions)
  }

  private func perplexity(_ model: RecurrentModel, _ ids: [UInt32]) -> Double {
    var state = model.start()
    return exp(-model.score(ids, from: &state).reduce(0, +) / Double(ids.count))
  }

  @Test(arguments: Sampling.allCases, [1, 2, 3]) func sameSeedGivesTheSameBytes(sampling: Sampling, threads: Int) throws
  {
    for embedding in [6, nil] {
      let shape = NetworkShape(vocabulary: 7, embedding: embedding, hidden: 13, layers: 2)
      let settings = settings(sampling: sampling, clears: true)
      let first = try train(settings, shape: shape, threads: threads, validating: Self.stream)
      let second = try train(settings, shape: shape, threads: threads, validating: Self.stream)
      #expect(first.model.encode() == second.model.encode())
      var other = settings
      other.seed += 1
      #expect(try train(other, shape: shape, threads: threads).model.encode() != first.model.encode())
    }
  }

  /// Threads only change the order of sums: after one update of the same weights, the last digits.
  @Test func threadsAgree() throws {
    let one = try train(settings(lanes: 5, steps: 60, epochs: 1), threads: 1)
    for threads in [2, 3, 5, 64] {
      let more = try train(settings(lanes: 5, steps: 60, epochs: 1), threads: threads)
      #expect(largestDifference(one.model.parameters.doubles, more.model.parameters.doubles) < 1e-6)
      #expect(abs(one.epochs[0].trainPerplexity - more.epochs[0].trainPerplexity) < 1e-5)
    }
  }

  static let cells: [NetworkShape] = CellKind.allCases.map {
    NetworkShape(vocabulary: 7, embedding: 6, hidden: 13, layers: 2, cell: $0, context: $0 == .mlp ? 3 : 1)
  }

  /// One epoch as its definition reads, in Double and in one part: states carried or not, last batch smaller or not.
  @Test(arguments: cells, Sampling.allCases) func anEpochIsItsDefinition(shape: NetworkShape, sampling: Sampling) throws
  {
    var settings = settings(steps: 7, epochs: 1, clip: 0.3, sampling: sampling)
    settings.dropout.rate = 0.2
    var random = RandomSource(seed: settings.seed)
    let network = try Network<Double>(
      shape, window: WindowShape(lanes: 4, steps: 7), dropout: settings.dropout, resetsAt: nil,
      padding: SpecialID.endOfSegment, seed: settings.seed, threads: 1)
    let optimizer = try Optimizer<Double>(settings.optimizer, count: network.parameters.count)
    let start = try Trainer(shape, settings, hasEOS: true, threads: 1).network.parameters
    network.parameters.copy(start.doubles)
    _ = random.next()
    var (loss, positions, smallest) = (0.0, 0, Int.max)
    let batches = sampling.batches(positions: Self.stream.count, lanes: 4, steps: 7, random: &random)
    for (update, batch) in batches.enumerated() {
      loss +=
        network.step(
          batch, of: Self.stream, first: SpecialID.endOfSegment, update: update, optimizer: optimizer, rate: 0.5,
          clip: 0.3, clipValue: nil
        ).loss
      positions += batch.positions
      smallest = min(smallest, batch.positions)
    }
    #expect(smallest < 28, "a smaller batch is among them")
    let moved = distance(network.parameters.array, start.doubles)
    for threads in [1, 2] {
      let (model, epochs, _) = try train(settings, shape: shape, threads: threads)
      #expect(distance(model.parameters.doubles, network.parameters.array) < 1e-4 * moved)
      #expect(abs(log(epochs[0].trainPerplexity) - loss / Double(positions)) < 1e-5)
    }
  }

  @Test(arguments: Sampling.allCases, [1, 2]) func learnsWhatRepeats(sampling: Sampling, threads: Int) throws {
    let (model, epochs, _) = try train(settings(epochs: 60, sampling: sampling), threads: threads)
    #expect(try #require(epochs.last).trainPerplexity < epochs[0].trainPerplexity / 2)
    // Four of five positions are certain; the fifth follows from the segment before, or costs a bit.
    #expect(perplexity(model, Self.stream) < 1.5)
  }

  @Test func learnsWithClearedStates() throws {
    let (model, _, _) = try train(settings(epochs: 60, clears: true), threads: 2)
    // One bit a segment of five cannot be known: 2^(1/5).
    let found = perplexity(model, Self.stream)
    #expect(found < 1.5 && found > 1.14)
  }

  @Test func everyPositionIsTaken() throws {
    #expect(try train(settings(lanes: 4, epochs: 2)).positions == 2 * Self.stream.count)
    #expect(try train(settings(lanes: 7, epochs: 1)).positions == Self.stream.count / 7 * 7)
    let random = try train(settings(lanes: 4, epochs: 1, sampling: .random)).positions
    #expect(random > Self.stream.count - 2 * 6 && random <= Self.stream.count)
  }

  @Test func withoutValidTheLastEpochIsTheModel() throws {
    let three = try train(settings(epochs: 3))
    #expect(three.epochs.allSatisfy { $0.isBest && $0.validPerplexity == nil })
    let trainer = try Trainer(shape, settings(epochs: 1), hasEOS: true, threads: 1)
    for _ in 0..<2 { _ = try trainer.train(on: Self.stream, validating: []) { _ in } }
    let last = try trainer.train(on: Self.stream, validating: []) { _ in }
    #expect(last.encode() == three.model.encode())
  }

  /// A valid that agrees with train in part gets better, then worse: an epoch in between is the model.
  @Test func withValidTheBestEpochIsTheModel() throws {
    let valid: [UInt32] = (0..<20).flatMap { [2, 3, 4, $0 % 3 == 0 ? 2 : 5, 1] }
    let (model, epochs, _) = try train(settings(epochs: 20), validating: valid)
    let found = epochs.compactMap(\.validPerplexity)
    #expect(found.count == 20)
    let best = try #require(found.min())
    #expect(found.first != best && found.last != best)
    #expect(perplexity(model, valid) == best)
    var least = Double.infinity
    for epoch in epochs {
      let perplexity = try #require(epoch.validPerplexity)
      #expect(epoch.isBest == (perplexity < least))
      least = min(least, perplexity)
    }
  }

  /// A model keeps its weights when its trainer goes on.
  @Test func aModelOwnsItsWeights() throws {
    let trainer = try Trainer(shape, settings(epochs: 1), hasEOS: true, threads: 1)
    let model = try trainer.train(on: Self.stream, validating: []) { _ in }
    let bytes = model.encode()
    _ = try trainer.train(on: Self.stream, validating: []) { _ in }
    #expect(model.encode() == bytes)
  }

  @Test(arguments: [1e6, 1e30, 1e300]) func divergenceIsAnError(rate: Double) throws {
    for valid in [[], Self.stream] {
      do {
        _ = try train(settings(epochs: 50, rate: rate, clip: nil), threads: 2, validating: valid)
        Issue.record("a model came of it")
      } catch let error as RecurrentError {
        guard case .diverged(1, _, _, rate, .tanh) = error else {
          Issue.record("\(error)")
          return
        }
        #expect(error.exitCode == .data)
        #expect(error.description.contains("smaller --learning-rate"))
      }
    }
  }

  /// A training that goes wrong without becoming infinite is told; one that learns is not.
  @Test func worseThanKnowingNothing() throws {
    for (rate, isWorse) in [(0.1, false), (50.0, true)] {
      let (_, epochs, _) = try train(settings(epochs: 1, rate: rate, clip: nil), validating: Self.stream)
      #expect(epochs.map(\.isWorseThanUniform) == [isWorse], "\(rate): \(epochs.map(\.validPerplexity))")
      #expect((epochs[0].validPerplexity ?? 0 > Double(shape.vocabulary)) == isWorse)
    }
  }

  /// One update only, and no valid: no later loss shows that it was the end of the weights.
  @Test func divergenceInTheLastUpdateIsAnError() throws {
    #expect(throws: RecurrentError.self) {
      try train(settings(lanes: 1, steps: 1000, epochs: 1, rate: 1e300, clip: nil))
    }
  }

  @Test func tooFewPositions() throws {
    #expect(throws: RecurrentError.tooFewPositions(positions: 3, lanes: 4)) {
      try train(settings(lanes: 4), on: [2, 3, 1])
    }
    #expect(throws: RecurrentError.tooFewPositions(positions: 0, lanes: 4)) { try train(settings(lanes: 4), on: []) }
    let trainer = try Trainer(shape, settings(lanes: 4), hasEOS: true, threads: 2)
    #expect(trainer.parameterCount == shape.parameters)
    #expect(throws: RecurrentError.tooFewPositions(positions: 3, lanes: 4)) { try trainer.check([2, 3, 1]) }
    try trainer.check([2, 3, 4, 1])
  }

  /// Streams shorter than T, lanes of one position, more threads than lanes.
  @Test(arguments: Sampling.allCases, [1, 3, 4]) func shortStreams(sampling: Sampling, lanes: Int) throws {
    let settings = settings(lanes: lanes, steps: 1000, epochs: 2, sampling: sampling)
    let (_, epochs, positions) = try train(settings, threads: 8, on: [2, 3, 4, 1], validating: [2])
    #expect(epochs.count == 2 && epochs.allSatisfy { $0.trainPerplexity.isFinite })
    #expect(positions == (sampling == .sequential ? 2 * (4 / lanes) * lanes : 8))
  }

  @Test func whatTheReportThrowsEndsTraining() throws {
    struct Stop: Error {}
    let trainer = try Trainer(shape, settings(), hasEOS: true, threads: 1)
    #expect(throws: Stop.self) { try trainer.train(on: Self.stream, validating: []) { _ in throw Stop() } }
  }
}
