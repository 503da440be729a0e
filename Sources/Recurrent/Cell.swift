/// What one step hands to the next: the state of N lanes.
public struct CellState<S: Scalar>: Sendable {
  /// h: (N, H), which is also the step's output.
  public let hidden: View<S>
  /// c: (N, H) of an LSTM; empty for every other cell.
  public let cell: View<S>

  public init(hidden: View<S>, cell: View<S>) {
    self.hidden = hidden
    self.cell = cell
  }
}

/// W_hh and b_hh as a cell reads them.
public struct RecurrentWeights<S: Scalar>: Sendable {
  /// W_hh: (gates·H, H).
  public let weight: View<S>
  /// W_hhᵀ, as ``Cell/turn(_:into:)`` left it: a product of few rows with a turned matrix is slow, so both are kept.
  public let turned: View<S>
  /// b_hh: (gates·H), where a cell adds it itself.
  public let bias: View<S>?

  public init(weight: View<S>, turned: View<S>, bias: View<S>?) {
    self.weight = weight
    self.turned = turned
    self.bias = bias
  }
}

/// What steps keep between `forward` and `backward`: of one step (N rows), or of all (T·N rows).
public struct StepTape<S: Scalar>: Sendable {
  /// (rows, gates·H). Before `forward`: the projected inputs. After it: what the cell keeps. After `backward`: dz.
  public let z: View<S>
  /// (rows, ``Cell/projections``·H): h W_hhᵀ where it is not added to z; after `backward` its gradient.
  public let projected: View<S>
  /// (rows, H) each, for a GRU that resets before the product: its candidate's product, and r ⊙ h.
  public let candidate: View<S>
  public let reset: View<S>
  /// (N, H): room for its gradient at one step.
  public let dReset: View<S>
}

/// One step of a recurrent cell over N lanes: forward, and its backward beside it.
///
/// A cell does not know where its input came from or what its output is for: the input's projection z = W_ih x + b is
/// made for all steps at once by the layer, and the gradient of the output is handed in.
public protocol Cell<S>: Sendable {
  associatedtype S: Scalar
  /// H.
  var hidden: Int { get }
  /// Rows of W_ih are gates · H, stacked as PyTorch stacks them.
  var gates: Int { get }
  /// Whether its state has a part c beside h.
  var hasCellState: Bool { get }
  /// Widths, in H, of the tape's `projected`, and of its `candidate` and `reset`.
  var projections: Int { get }
  var resets: Int { get }

  /// Lays W_hhᵀ out as `forward` wants it.
  func turn(_ weight: View<S>, into turned: View<S>)

  /// From the state before to the state after.
  func forward(_ tape: StepTape<S>, previous: CellState<S>, weights: RecurrentWeights<S>, into next: CellState<S>)

  /// From the gradient of the state after to those of the projected input and of the state before.
  /// - Parameters:
  ///   - tape: z holds what `forward` left. Out: dz.
  ///   - dh: (N, H), the loss's gradient with respect to this step's output, from the layer above.
  ///   - carried: in: the gradient of this step's state from the step after. Out: that of the state before.
  ///   - next: the state after, as `forward` made it.
  func backward(
    _ tape: StepTape<S>, dh: View<S>, carried: CellState<S>, previous: CellState<S>, next: CellState<S>,
    weights: RecurrentWeights<S>)

  /// dW_hh += …, over all steps at once.
  /// - Parameter previous: (T·N, H): the hidden states that the steps read.
  func addWeightGradient(_ tape: StepTape<S>, previous: View<S>, to dWeight: View<S>)
}

extension Cell {
  public var hasCellState: Bool { false }
  public var projections: Int { 0 }
  public var resets: Int { 0 }

  public func turn(_ weight: View<S>, into turned: View<S>) {
    S.transpose(weight, rows: gates * hidden, columns: hidden, into: turned)
  }

  /// dW_hh += dzᵀ h_{t−1}
  public func addWeightGradient(_ tape: StepTape<S>, previous: View<S>, to dWeight: View<S>) {
    Affine.addDWeight(tape.z, x: previous, rows: previous.count / hidden, to: dWeight)
  }
}
