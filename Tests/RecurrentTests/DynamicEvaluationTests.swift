import Evaluation
import Foundation
import Platform
import Testing

@testable import Recurrent

@Suite struct DynamicEvaluationTests {
  static let shapes = RecurrentModelTests.shapes
  static let stream = RecurrentModelTests.stream

  private func dynamic(
    _ rate: Double, steps: Int = 20, clip: Double? = 1, learnsUnknown: Bool = true
  ) throws -> DynamicEvaluation {
    try DynamicEvaluation(
      DynamicEvaluationSettings(rate: rate, steps: steps, clip: clip, learnsUnknown: learnsUnknown))
  }

  private func plain(_ model: RecurrentModel, _ ids: [UInt32]) -> [Double] {
    var state = model.start()
    return model.score(ids, from: &state)
  }

  /// Weights that do not move give the network's own score, however the stream is cut.
  @Test(arguments: shapes, [false, true]) func rateZeroIsTheNetwork(_ shape: NetworkShape, clears: Bool) throws {
    let model = try RecurrentTests.model(shape, clearsAtSegments: clears)
    let expected = plain(model, Self.stream)
    for steps in [1, 20, 64, 1000] {
      let scores = try dynamic(0, steps: steps)(model, on: Self.stream)
      #expect(largestDifference(scores, expected) < 1e-5, "\(steps) steps")
    }
    // A stream without segments begins with <unk>.
    let unsegmented = try RecurrentTests.model(shape, hasEOS: false)
    #expect(largestDifference(try dynamic(0)(unsegmented, on: Self.stream), plain(unsegmented, Self.stream)) < 1e-5)
  }

  /// A window is scored before anything of it is learnt: what stands at its places or later changes nothing before it.
  @Test(arguments: shapes) func scoresComeBeforeLearning(_ shape: NetworkShape) throws {
    let model = try model(shape)
    let ids = Array(Self.stream[..<100])
    let whole = try dynamic(0.5)(model, on: ids)
    for position in [0, 19, 20, 21, 60, 99] {
      var changed = ids
      for place in position..<100 { changed[place] = (changed[place] + 1) % 11 }
      let scores = try dynamic(0.5)(model, on: changed)
      // An adaptive softmax multiplies other rows at a time where the targets are others: the last digits may differ.
      #expect(largestDifference(Array(scores[..<position]), Array(whole[..<position])) < 1e-5, "\(position)")
      #expect(scores[position...] != whole[position...])
    }
    // The first window is the network's own, the second is not any more.
    let expected = plain(model, ids)
    #expect(largestDifference(Array(whole[..<20]), Array(expected[..<20])) < 1e-5)
    #expect(largestDifference(Array(whole[20...]), Array(expected[20...])) > 1e-3)
  }

  /// Two windows by hand: the second under weights less rate · gradient of the first's mean loss, clipped or not.
  @Test(arguments: shapes, [nil, 0.01]) func agreesWithAStepByHand(_ shape: NetworkShape, clip: Double?) throws {
    try isAStepByHand(shape, clip: clip, Array(Self.stream[..<30]), learnsUnknown: true)
  }

  /// The same where the places of `<unk>` weigh nothing: every cell, a plain, a wide and an adaptive output.
  @Test(arguments: shapes, [nil, 0.01]) func agreesWithAStepWithoutUnknown(_ shape: NetworkShape, clip: Double?) throws
  {
    var ids = Array(Self.stream[..<30])
    for place in [0, 3, 4, 9, 14, 15, 20] { ids[place] = 0 }
    try isAStepByHand(shape, clip: clip, ids, learnsUnknown: false)
  }

