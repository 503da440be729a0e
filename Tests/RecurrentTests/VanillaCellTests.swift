import Foundation
import Testing

@testable import Recurrent

@Suite struct VanillaCellTests {
  /// CS231n's check values for `rnn_step_forward`; its Wh is [in][out].
  @Test func agreesWithCS231n() throws {
    let (N, D, H) = (3, 10, 4)
    let z = try View<Double>(count: N * H)
    Affine.forward(
      try view(linspace(-0.4, 0.7, N * D)),
      weight: try view(transposed(linspace(-0.1, 0.9, D * H), rows: D, columns: H)),
      bias: try view(linspace(-0.2, 0.4, H)), rows: N, into: z)
    let next = try step(
      VanillaCell<Double>(hidden: H), z: z.array, hidden: linspace(-0.2, 0.5, N * H),
      weight: transposed(linspace(-0.3, 0.7, H * H), rows: H, columns: H)
    ).state
    let expected = try Fixture.load("cs231n").at("rnn_step_forward", "expected_next_h").numbers
    #expect(relativeError(next.hidden.array, expected) < 1e-7)
  }

  /// Of the teaching notes: W_x = [[.1, .2], [.3, .4], [.5, .6]], x₁ = (.1, .2), zero state and bias.
  @Test func firstStepOfTheNotes() throws {
    let z = try View<Double>(count: 3)
    Affine.forward(
      try view([0.1, 0.2]), weight: try view([0.1, 0.2, 0.3, 0.4, 0.5, 0.6]), bias: nil, rows: 1, into: z)
    #expect(largestDifference(z.array, [0.05, 0.11, 0.17]) < 1e-15)
    #expect(largestDifference(try fromZero(z.array, as: Double.self), [0.04996, 0.10956, 0.16838]) < 5e-6)
    #expect(largestDifference(try fromZero(z.array, as: Float.self), [0.04996, 0.10956, 0.16838]) < 5e-6)
  }

  /// The 'hello' example: the one-hot 'h' picks (.1, −.5, .9), b_h = (.1, −.2, .3).
  @Test func helloOfTheNotes() throws {
    let expected = [0.19738, -0.60437, 0.83365]
    #expect(largestDifference(try fromZero([0.2, -0.7, 1.2], as: Double.self), expected) < 5e-6)
    #expect(largestDifference(try fromZero([0.2, -0.7, 1.2], as: Float.self), expected) < 5e-6)
  }

  /// One step from a zero state, for which W_hh does not matter.
  private func fromZero<S: Scalar>(_ z: [Double], as _: S.Type) throws -> [Double] {
    let H = z.count
    return try step(
      VanillaCell<S>(hidden: H), z: z, hidden: Array(repeating: 0, count: H), weight: numbers(H * H, seed: 1)
    ).state.hidden.doubles
  }

  /// h′ = act(z + W h) by hand, one unit.
  @Test func activations() throws {
    let z = 0.3 + 2 * -0.25
    for (activation, expected) in [(Activation.tanh, tanh(z)), (.relu, 0), (.sigmoid, 1 / (1 + exp(-z)))] {
      let next = try step(
        VanillaCell<Double>(hidden: 1, activation: activation), z: [0.3], hidden: [-0.25], weight: [2]
      ).state
      #expect(largestDifference(next.hidden.array, [expected]) < 1e-15)
    }
    let next = try step(VanillaCell<Double>(hidden: 1, activation: .relu), z: [0.3], hidden: [0.25], weight: [2]).state
    #expect(largestDifference(next.hidden.array, [0.8]) < 1e-15)
  }
}
