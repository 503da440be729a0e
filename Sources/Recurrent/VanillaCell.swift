/// The vanilla recurrent cell (Elman 1990; CS231n `rnn_step_forward`; Dive into Deep Learning 9.4):
///
///     h_t = act(W_ih x_t + b + W_hh h_{t−1}),  act: tanh, ReLU or the logistic function
public struct VanillaCell<S: Scalar>: Cell {
  public let hidden: Int
  public let activation: Activation
  public var gates: Int { 1 }

  public init(hidden: Int, activation: Activation = .tanh) {
    self.hidden = hidden
    self.activation = activation
  }

  public func forward(
    _ tape: StepTape<S>, previous: CellState<S>, weights: RecurrentWeights<S>, into next: CellState<S>
  ) {
    S.multiply(  // z += h_{t−1} W_hhᵀ
      previous.hidden, .asIs, weights.turned, .asIs, into: tape.z, rows: tape.z.count / hidden, columns: hidden,
      inner: hidden, adding: true)
    S.activate(activation, tape.z, into: next.hidden)
  }

  public func backward(
    _ tape: StepTape<S>, dh: View<S>, carried: CellState<S>, previous: CellState<S>, next: CellState<S>,
    weights: RecurrentWeights<S>
  ) {
    // dz = (dh + carried) ⊙ act′
    S.activationGradient(activation, dh, carried: carried.hidden, value: next.hidden, into: tape.z)
    Affine.dInput(tape.z, weight: weights.weight, rows: dh.count / hidden, into: carried.hidden)  // dh_{t−1} = dz W_hh
  }
}
