internal import Platform

/// Some lanes of a batch: their activations, and the gradient of those lanes alone.
///
/// A batch is cut into fixed parts, one `Lanes` each, which run side by side and share nothing but the parameters.
/// The whole network is `forward` and `backward` here: table → layers → scores → loss, and back.
final class Lanes<S: Scalar> {
  let shape: NetworkShape
  let tensors: NetworkTensors
  /// The largest window that fits.
  let capacity: WindowShape
  let layers: [Layer<TanhCell<S>>]

  /// (T, N, D): the rows of the table; empty for one-hot input.
  let embedded: View<S>
  /// (layers, N, H): the state before the next window.
  let state: View<S>
  /// Twice (T, N, H or D): the gradient of a layer's outputs in one half, that of its inputs in the other, in turn.
  let dRows: View<S>
  /// (rowsOfBlock, V): scores, then their gradient; a block of rows at a time, so that it stays near the cache.
  private let scores: View<S>
  private let rowsOfBlock: Int
  /// The gradient since `clearGradients`. Rows of the table that are not in `touched` are zero.
  let gradients: View<S>
  private(set) var touched: TouchedRows
  /// Σ −ln p of the last window in nats, and this part's share of the gradient's squared norm: where a part leaves
  /// what the others will add up.
  var loss = 0.0
  var sumOfSquares = 0.0
  private let resetsAt: UInt32?
  private var resets: [Bool] = []

  /// - Parameters:
  ///   - resetsAt: the input id at which a lane's state is cleared before it is read (`--state reset`), or nil.
  ///   - trains: false where only scores are wanted: no memory for gradients then.
  /// - Throws: ``OutOfMemory``.
  init(_ shape: NetworkShape, capacity: WindowShape, resetsAt: UInt32? = nil, trains: Bool) throws(OutOfMemory) {
    self.shape = shape
    self.capacity = capacity
    self.resetsAt = resetsAt
    let tensors = NetworkTensors(shape)
    self.tensors = tensors
    var layers: [Layer<TanhCell<S>>] = []
    for tensors in tensors.layers {
      let cell = TanhCell<S>(hidden: shape.hidden)
      layers.append(
        try Layer(cell, gates: shape.cell.gates, tensors: tensors, capacity: capacity, resets: resetsAt != nil))
    }
    self.layers = layers
    embedded = try View(count: capacity.rows * (shape.embedding ?? 0))
    state = try View(count: shape.layers * capacity.lanes * shape.hidden)
    dRows = try View(count: trains ? 2 * capacity.rows * max(shape.embedding ?? 0, shape.hidden) : 0)
    // 8 MiB of scores; but under 128 rows the library spends its time on packing W, not on multiplying.
    rowsOfBlock = min(capacity.rows, max(128, (1 << 21) / shape.vocabulary))
    scores = try View(count: rowsOfBlock * shape.vocabulary)
    gradients = try View(count: trains ? tensors.count : 0)
    touched = TouchedRows(vocabulary: trains ? shape.vocabulary : 0)
  }

  func clearState() { state.fill(0) }

  /// Zero in all that the windows since the last call wrote.
  func clearGradients() {
    gradients[tensors.dense].fill(0)
    for row in touched.rows { gradients[tensors.row(row)].fill(0) }
    touched.removeAll()
  }

  /// Adds another part's gradient of the table to this one's.
  func absorbTable(of other: Lanes) {
    touched.insert(other.touched.rows)
    for row in other.touched.rows {
      S.add(other.gradients[tensors.row(row)], scaledBy: 1, to: gradients[tensors.row(row)])
    }
  }

  // MARK: forward

  /// Reads a window from the current state on, and leaves the outputs of the last layer in its tape.
  /// - Parameter inputs: (T, N) ids, each below V.
  func forward(_ inputs: [UInt32], parameters: View<S>, window: WindowShape) {
    resets.removeAll(keepingCapacity: true)
    if let resetsAt { for i in inputs.indices { resets.append(inputs[i] == resetsAt) } }
    let width = tensors.table.columns
    let rows = (shape.embedding == nil ? layers[0].tape.z : embedded)[0..<window.rows * width]
    Embedding.forward(inputs, table: parameters[tensors.table], width: width, into: rows)
    for l in layers.indices {
      let first = l * capacity.lanes * shape.hidden
      layers[l].forward(
        input(of: l, window), initial: state[first..<first + window.lanes * shape.hidden],
        parameters: parameters, resets: resets, window: window)
    }
  }

  /// The state after the last window becomes the one before the next.
  func carryState(_ window: WindowShape) {
    for l in layers.indices {
      let first = l * capacity.lanes * shape.hidden
      let final = layers[l].tape.states[layers[l].unroller.final(window)]
      let carried = state[first..<first + final.count]
      carried.copy(final)
    }
  }

