/// One step of a recurrent cell over N lanes: forward, and its backward beside it.
///
/// A cell does not know where its input came from or what its output is for: the input's projection z = W_ih x + b is
/// made for all steps at once by the layer, and the gradient of the output is handed in.
public protocol Cell<S>: Sendable {
  associatedtype S: Scalar
  /// H.
  var hidden: Int { get }

  /// From the state before to the state after.
  /// - Parameters:
  ///   - z: (N, gates·H). In: the projected input. Out: what `backward` needs.
  ///   - previous: (N, H), the state before.
  ///   - weightTransposed: W_hhᵀ (H, gates·H).
  ///   - next: (N, H), the state after.
  func forward(
    _ z: View<S>, previous: View<S>, weightTransposed: View<S>, into next: View<S>)

  /// From the gradient of the state after to those of the projected input and of the state before.
  /// - Parameters:
  ///   - z: (N, gates·H). In: what `forward` left. Out: dz.
  ///   - dh: (N, H), the loss's gradient with respect to this step's output, from the layer above.
  ///   - carried: (N, H). In: the gradient of this step's state from the step after. Out: that of the state before.
  ///   - value: (N, H), the state after, as `forward` made it.
  ///   - weight: W_hh (gates·H, H).
  func backward(
    _ z: View<S>, dh: View<S>, carried: View<S>, value: View<S>, previous: View<S>,
    weight: View<S>)
}

/// The vanilla recurrent cell (Elman 1990; CS231n `rnn_step_forward`; Dive into Deep Learning 9.4):
///
///     h_t = tanh(W_ih x_t + b + W_hh h_{t−1})
public struct TanhCell<S: Scalar>: Cell {
  public let hidden: Int

  public init(hidden: Int) { self.hidden = hidden }

  public func forward(
    _ z: View<S>, previous: View<S>, weightTransposed: View<S>, into next: View<S>
  ) {
    let lanes = previous.count / hidden
    S.multiply(  // z += h_{t−1} W_hhᵀ
      previous, .asIs, weightTransposed, .asIs, into: z, rows: lanes, columns: hidden, inner: hidden, adding: true)
    S.tanh(z, into: next)
  }

  public func backward(
    _ z: View<S>, dh: View<S>, carried: View<S>, value: View<S>, previous: View<S>,
    weight: View<S>
  ) {
    let lanes = value.count / hidden
    S.tanhGradient(dh, carried: carried, value: value, into: z)  // dz = (dh + carried) ⊙ (1 − h²)
    S.multiply(  // dh_{t−1} = dz W_hh
      z, .asIs, weight, .asIs, into: carried, rows: lanes, columns: hidden, inner: hidden, adding: false)
  }
}
