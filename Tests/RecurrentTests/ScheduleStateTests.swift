import Foundation
import Testing

@testable import Recurrent

@Suite struct ScheduleStateTests {
  @Test func constantStays() {
    var state = ScheduleState(.constant, learningRate: 3)
    for epoch in 0..<5 {
      #expect(state.rate(atUpdate: epoch * 10, of: 50, epoch: epoch) == 3)
      state.epochEnded(valid: Double(epoch))
    }
  }

  /// word_language_model: 20, and a quarter after each epoch that is not the best so far. Equal is not better, nor is
  /// what is no number.
  @Test func plateauDivides() {
    var state = ScheduleState(.plateau(factor: 4), learningRate: 20)
    for (valid, rate) in [
      (150.0, 20.0), (140, 20), (140, 5), (145, 1.25), (139, 1.25), (.nan, 0.3125), (.infinity, 0.078125),
      (138, 0.078125),
    ] {
      state.epochEnded(valid: valid)
      #expect(state.rate(atUpdate: 7, of: 8, epoch: 3) == rate, "after \(valid)")
    }
    #expect(state.best == 138)
    var bad = ScheduleState(.plateau(factor: 4), learningRate: 20)
    bad.epochEnded(valid: .infinity)
    #expect(bad.learningRate == 5 && bad.best == nil, "an infinite perplexity is not the best of anything")
  }

  /// Zaremba's medium network: 1 for six epochs, then 1 / 1.2, 1 / 1.44 ….
  @Test func exponentialDecays() {
    let state = ScheduleState(.exponential(decay: 1 / 1.2, after: 6), learningRate: 1)
    for epoch in 0..<6 { #expect(state.rate(atUpdate: 0, of: 1, epoch: epoch) == 1) }
    #expect(abs(state.rate(atUpdate: 0, of: 1, epoch: 6) - 1 / 1.2) < 1e-15)
    #expect(abs(state.rate(atUpdate: 0, of: 1, epoch: 7) - 1 / 1.44) < 1e-15)
    #expect(ScheduleState(.exponential(decay: 0.5, after: 0), learningRate: 8).rate(atUpdate: 0, of: 1, epoch: 0) == 4)
  }

  @Test func cosineWarmsUpAndFalls() {
    let state = ScheduleState(.cosine(warmUp: 3, floor: 0.1), learningRate: 8)
    let rates = (0..<8).map { state.rate(atUpdate: $0, of: 8, epoch: 0) }
    #expect(Array(rates[0...3]) == [2, 4, 6, 8])
    for (update, share) in [(4, 0.25), (5, 0.5), (6, 0.75), (7, 1.0)] {
      let expected = 8 * (0.1 + 0.9 * (1 + cos(.pi * share)) / 2)
      #expect(abs(rates[update] - expected) < 1e-14)
    }
    #expect(abs(rates[5] - 4.4) < 1e-14 && abs(rates[7] - 0.8) < 1e-14)
    #expect(abs(state.rate(atUpdate: 100, of: 8, epoch: 9) - 0.8) < 1e-14, "beyond the last it stays at the floor")
    let bare = ScheduleState(.cosine(warmUp: 0, floor: 0), learningRate: 8)
    #expect([0, 1, 2].map { bare.rate(atUpdate: $0, of: 3, epoch: 0) } == [8, 4, 0])
    #expect(bare.rate(atUpdate: 0, of: 1, epoch: 0) == 8, "one update is at the peak")
    #expect(ScheduleState(.cosine(warmUp: 9, floor: 0), learningRate: 8).rate(atUpdate: 1, of: 2, epoch: 0) == 1.6)
  }

  @Test func comesBackFromJSON() throws {
    var state = ScheduleState(.plateau(factor: 3), learningRate: 0.7)
    for valid in [3.3, 4, 5] { state.epochEnded(valid: valid) }
    #expect(try JSONDecoder().decode(ScheduleState.self, from: JSONEncoder().encode(state)) == state)
    var diverged = ScheduleState(.constant, learningRate: 1)
    diverged.epochEnded(valid: .infinity)
    #expect(throws: Never.self) { try JSONEncoder().encode(diverged) }
  }
}
