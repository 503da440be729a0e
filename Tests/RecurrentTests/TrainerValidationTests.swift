import Evaluation
import Foundation
import Platform
import Testing

@testable import Recurrent

@Suite struct TrainerValidationTests {
  static let valid = TrainerCheckpointTests.valid

  /// The perplexity of `valid` that an epoch tells, and what the same weights make of it when they score it alone.
  private func perplexities(
    lanes: Int, clears: Bool = false, threads: Int = 1, valid: [UInt32] = valid
  ) throws -> (told: EpochResult, model: RecurrentModel) {
    let settings = TrainerCheckpointTests.settings {
      ($0.validationLanes, $0.clearsAtSegments, $0.epochs) = (lanes, clears, 1)
    }
    var told: EpochResult?
    let trainer = try Trainer(TrainerCheckpointTests.shape, settings, hasEOS: true, threads: threads)
    let model = try trainer.train(on: TrainerTests.stream, validating: valid) {
      if case .epoch(_, let result) = $0 { told = result }
    }
    return (try #require(told), model)
  }

  private func perplexity(_ model: RecurrentModel, _ parts: [ArraySlice<UInt32>]) -> Double {
    var (nats, positions) = (0.0, 0)
    for part in parts {
      // A lane reads what stands before it, from a zero state.
      var state = model.start()
      if part.startIndex > 0 {
        state.numbers = state.numbers.map { _ in 0 }
        model.advance(&state, by: Self.valid[part.startIndex - 1])
      }
      nats -= model.score(Array(part), from: &state).reduce(0, +)
      positions += part.count
    }
    return exp(nats / Double(positions))
  }

  @Test(arguments: [false, true]) func oneLaneIsTheExactStream(clears: Bool) throws {
    let (told, model) = try perplexities(lanes: 1, clears: clears)
    #expect(told.validationLanes == 1)
    #expect(told.validPerplexity == perplexity(model, [Self.valid[...]]))
  }

  /// Lanes are parts of the stream that are read side by side, each from a zero state.
  @Test(arguments: [2, 3, 7]) func lanesAreParts(lanes: Int) throws {
    let (told, model) = try perplexities(lanes: lanes)
    #expect(told.validationLanes == lanes)
    let length = Self.valid.count / lanes
    let expected = perplexity(model, (0..<lanes).map { Self.valid[$0 * length..<($0 + 1) * length] })
    #expect(abs(try #require(told.validPerplexity) - expected) < 1e-5 * expected)
  }

  /// Never more lanes than there are positions, and the event says how many there were.
  @Test func aShortValidHasFewerLanes() throws {
    let (told, _) = try perplexities(lanes: 500)
    #expect(told.validationLanes == Self.valid.count && told.validPerplexity?.isFinite == true)
    #expect(try perplexities(lanes: 500, valid: [2]).told.validationLanes == 1)
  }

  /// Whatever it reads, training goes on alike: its state is its own.
  @Test func validationDoesNotDisturbTraining() throws {
    func weights(lanes: Int, valid: [UInt32]) throws -> [UInt8] {
      let settings = TrainerCheckpointTests.settings { $0.validationLanes = lanes }
      var last: [UInt8] = []
      let trainer = try Trainer(TrainerCheckpointTests.shape, settings, hasEOS: true, threads: 2)
      _ = try trainer.train(on: TrainerTests.stream, validating: valid) {
        if case .checkpoint(let checkpoint, _) = $0 { last = Array(checkpoint.block("parameters")) }
      }
      return last
    }
    let without = try weights(lanes: 1, valid: [])
    #expect(!without.isEmpty)
    #expect(try weights(lanes: 1, valid: Self.valid) == without)
    #expect(try weights(lanes: 3, valid: Self.valid) == without)
  }
}
