public import Platform

/// Which way a sequence is read.
public enum Direction: Sendable {
  case forward
  case reverse

  func order(_ steps: Int) -> StrideTo<Int> {
    self == .forward ? stride(from: 0, to: steps, by: 1) : stride(from: steps - 1, to: -1, by: -1)
  }

  /// States have T + 1 slots of (N, H): this one holds the state before step t.
  func slot(before step: Int) -> Int { self == .forward ? step : step + 1 }
  func slot(after step: Int) -> Int { self == .forward ? step + 1 : step }
}

/// N lanes of T steps. Sequences are time-major: row t·N + n holds lane n at step t.
public struct WindowShape: Hashable, Sendable {
  public var lanes: Int
  public var steps: Int
  public var rows: Int { lanes * steps }

  public init(lanes: Int, steps: Int) {
    self.lanes = lanes
    self.steps = steps
  }

  func rows(ofStep step: Int, width: Int) -> Range<Int> { step * lanes * width..<(step + 1) * lanes * width }
}

/// Runs a cell over a sequence, and backpropagates through time.
public struct Unroller<C: Cell>: Sendable {
  public typealias S = C.S
  public let cell: C
  public let direction: Direction

  public init(_ cell: C, direction: Direction = .forward) {
    self.cell = cell
    self.direction = direction
  }

  /// What a sequence leaves for `backward`.
  public final class Tape {
    /// Of all T·N rows.
    let steps: StepTape<S>
    /// (T + 1, N, H): the states, with the initial one first in reading order.
    public let states: CellState<S>
    /// (T, N, H): the state that each step read, where some lanes were reset; otherwise not allocated.
    let read: CellState<S>
    /// (N, H): the gradient carried back from step to step.
    public let carried: CellState<S>
    /// W_hhᵀ, as the cell lays it out.
    let turned: View<S>

    /// (T, N, gates·H): the projected inputs before `forward`, their gradient after `backward`.
    public var z: View<S> { steps.z }

    /// - Parameter resets: whether lanes may be reset.
    /// - Throws: ``OutOfMemory``.
    public init(_ window: WindowShape, _ cell: C, resets: Bool) throws(OutOfMemory) {
      let (rows, H) = (window.rows, cell.hidden)
      func state(_ count: Int) throws(OutOfMemory) -> CellState<S> {
        CellState(hidden: try View(count: count), cell: try View(count: cell.hasCellState ? count : 0))
      }
      steps = StepTape(
        z: try View(count: rows * cell.gates * H), projected: try View(count: rows * cell.projections * H),
        candidate: try View(count: rows * cell.resets * H), reset: try View(count: rows * cell.resets * H),
        dReset: try View(count: window.lanes * cell.resets * H))
      states = try state((rows + window.lanes) * H)
      read = try state(resets ? rows * H : 0)
      carried = try state(window.lanes * H)
      turned = try View(count: cell.gates * H * H)
    }
  }

  /// - Parameters:
  ///   - tape: z holds the projected inputs.
  ///   - initial: (N, H), the state before the first step read.
  ///   - weight: W_hh (gates·H, H).
  ///   - bias: b_hh (gates·H) where the cell adds it itself.
  ///   - resets: (T, N), true where a lane's state is cleared before the step; empty for nowhere.
  public func forward(
    _ tape: Tape, initial: CellState<S>, weight: View<S>, bias: View<S>? = nil, resets: [Bool], window: WindowShape
  ) {
    cell.turn(weight, into: tape.turned)
    let weights = RecurrentWeights(weight: weight, turned: tape.turned, bias: bias)
    let first = state(tape.states, slot: direction.slot(before: direction == .forward ? 0 : window.steps - 1), window)
    first.hidden.copy(initial.hidden)
    first.cell.copy(initial.cell)
    for t in direction.order(window.steps) {
      if !resets.isEmpty {
        let (read, before) = (
          state(tape.read, slot: t, window), state(tape.states, slot: direction.slot(before: t), window)
        )
        read.hidden.copy(before.hidden)
        read.cell.copy(before.cell)
        clear(read, resets, step: t, window)
      }
      cell.forward(
        step(tape.steps, t, window), previous: previous(tape, t, resets, window), weights: weights,
        into: state(tape.states, slot: direction.slot(after: t), window))
    }
  }