  /// ln p(target) of each row of the last window, in nats, in row order.
  func score(
    _ targets: [UInt32], parameters: View<S>, window: WindowShape, into out: inout [Double]
  ) {
    let V = shape.vocabulary
    for rows in blocks(window) {
      let block = scores(of: rows, parameters, window)
      for (i, row) in rows.enumerated() {
        let logits = block[i * V..<(i + 1) * V]
        out.append(Double(logits[Int(targets[row])]) - S.logSumExp(logits))
      }
    }
  }

  /// ln p of every type at one row of the last window, in nats.
  func distribution(row: Int, parameters: View<S>, window: WindowShape) -> [Double] {
    let block = scores(of: row..<row + 1, parameters, window)
    let logits = block
    let normalizer = S.logSumExp(logits)
    return logits.indices.map { Double(logits[$0]) - normalizer }
  }

  /// The last window's rows, as many at a time as have room in `scores`.
  private func blocks(_ window: WindowShape) -> [Range<Int>] {
    stride(from: 0, to: window.rows, by: rowsOfBlock).map { $0..<min($0 + rowsOfBlock, window.rows) }
  }

  /// (rows, V): the scores of some rows, until the next call.
  private func scores(
    of rows: Range<Int>, _ parameters: View<S>, _ window: WindowShape
  ) -> View<S> {
    let block = scores[0..<rows.count * shape.vocabulary]
    Affine.forward(
      outputs(of: layers.count - 1, window)[wide(rows)], weight: parameters[tensors.decoderWeight],
      bias: parameters[tensors.decoderBias], rows: rows.count, into: block)
    return block
  }

  /// Rows of H.
  private func wide(_ rows: Range<Int>) -> Range<Int> {
    rows.lowerBound * shape.hidden..<rows.upperBound * shape.hidden
  }

  /// (T, N, H).
  func outputs(of layer: Int, _ window: WindowShape) -> View<S> {
    layers[layer].tape.states[layers[layer].unroller.outputs(window)]
  }

  /// (T, N, D) for the first layer, empty where the input is one-hot; (T, N, H), the outputs below, for the others.
  private func input(of layer: Int, _ window: WindowShape) -> View<S> {
    layer == 0 ? embedded[0..<window.rows * (shape.embedding ?? 0)] : outputs(of: layer - 1, window)
  }

  // MARK: backward

  /// Adds the gradient of factor · Σ −ln p(target) over the window, after `forward`.
  /// - Parameter targets: (T, N) ids, or ``SoftmaxLoss/ignored``.
  /// - Returns: Σ −ln p(target) in nats, without the factor.
  func backward(
    _ targets: [UInt32], inputs: [UInt32], factor: S, parameters: View<S>, window: WindowShape
  ) -> Double {
    let loss = outputGradient(targets, factor: factor, parameters: parameters, window: window)
    for l in layers.indices.reversed() {
      let dInput = dRows[half(below: l, window, width: layers[l].tensors.weightIH?.columns ?? 0)]
      layers[l].backward(
        dRows[half(above: l, window)], input: input(of: l, window), dInput: dInput, parameters: parameters,
        gradients: gradients, resets: resets, window: window)
    }
    touched.insert(inputs)
    let width = tensors.table.columns
    let dTable = gradients[tensors.table]
    Embedding.backward(
      inputs,
      dOut: shape.embedding == nil
        ? layers[0].tape.z[0..<window.rows * width] : dRows[half(below: 0, window, width: width)],
      width: width, into: dTable)
    return loss
  }

  /// The softmax loss and the output layer, forward and backward in one pass over blocks of rows: V is wide, and the
  /// scores of a whole window would not stay in any cache.
  private func outputGradient(
    _ targets: [UInt32], factor: S, parameters: View<S>, window: WindowShape
  ) -> Double {
    let (weight, h) = (parameters[tensors.decoderWeight], outputs(of: layers.count - 1, window))
    let dOutputs = dRows[half(above: layers.count - 1, window)]
    let dWeight = gradients[tensors.decoderWeight]
    let dBias = gradients[tensors.decoderBias]
    var loss = 0.0
    for rows in blocks(window) {
      let block = scores(of: rows, parameters, window)
      loss += SoftmaxLoss.forwardBackward(
        block, targets: targets[rows], vocabulary: shape.vocabulary, factor: factor)
      let dOutput = dOutputs[wide(rows)]
      Affine.dInput(block, weight: weight, rows: rows.count, into: dOutput)
      Affine.addDWeight(block, x: h[wide(rows)], rows: rows.count, to: dWeight)
      S.addColumnSums(of: block, to: dBias)
    }
    return loss
  }

  /// Where in `dRows` the gradient of a layer's outputs lies, and below, that of its inputs.
  func half(above layer: Int, _ window: WindowShape) -> Range<Int> {
    half(below: layer + 1, window, width: shape.hidden)
  }

  func half(below layer: Int, _ window: WindowShape, width: Int) -> Range<Int> {
    let first = layer % 2 * (dRows.count / 2)
    return first..<first + window.rows * width
  }
}