  private func isAStepByHand(_ shape: NetworkShape, clip: Double?, _ ids: [UInt32], learnsUnknown: Bool) throws {
    let model = try model(shape)
    let scores = try dynamic(0.3, steps: 15, clip: clip, learnsUnknown: learnsUnknown)(model, on: ids)

    let window = WindowShape(lanes: 1, steps: 15)
    let network = try WholeNetwork<Float>(shape, window, columnParts: shape.isWide ? 1 : 0)
    network.parameters.copy(model.parameters)
    let history = [UInt32](repeating: 1, count: shape.context - 1)
    let zero = [Float](repeating: 0, count: shape.stateCount(lanes: 1))
    // What is read is one behind what is predicted; before the first stands <eos>.
    var passages = [[1] + ids[..<15], [ids[14]] + ids[15...]].map { Passage(Array($0), lanes: 1, history: history) }
    passages[0].ignored = learnsUnknown ? [] : ids[..<15].indices.filter { ids[$0] == 0 }
    _ = network.backpropagate(passages[0], from: zero)
    let state = network.finalState()
    let norm = Double(Float.sumOfSquares(network.gradients)).squareRoot()
    let factor = clip.map { min(1, $0 / (norm + 1e-6)) } ?? 1
    Float.add(network.gradients, scaledBy: Float(-0.3 * factor), to: network.parameters)
    if shape.context > 1 { return }
    let losses = network.losses(passages[1], from: state)
    #expect(largestDifference(Array(scores[15...]), losses.map { -$0 }) < 1e-4)
  }

  /// A text that repeats itself is learnt; one network scores any number of streams alike, and stays as it was.
  @Test(arguments: shapes) func learnsAndLeavesTheNetwork(_ shape: NetworkShape) throws {
    let model = try model(shape)
    let ids = (0..<400).map { UInt32([2, 3, 5, 7, 4][$0 % 5]) }
    let weights = model.parameters.array
    let first = try dynamic(0.5)(model, on: ids)
    let (learnt, unlearnt) = (first.suffix(100).reduce(0, +), plain(model, ids).suffix(100).reduce(0, +))
    #expect(learnt > 0.9 * unlearnt)
    #expect(try dynamic(0.5)(model, on: ids) == first)
    #expect(model.parameters.array == weights)
  }

  /// A text of which half is `<unk>`: it is not learnt where that is not wanted, and the rest is all the same.
  @Test(arguments: shapes) func unknownTokensAreNotLearnt(_ shape: NetworkShape) throws {
    let model = try model(shape)
    let ids = (0..<400).map { UInt32([2, 0, 3, 0, 0, 4][$0 % 6]) }
    func nats(_ scores: [Double], unknown: Bool) -> Double {
      (200..<400).reduce(0) { (ids[$1] == 0) == unknown ? $0 - scores[$1] : $0 }
    }
    let before = plain(model, ids)
    let learnt = try dynamic(0.5)(model, on: ids)
    let unlearnt = try dynamic(0.5, learnsUnknown: false)(model, on: ids)
    #expect(nats(learnt, unknown: true) < nats(before, unknown: true))
    #expect(nats(unlearnt, unknown: true) > nats(before, unknown: true), "its probability goes to the others")
    #expect(nats(unlearnt, unknown: false) < nats(before, unknown: false))
    // Of nothing else there is nothing to learn, and the weights stay.
    let alone = [UInt32](repeating: 0, count: 60)
    #expect(largestDifference(try dynamic(0.5, learnsUnknown: false)(model, on: alone), plain(model, alone)) < 1e-5)
  }

  @Test func divergenceIsToldWithItsPlace() throws {
    let model = try model(Self.shapes[1])
    let text = Array(repeating: Self.stream, count: 5).flatMap(\.self)
    let error = #expect(throws: RecurrentError.self) { try dynamic(1e6, clip: nil)(model, on: text) }
    guard case .evaluationDiverged(let position, let rate) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(position >= 20 && rate == 1e6)
  }

  @Test func nothingToScore() throws {
    var told = 0
    #expect(try dynamic(1)(model(), on: []) { _, _ in told += 1 }.isEmpty && told == 0)
    var done: [Int] = []
    _ = try dynamic(1, steps: 7)(model(), on: Array(Self.stream[..<16])) { positions, total in
      done += [positions, total]
    }
    #expect(done == [7, 16, 14, 16, 16, 16])
  }

  /// Never less than is held, and not much more.
  @Test(arguments: TrainerMemoryTests.shapes) func memoryIsCounted(_ shape: NetworkShape) throws {
    let learner = try DynamicLearner(try model(shape), DynamicEvaluationSettings(rate: 0.1, steps: 20))
    let (held, estimate) = (heldBytes(learner), try #require(DynamicEvaluation.memory(shape, steps: 20)))
    let ratio = Double(estimate) / Double(held)
    #expect(ratio > 0.97 && ratio < 1.3, "\(estimate) for \(held)")
    var huge = shape
    huge.hidden = .max
    #expect(DynamicEvaluation.memory(huge, steps: 20) == nil)
  }
}
