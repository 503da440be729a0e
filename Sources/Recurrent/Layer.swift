internal import Platform

/// One layer of units, whatever its cell: from the rows below to its outputs, and back.
///
/// It knows neither what its input means nor what its output is used for. It owns the activations of its lanes; the
/// weights are the caller's. (An enum: behind a protocol's door the compiler would not make a `Float` form of a cell.)
enum NetworkLayer<S: Scalar> {
  case vanilla(RecurrentLayer<VanillaCell<S>>)
  case lstm(RecurrentLayer<LSTMCell<S>>)
  case gru(RecurrentLayer<GRUCell<S>>)
  case resetBeforeGRU(RecurrentLayer<ResetBeforeGRUCell<S>>)
  case feedForward(FeedForwardLayer<S>)

  /// - Parameter resets: whether lanes may be reset.
  /// - Throws: ``OutOfMemory``.
  init(_ shape: NetworkShape, _ tensors: LayerTensors, capacity: WindowShape, resets: Bool) throws(OutOfMemory) {
    func layer<C: Cell<S>>(_ cell: C) throws(OutOfMemory) -> RecurrentLayer<C> {
      try RecurrentLayer(cell, tensors: tensors, capacity: capacity, resets: resets)
    }
    let H = shape.hidden
    switch (shape.cell, shape.gru) {
    case (.tanh, _): self = .vanilla(try layer(VanillaCell(hidden: H)))
    case (.relu, _): self = .vanilla(try layer(VanillaCell(hidden: H, activation: .relu)))
    case (.sigmoid, _): self = .vanilla(try layer(VanillaCell(hidden: H, activation: .sigmoid)))
    case (.lstm, _): self = .lstm(try layer(LSTMCell(hidden: H)))
    case (.gru, .resetAfter): self = .gru(try layer(GRUCell(hidden: H)))
    case (.gru, .resetBefore): self = .resetBeforeGRU(try layer(ResetBeforeGRUCell(hidden: H)))
    case (.mlp, _): self = .feedForward(try FeedForwardLayer(hidden: H, tensors: tensors, capacity: capacity))
    }
  }

  /// (T·N, gates·H): a layer of one-hot input finds its projection here, and leaves the projection's gradient.
  var z: View<S> {
    switch self {
    case .vanilla(let layer): layer.z
    case .lstm(let layer): layer.z
    case .gru(let layer): layer.z
    case .resetBeforeGRU(let layer): layer.z
    case .feedForward(let layer): layer.z
    }
  }

  /// (T, N, H).
  func outputs(_ window: WindowShape) -> View<S> {
    switch self {
    case .vanilla(let layer): layer.outputs(window)
    case .lstm(let layer): layer.outputs(window)
    case .gru(let layer): layer.outputs(window)
    case .resetBeforeGRU(let layer): layer.outputs(window)
    case .feedForward(let layer): layer.outputs(window)
    }
  }

  /// (N, H) each: the state after the last step; nil without recurrence.
  func final(_ window: WindowShape) -> CellState<S>? {
    switch self {
    case .vanilla(let layer): layer.final(window)
    case .lstm(let layer): layer.final(window)
    case .gru(let layer): layer.final(window)
    case .resetBeforeGRU(let layer): layer.final(window)
    case .feedForward: nil
    }
  }

  /// (N, H) each, after `backward`: the gradient of the initial state; nil without recurrence.
  func dInitial(_ window: WindowShape) -> CellState<S>? {
    switch self {
    case .vanilla(let layer): layer.dInitial(window)
    case .lstm(let layer): layer.dInitial(window)
    case .gru(let layer): layer.dInitial(window)
    case .resetBeforeGRU(let layer): layer.dInitial(window)
    case .feedForward: nil
    }
  }

  /// - Parameters:
  ///   - input: (T, N, D). Empty where the layer has no W_ih (one-hot input): z holds the projection then.
  ///   - initial: (N, H) each.
  ///   - resets: (T, N), or empty.
  func forward(
    _ input: View<S>, initial: CellState<S>, parameters: View<S>, resets: [Bool], window: WindowShape
  ) {
    func forward(_ layer: RecurrentLayer<some Cell<S>>) {
      layer.forward(input, initial: initial, parameters: parameters, resets: resets, window: window)
    }
    switch self {
    case .vanilla(let layer): forward(layer)
    case .lstm(let layer): forward(layer)
    case .gru(let layer): forward(layer)
    case .resetBeforeGRU(let layer): forward(layer)
    case .feedForward(let layer): layer.forward(input, parameters: parameters, window: window)
    }
  }

  /// Adds this layer's gradients to `gradients` and leaves dz, the gradient of the projected input, in z.
  /// - Parameters:
  ///   - dOutputs: (T, N, H).
  ///   - dInput: (T, N, D), written; empty where the layer has no W_ih.
  ///   - watch: see ``Unroller/backward``.
  func backward(
    _ dOutputs: View<S>, input: View<S>, dInput: View<S>, parameters: View<S>, gradients: View<S>, resets: [Bool],
    window: WindowShape, watch: ((Int, View<S>) -> Void)?
  ) {
    func backward(_ layer: RecurrentLayer<some Cell<S>>) {
      layer.backward(
        dOutputs, input: input, dInput: dInput, parameters: parameters, gradients: gradients, resets: resets,
        window: window, watch: watch)
    }
    switch self {
    case .vanilla(let layer): backward(layer)
    case .lstm(let layer): backward(layer)
    case .gru(let layer): backward(layer)
    case .resetBeforeGRU(let layer): backward(layer)
    case .feedForward(let layer):
      layer.backward(
        dOutputs, input: input, dInput: dInput, parameters: parameters, gradients: gradients, window: window)
    }
  }
}

