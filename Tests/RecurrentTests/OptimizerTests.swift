import Foundation
import Platform
import Testing

@testable import Recurrent

/// The rules against PyTorch's, and what a training relies on: parts, rows that are left out, going on to the bit.
@Suite struct OptimizerTests {
  /// One of each kind, and what changes its rule.
  static let all = [
    OptimizerSettings(.sgd, learningRate: 0.1), OptimizerSettings(.sgd, learningRate: 0.1, weightDecay: 0.1),
    OptimizerSettings(.sgd, learningRate: 0.1, momentum: 0.9),
    OptimizerSettings(.sgd, learningRate: 0.1, momentum: 0.9, isNesterov: true, weightDecay: 0.1),
    OptimizerSettings(.adam, learningRate: 0.1), OptimizerSettings(.adam, learningRate: 0.1, weightDecay: 0.1),
    OptimizerSettings(.adamw, learningRate: 0.1), OptimizerSettings(.rmsprop, learningRate: 0.1),
    OptimizerSettings(.rmsprop, learningRate: 0.1, momentum: 0.9, weightDecay: 0.1),
    OptimizerSettings(.adagrad, learningRate: 0.1),
    OptimizerSettings(.adagrad, learningRate: 0.1, weightDecay: 0.1),
    OptimizerSettings(.asgd, learningRate: 0.1), OptimizerSettings(.asgd, learningRate: 0.1, averagesFrom: 3),
  ]

  /// Weights of each step, and ASGD's average, by torch.optim in float64.
  @Test func rulesArePyTorchs() throws {
    let fixture = try Fixture.load("optimizers")
    let gradients = try fixture.at("gradients").items
    let factor = try fixture.at("factor").numbers[0]
    var kinds: Set<OptimizerKind> = []
    for item in try fixture.at("cases").items {
      guard case .text(let name) = try item.at("kind"), case .object(let given) = try item.at("settings") else {
        Issue.record("a case without kind or settings")
        continue
      }
      let kind = try #require(OptimizerKind(rawValue: name))
      kinds.insert(kind)
      var settings = OptimizerSettings(kind, learningRate: 1)
      var clipValue: Double?
      for (key, value) in given {
        switch (key, value) {
        case ("isNesterov", .flag(let flag)): settings.isNesterov = flag
        case ("momentum", .number(let number)): settings.momentum = number
        case ("weightDecay", .number(let number)): settings.weightDecay = number
        case ("beta1", .number(let number)): settings.beta1 = number
        case ("beta2", .number(let number)): settings.beta2 = number
        case ("epsilon", .number(let number)): settings.epsilon = number
        case ("alpha", .number(let number)): settings.alpha = number
        case ("averagesFrom", .number(let number)): settings.averagesFrom = Int(number)
        case ("clipValue", .number(let number)): clipValue = number
        default: Issue.record("no setting \(key)")
        }
      }
      let rates = try item.at("rates").numbers
      let w = try view(try fixture.at("initial").numbers)
      let optimizer = try Optimizer<Double>(settings, count: w.count)
      for (step, expected) in try item.at("weights").items.enumerated() {
        optimizer.beginStep()
        let g = try view(gradients[step].numbers)
        optimizer.update(w, g, range: w.indices, rate: rates[step], factor: factor, clipValue: clipValue)
        #expect(largestDifference(w.array, expected.numbers) < 1e-13, "\(name) \(given), step \(step)")
      }
      #expect(largestDifference(optimizer.averaged?.array ?? [], try item.at("average").numbers) < 1e-13, "\(name)")
    }
    #expect(kinds == Set(OptimizerKind.allCases))
  }

  /// A few steps from the same weights; `body` updates them.
  private func train(
    _ optimizer: Optimizer<Float>, _ w: View<Float>, steps: Range<Int>,
    _ body: (View<Float>, View<Float>) -> Void
  ) throws {
    for step in steps {
      let g = try view(numbers(w.count, within: 2, seed: UInt64(step)).map { Float($0) })
      g[1] = 0
      optimizer.beginStep()
      body(w, g)
    }
  }

  private func weights() throws -> View<Float> { try view(numbers(101, seed: 7).map { Float($0) }) }

  /// Disjoint parts on several threads are one update, to the bit.
  @Test(arguments: all) func partsMakeTheWhole(_ settings: OptimizerSettings) throws {
    let (one, other) = (try Optimizer<Float>(settings, count: 101), try Optimizer<Float>(settings, count: 101))
    let (w, w2) = (try weights(), try weights())
    try train(one, w, steps: 0..<5) { one.update($0, $1, range: 0..<101, rate: 0.1, factor: 0.5, clipValue: 0.4) }
    try train(other, w2, steps: 0..<5) { w, g in
      concurrently(3) { number in
        other.update(w, g, range: part(number, of: 3, in: 101), rate: 0.1, factor: 0.5, clipValue: 0.4)
      }
    }
    #expect(w.array == w2.array)
    #expect(one.moments.map(\.array) == other.moments.map(\.array))
    #expect(one.moments.count == settings.momentNames.count)
  }

