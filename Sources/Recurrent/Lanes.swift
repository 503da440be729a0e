internal import Platform

/// Some lanes of a batch below the output: table → layers, their activations, and the gradient of those lanes alone.
///
/// A batch is cut into fixed parts, one `Lanes` each, which run side by side and share nothing but the parameters.
final class Lanes<S: Scalar> {
  let shape: NetworkShape
  let tensors: NetworkTensors
  /// The largest window that fits.
  let capacity: WindowShape
  private let layers: [NetworkLayer<S>]
  private let dropout: Dropout

  /// (T, N, τ·D): the rows of the table; empty for one-hot input.
  private let embedded: View<S>
  /// (layers − 1, T, N, H): what a layer above the first reads, where some of it is dropped; otherwise empty.
  private let dropped: View<S>
  /// (layers, N, H) each: the state before the next window.
  private let state: CellState<S>
  /// (τ − 1, N), oldest first: what was read before the next window.
  private(set) var history: [UInt32]
  /// Twice (T, N, H or τ·D): the gradient of a layer's outputs in one half, that of its inputs in the other, in turn.
  private let dRows: View<S>
  /// (T, N, H): what the output layer reads, and its gradient.
  let top: View<S>
  let dTop: View<S>
  private let resetsAt: UInt32?
  private let padding: UInt32
  private var resets: [Bool] = []
  /// Of the last window: which ids of the table it read, τ a row, and the dropout masks it used.
  private let ids: View<UInt32>
  private var idCount = 0
  private var masks: DropoutMasks?

  /// - Parameters:
  ///   - resetsAt: the input id at which a lane's state is cleared before it is read (`--state reset`), or nil.
  ///   - padding: what an `mlp` sees before the first token.
  ///   - trains: false where only scores are wanted: no memory for gradients then.
  /// - Throws: ``OutOfMemory``.
  init(
    _ shape: NetworkShape, capacity: WindowShape, dropout: Dropout = .none, resetsAt: UInt32? = nil,
    padding: UInt32 = 0, trains: Bool
  ) throws(OutOfMemory) {
    self.shape = shape
    self.capacity = capacity
    self.dropout = dropout
    self.resetsAt = resetsAt
    self.padding = padding
    let tensors = NetworkTensors(shape)
    self.tensors = tensors
    var layers: [NetworkLayer<S>] = []
    for tensors in tensors.layers {
      layers.append(try NetworkLayer(shape, tensors, capacity: capacity, resets: resetsAt != nil))
    }
    self.layers = layers
    let (rows, H) = (capacity.rows, shape.hidden)
    embedded = try View(count: rows * (shape.inputWidth ?? 0))
    dropped = try View(count: trains && dropout.rate > 0 ? (shape.layers - 1) * rows * H : 0)
    let units = shape.layers * capacity.lanes * H
    state = CellState(
      hidden: try View(count: shape.cell.stateParts > 0 ? units : 0),
      cell: try View(count: shape.cell.stateParts > 1 ? units : 0))
    history = Array(repeating: padding, count: (shape.context - 1) * capacity.lanes)
    dRows = try View(count: trains ? 2 * rows * max(shape.inputWidth ?? 0, H) : 0)
    top = try View(count: rows * H)
    ids = try View(count: rows * shape.context)
    dTop = try View(count: trains ? rows * H : 0)
  }

  // MARK: state

  func clearState() {
    state.hidden.fill(0)
    state.cell.fill(0)
    for i in history.indices { history[i] = padding }
  }

  /// The state after the last window becomes the one before the next.
  func carryState(_ window: WindowShape) {
    for l in layers.indices {
      guard let final = layers[l].final(window) else { continue }
      let carried = state(of: l, window)
      carried.hidden.copy(final.hidden)
      carried.cell.copy(final.cell)
    }
    if shape.context > 1 {
      // The newest id of each row of the table's ids is its first; older ones follow.
      let last = (window.steps - 1) * window.lanes
      for lane in 0..<window.lanes {
        for age in 0..<shape.context - 1 {
          history[(shape.context - 2 - age) * window.lanes + lane] = ids[(last + lane) * shape.context + age]
        }
      }
    }
  }

