import Platform

@testable import Recurrent

/// Ids of N lanes over T steps, as a stream whose lanes lie one after another: T inputs and, one on, T targets each.
struct Passage: Sendable {
  let ids: [UInt32]
  let window: WindowShape
  /// (τ − 1, N), oldest first: what an `mlp` has read before.
  var history: [UInt32] = []
  var ignored: [Int] = []

  /// Of a network that reads τ tokens.
  init(_ ids: [UInt32], lanes: Int, history: [UInt32] = []) {
    self.ids = ids
    self.history = history
    window = WindowShape(lanes: lanes, steps: ids.count / lanes - 1)
  }

  var batch: Batch {
    let starts = (0..<window.lanes).map { $0 * (window.steps + 1) + 1 }
    return Batch(starts: starts, steps: window.steps, continues: true)
  }

  /// (T, N) each.
  var rows: (inputs: [UInt32], targets: [UInt32]) {
    var rows = batch.window(0..<window.lanes, of: ids, first: 0)
    for row in ignored { rows.targets[row] = SoftmaxLoss.ignored }
    return rows
  }
}

/// A network on the calling thread: lanes, and the output by rows or cut by columns; without ``Network``'s parts.
final class WholeNetwork<S: Scalar> {
  let shape: NetworkShape
  let window: WindowShape
  let lanes: Lanes<S>
  let parameters: View<S>
  let gradients: View<S>
  private let byRows: RowOutput<S>?
  private let byColumns: WideOutput<S>?
  private let columnParts: Int
  private let h: View<S>

  var tensors: NetworkTensors { lanes.tensors }
  var factor: S { 1 / S(window.rows) }

  /// - Parameter columnParts: 0 for an output by rows.
  init(
    _ shape: NetworkShape, _ window: WindowShape, columnParts: Int = 0, dropout: Dropout = .none,
    resetsAt: UInt32? = nil
  ) throws {
    self.shape = shape
    self.window = window
    self.columnParts = columnParts
    lanes = try Lanes(shape, capacity: window, dropout: dropout, resetsAt: resetsAt, trains: true)
    parameters = try View(count: lanes.tensors.count)
    gradients = try View(count: lanes.tensors.count)
    h = try View(count: window.rows * shape.hidden)
    byRows = columnParts > 0 ? nil : try RowOutput(shape, lanes.tensors, rows: window.rows, trains: true)
    byColumns =
      columnParts > 0 ? try WideOutput(shape, lanes.tensors, h: h, parts: columnParts, trains: true) : nil
  }

  /// −ln p of each target, in nats.
  func losses(_ passage: Passage, from state: [S], masks: DropoutMasks? = nil) -> [Double] {
    let (inputs, targets) = passage.rows
    lanes.restore(state, history: passage.history)
    lanes.forward(inputs, parameters: parameters, window: window, masks: masks)
    var scores: [Double] = []
    byRows?.score(lanes.top, targets: targets, parameters: parameters, into: &scores)
    if let byColumns {
      h.copy(lanes.top)
      byColumns.take(targets, rows: targets.indices)
      for part in 0..<columnParts { byColumns.forward(part: part, rows: window.rows, parameters: parameters) }
      scores = targets.indices.map { byColumns.logProbability(row: $0) }
    }
    return scores.map { -$0 }
  }

  /// Leaves the gradient of the mean loss in `gradients`; returns Σ −ln p in nats.
  func backpropagate(_ passage: Passage, from state: [S], masks: DropoutMasks? = nil) -> Double {
    let (inputs, targets) = passage.rows
    gradients.fill(0)
    lanes.restore(state, history: passage.history)
    lanes.forward(inputs, parameters: parameters, window: window, masks: masks)
    var loss =
      byRows?.forwardBackward(
        lanes.top, targets: targets, factor: factor, parameters: parameters, gradients: gradients, into: lanes.dTop)
      ?? 0
    if let byColumns {
      h.copy(lanes.top)
      byColumns.take(targets, rows: targets.indices)
      for part in 0..<columnParts { byColumns.forward(part: part, rows: window.rows, parameters: parameters) }
      loss = byColumns.combine(
        rows: 0..<window.rows, of: window.rows, factor: factor, parameters: parameters, into: lanes.dTop)
      for part in 0..<columnParts {
        byColumns.backward(part: part, rows: window.rows, factor: factor, gradients: gradients)
      }
    }
    lanes.backward(parameters: parameters, gradients: gradients, window: window)
    return loss
  }

