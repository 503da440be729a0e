internal import Platform

/// One recurrent layer: the projection of all inputs in one product, then the cell unrolled over time.
///
/// It knows neither what its input means nor what its output is used for. It owns the activations of its lanes; the
/// weights are the caller's.
final class Layer<C: Cell> {
  typealias S = C.S
  let tensors: LayerTensors
  let unroller: Unroller<C>
  let tape: Unroller<C>.Tape

  private var width: Int { unroller.gates * unroller.cell.hidden }

  /// - Throws: ``OutOfMemory``.
  init(_ cell: C, gates: Int, tensors: LayerTensors, capacity: WindowShape, resets: Bool) throws(OutOfMemory) {
    self.tensors = tensors
    unroller = Unroller(cell, gates: gates)
    tape = try .init(capacity, gates: gates, hidden: cell.hidden, resets: resets)
  }

  /// - Parameters:
  ///   - input: (T, N, D). Empty where the layer has no W_ih (one-hot input): the tape's z holds the projection then.
  ///   - initial: (N, H).
  ///   - resets: (T, N), or empty.
  func forward(
    _ input: View<S>, initial: View<S>, parameters: View<S>, resets: [Bool], window: WindowShape
  ) {
    let z = tape.z[0..<window.rows * width]
    if let weight = tensors.weightIH {
      Affine.forward(input, weight: parameters[weight], bias: nil, rows: window.rows, into: z)
    }
    S.addToRows(parameters[tensors.biasIH], z)
    if let bias = tensors.biasHH { S.addToRows(parameters[bias], z) }
    unroller.forward(tape, initial: initial, weight: parameters[tensors.weightHH ?? tensors.biasIH], resets: resets, window: window)
  }

  /// Adds this layer's gradients to `gradients` and leaves dz, the gradient of the projected input, in the tape.
  /// - Parameters:
  ///   - dOutputs: (T, N, H).
  ///   - dInput: (T, N, D), written; not touched where the layer has no W_ih.
  func backward(
    _ dOutputs: View<S>, input: View<S>, dInput: View<S>, parameters: View<S>,
    gradients: View<S>, resets: [Bool], window: WindowShape
  ) {
    let dWeightHH = gradients[tensors.weightHH ?? tensors.biasIH]
    unroller.backward(
      tape, dOutputs: dOutputs, dFinal: nil, weight: parameters[tensors.weightHH ?? tensors.biasIH], dWeight: dWeightHH,
      resets: resets, window: window)
    let dz = tape.z[0..<window.rows * width]
    addBiasGradient(dz, tensors.biasIH, to: gradients)
    if let bias = tensors.biasHH { addBiasGradient(dz, bias, to: gradients) }
    if let weight = tensors.weightIH {
      let dWeight = gradients[weight]
      Affine.addDWeight(dz, x: input, rows: window.rows, to: dWeight)
      Affine.dInput(dz, weight: parameters[weight], rows: window.rows, into: dInput)
    }
  }

  private func addBiasGradient(_ dz: View<S>, _ bias: Tensor, to gradients: View<S>) {
    let dBias = gradients[bias]
    S.addColumnSums(of: dz, to: dBias)
  }
}