  /// An element without a gradient may be left out exactly where the optimizer says so.
  @Test(arguments: all) func whatHasNoGradientStaysWhereItSaysSo(_ settings: OptimizerSettings) throws {
    let (one, other) = (try Optimizer<Float>(settings, count: 101), try Optimizer<Float>(settings, count: 101))
    let (w, w2) = (try weights(), try weights())
    // A gradient that is not zero first, so that every moment has something to lose.
    for optimizer in [one, other] {
      optimizer.beginStep()
      let g = try view([Float](repeating: 1, count: 101))
      optimizer.update(optimizer === one ? w : w2, g, range: 0..<101, rate: 0.1, factor: 1)
    }
    var hasMoved = false
    for step in 1..<5 {
      let before = (w[1], one.moments.map { $0[1] })
      try train(one, w, steps: step..<step + 1) { one.update($0, $1, range: 0..<101, rate: 0.1, factor: 1) }
      try train(other, w2, steps: step..<step + 1) { w, g in
        other.update(w, g, range: 0..<1, rate: 0.1, factor: 1)
        if !other.touchesOnlyGradients { other.update(w, g, range: 1..<2, rate: 0.1, factor: 1) }
        other.update(w, g, range: 2..<101, rate: 0.1, factor: 1)
      }
      let stayed = before == (w[1], one.moments.map { $0[1] })
      if one.touchesOnlyGradients { #expect(stayed, "step \(step)") } else { hasMoved = hasMoved || !stayed }
    }
    #expect(hasMoved != one.touchesOnlyGradients, "what is never moved need not be touched")
    #expect(w.array == w2.array)
    #expect(one.moments.map(\.array) == other.moments.map(\.array))
  }

  /// State through JSON, moments copied: a new optimizer goes on to the bit.
  @Test(arguments: all) func goesOnToTheBit(_ settings: OptimizerSettings) throws {
    func update(_ optimizer: Optimizer<Float>, _ w: View<Float>, _ steps: Range<Int>) throws {
      try train(optimizer, w, steps: steps) { optimizer.update($0, $1, range: 0..<101, rate: 0.1, factor: 0.7) }
    }
    let whole = try Optimizer<Float>(settings, count: 101)
    let (w, w2) = (try weights(), try weights())
    try update(whole, w, 0..<9)
    let first = try Optimizer<Float>(settings, count: 101)
    try update(first, w2, 0..<4)
    let second = try Optimizer<Float>(settings, count: 101)
    second.state = try JSONDecoder().decode(OptimizerState.self, from: JSONEncoder().encode(first.state))
    for (moment, old) in zip(second.moments, first.moments) { moment.copy(old) }
    try update(second, w2, 4..<9)
    #expect(w.array == w2.array)
    #expect(whole.moments.map(\.array) == second.moments.map(\.array))
    #expect(whole.state == second.state)
    #expect(whole.averaged?.array == second.averaged?.array)
  }

  /// The average begins with the update after it is asked for, and is the mean of the weights since.
  @Test func averagesTheWeights() throws {
    let optimizer = try Optimizer<Double>(OptimizerSettings(.asgd, learningRate: 0.1), count: 3)
    let w = try view([1.0, -2, 3])
    var history: [[Double]] = []
    for step in 0..<7 {
      if step == 3 {
        #expect(optimizer.touchesOnlyGradients)
        optimizer.startAveraging()
        #expect(optimizer.averaged == nil)
      }
      optimizer.beginStep()
      optimizer.update(w, try view(numbers(3, seed: UInt64(step))), range: 0..<3, rate: 0.1, factor: 1)
      if step >= 3 { history.append(w.array) }
      #expect((optimizer.averaged == nil) == (step < 3))
    }
    let mean = (0..<3).map { i in history.reduce(0) { $0 + $1[i] } / 4 }
    #expect(largestDifference(try #require(optimizer.averaged).array, mean) < 1e-15)
    let other = try Optimizer<Double>(OptimizerSettings(.adam, learningRate: 0.1), count: 3)
    other.startAveraging()
    other.beginStep()
    #expect(other.averaged == nil, "the other rules average nothing")
  }

  /// 2^60 weights are an error, no trap.
  @Test func refusesWhatNoMemoryHolds() {
    #expect(throws: OutOfMemory.self) {
      _ = try Optimizer<Double>(OptimizerSettings(.adam, learningRate: 1), count: 1 << 60)
    }
  }
}