  /// All numbers of the state, hidden ones first.
  var stateNumbers: [S] { state.hidden.array + state.cell.array }
  var stateCount: Int { state.hidden.count + state.cell.count }

  /// Goes on from another time.
  /// - Parameters:
  ///   - numbers: as ``stateNumbers`` gave them.
  ///   - history: as ``history`` was.
  func restore(_ numbers: [S], history: [UInt32]) {
    precondition(numbers.count == stateCount && history.count == self.history.count, "a state of this network")
    state.hidden.copy(Array(numbers[..<state.hidden.count]))
    state.cell.copy(Array(numbers[state.hidden.count...]))
    self.history = history
  }

  private func state(of layer: Int, _ window: WindowShape) -> CellState<S> {
    let (first, count) = (layer * capacity.lanes * shape.hidden, window.lanes * shape.hidden)
    return CellState(
      hidden: state.hidden.count == 0 ? state.hidden : state.hidden[first..<first + count],
      cell: state.cell.count == 0 ? state.cell : state.cell[first..<first + count])
  }

  // MARK: forward

  /// Reads a window from the current state on, and leaves the outputs of the last layer in `top`.
  /// - Parameters:
  ///   - inputs: (T, N) ids, each below V.
  ///   - masks: what is dropped; nil for nothing.
  func forward(_ inputs: [UInt32], parameters: View<S>, window: WindowShape, masks: DropoutMasks? = nil) {
    self.masks = dropout.rate > 0 ? masks : nil
    resets.removeAll(keepingCapacity: true)
    if let resetsAt { for i in inputs.indices { resets.append(inputs[i] == resetsAt) } }
    idCount = inputs.count * shape.context
    idsRead.copy(shape.context > 1 ? contexts(inputs, window) : inputs)
    let width = tensors.table.columns
    let rows = (shape.embedding == nil ? layers[0].z : embedded)[0..<idCount * width]
    Embedding.forward(idsRead, table: parameters[tensors.table], width: width, into: rows)
    if shape.embedding != nil && self.masks != nil { drop(rows, site: 0, into: rows, window) }
    for l in layers.indices {
      layers[l].forward(
        input(of: l, window), initial: state(of: l, window), parameters: parameters, resets: resets, window: window)
      let outputs = layers[l].outputs(window)
      if l == layers.count - 1 {
        drop(outputs, site: l + 1, into: top[outputs.indices], window)
      } else if self.masks != nil {
        drop(outputs, site: l + 1, into: input(of: l + 1, window), window)
      }
    }
  }

  /// (T, N, τ) ids, the newest first: what an `mlp` reads at each step.
  private func contexts(_ inputs: [UInt32], _ window: WindowShape) -> [UInt32] {
    let (lanes, older) = (window.lanes, shape.context - 1)
    var ids: [UInt32] = []
    ids.reserveCapacity(inputs.count * shape.context)
    for step in 0..<window.steps {
      for lane in 0..<lanes {
        var isCleared = false
        for age in 0...older {
          let id = step >= age ? inputs[(step - age) * lanes + lane] : history[(older + step - age) * lanes + lane]
          ids.append(isCleared ? padding : id)
          if let resetsAt, id == resetsAt { isCleared = true }
        }
      }
    }
    return ids
  }

  /// out = x without what is dropped at a site; x itself where nothing is.
  private func drop(_ x: View<S>, site: Int, into out: View<S>, _ window: WindowShape) {
    guard let masks else { return out.copy(x) }
    let width = x.count / window.steps
    for step in 0..<window.steps {
      let rows = step * width..<(step + 1) * width
      S.dropout(
        x[rows], into: out[rows], key: masks.key(site: site),
        firstIndex: masks.firstIndex(step: step, width: width / window.lanes), rate: dropout.rate)
    }
  }

  /// (T, N, τ·D) for the first layer, empty where the input is one-hot; (T, N, H), the outputs below, for the others.
  private func input(of layer: Int, _ window: WindowShape) -> View<S> {
    let count = window.rows * shape.hidden
    if layer == 0 { return embedded[0..<window.rows * (shape.inputWidth ?? 0)] }
    if masks == nil { return layers[layer - 1].outputs(window) }
    let first = (layer - 1) * capacity.rows * shape.hidden
    return dropped[first..<first + count]
  }

