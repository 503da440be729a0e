/// Long short-term memory (Hochreiter & Schmidhuber 1997, with the forget gate of Gers et al. 2000; CS231n
/// `lstm_step_forward`; Dive into Deep Learning 10.1). Gates are stacked i, f, g, o, as in PyTorch:
///
///     (i, f, g, o) = (σ, σ, tanh, σ)(W_ih x_t + b + W_hh h_{t−1})
///     c_t = f ⊙ c_{t−1} + i ⊙ g
///     h_t = o ⊙ tanh(c_t)
public struct LSTMCell<S: Scalar>: Cell {
  public let hidden: Int
  public var gates: Int { 4 }
  public var hasCellState: Bool { true }

  public init(hidden: Int) { self.hidden = hidden }

  public func forward(
    _ tape: StepTape<S>, previous: CellState<S>, weights: RecurrentWeights<S>, into next: CellState<S>
  ) {
    S.multiply(  // z += h_{t−1} W_hhᵀ
      previous.hidden, .asIs, weights.turned, .asIs, into: tape.z, rows: next.hidden.count / hidden,
      columns: 4 * hidden, inner: hidden, adding: true)
    S.lstmForward(tape.z, previousCell: previous.cell, cell: next.cell, hidden: next.hidden, width: hidden)
  }

  public func backward(
    _ tape: StepTape<S>, dh: View<S>, carried: CellState<S>, previous: CellState<S>, next: CellState<S>,
    weights: RecurrentWeights<S>
  ) {
    S.lstmBackward(
      tape.z, dh: dh, carried: carried.hidden, carriedCell: carried.cell, previousCell: previous.cell, cell: next.cell,
      width: hidden)
    Affine.dInput(tape.z, weight: weights.weight, rows: dh.count / hidden, into: carried.hidden)  // dh_{t−1} = dz W_hh
  }
}
