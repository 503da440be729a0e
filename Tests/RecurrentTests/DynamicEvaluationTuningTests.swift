import Foundation
import Testing

@testable import Recurrent

@Suite struct DynamicEvaluationTuningTests {
  /// A text that can be learnt.
  private static let ids = (0..<300).map { UInt32([2, 3, 5, 7, 4, 9][$0 % 6]) }

  /// Each point's loss is that of an evaluation at its rate; the best is the least.
  @Test(arguments: [0, 5, 8, 11]) func pointsAreWhatIsScored(_ shape: Int) throws {
    let network = try model(RecurrentModelTests.shapes[shape])
    let tuning = try DynamicEvaluationGrid(rates: [0.5, 0.01, 0.1]).tune(network, on: Self.ids)
    #expect(tuning.points.map(\.rate) == [0.01, 0.1, 0.5] && tuning.positions == 300)
    for point in tuning.points {
      let evaluation = try DynamicEvaluation(DynamicEvaluationSettings(rate: point.rate))
      #expect(try evaluation(network, on: Self.ids).reduce(0) { $0 - $1 } == point.nats)
    }
    #expect(tuning.nats == tuning.points.map(\.nats).min() && tuning.nats < tuning.networkNats)
    #expect(tuning.points.first { $0.rate == tuning.settings.rate }?.nats == tuning.nats)
    #expect(tuning.settings.steps == 20 && tuning.settings.clip == 1)
    var state = network.start()
    #expect(tuning.networkNats == -network.score(Self.ids, from: &state).reduce(0, +))
  }

  /// Where `<unk>` is not learnt, each point is an evaluation that does not learn it.
  @Test(arguments: [0, 5, 8]) func unknownTokensAreNotLearnt(_ shape: Int) throws {
    let network = try model(RecurrentModelTests.shapes[shape])
    let ids = Self.ids.map { $0 == 3 || $0 == 5 ? 0 : $0 }
    let tuning = try DynamicEvaluationGrid(rates: [0.1, 0.5]).tune(network, on: ids, learnsUnknown: false)
    #expect(!tuning.settings.learnsUnknown)
    for point in tuning.points {
      let evaluation = try DynamicEvaluation(DynamicEvaluationSettings(rate: point.rate, learnsUnknown: false))
      #expect(try evaluation(network, on: ids).reduce(0) { $0 - $1 } == point.nats)
    }
    #expect(try tuning.nats > DynamicEvaluationGrid(rates: [0.1, 0.5]).tune(network, on: ids).nats)
  }

  @Test func threadsDoNotMatter() throws {
    let (one, three) = (
      try model(RecurrentModelTests.shapes[5], threads: 1), try model(RecurrentModelTests.shapes[5], threads: 3)
    )
    let grid = DynamicEvaluationGrid(rates: [0.05, 0.1, 0.2, 0.4])
    #expect(try grid.tune(one, on: Self.ids) == grid.tune(three, on: Self.ids))
    var told: [Int] = []
    _ = try grid.tune(three, on: Self.ids) { done, total in told += [done, total] }
    #expect(told == [3, 4, 4, 4])
  }

  @Test func onlySoMuchIsLookedAt() throws {
    let network = try model(RecurrentModelTests.shapes[0])
    let grid = DynamicEvaluationGrid(rates: [0.1], mostPositions: 100)
    #expect(try grid.tune(network, on: Self.ids) == grid.tune(network, on: Array(Self.ids[..<100])))
    #expect(try grid.tune(network, on: []).positions == 0)
  }

  /// A rate that diverges is out; where all do, the first one's place is told.
  @Test func divergence() throws {
    let network = try model(RecurrentModelTests.shapes[1])
    let grid = DynamicEvaluationGrid(rates: [1e6, 0.1], clip: nil)
    let text = Array(repeating: RecurrentModelTests.stream, count: 5).flatMap(\.self)
    let tuning = try grid.tune(network, on: text)
    #expect(tuning.settings.rate == 0.1 && tuning.points[1].nats == .infinity)
    let error = #expect(throws: RecurrentError.self) {
      try DynamicEvaluationGrid(rates: [1e6], clip: nil).tune(network, on: text)
    }
    guard case .evaluationDiverged(_, let rate) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(rate == 1e6)
  }

  @Test func badGridsAreRefused() throws {
    let network = try model(RecurrentModelTests.shapes[0])
    for grid in [
      DynamicEvaluationGrid(rates: []), DynamicEvaluationGrid(rates: [-1]), DynamicEvaluationGrid(steps: 0),
      DynamicEvaluationGrid(mostPositions: 0), DynamicEvaluationGrid(clip: 0),
    ] {
      #expect(throws: RecurrentError.self) { try grid.tune(network, on: Self.ids) }
    }
  }

  @Test func memoryIsOfAllSideBySide() throws {
    let shape = RecurrentModelTests.shapes[0]
    let one = try #require(DynamicEvaluation.memory(shape, steps: 20))
    let grid = DynamicEvaluationGrid(rates: [0.1, 0.2, 0.3])
    #expect(grid.memory(shape, threads: 2) == 2 * one && grid.memory(shape, threads: 8) == 3 * one)
    var huge = shape
    huge.hidden = .max
    #expect(grid.memory(huge, threads: 2) == nil)
  }
}