  /// Backpropagation through time: from the gradients of all outputs to those of the projected inputs (left in the
  /// tape's z), of the recurrent weights and bias (added) and of the initial state (left in the tape's `carried`).
  /// - Parameters:
  ///   - dOutputs: (T, N, H).
  ///   - dFinal: (N, H), the gradient of the state after the last step read, or nil for zero.
  ///   - dWeight: W_hh's gradient, added to over all steps.
  ///   - dBias: b_hh's gradient, where the cell adds it itself.
  ///   - watch: called after each step with its number and the gradient (N, H) that it carries to the hidden state
  ///     before it, on the way through time alone.
  public func backward(
    _ tape: Tape, dOutputs: View<S>, dFinal: CellState<S>? = nil, weight: View<S>, bias: View<S>? = nil,
    dWeight: View<S>, dBias: View<S>? = nil, resets: [Bool], window: WindowShape, watch: ((Int, View<S>) -> Void)? = nil
  ) {
    let weights = RecurrentWeights(weight: weight, turned: tape.turned, bias: bias)
    let carried = state(tape.carried, slot: 0, window)
    if let dFinal {
      carried.hidden.copy(dFinal.hidden)
      carried.cell.copy(dFinal.cell)
    } else {
      carried.hidden.fill(0)
      carried.cell.fill(0)
    }
    for t in direction.order(window.steps).reversed() {
      cell.backward(
        step(tape.steps, t, window), dh: dOutputs[window.rows(ofStep: t, width: cell.hidden)], carried: carried,
        previous: previous(tape, t, resets, window),
        next: state(tape.states, slot: direction.slot(after: t), window), weights: weights)
      if !resets.isEmpty { clear(carried, resets, step: t, window) }
      watch?(t, carried.hidden)
    }
    // Over all steps at once: the states that were read lie one after another as well.
    let (count, firstRead) = (window.rows * cell.hidden, direction == .forward ? 0 : window.lanes * cell.hidden)
    let all = allSteps(tape.steps, window)
    cell.addWeightGradient(
      all, previous: resets.isEmpty ? tape.states.hidden[firstRead..<firstRead + count] : tape.read.hidden[0..<count],
      to: dWeight)
    if let dBias { S.addColumnSums(of: all.projected, to: dBias) }
  }

  /// Where in the tape's states the outputs of all steps lie: (T, N, H).
  public func outputs(_ window: WindowShape) -> Range<Int> {
    let first = direction == .forward ? window.lanes * cell.hidden : 0
    return first..<first + window.rows * cell.hidden
  }

  /// The state after the last step read: (N, H).
  public func final(_ tape: Tape, _ window: WindowShape) -> CellState<S> {
    state(tape.states, slot: direction.slot(after: direction == .forward ? window.steps - 1 : 0), window)
  }

  /// The gradient of the initial state, after `backward`: (N, H).
  public func dInitial(_ tape: Tape, _ window: WindowShape) -> CellState<S> { state(tape.carried, slot: 0, window) }

  private func previous(_ tape: Tape, _ step: Int, _ resets: [Bool], _ window: WindowShape) -> CellState<S> {
    resets.isEmpty
      ? state(tape.states, slot: direction.slot(before: step), window) : state(tape.read, slot: step, window)
  }

  private func state(_ states: CellState<S>, slot: Int, _ window: WindowShape) -> CellState<S> {
    let rows = window.rows(ofStep: slot, width: cell.hidden)
    return CellState(hidden: states.hidden[rows], cell: cell.hasCellState ? states.cell[rows] : states.cell)
  }

  private func step(_ tape: StepTape<S>, _ step: Int, _ window: WindowShape) -> StepTape<S> {
    part(tape, step * window.lanes..<(step + 1) * window.lanes, lanes: window.lanes)
  }

  private func allSteps(_ tape: StepTape<S>, _ window: WindowShape) -> StepTape<S> {
    part(tape, 0..<window.rows, lanes: window.lanes)
  }

  private func part(_ tape: StepTape<S>, _ rows: Range<Int>, lanes: Int) -> StepTape<S> {
    func part(_ view: View<S>, _ width: Int) -> View<S> {
      view[rows.lowerBound * width * cell.hidden..<rows.upperBound * width * cell.hidden]
    }
    return StepTape(
      z: part(tape.z, cell.gates), projected: part(tape.projected, cell.projections),
      candidate: part(tape.candidate, cell.resets), reset: part(tape.reset, cell.resets),
      dReset: tape.dReset[0..<lanes * cell.resets * cell.hidden])
  }

  /// Zero in the lanes that are reset before this step.
  private func clear(_ state: CellState<S>, _ resets: [Bool], step: Int, _ window: WindowShape) {
    for lane in 0..<window.lanes where resets[step * window.lanes + lane] {
      state.hidden.row(lane, width: cell.hidden).fill(0)
      if cell.hasCellState { state.cell.row(lane, width: cell.hidden).fill(0) }
    }
  }
}
