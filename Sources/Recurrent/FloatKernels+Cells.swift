internal import CKernels

extension Float {
  public static func activate(_ activation: Activation, _ z: View<Float>, into h: View<Float>) {
    precondition(z.count == h.count, "as many values as pre-activations")
    switch activation {
    case .tanh: unsafe ckernels_tanh(h.pointer, z.pointer, Int64(z.count))
    case .relu: unsafe ckernels_relu(h.pointer, z.pointer, Int64(z.count))
    case .sigmoid: unsafe ckernels_sigmoid(h.pointer, z.pointer, Int64(z.count))
    }
  }

  public static func activationGradient(
    _ activation: Activation, _ dh: View<Float>, carried: View<Float>, value h: View<Float>, into dz: View<Float>
  ) {
    precondition(dh.count == dz.count && carried.count == dz.count && h.count == dz.count, "as many results as values")
    let count = Int64(dz.count)
    switch activation {
    case .tanh: unsafe ckernels_tanh_gradient(dz.pointer, dh.pointer, carried.pointer, h.pointer, count)
    case .relu: unsafe ckernels_relu_gradient(dz.pointer, dh.pointer, carried.pointer, h.pointer, count)
    case .sigmoid: unsafe ckernels_sigmoid_gradient(dz.pointer, dh.pointer, carried.pointer, h.pointer, count)
    }
  }

  public static func lstmForward(
    _ z: View<Float>, previousCell: View<Float>, cell: View<Float>, hidden: View<Float>, width: Int
  ) {
    let lanes = lanes(z, 4, [previousCell, cell, hidden], width)
    unsafe ckernels_lstm_forward(
      z.pointer, previousCell.pointer, cell.pointer, hidden.pointer, lanes, Int64(width))
  }

  public static func lstmBackward(
    _ z: View<Float>, dh: View<Float>, carried: View<Float>, carriedCell: View<Float>, previousCell: View<Float>,
    cell: View<Float>, width: Int
  ) {
    let lanes = lanes(z, 4, [dh, carried, carriedCell, previousCell, cell], width)
    unsafe ckernels_lstm_backward(
      z.pointer, dh.pointer, carried.pointer, carriedCell.pointer, previousCell.pointer, cell.pointer, lanes,
      Int64(width))
  }

  public static func gruForward(
    _ z: View<Float>, recurrent a: View<Float>, previous: View<Float>, into next: View<Float>, width: Int
  ) {
    let lanes = lanes(z, 3, [previous, next], width)
    precondition(a.count == z.count, "as many recurrent sums as pre-activations")
    unsafe ckernels_gru_forward(z.pointer, a.pointer, previous.pointer, next.pointer, lanes, Int64(width))
  }

  public static func gruBackward(
    _ z: View<Float>, recurrent a: View<Float>, dh: View<Float>, carried: View<Float>, previous: View<Float>,
    width: Int
  ) {
    let lanes = lanes(z, 3, [dh, carried, previous], width)
    precondition(a.count == z.count, "as many recurrent sums as pre-activations")
    unsafe ckernels_gru_backward(
      z.pointer, a.pointer, dh.pointer, carried.pointer, previous.pointer, lanes, Int64(width))
  }

  public static func gruGatesForward(
    _ z: View<Float>, gates a: View<Float>, previous: View<Float>, reset: View<Float>, width: Int
  ) {
    let lanes = lanes(z, 3, [previous, reset], width)
    precondition(a.count == 2 * previous.count, "two gates for every element")
    unsafe ckernels_gru_gates_forward(z.pointer, a.pointer, previous.pointer, reset.pointer, lanes, Int64(width))
  }

  public static func gruCandidateForward(
    _ z: View<Float>, candidate b: View<Float>, previous: View<Float>, into next: View<Float>, width: Int
  ) {
    let lanes = lanes(z, 3, [b, previous, next], width)
    unsafe ckernels_gru_candidate_forward(z.pointer, b.pointer, previous.pointer, next.pointer, lanes, Int64(width))
  }

  public static func gruCandidateBackward(
    _ z: View<Float>, dCandidate: View<Float>, dh: View<Float>, carried: View<Float>, previous: View<Float>,
    width: Int
  ) {
    let lanes = lanes(z, 3, [dCandidate, dh, carried, previous], width)
    unsafe ckernels_gru_candidate_backward(
      z.pointer, dCandidate.pointer, dh.pointer, carried.pointer, previous.pointer, lanes, Int64(width))
  }

  public static func gruGatesBackward(
    _ z: View<Float>, dGates: View<Float>, dReset: View<Float>, carried: View<Float>, previous: View<Float>,
    width: Int
  ) {
    let lanes = lanes(z, 3, [dReset, carried, previous], width)
    precondition(dGates.count == 2 * previous.count, "two gates for every element")
    unsafe ckernels_gru_gates_backward(
      z.pointer, dGates.pointer, dReset.pointer, carried.pointer, previous.pointer, lanes, Int64(width))
  }

  /// How many lanes these views hold: what the kernels' bounds come from.
  private static func lanes(_ z: View<Float>, _ gates: Int, _ states: [View<Float>], _ width: Int) -> Int64 {
    precondition(width > 0 && z.count % (gates * width) == 0, "whole lanes")
    precondition(states.allSatisfy { $0.count * gates == z.count }, "a state's element for every gate")
    return Int64(z.count / (gates * width))
  }
}
