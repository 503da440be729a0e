internal import Evaluation

/// Networks as PyTorch's modules take them: the tensors of `nn.Embedding` (`encoder`), `nn.RNN`, `nn.GRU` or `nn.LSTM`
/// (`rnn`) and `nn.Linear` (`decoder`), named as in PyTorch's word_language_model.
extension RecurrentModel {
  /// Writes the weights so that `load_state_dict` takes them strictly, some MiB at a time.
  ///
  /// Beyond the network's own tensors: `bias_hh` of zeros where there is one bias, and tied weights under both their
  /// names. An adaptive softmax is `decoder.head.weight` and `decoder.tail.i.0.weight`, `decoder.tail.i.1.weight`: without
  /// `decoder.` those of `nn.AdaptiveLogSoftmaxWithLoss`. What else there is to know stands in `__metadata__`: cell, shape,
  /// whether the state is cleared at segments, and the id that is read first.
  /// - Parameters:
  ///   - version: lmctl's.
  ///   - hasEOS: whether the corpus has segments that end in `<eos>`.
  /// - Throws: what `write` throws.
  public func writePyTorch<Problem>(
    version: String, hasEOS: Bool, _ write: ([UInt8]) throws(Problem) -> Void
  ) throws(Problem) {
    var metadata = Self.metadata(of: shape)
    metadata.append(("lmctl", version))
    metadata.append(("state", clearsAtSegments ? "reset" : "carry"))
    metadata.append(("first", "\(hasEOS ? SpecialID.endOfSegment : SpecialID.unknown)"))
    try SafeTensorsWriter(outputs: Self.pyTorchOutputs(shape), metadata: metadata).write(parameters, write)
  }

  /// What PyTorch has no module for, in words; empty where it has.
  public static func pyTorchNotes(_ shape: NetworkShape) -> [String] {
    switch shape.cell {
    case .tanh, .relu, .lstm: []
    case .sigmoid:
      ["PyTorch has no recurrent layer of sigmoid units: the weights are those of nn.RNN, its activation is not"]
    case .gru:
      shape.gru == .resetAfter
        ? [] : ["nn.GRU resets after the recurrent product: this network resets before it, and has no bias_hh"]
    case .mlp:
      [
        """
        PyTorch has no such layers: rnn.weight_ih_l0 takes the rows of the last \(shape.context) tokens side by side, the \
        latest first; the layers above it are linear with tanh
        """
      ]
    }
  }

  static func pyTorchOutputs(_ shape: NetworkShape) -> [SafeTensorsOutput] {
    let tensors = NetworkTensors(shape)
    let takesTwoBiases = shape.cell != .mlp && !(shape.cell == .gru && shape.gru == .resetBefore)
    var outputs: [SafeTensorsOutput] = []
    for output in Self.outputs(shape) {
      if shape.isTied && output.name == "decoder.bias" {
        outputs.append(
          SafeTensorsOutput(
            name: "decoder.weight", shape: [shape.vocabulary, shape.hidden], source: .weights(tensors.table)))
      }
      outputs.append(output)
      if takesTwoBiases, let layer = tensors.layers.first(where: { $0.biasIH.name == output.name }), layer.biasHH == nil
      {
        let name = output.name.replacing("bias_ih", with: "bias_hh")
        outputs.append(SafeTensorsOutput(name: name, shape: output.shape, source: .zeros))
      }
    }
    return outputs
  }
}