  /// The state after the last passage, hidden numbers first, as the next one would read it.
  func finalState() -> [S] {
    lanes.carryState(window)
    return lanes.stateNumbers
  }
}

extension NetworkShape {
  /// Numbers of the state of N lanes: (parts of the state, layers, N, H).
  func stateCount(lanes: Int) -> Int { cell.stateParts * layers * lanes * hidden }

  var name: String {
    let gru = cell == .gru ? " \(gru)" : ""
    let input = embedding.map { isTied ? "tied" : "D \($0)" } ?? "one-hot"
    return "\(cell)\(gru), V \(vocabulary), \(input), H \(hidden), \(layers) layers, biases \(biases)"
      + (context > 1 ? ", τ \(context)" : "") + (cutoffs.isEmpty ? "" : ", cut-offs \(cutoffs)")
  }

  /// Every cell in every form, `mlp` with contexts 1 and 3.
  static let everyCell: [(cell: CellKind, gru: GRUForm, context: Int)] = [
    (.tanh, .resetAfter, 1), (.relu, .resetAfter, 1), (.sigmoid, .resetAfter, 1), (.gru, .resetAfter, 1),
    (.gru, .resetBefore, 1), (.lstm, .resetAfter, 1), (.mlp, .resetAfter, 1), (.mlp, .resetAfter, 3),
  ]
}

extension Network {
  /// How a state (parts of the state, layers, N, H) and what an `mlp` has read, (τ − 1, N), lie in the bytes that are
  /// carried: one after another for each thread's lanes. Elements of both as one array, in the order of the bytes.
  private static func places(_ shape: NetworkShape, lanes: Int, threads: Int) -> [(isID: Bool, index: Int)] {
    var places: [(Bool, Int)] = []
    let (H, count) = (shape.hidden, min(threads, lanes))
    for thread in 0..<count {
      let mine = part(thread, of: count, in: lanes)
      for block in 0..<shape.cell.stateParts * shape.layers {
        for unit in mine.lowerBound * H..<mine.upperBound * H { places.append((false, block * lanes * H + unit)) }
      }
      for age in 0..<shape.context - 1 { for lane in mine { places.append((true, age * lanes + lane)) } }
    }
    return places
  }

  /// - Returns: whether the network takes it.
  func restore(_ numbers: [Double], history: [UInt32], lanes: Int, threads: Int) -> Bool {
    let words = Self.places(shape, lanes: lanes, threads: threads).map { place in
      place.isID ? UInt64(history[place.index]) : numbers[place.index].bitPattern
    }
    return restore(
      carriedState: words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) } })
  }

  /// What ``restore(_:history:lanes:threads:)`` took, as it is now.
  func carried(lanes: Int, threads: Int) -> (numbers: [Double], history: [UInt32]) {
    let bytes = carriedState()
    var numbers = [Double](repeating: .nan, count: shape.stateCount(lanes: lanes))
    var history = [UInt32](repeating: .max, count: (shape.context - 1) * lanes)
    for (word, place) in Self.places(shape, lanes: lanes, threads: threads).enumerated() {
      let bits = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[8 * word + $1]) << (8 * UInt64($1)) }
      if place.isID { history[place.index] = UInt32(bits) } else { numbers[place.index] = Double(bitPattern: bits) }
    }
    return (numbers, history)
  }

  /// One update at a rate of zero: loss and gradients, and the weights as they are.
  func backpropagate(_ passage: Passage, update: Int = 0) throws -> (loss: Double, gradientNorm: Double) {
    let optimizer = try Optimizer<S>(OptimizerSettings(.sgd, learningRate: 0), count: tensors.count)
    return step(
      passage.batch, of: passage.ids, first: 0, update: update, optimizer: optimizer, rate: 0, clip: nil,
      clipValue: nil)
  }
}

extension NetworkTensors {
  /// The full softmax's weights, or the table's where there is none.
  var decoderWeight: Tensor { if case .full(let weight, _) = output { weight } else { table } }
  /// The full softmax's bias, or the table where there is none.
  var decoderBias: Tensor { if case .full(_, let bias) = output { bias } else { table } }
}