  // MARK: backward

  /// Adds the gradients of the layers and the table, from that of `top` in `dTop`, after `forward`.
  /// - Parameters:
  ///   - gradients: all tensors' place; the output's are not touched.
  ///   - watch: called with each layer's and step's number, and dL/dh (N, H) of the state before that step, going down and
  ///     back in time.
  func backward(
    parameters: View<S>, gradients: View<S>, window: WindowShape, watch: ((Int, Int, [S]) -> Void)? = nil
  ) {
    for l in layers.indices.reversed() {
      let dOutputs = l == layers.count - 1 ? dTop[0..<window.rows * shape.hidden] : dRows[half(below: l + 1, window)]
      if masks != nil { drop(dOutputs, site: l + 1, into: dOutputs, window) }
      let hasInput = l > 0 || shape.embedding != nil
      layers[l].backward(
        dOutputs, input: input(of: l, window), dInput: dRows[hasInput ? half(below: l, window) : 0..<0],
        parameters: parameters, gradients: gradients, resets: resets, window: window,
        watch: watch.map { watch in
          { step, carried in
            // A state acts on what comes after it, and, as an output, on the layer above.
            let above = step > 0 ? dOutputs[window.rows(ofStep: step - 1, width: self.shape.hidden)] : nil
            watch(l, step, above.map { zip($0.array, carried.array).map { $0 + $1 } } ?? carried.array)
          }
        })
    }
    let width = tensors.table.columns
    let dRows = shape.embedding == nil ? layers[0].z[0..<idCount * width] : dRows[half(below: 0, window)]
    if shape.embedding != nil && masks != nil { drop(dRows, site: 0, into: dRows, window) }
    Embedding.backward(idsRead, dOut: dRows, width: width, into: gradients[tensors.table])
  }

  /// (T, N, gates·H) of a layer after `forward`: its gates, but for `vanilla` cells' sums; and (T, N, H), its outputs.
  func activations(of layer: Int, _ window: WindowShape) -> (z: View<S>, h: View<S>) {
    (layers[layer].z[0..<window.rows * shape.cell.gates * shape.hidden], layers[layer].outputs(window))
  }

  /// The gradient of the state before the last window, after `backward`: hidden numbers first, as in ``stateNumbers``.
  func dInitial(_ window: WindowShape) -> [S] {
    let states = layers.compactMap { $0.dInitial(window) }
    return states.flatMap(\.hidden.array) + states.flatMap(\.cell.array)
  }

  /// The rows of the table that the last window read, τ a position.
  var idsRead: View<UInt32> { ids[0..<idCount] }

  /// Where in `dRows` the gradient of a layer's inputs lies.
  private func half(below layer: Int, _ window: WindowShape) -> Range<Int> {
    let first = layer % 2 * (dRows.count / 2)
    return first..<first + window.rows * (layer == 0 ? shape.inputWidth ?? 0 : shape.hidden)
  }
}

/// Which masks one batch's dropout uses: they depend on seed, update, site, step, lane and unit, never on how the lanes
/// are cut into parts.
struct DropoutMasks {
  var seed: UInt64
  /// From 0 on, over the whole training.
  var update: Int
  var kind: DropoutKind
  /// Lanes of the whole batch, and the first of this part.
  var lanes: Int
  var firstLane: Int

  func key(site: Int) -> UInt64 {
    var random = RandomSource(seed: seed ^ UInt64(truncatingIfNeeded: update) &* 0x2545_f491_4f6c_dd1d)
    return random.next() &+ UInt64(site) &* 0x9e37_79b9_7f4a_7c15
  }

  /// Of this part's lanes at one step: masks are counted over (T, lanes, width), or (lanes, width) where they stay.
  func firstIndex(step: Int, width: Int) -> UInt64 {
    let row = (kind == .variational ? 0 : step * lanes) + firstLane
    return UInt64(row) * UInt64(width)
  }
}
