/// The gated recurrent unit as PyTorch and cuDNN compute it, its reset gate after the recurrent product. Gates are
/// stacked r, u, n (u is PyTorch's "z"):
///
///     r = σ(W_ir x + b_ir + W_hr h + b_hr),  u = σ(W_iu x + b_iu + W_hu h + b_hu)
///     n = tanh(W_in x + b_in + r ⊙ (W_hn h + b_hn))
///     h' = (1 − u) ⊙ n + u ⊙ h
public struct GRUCell<S: Scalar>: Cell {
  public let hidden: Int
  public var gates: Int { 3 }
  public var projections: Int { 3 }

  public init(hidden: Int) { self.hidden = hidden }

  public func forward(
    _ tape: StepTape<S>, previous: CellState<S>, weights: RecurrentWeights<S>, into next: CellState<S>
  ) {
    S.multiply(  // a = h W_hhᵀ + b_hh
      previous.hidden, .asIs, weights.turned, .asIs, into: tape.projected, rows: next.hidden.count / hidden,
      columns: 3 * hidden, inner: hidden, adding: false)
    if let bias = weights.bias { S.addToRows(bias, tape.projected) }
    S.gruForward(tape.z, recurrent: tape.projected, previous: previous.hidden, into: next.hidden, width: hidden)
  }

  public func backward(
    _ tape: StepTape<S>, dh: View<S>, carried: CellState<S>, previous: CellState<S>, next: CellState<S>,
    weights: RecurrentWeights<S>
  ) {
    S.gruBackward(
      tape.z, recurrent: tape.projected, dh: dh, carried: carried.hidden, previous: previous.hidden, width: hidden)
    S.multiply(  // carried, which holds dh' ⊙ u, += da W_hh
      tape.projected, .asIs, weights.weight, .asIs, into: carried.hidden, rows: dh.count / hidden, columns: hidden,
      inner: 3 * hidden, adding: true)
  }

  /// dW_hh += daᵀ h_{t−1}
  public func addWeightGradient(_ tape: StepTape<S>, previous: View<S>, to dWeight: View<S>) {
    Affine.addDWeight(tape.projected, x: previous, rows: previous.count / hidden, to: dWeight)
  }
}

/// The gated recurrent unit as it was published (Cho et al. 2014; Dive into Deep Learning 10.2), its reset gate before
/// the recurrent product, so that a step takes two products. Gates are stacked r, u, n:
///
///     r = σ(W_ir x + b_r + W_hr h),  u = σ(W_iu x + b_u + W_hu h)
///     n = tanh(W_in x + b_n + W_hn (r ⊙ h))
///     h' = (1 − u) ⊙ n + u ⊙ h
public struct ResetBeforeGRUCell<S: Scalar>: Cell {
  public let hidden: Int
  public var gates: Int { 3 }
  public var projections: Int { 2 }
  public var resets: Int { 1 }

  public init(hidden: Int) { self.hidden = hidden }

  /// Elements of W_hh's rows of r and u, and behind them those of n.
  private var ofGates: Range<Int> { 0..<2 * hidden * hidden }
  private var ofCandidate: Range<Int> { 2 * hidden * hidden..<3 * hidden * hidden }

  public func turn(_ weight: View<S>, into turned: View<S>) {
    S.transpose(weight[ofGates], rows: 2 * hidden, columns: hidden, into: turned[ofGates])
    S.transpose(weight[ofCandidate], rows: hidden, columns: hidden, into: turned[ofCandidate])
  }

  public func forward(
    _ tape: StepTape<S>, previous: CellState<S>, weights: RecurrentWeights<S>, into next: CellState<S>
  ) {
    let lanes = next.hidden.count / hidden
    S.multiply(  // a = h W_{r,u}ᵀ
      previous.hidden, .asIs, weights.turned[ofGates], .asIs, into: tape.projected, rows: lanes, columns: 2 * hidden,
      inner: hidden, adding: false)
    S.gruGatesForward(tape.z, gates: tape.projected, previous: previous.hidden, reset: tape.reset, width: hidden)
    S.multiply(  // b = (r ⊙ h) W_nᵀ
      tape.reset, .asIs, weights.turned[ofCandidate], .asIs, into: tape.candidate, rows: lanes, columns: hidden,
      inner: hidden, adding: false)
    S.gruCandidateForward(
      tape.z, candidate: tape.candidate, previous: previous.hidden, into: next.hidden, width: hidden)
  }

  public func backward(
    _ tape: StepTape<S>, dh: View<S>, carried: CellState<S>, previous: CellState<S>, next: CellState<S>,
    weights: RecurrentWeights<S>
  ) {
    let lanes = dh.count / hidden
    S.gruCandidateBackward(
      tape.z, dCandidate: tape.candidate, dh: dh, carried: carried.hidden, previous: previous.hidden, width: hidden)
    // d(r ⊙ h) = dn W_n
    Affine.dInput(tape.candidate, weight: weights.weight[ofCandidate], rows: lanes, into: tape.dReset)
    S.gruGatesBackward(
      tape.z, dGates: tape.projected, dReset: tape.dReset, carried: carried.hidden, previous: previous.hidden,
      width: hidden)
    S.multiply(  // carried += (dr, du) W_{r,u}
      tape.projected, .asIs, weights.weight[ofGates], .asIs, into: carried.hidden, rows: lanes, columns: hidden,
      inner: 2 * hidden, adding: true)
  }

  /// dW_{r,u} += (dr, du)ᵀ h_{t−1},  dW_n += dnᵀ (r ⊙ h_{t−1})
  public func addWeightGradient(_ tape: StepTape<S>, previous: View<S>, to dWeight: View<S>) {
    let rows = previous.count / hidden
    Affine.addDWeight(tape.projected, x: previous, rows: rows, to: dWeight[ofGates])
    Affine.addDWeight(tape.candidate, x: tape.reset, rows: rows, to: dWeight[ofCandidate])
  }
}
