import Testing

@testable import Recurrent

@Suite struct UnrollerTests {
  /// CS231n's check values for `rnn_forward`: (N, T, ·) and weights [in][out] there.
  @Test func agreesWithCS231n() throws {
    let (N, T, D, H) = (2, 3, 4, 5)
    let h = try outputs(
      VanillaCell(hidden: H), inputs: linspace(-0.1, 0.3, N * T * D), width: D,
      weightIH: transposed(linspace(-0.2, 0.4, D * H), rows: D, columns: H),
      weightHH: transposed(linspace(-0.4, 0.1, H * H), rows: H, columns: H), bias: linspace(-0.7, 0.1, H),
      initial: linspace(-0.3, 0.1, N * H), window: WindowShape(lanes: N, steps: T))
    let expected = try Fixture.load("cs231n").at("rnn_forward", "expected_h").numbers
    #expect(relativeError(h, expected) < 1e-7)
  }

  /// CS231n's check values for `lstm_forward`, its gates in our order.
  @Test func lstmAgreesWithCS231n() throws {
    let (N, T, D, H) = (2, 3, 5, 4)
    let h = try outputs(
      LSTMCell(hidden: H), inputs: linspace(-0.4, 0.6, N * T * D), width: D,
      weightIH: inOurOrder(transposed(linspace(-0.2, 0.9, D * 4 * H), rows: D, columns: 4 * H)),
      weightHH: inOurOrder(transposed(linspace(-0.3, 0.6, H * 4 * H), rows: H, columns: 4 * H)),
      bias: inOurOrder(linspace(0.2, 0.7, 4 * H)), initial: linspace(-0.4, 0.8, N * H),
      window: WindowShape(lanes: N, steps: T))
    let expected = try Fixture.load("cs231n").at("lstm_forward", "expected_h").numbers
    #expect(relativeError(h, expected) < 1e-7)
  }

  /// (N, T, H), from inputs (N, T, D) and a cell state of zero.
  private func outputs<C: Cell<Double>>(
    _ cell: C, inputs: [Double], width D: Int, weightIH: [Double], weightHH: [Double], bias: [Double],
    initial: [Double], window: WindowShape
  ) throws -> [Double] {
    let (N, T, H) = (window.lanes, window.steps, cell.hidden)
    let unroller = Unroller(cell)
    let tape = try Unroller<C>.Tape(window, cell, resets: false)
    Affine.forward(
      try view(transposed(inputs, rows: N, columns: T, width: D)), weight: try view(weightIH), bias: try view(bias),
      rows: window.rows, into: tape.z)
    unroller.forward(
      tape, initial: CellState(hidden: try view(initial), cell: try View(count: cell.hasCellState ? N * H : 0)),
      weight: try view(weightHH), resets: [], window: window)
    let h = tape.states.hidden[unroller.outputs(window)].array
    #expect(unroller.final(tape, window).hidden.array.elementsEqual(h.suffix(N * H)))
    return transposed(h, rows: T, columns: N, width: H)
  }

  // MARK: gradients

  static let cells: [any Cell<Double>] = [
    VanillaCell(hidden: 3), VanillaCell(hidden: 3, activation: .relu), VanillaCell(hidden: 3, activation: .sigmoid),
    GRUCell(hidden: 3), ResetBeforeGRUCell(hidden: 3), LSTMCell(hidden: 3),
  ]

  struct Case: CustomTestStringConvertible, Sendable {
    var cell: any Cell<Double>
    var direction: Direction
    var steps: Int
    var resets: [Bool]
    var testDescription: String {
      "\(type(of: cell)), \(direction), T \(steps), \(resets.isEmpty ? "no resets" : "resets")"
    }
  }

  static let cases: [Case] = cells.flatMap { cell in
    [Direction.forward, .reverse].flatMap { direction in
      [1, 4].flatMap { steps in
        let none = Array(repeating: false, count: 2 * steps)
        var some = none
        // In the forward direction one lane is cleared at the window's start, the other inside it.
        some[0] = true
        some[some.count - 1] = true
        return [[], none, some].map { Case(cell: cell, direction: direction, steps: steps, resets: $0) }
      }
    }
  }

  @Test(arguments: cases) func gradientsAreThoseOfTheLoss(_ test: Case) throws { try check(test.cell, test) }