/// A recurrent layer: the projection of all inputs in one product, then the cell unrolled over time.
final class RecurrentLayer<C: Cell> {
  typealias S = C.S
  private let tensors: LayerTensors
  private let weightHH: Tensor
  private let unroller: Unroller<C>
  private let tape: Unroller<C>.Tape
  /// (gates·H): what is added to each row of z, and the gradient of it.
  private let bias: View<S>

  var z: View<S> { tape.z }
  private var width: Int { unroller.cell.gates * unroller.cell.hidden }
  /// Whether b_hh belongs to the recurrent product, not to the input's projection.
  private var cellAddsBias: Bool { unroller.cell.projections > 0 }

  /// - Throws: ``OutOfMemory``.
  init(_ cell: C, tensors: LayerTensors, capacity: WindowShape, resets: Bool) throws(OutOfMemory) {
    guard let weightHH = tensors.weightHH else { preconditionFailure("a recurrent layer has recurrent weights") }
    self.tensors = tensors
    self.weightHH = weightHH
    unroller = Unroller(cell)
    tape = try .init(capacity, cell, resets: resets)
    bias = try View(count: cell.gates * cell.hidden)
  }

  func forward(_ input: View<S>, initial: CellState<S>, parameters: View<S>, resets: [Bool], window: WindowShape) {
    let z = tape.z[0..<window.rows * width]
    if let weight = tensors.weightIH {
      Affine.forward(input, weight: parameters[weight], bias: nil, rows: window.rows, into: z)
    }
    bias.copy(parameters[tensors.biasIH])
    if let biasHH = tensors.biasHH, !cellAddsBias { S.add(parameters[biasHH], scaledBy: 1, to: bias) }
    S.addToRows(bias, z)
    unroller.forward(
      tape, initial: initial, weight: parameters[weightHH], bias: recurrentBias(parameters), resets: resets,
      window: window)
  }

  func backward(
    _ dOutputs: View<S>, input: View<S>, dInput: View<S>, parameters: View<S>, gradients: View<S>, resets: [Bool],
    window: WindowShape, watch: ((Int, View<S>) -> Void)?
  ) {
    unroller.backward(
      tape, dOutputs: dOutputs, weight: parameters[weightHH], bias: recurrentBias(parameters),
      dWeight: gradients[weightHH], dBias: recurrentBias(gradients), resets: resets, window: window, watch: watch)
    let dz = tape.z[0..<window.rows * width]
    bias.fill(0)
    S.addColumnSums(of: dz, to: bias)
    S.add(bias, scaledBy: 1, to: gradients[tensors.biasIH])
    if let biasHH = tensors.biasHH, !cellAddsBias { S.add(bias, scaledBy: 1, to: gradients[biasHH]) }
    if let weight = tensors.weightIH {
      Affine.addDWeight(dz, x: input, rows: window.rows, to: gradients[weight])
      Affine.dInput(dz, weight: parameters[weight], rows: window.rows, into: dInput)
    }
  }

  func outputs(_ window: WindowShape) -> View<S> { tape.states.hidden[unroller.outputs(window)] }
  func final(_ window: WindowShape) -> CellState<S> { unroller.final(tape, window) }
  func dInitial(_ window: WindowShape) -> CellState<S> { unroller.dInitial(tape, window) }

  private func recurrentBias(_ arena: View<S>) -> View<S>? { cellAddsBias ? tensors.biasHH.map { arena[$0] } : nil }
}

/// A layer without recurrence, h = tanh(W x + b): what a multilayer perceptron is made of.
final class FeedForwardLayer<S: Scalar> {
  private let tensors: LayerTensors
  private let weight: Tensor
  private let hidden: Int
  let z: View<S>
  private let h: View<S>
  /// (T·N, H) of zeros: nothing is carried from step to step.
  private let nothing: View<S>

  /// - Throws: ``OutOfMemory``.
  init(hidden: Int, tensors: LayerTensors, capacity: WindowShape) throws(OutOfMemory) {
    guard let weight = tensors.weightIH else { preconditionFailure("a layer without recurrence reads an embedding") }
    self.tensors = tensors
    self.weight = weight
    self.hidden = hidden
    z = try View(count: capacity.rows * hidden)
    h = try View(count: capacity.rows * hidden)
    nothing = try View(count: capacity.rows * hidden)
  }

  func forward(_ input: View<S>, parameters: View<S>, window: WindowShape) {
    let z = z[0..<window.rows * hidden]
    Affine.forward(
      input, weight: parameters[weight], bias: parameters[tensors.biasIH], rows: window.rows, into: z)
    S.activate(.tanh, z, into: outputs(window))
  }

  func backward(
    _ dOutputs: View<S>, input: View<S>, dInput: View<S>, parameters: View<S>, gradients: View<S>, window: WindowShape
  ) {
    let dz = z[0..<window.rows * hidden]
    S.activationGradient(.tanh, dOutputs, carried: nothing[dz.indices], value: outputs(window), into: dz)
    S.addColumnSums(of: dz, to: gradients[tensors.biasIH])
    Affine.addDWeight(dz, x: input, rows: window.rows, to: gradients[weight])
    Affine.dInput(dz, weight: parameters[weight], rows: window.rows, into: dInput)
  }

  func outputs(_ window: WindowShape) -> View<S> { h[0..<window.rows * hidden] }
}
