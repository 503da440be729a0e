/// The weights that training starts from: table and output U(−0.1, 0.1), output bias zero, recurrent layers
/// U(−1/√H, 1/√H), as in PyTorch's word_language_model.
enum Initialization {
  static func fill<S: Scalar>(_ parameters: View<S>, _ tensors: NetworkTensors, hidden: Int, seed: UInt64) {
    var random = RandomSource(seed: seed)
    let recurrent = 1 / Double(hidden).squareRoot()
    for tensor in tensors.all {
      let bound: Double
      switch tensor {
      case tensors.decoderBias: bound = 0
      case tensors.decoderWeight: bound = 0.1
      case tensors.table where tensor.name == NetworkTensors.encoderName: bound = 0.1
      default: bound = recurrent
      }
      let part = parameters[tensor]
      for i in part.indices { part[i] = S((2 * random.uniform() - 1) * bound) }
    }
  }
}
