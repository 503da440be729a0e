import Foundation
import Testing
import Platform

@testable import Recurrent

@Suite struct TrainerStateTests {
  static let settings = TrainerCheckpointTests.settings { ($0.patience, $0.schedule) = (2, .plateau(factor: 4)) }

  private func result(valid: Double?, isBest: Bool, isAveraged: Bool = false) -> EpochResult {
    EpochResult(
      trainPerplexity: 2, validPerplexity: valid, validationLanes: 1, isAveraged: isAveraged, meanGradientNorm: 1,
      isBest: isBest)
  }

  @Test func countsUpdatesAndEpochs() {
    var state = TrainerState(Self.settings, random: RandomSource(seed: 1))
    #expect(state.isPlausible(Self.settings) && !state.isComplete(Self.settings) && !state.bestIsNow)
    for _ in 0..<3 { state.count(loss: 20, gradientNorm: 0.5, positions: 10) }
    #expect(state.batchesDone == 3 && state.step == 3 && state.positions == 30 && state.positionsOfEpoch == 30)
    #expect(state.loss == 60 && state.norms == 1.5 && state.isPlausible(Self.settings))
    state.endEpoch(result(valid: 5, isBest: true), random: RandomSource(seed: 2))
    #expect(state.epochsDone == 1 && state.step == 3 && state.positions == 30 && state.random.state == 2)
    #expect(state.batchesDone == 0 && state.loss == 0 && state.norms == 0 && state.positionsOfEpoch == 0)
    #expect(state.bestStep == 3 && state.bestIsNow && state.isPlausible(Self.settings))
    state.count(loss: 20, gradientNorm: 0.5, positions: 10)
    #expect(!state.bestIsNow, "training has gone on from the best weights")
  }

  /// The schedule and the stopping hear of each validation.
  @Test func validDecidesAboutRateAndEnd() {
    var state = TrainerState(Self.settings, random: RandomSource(seed: 1))
    for (valid, rate, isOver) in [(5.0, 0.5, false), (6, 0.125, false), (7, 0.03125, true)] {
      state.count(loss: 1, gradientNorm: 1, positions: 1)
      state.endEpoch(result(valid: valid, isBest: valid == 5), random: state.random)
      #expect(state.schedule.learningRate == rate && state.isComplete(Self.settings) == isOver)
    }
    #expect(state.bestStep == 1 && state.stopping.best == 5 && state.isPlausible(Self.settings))
  }

  @Test func withoutValidAllEpochsAreTrained() {
    var state = TrainerState(Self.settings, random: RandomSource(seed: 1))
    for epoch in 1...4 {
      #expect(!state.isComplete(Self.settings))
      state.count(loss: 1, gradientNorm: 1, positions: 1)
      state.endEpoch(result(valid: nil, isBest: true), random: state.random)
      #expect(state.bestStep == epoch && state.schedule.learningRate == 0.5)
    }
    #expect(state.isComplete(Self.settings))
  }

  /// An average is not what training goes on with, even right after its epoch.
  @Test func anAverageIsNotTheWeights() {
    var state = TrainerState(Self.settings, random: RandomSource(seed: 1))
    state.count(loss: 1, gradientNorm: 1, positions: 1)
    state.endEpoch(result(valid: 5, isBest: true, isAveraged: true), random: state.random)
    #expect(state.bestStep == 1 && !state.bestIsNow)
  }

  @Test func survivesJSON() throws {
    var state = TrainerState(Self.settings, random: RandomSource(seed: .max))
    state.count(loss: 0.1 + 0.2, gradientNorm: .leastNonzeroMagnitude, positions: 10)
    state.endEpoch(result(valid: 1 / 3, isBest: true), random: state.random)
    let read = try JSONDecoder().decode(TrainerState.self, from: JSONEncoder().encode(state))
    #expect(read == state)
  }
}
