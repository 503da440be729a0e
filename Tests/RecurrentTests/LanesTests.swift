import Testing

@testable import Recurrent

/// Gradients in Double by central differences, through the whole network; its parts and cuts held against each other.
@Suite struct LanesTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var shape: NetworkShape
    var lanes = 2
    var steps = 4
    var dropout = Dropout.none
    var resetsAt: UInt32?
    var ignores = false

    var testDescription: String {
      "\(shape.name), T \(steps)" + (dropout.rate > 0 ? ", \(dropout.kind) dropout" : "")
        + (resetsAt == nil ? "" : ", resets") + (ignores ? ", an ignored target" : "")
    }

    var window: WindowShape { WindowShape(lanes: lanes, steps: steps) }
    var masks: DropoutMasks {
      DropoutMasks(seed: 5, update: 3, kind: dropout.kind, lanes: lanes, firstLane: 0)
    }
    var state: [Double] { numbers(shape.stateCount(lanes: lanes), within: 0.9, seed: 12) }

    /// Ids occur twice in a lane and in several lanes; 1, where states are reset, first in one lane, later in another.
    var passage: Passage {
      let V = shape.vocabulary
      var ids = randomIDs(lanes * (steps + 1), below: V, seed: 3)
      ids[0] = 1
      ids[ids.count - 2] = 1
      if steps > 2 { ids[3] = ids[1] }
      // A wide V, and clusters: their ends are met.
      for (place, id) in zip(stride(from: 2, to: ids.count, by: 2), shape.cutoffs + [V - 1]) { ids[place] = UInt32(id) }
      var passage = Passage(
        ids, lanes: lanes, history: randomIDs((shape.context - 1) * lanes, below: V, seed: 4))
      if ignores { passage.ignored = [1] }
      return passage
    }

    /// Large weights, so that nothing is nearly linear.
    func parameters(_ tensors: NetworkTensors) -> [Double] {
      // Rectified units are kept from being zero for all inputs.
      numbers(tensors.count, within: 0.8, seed: 11).map { shape.cell == .relu ? $0 + 0.2 : $0 }
    }

    func network(columnParts: Int = 0) throws -> WholeNetwork<Double> {
      let network = try WholeNetwork<Double>(
        shape, window, columnParts: columnParts, dropout: dropout, resetsAt: resetsAt)
      network.parameters.copy(parameters(network.tensors))
      return network
    }
  }

  private static let inputs: [(embedding: Int?, isTied: Bool)] = [(2, false), (3, true), (nil, false)]

  private static func shape(
    _ kind: (cell: CellKind, gru: GRUForm, context: Int), _ input: (embedding: Int?, isTied: Bool), layers: Int = 2,
    biases: Biases = .two, vocabulary: Int = 5
  ) -> NetworkShape {
    NetworkShape(
      vocabulary: vocabulary, embedding: input.embedding, hidden: 3, layers: layers, cell: kind.cell, biases: biases,
      gru: kind.gru, context: kind.context, isTied: input.isTied)
  }

  private static func inputs(_ cell: CellKind) -> [(embedding: Int?, isTied: Bool)] {
    inputs.filter { cell != .mlp || $0.embedding != nil }
  }

  /// Every cell, number of layers, input, tying and number of biases.
  static let plain: [Case] = NetworkShape.everyCell.flatMap { kind in
    inputs(kind.cell).flatMap { input in
      [(1, Biases.two), (2, .two), (2, .one), (3, .two)].map { layers, biases in
        Case(shape: shape(kind, input, layers: layers, biases: biases))
      }
    }
  }

  /// Both kinds of masks.
  static let dropped: [Case] = NetworkShape.everyCell.flatMap { kind in
    inputs(kind.cell).flatMap { input in
      DropoutKind.allCases.map { Case(shape: shape(kind, input), dropout: Dropout(rate: 0.3, kind: $0)) }
    }
  }

  /// What else there is, with every cell.
  static let special: [Case] = NetworkShape.everyCell.flatMap { kind in
    let input: (embedding: Int?, isTied: Bool) = kind.cell == .mlp ? (2, false) : (nil, false)
    var adaptive = shape(kind, (2, false), vocabulary: 9)
    (adaptive.hidden, adaptive.cutoffs) = (8, [3, 6])
    return [
      Case(shape: shape(kind, (2, false)), resetsAt: 1), Case(shape: shape(kind, input), resetsAt: 1, ignores: true),
      Case(shape: shape(kind, (3, true)), steps: 1), Case(shape: shape(kind, input), lanes: 1, steps: 3),
      Case(shape: adaptive, lanes: 3, steps: 3),
      Case(shape: adaptive, lanes: 3, steps: 3, dropout: Dropout(rate: 0.3, kind: .variational), resetsAt: 1),
    ]
  }

  /// A V that is cut by columns.
  static let wide: [Case] = NetworkShape.everyCell.flatMap { kind in
    inputs(kind.cell).map { Case(shape: shape(kind, $0, layers: 1, vocabulary: 2050), lanes: 3, steps: 2) }
  }

  /// Every parameter and every number of the initial state, from both sides: (f(w + h) − f(w − h)) / 2h.
  @Test(arguments: plain + dropped + special) func gradientsAreSlopes(_ test: Case) throws {
    try checkSlopes(test) { Array(0..<$0.count) }
  }

  /// Of a wide V's tables and biases: the rows that were read, and those at borders of panels and parts.
  @Test(arguments: [wide[0], wide[10], wide[17], wide[21]]) func wideGradientsAreSlopes(_ test: Case) throws {
    let rows = Set(test.passage.ids.map { Int($0) } + [0, 255, 256, 684, 1024, 1025, 2047, 2048, 2049])
    try checkSlopes(test) { tensor in
      let width = tensor.count / max(tensor.rows, tensor.columns)
      return tensor.count < 2000 ? [] : rows.sorted().map { $0 * width + $0 % width }
    }
  }

  private func checkSlopes(_ test: Case, _ elements: (Tensor) -> [Int]) throws {
    let (network, passage) = (try test.network(), test.passage)
    let state = try view(test.state)
    _ = network.backpropagate(passage, from: test.state, masks: test.masks)
    let (gradients, dInitial) = (network.gradients.array, network.lanes.dInitial(test.window))

    func loss() -> Double {
      let losses = network.losses(passage, from: state.array, masks: test.masks)
      let counted = losses.indices.filter { !passage.ignored.contains($0) }
      return counted.reduce(0) { $0 + losses[$1] } * network.factor
    }

    for tensor in network.tensors.all {
      let mine = Array(gradients[tensor.range])
      #expect(mine.contains { $0 != 0 }, "\(tensor.name) has no gradient at all")
      let wrong = firstWrongSlope(
        tensor.name, mine, of: network.parameters[tensor], width: tensor.columns, at: elements(tensor), loss)
      try #require(wrong == nil)
    }
    try #require(firstWrongSlope("initial state", dInitial, of: state, width: test.shape.hidden, loss) == nil)
  }

  // MARK: one gradient, however it is cut

  /// The output cut into one to three parts of columns, and what trains on one to three threads, against rows.
  @Test(arguments: plain + dropped + special + wide) func cutsAgree(_ test: Case) throws {
    let (reference, passage) = (try test.network(), test.passage)
    let loss = reference.backpropagate(passage, from: test.state, masks: test.masks)
    let gradients = reference.gradients.array
    let final = reference.finalState()

    func check(_ name: String, _ mine: Double, _ its: [Double]) {
      #expect(abs(mine - loss) <= 1e-12 * loss, "\(name): loss")
      for tensor in reference.tensors.all {
        let (a, b) = (Array(its[tensor.range]), Array(gradients[tensor.range]))
        #expect(distance(a, b) <= 1e-12 * max(norm(b), 1e-3), "\(name): \(tensor.name)")
      }
    }
    if test.shape.cutoffs.isEmpty {
      for parts in 1...3 {
        let network = try test.network(columnParts: parts)
        let loss = network.backpropagate(passage, from: test.state, masks: test.masks)
        check("\(parts) parts of columns", loss, network.gradients.array)
        #expect(largestDifference(network.finalState(), final) <= 1e-12)
      }
    }
    if test.ignores { return }
    for threads in 1...3 {
      let network = try Network<Double>(
        test.shape, window: test.window, dropout: test.dropout, resetsAt: test.resetsAt, padding: 0, seed: 5,
        threads: threads)
      network.parameters.copy(test.parameters(network.tensors))
      // Twice: what a batch leaves does not stay in the next one's gradient.
      for _ in 0..<2 {
        try #require(
          network.restore(test.state, history: passage.history, lanes: test.lanes, threads: threads))
        let (loss, length) = try network.backpropagate(passage, update: 3)
        check("\(threads) threads", loss, network.gradients.array)
        #expect(abs(length - norm(gradients)) <= 1e-12 * length)
        let carried = network.carried(lanes: test.lanes, threads: threads)
        #expect(largestDifference(carried.numbers, final) <= 1e-12, "\(threads) threads: the state carried on")
        #expect(carried.history == reference.lanes.history)
      }
    }
  }

  // MARK: what is carried on

  /// A window cut in two, with the state carried, scores what the whole one scores; short windows fit large lanes.
  @Test(arguments: NetworkShape.everyCell.indices, [nil, 1] as [UInt32?]) func carriedStateContinues(
    kind: Int, resetsAt: UInt32?
  ) throws {
    let (cell, gru, context) = NetworkShape.everyCell[kind]
    let shape = NetworkShape(
      vocabulary: 6, embedding: 3, hidden: 4, layers: 2, cell: cell, gru: gru, context: context)
    let lanes = try Lanes<Double>(
      shape, capacity: WindowShape(lanes: 3, steps: 8), resetsAt: resetsAt, padding: 1, trains: false)
    let parameters = try view(numbers(lanes.tensors.count, within: 0.8, seed: 3))
    let inputs = randomIDs(10, below: 6, seed: 1)
    func tops(steps: [Int]) -> [Double] {
      lanes.clearState()
      var (out, from): ([Double], Int) = ([], 0)
      for steps in steps {
        let window = WindowShape(lanes: 2, steps: steps)
        lanes.forward(Array(inputs[from..<from + window.rows]), parameters: parameters, window: window)
        out += lanes.top[0..<window.rows * 4].array
        lanes.carryState(window)
        from += window.rows
      }
      return out
    }
    let whole = tops(steps: [5])
    #expect(largestDifference(tops(steps: [1, 3, 1]), whole) < 1e-14)
    #expect(largestDifference(tops(steps: [1, 1, 1, 1, 1]), whole) < 1e-14)
  }

  /// Gradients of windows add up: `backward` clears nothing.
  @Test func gradientsAddUp() throws {
    let test = Case(
      shape: NetworkShape(vocabulary: 5, embedding: 3, hidden: 4, layers: 2, cell: .gru), resetsAt: 1)
    let network = try test.network()
    _ = network.backpropagate(test.passage, from: test.state)
    let once = network.gradients.array
    let layers = 0..<network.tensors.layerRange.upperBound
    network.lanes.restore(test.state, history: [])
    network.lanes.forward(test.passage.rows.inputs, parameters: network.parameters, window: test.window)
    network.lanes.backward(parameters: network.parameters, gradients: network.gradients, window: test.window)
    #expect(largestDifference(Array(network.gradients.array[layers]), once[layers].map { 2 * $0 }) < 1e-14)
  }
}
