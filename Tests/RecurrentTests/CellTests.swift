import Testing

@testable import Recurrent

/// One step of a cell from given projected inputs, with its tape.
func step<C: Cell>(
  _ cell: C, z: [Double], hidden: [Double], cellState: [Double] = [], weight: [Double], bias: [Double]? = nil
) throws -> (state: CellState<C.S>, tape: StepTape<C.S>) {
  func cast(_ values: [Double]) throws -> View<C.S> { try view(values.map { C.S($0) }) }
  let (H, N) = (cell.hidden, hidden.count / cell.hidden)
  let tape = StepTape<C.S>(
    z: try cast(z), projected: try View(count: N * cell.projections * H),
    candidate: try View(count: N * cell.resets * H),
    reset: try View(count: N * cell.resets * H), dReset: try View(count: N * cell.resets * H))
  let turned = try View<C.S>(count: weight.count)
  cell.turn(try cast(weight), into: turned)
  let next = CellState<C.S>(hidden: try View(count: N * H), cell: try View(count: cellState.count))
  cell.forward(
    tape, previous: CellState(hidden: try cast(hidden), cell: try cast(cellState)),
    weights: RecurrentWeights(weight: try cast(weight), turned: turned, bias: try bias.map(cast)), into: next)
  return (next, tape)
}

@Suite struct CellTests {
  /// What a cell asks for is what its kind says.
  @Test(arguments: UnrollerTests.cells.indices) func sizes(_ index: Int) {
    let kinds: [CellKind] = [.tanh, .relu, .sigmoid, .gru, .gru, .lstm]
    let (cell, kind) = (UnrollerTests.cells[index], kinds[index])
    #expect(cell.gates == kind.gates)
    #expect((cell.hasCellState ? 2 : 1) == kind.stateParts)
  }

  /// Lanes do not know of each other: two side by side step as each alone does.
  @Test(arguments: UnrollerTests.cells.indices) func lanesAreApart(_ index: Int) throws {
    try checkLanes(UnrollerTests.cells[index])
  }

  private func checkLanes<C: Cell<Double>>(_ cell: C) throws {
    let (H, G) = (cell.hidden, cell.gates)
    let (z, h) = (numbers(2 * G * H, seed: 1), numbers(2 * H, seed: 2))
    let (c, weight) = (numbers(cell.hasCellState ? 2 * H : 0, seed: 3), numbers(G * H * H, seed: 4))
    let both = try step(cell, z: z, hidden: h, cellState: c, weight: weight).state
    for lane in 0..<2 {
      func mine(_ x: [Double]) -> [Double] { Array(x[lane * x.count / 2..<(lane + 1) * x.count / 2]) }
      let alone = try step(cell, z: mine(z), hidden: mine(h), cellState: mine(c), weight: weight).state
      #expect(largestDifference(mine(both.hidden.array), alone.hidden.array) < 1e-15)
      #expect(largestDifference(mine(both.cell.array), alone.cell.array) < 1e-15)
    }
  }
}
