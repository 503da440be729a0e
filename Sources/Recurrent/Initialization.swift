internal import Platform

/// The weights that training starts from, tensor by tensor in their order.
enum Initialization {
  /// What a tensor is to the network, as far as its first values hang on it.
  struct Role: Equatable {
    enum Kind {
      /// Rows that are looked up; the output's weights too where these are tied.
      case table
      /// Weights of a layer's input, by rows or (one-hot) by columns.
      case input
      /// Weights of a layer's own state.
      case recurrent
      case layerBias
      case output
      case outputBias
      case adaptive
    }
    let tensor: Tensor
    let kind: Kind
    /// Numbers that a unit sums over, and units that they go to: those of one gate.
    let inputs: Int
    let outputs: Int
  }

  /// - Parameter seed: the same seed, the same weights.
  static func fill<S: Scalar>(
    _ parameters: View<S>, _ shape: NetworkShape, _ settings: InitializationSettings = .init(), seed: UInt64
  ) {
    var random = RandomSource(seed: seed)
    let tensors = NetworkTensors(shape)
    for role in roles(shape, tensors) {
      fill(parameters[role.tensor], role, settings.kind, hidden: shape.hidden, &random)
    }
    guard let bias = settings.forgetBias, shape.cell == .lstm else { return }
    // The second of four gates. The two biases are added, so the other one is none.
    let forget = shape.hidden..<2 * shape.hidden
    for layer in tensors.layers {
      parameters[layer.biasIH][forget].fill(S(bias))
      if let second = layer.biasHH { parameters[second][forget].fill(0) }
    }
  }

  private static func fill<S: Scalar>(
    _ part: View<S>, _ role: Role, _ kind: InitializationKind, hidden: Int, _ random: inout RandomSource
  ) {
    func uniform(_ bound: Double) {
      for i in part.indices { part[i] = S((2 * random.uniform() - 1) * bound) }
    }
    let isBias = role.kind == .layerBias || role.kind == .outputBias
    switch kind {
    case .standard:
      switch role.kind {
      case .table, .output: uniform(0.1)
      case .input, .recurrent, .layerBias: uniform(1 / Double(hidden).squareRoot())
      case .adaptive: uniform(1 / Double(role.inputs).squareRoot())
      case .outputBias: part.fill(0)
      }
    case .uniform(let bound): uniform(bound)
    case .xavier, .orthogonal, .normal:
      if isBias {
        part.fill(0)
      } else if case .normal(let variance) = kind {
        let deviation = (variance / Double(role.inputs)).squareRoot()
        for i in part.indices { part[i] = S(deviation * random.normal()) }
      } else if kind == .orthogonal && role.kind == .recurrent {
        for gate in 0..<role.tensor.rows / role.outputs {
          let matrix = OrthogonalMatrix.random(role.outputs, &random)
          part[gate * matrix.count..<(gate + 1) * matrix.count].copy(matrix.map { S($0) })
        }
      } else {
        uniform((6 / Double(role.inputs + role.outputs)).squareRoot())
      }
    }
  }

  /// What each tensor is, in the order of `tensors.all`.
  static func roles(_ shape: NetworkShape, _ tensors: NetworkTensors) -> [Role] {
    let (V, H) = (shape.vocabulary, shape.hidden)
    var roles: [Role] = []
    func add(_ tensor: Tensor?, _ kind: Role.Kind, inputs: Int, outputs: Int) {
      guard let tensor else { return }
      roles.append(Role(tensor: tensor, kind: kind, inputs: inputs, outputs: outputs))
    }
    if let D = shape.embedding {
      // As the weights of an output, which it may be, it has D inputs; as a layer of one-hot input each has but one.
      add(tensors.table, .table, inputs: D, outputs: V)
    } else {
      add(tensors.table, .input, inputs: V, outputs: H)
    }
    for layer in tensors.layers {
      add(layer.weightIH, .input, inputs: layer.weightIH?.columns ?? 0, outputs: H)
      add(layer.weightHH, .recurrent, inputs: H, outputs: H)
      add(layer.biasIH, .layerBias, inputs: 1, outputs: H)
      add(layer.biasHH, .layerBias, inputs: 1, outputs: H)
    }
    switch tensors.output {
    case .full(let weight, let bias):
      if !shape.isTied { add(weight, .output, inputs: H, outputs: V) }
      add(bias, .outputBias, inputs: 1, outputs: V)
    case .adaptive(let head, let clusters):
      add(head, .adaptive, inputs: H, outputs: head.rows)
      for cluster in clusters {
        for tensor in [cluster.projection, cluster.weight] {
          add(tensor, .adaptive, inputs: tensor.columns, outputs: tensor.rows)
        }
      }
    }
    return roles
  }
}
