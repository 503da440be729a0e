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
  public let cell: C
  public let gates: Int
  public let direction: Direction

  public init(_ cell: C, gates: Int, direction: Direction = .forward) {
    self.cell = cell
    self.gates = gates
    self.direction = direction
  }

  /// What a sequence leaves for `backward`.
  public final class Tape {
    /// (T, N, gates·H). Before `forward`: the projected inputs. After it: what the cell keeps. After `backward`: dz.
    public let z: View<C.S>
    /// (T + 1, N, H): the states, with the initial one first in reading order.
    public let states: View<C.S>
    /// (T, N, H): the state that each step read, where some lanes were reset; otherwise not allocated.
    let read: View<C.S>
    /// (N, H): the gradient carried back from step to step.
    public let carried: View<C.S>
    /// W_hhᵀ (H, gates·H).
    let weightTransposed: View<C.S>

    /// - Throws: ``OutOfMemory``.
    public init(_ window: WindowShape, gates: Int, hidden: Int, resets: Bool) throws(OutOfMemory) {
      z = try View(count: window.rows * gates * hidden)
      states = try View(count: (window.rows + window.lanes) * hidden)
      read = try View(count: resets ? window.rows * hidden : 0)
      carried = try View(count: window.lanes * hidden)
      weightTransposed = try View(count: gates * hidden * hidden)
    }
  }

  /// - Parameters:
  ///   - tape: z holds the projected inputs.
  ///   - initial: (N, H), the state before the first step read.
  ///   - resets: (T, N), true where a lane's state is cleared before the step; empty for nowhere.
  public func forward(
    _ tape: Tape, initial: View<C.S>, weight: View<C.S>, resets: [Bool], window: WindowShape
  ) {
    let H = cell.hidden
    let transposed = tape.weightTransposed
    C.S.transpose(weight, rows: gates * H, columns: H, into: transposed)
    let firstSlot = direction.slot(before: direction == .forward ? 0 : window.steps - 1)
    let first = tape.states[window.rows(ofStep: firstSlot, width: H)]
    first.copy(initial)
    for t in direction.order(window.steps) {
      let before = window.rows(ofStep: direction.slot(before: t), width: H)
      let rows = window.rows(ofStep: t, width: H)
      if !resets.isEmpty {
        let read = tape.read[rows]
        read.copy(tape.states[before])
        clear(read, resets, step: t, window)
      }
      let z = tape.z[window.rows(ofStep: t, width: gates * H)]
      let next = tape.states[window.rows(ofStep: direction.slot(after: t), width: H)]
      cell.forward(
        z, previous: resets.isEmpty ? tape.states[before] : tape.read[rows],
        weightTransposed: tape.weightTransposed, into: next)
    }
  }

  /// Backpropagation through time: from the gradients of all outputs to those of the projected inputs (left in the
  /// tape's z), of the recurrent weights (added) and of the initial state (left in the tape's `carried`).
  /// - Parameters:
  ///   - dOutputs: (T, N, H).
  ///   - dFinal: (N, H), the gradient of the state after the last step read, or nil for zero.
  ///   - dWeight: W_hh's gradient, added to over all steps.
  public func backward(
    _ tape: Tape, dOutputs: View<C.S>, dFinal: View<C.S>?, weight: View<C.S>, dWeight: View<C.S>,
    resets: [Bool], window: WindowShape
  ) {
    let H = cell.hidden
    let carried = tape.carried[0..<window.lanes * H]
    if let dFinal { carried.copy(dFinal) } else { carried.fill(0) }
    for t in direction.order(window.steps).reversed() {
      let before = window.rows(ofStep: direction.slot(before: t), width: H)
      let after = window.rows(ofStep: direction.slot(after: t), width: H)
      let rows = window.rows(ofStep: t, width: H)
      let z = tape.z[window.rows(ofStep: t, width: gates * H)]
      cell.backward(
        z, dh: dOutputs[rows], carried: carried, value: tape.states[after],
        previous: resets.isEmpty ? tape.states[before] : tape.read[rows], weight: weight)
      if !resets.isEmpty { clear(carried, resets, step: t, window) }
    }
    // dW_hh += dZᵀ H_prev, over all steps at once: the states that were read lie one after another as well.
    let (count, firstRead) = (window.rows * H, direction == .forward ? 0 : window.lanes * H)
    C.S.multiply(
      tape.z[0..<count * gates], .transposed,
      resets.isEmpty ? tape.states[firstRead..<firstRead + count] : tape.read[0..<count], .asIs,
      into: dWeight, rows: gates * H, columns: H, inner: window.rows, adding: true)
  }

  /// Where in the tape's states the outputs of all steps lie: (T, N, H).
  public func outputs(_ window: WindowShape) -> Range<Int> {
    let first = direction == .forward ? window.lanes * cell.hidden : 0
    return first..<first + window.rows * cell.hidden
  }

  /// Where in the tape's states the state after the last step read lies: (N, H).
  public func final(_ window: WindowShape) -> Range<Int> {
    let last = direction == .forward ? window.steps - 1 : 0
    return window.rows(ofStep: direction.slot(after: last), width: cell.hidden)
  }

  /// (N, H): the gradient of the initial state, after `backward`.
  public func dInitial(_ window: WindowShape) -> Range<Int> { 0..<window.lanes * cell.hidden }

  /// Zero in the lanes that are reset before this step.
  private func clear(_ state: View<C.S>, _ resets: [Bool], step: Int, _ window: WindowShape) {
    for lane in 0..<window.lanes where resets[step * window.lanes + lane] {
      state.row(lane, width: cell.hidden).fill(0)
    }
  }
}
