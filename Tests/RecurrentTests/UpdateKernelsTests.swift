import Testing

@testable import Recurrent

/// Each update kernel against the loop that says what it does: a few steps, so that moments count too.
@Suite struct UpdateKernelsTests {
  static let sizes = [0, 1, 3, 7, 8, 17, 31, 33, 64, 200, 257, 1000]

  /// What a rule does at one step to weights and three moments.
  struct Rule<S: UpdateScalar> {
    let name: String
    let step: (View<S>, Slopes<S>, [View<S>], Int) -> Void
  }

  static func rules<S: UpdateScalar>(_: S.Type) -> [Rule<S>] {
    func adam(_ kept: S, _ t: Int) -> AdamConstants<S> {
      AdamConstants(
        kept: kept, beta1: 0.9, beta2: 0.99, stepSize: S(0.1 * Double(t)), rootCorrection: 1.5, epsilon: 0.001)
    }
    return [
      Rule(name: "sgd") { w, g, _, _ in S.sgd(w, g, rate: 0.1) },
      Rule(name: "momentum") { w, g, m, _ in
        S.momentum(w, g, velocity: m[0], rate: 0.1, momentum: 0.9, isNesterov: false)
      },
      Rule(name: "nesterov") { w, g, m, _ in
        S.momentum(w, g, velocity: m[0], rate: 0.1, momentum: 0.9, isNesterov: true)
      },
      Rule(name: "adam") { w, g, m, t in S.adam(w, g, mean: m[0], meanSquare: m[1], adam(1, t)) },
      Rule(name: "adamw") { w, g, m, t in S.adam(w, g, mean: m[0], meanSquare: m[1], adam(0.9, t)) },
      Rule(name: "rmsprop") { w, g, m, _ in
        S.rmsprop(w, g, meanSquare: m[0], rate: 0.1, alpha: 0.9, epsilon: 0.01)
      },
      Rule(name: "rmsprop, momentum") { w, g, m, _ in
        S.rmsprop(w, g, meanSquare: m[0], velocity: m[1], rate: 0.1, alpha: 0.9, epsilon: 0.01, momentum: 0.8)
      },
      Rule(name: "adagrad") { w, g, m, _ in S.adagrad(w, g, sum: m[0], rate: 0.1, epsilon: 0.01) },
      Rule(name: "averaged") { w, g, m, t in S.averaged(w, g, average: m[0], rate: 0.1, share: S(1 / Double(t))) },
    ]
  }

  /// Weights and moments after four steps, for each rule.
  private func results<S: UpdateScalar>(
    _ type: S.Type, count: Int, limit: S, decay: S, gradients: [[Double]]
  ) throws -> [(name: String, values: [Double])] {
    let weights = numbers(count, within: 2, seed: 99).map { S(Float($0)) }
    return try Self.rules(S.self).map { rule in
      // With room on both sides, where nothing may be written.
      let padded = try (0..<4).map { _ in try view([S](repeating: 7, count: count + 40)) }
      let parts = padded.map { $0[20..<20 + count] }
      parts[0].copy(weights)
      parts.dropFirst().forEach { $0.fill(0) }
      for (step, gradient) in gradients.enumerated() {
        let g = try view(gradient.map { S(Float($0)) })
        rule.step(parts[0], Slopes(g, factor: 0.5, limit: limit, decay: decay), Array(parts.dropFirst()), step + 1)
      }
      let outside = padded.flatMap { $0[0..<20].array + $0[20 + count..<40 + count].array }
      #expect(outside.allSatisfy { $0 == 7 }, "\(rule.name) writes beside its range")
      return (rule.name, parts.flatMap(\.doubles))
    }
  }

  @Test(arguments: sizes) func floatFollowsDouble(count: Int) throws {
    for (limit, decay) in [(Double.infinity, 0.0), (0.4, 0.1)] {
      let gradients = (0..<4).map { numbers(count, within: 3, seed: UInt64($0)) }
      let doubles = try results(Double.self, count: count, limit: limit, decay: decay, gradients: gradients)
      for set in Arithmetic.instructionSets {
        Arithmetic.prefer(instructionSet: set)
        defer { Arithmetic.prefer(instructionSet: nil) }
        let floats = try results(
          Float.self, count: count, limit: Float(limit), decay: Float(decay), gradients: gradients)
        for (a, b) in zip(floats, doubles) {
          #expect(largestDifference(a.values, b.values) < 3e-6, "\(a.name), \(count) weights, limit \(limit), \(set)")
        }
      }
    }
  }

  /// What is not a number reaches the weights, past clipping too, and only its own.
  @Test(arguments: [Double.infinity, 0.4]) func nanIsSeen(limit: Double) throws {
    for place in [0, 17, 32] {
      var gradients = [numbers(33, seed: 1)]
      gradients[0][place] = .nan
      var all = try results(Double.self, count: 33, limit: limit, decay: 0, gradients: gradients)
      for set in Arithmetic.instructionSets {
        Arithmetic.prefer(instructionSet: set)
        defer { Arithmetic.prefer(instructionSet: nil) }
        all += try results(Float.self, count: 33, limit: Float(limit), decay: 0, gradients: gradients)
      }
      for (name, values) in all {
        let seen = values.prefix(33).indices.filter { values[$0].isNaN }
        #expect(seen == [place], "\(name): NaN at \(place) is seen at \(seen)")
      }
    }
  }
}
