import Testing

@testable import Recurrent

@Suite struct UnrollerTests {
  /// CS231n's check values for `rnn_forward`: (N, T, ·) and weights [in][out] there.
  @Test func agreesWithCS231n() throws {
    let (N, T, D, H) = (2, 3, 4, 5)
    let window = WindowShape(lanes: N, steps: T)
    let unroller = Unroller(TanhCell<Double>(hidden: H), gates: 1)
    let tape = try Unroller<TanhCell<Double>>.Tape(window, gates: 1, hidden: H, resets: false)
    Affine.forward(
      try view(transposed(linspace(-0.1, 0.3, N * T * D), rows: N, columns: T, width: D)),
      weight: try view(transposed(linspace(-0.2, 0.4, D * H), rows: D, columns: H)),
      bias: try view(linspace(-0.7, 0.1, H)), rows: window.rows, into: tape.z)
    unroller.forward(
      tape, initial: try view(linspace(-0.3, 0.1, N * H)),
      weight: try view(transposed(linspace(-0.4, 0.1, H * H), rows: H, columns: H)), resets: [], window: window)
    let expected = try Fixture.load("cs231n").at("rnn_forward", "expected_h").numbers
    let h = transposed(tape.states[unroller.outputs(window)].array, rows: T, columns: N, width: H)
    #expect(relativeError(h, expected) < 1e-7)
    #expect(h[(T - 1) * H..<T * H].elementsEqual(tape.states[unroller.final(window)].array[..<H]))
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var direction: Direction
    var steps: Int
    var resets: [Bool]
    var testDescription: String { "\(direction), T \(steps), \(resets.isEmpty ? "no resets" : "resets")" }
  }

  static let cases: [Case] = [Direction.forward, .reverse].flatMap { direction in
    [1, 4].flatMap { steps in
      let none = Array(repeating: false, count: 2 * steps)
      var some = none
      // In the forward direction one lane is cleared at the window's start, the other inside it.
      some[0] = true
      some[some.count - 1] = true
      return [[], none, some].map { Case(direction: direction, steps: steps, resets: $0) }
    }
  }

  /// A loss that weighs every output and the final state; its gradient for inputs, W_hh and initial state.
  @Test(arguments: cases) func gradientsAreThoseOfTheLoss(_ test: Case) throws {
    let (N, H) = (2, 3)
    let window = WindowShape(lanes: N, steps: test.steps)
    let unroller = Unroller(TanhCell<Double>(hidden: H), gates: 1, direction: test.direction)
    let tape = try Unroller<TanhCell<Double>>.Tape(window, gates: 1, hidden: H, resets: !test.resets.isEmpty)
    let z = try view(numbers(window.rows * H, within: 1, seed: 1))
    let weight = try view(numbers(H * H, within: 1, seed: 2))
    let initial = try view(numbers(N * H, within: 0.9, seed: 3))
    let dOutputs = try view(numbers(window.rows * H, within: 1, seed: 4))
    let dFinal = try view(numbers(N * H, within: 1, seed: 5))

    func loss() -> Double {
      tape.z.copy(z)
      unroller.forward(tape, initial: initial, weight: weight, resets: test.resets, window: window)
      func dot(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }
      return dot(tape.states[unroller.outputs(window)].array, dOutputs.array)
        + dot(tape.states[unroller.final(window)].array, dFinal.array)
    }

    _ = loss()
    let before = numbers(H * H, seed: 6)
    let dWeight = try view(before)
    unroller.backward(
      tape, dOutputs: dOutputs, dFinal: dFinal, weight: weight, dWeight: dWeight, resets: test.resets, window: window)
    let gradients: [(String, View<Double>, [Double])] = [
      ("projected inputs", z, tape.z.array),
      ("weight_hh", weight, zip(dWeight.array, before).map { $0 - $1 }),  // added to what was there
      ("initial state", initial, tape.carried[unroller.dInitial(window)].array),
    ]
    for (name, x, gradient) in gradients {
      try #require(firstWrongSlope(name, gradient, of: x, width: H, loss) == nil)
    }
  }

  /// Reading backwards is reading the turned sequence forwards.
  @Test func reverseMirrorsForward() throws {
    let (N, T, H) = (2, 5, 3)
    let window = WindowShape(lanes: N, steps: T)
    let z = numbers(window.rows * H, seed: 1)
    let mirrored = (0..<T).reversed().flatMap { z[$0 * N * H..<($0 + 1) * N * H] }
    func outputs(_ z: [Double], _ direction: Direction) throws -> [Double] {
      let unroller = Unroller(TanhCell<Double>(hidden: H), gates: 1, direction: direction)
      let tape = try Unroller<TanhCell<Double>>.Tape(window, gates: 1, hidden: H, resets: false)
      tape.z.copy(z)
      unroller.forward(
        tape, initial: try view(numbers(N * H, seed: 2)), weight: try view(numbers(H * H, seed: 3)), resets: [],
        window: window)
      return tape.states[unroller.outputs(window)].array
    }
    let turned = try outputs(mirrored, .reverse)
    #expect(try outputs(z, .forward) == (0..<T).reversed().flatMap { turned[$0 * N * H..<($0 + 1) * N * H] })
  }
}