  /// A loss that weighs every output and the final state; its gradient for inputs, W_hh, b_hh and initial state.
  private func check<C: Cell<Double>>(_ cell: C, _ test: Case) throws {
    let (N, H, G) = (2, cell.hidden, cell.gates)
    let window = WindowShape(lanes: N, steps: test.steps)
    let unroller = Unroller(cell, direction: test.direction)
    let tape = try Unroller<C>.Tape(window, cell, resets: !test.resets.isEmpty)
    let z = try view(numbers(window.rows * G * H, within: 1, seed: 1))
    let weight = try view(numbers(G * H * H, within: 1, seed: 2))
    let bias = try cell.projections == G ? view(numbers(G * H, within: 1, seed: 7)) : nil
    let units = cell.hasCellState ? N * H : 0
    let initial = CellState(
      hidden: try view(numbers(N * H, within: 0.9, seed: 3)), cell: try view(numbers(units, within: 0.9, seed: 8)))
    let dOutputs = try view(numbers(window.rows * H, within: 1, seed: 4))
    let dFinal = CellState(
      hidden: try view(numbers(N * H, within: 1, seed: 5)), cell: try view(numbers(units, within: 1, seed: 9)))

    func loss() -> Double {
      tape.z.copy(z)
      unroller.forward(
        tape, initial: initial, weight: weight, bias: bias, resets: test.resets, window: window)
      let final = unroller.final(tape, window)
      return dot(tape.states.hidden[unroller.outputs(window)].array, dOutputs.array)
        + dot(final.hidden.array, dFinal.hidden.array) + dot(final.cell.array, dFinal.cell.array)
    }

    _ = loss()
    let before = numbers(G * H * H, seed: 6)
    let dWeight = try view(before)
    let dBias = try bias.map { try View<Double>(count: $0.count) }
    var (watched, norms): ([Int], [Double]) = ([], [])
    unroller.backward(
      tape, dOutputs: dOutputs, dFinal: dFinal, weight: weight, bias: bias, dWeight: dWeight, dBias: dBias,
      resets: test.resets, window: window,
      watch: { step, dh in
        watched.append(step)
        norms = dh.array
      })
    let dInitial = unroller.dInitial(tape, window)
    #expect(watched == (test.direction == .forward ? (0..<test.steps).reversed() : Array(0..<test.steps)))
    #expect(norms == dInitial.hidden.array)
    // Gradients are added to what was there.
    var found: [(String, View<Double>, [Double])] = [
      ("projected inputs", z, tape.z.array),
      ("weight_hh", weight, zip(dWeight.array, before).map { $0 - $1 }),
      ("initial hidden state", initial.hidden, dInitial.hidden.array),
      ("initial cell state", initial.cell, dInitial.cell.array),
    ]
    if let bias, let dBias { found.append(("bias_hh", bias, dBias.array)) }
    for (name, x, gradient) in found {
      try #require(gradient.count == x.count)
      try #require(firstWrongSlope(name, gradient, of: x, width: H, loss) == nil)
    }
  }

  /// Reading backwards is reading the turned sequence forwards.
  @Test(arguments: cells.indices) func reverseMirrorsForward(_ index: Int) throws { try checkMirror(Self.cells[index]) }

  private func checkMirror<C: Cell<Double>>(_ cell: C) throws {
    let (N, T, H) = (2, 5, cell.hidden)
    let window = WindowShape(lanes: N, steps: T)
    let width = N * cell.gates * H
    let z = numbers(T * width, seed: 1)
    let mirrored = (0..<T).reversed().flatMap { z[$0 * width..<($0 + 1) * width] }
    func outputs(_ z: [Double], _ direction: Direction) throws -> [Double] {
      let unroller = Unroller(cell, direction: direction)
      let tape = try Unroller<C>.Tape(window, cell, resets: false)
      tape.z.copy(z)
      let initial = CellState(
        hidden: try view(numbers(N * H, seed: 2)), cell: try View(count: cell.hasCellState ? N * H : 0))
      unroller.forward(
        tape, initial: initial, weight: try view(numbers(cell.gates * H * H, seed: 3)), resets: [], window: window)
      return tape.states.hidden[unroller.outputs(window)].array
    }
    let turned = try outputs(mirrored, .reverse)
    #expect(try outputs(z, .forward) == (0..<T).reversed().flatMap { turned[$0 * N * H..<($0 + 1) * N * H] })
  }
}
