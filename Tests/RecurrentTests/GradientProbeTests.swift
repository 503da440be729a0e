import Foundation
import Testing

@testable import Recurrent

@Suite struct GradientProbeTests {
  private static let window = WindowShape(lanes: 2, steps: 4)

  private func figures(
    _ shape: NetworkShape, _ ids: [UInt32], _ parameters: View<Double>, resetsAt: UInt32? = nil
  ) throws -> [FlowFigure] {
    try GradientProbe<Double>(shape, window: Self.window, resetsAt: resetsAt, first: 0).measure(
      ids, parameters: parameters)
  }

  private func norms(_ figures: [FlowFigure], layer: Int) -> [Double] {
    let mine = figures.filter { $0.name == "gradient_norm" && $0.layer == layer }
    return mine.sorted { $0.place < $1.place }.map(\.value)
  }

  private func value(_ figures: [FlowFigure], _ name: String, layer: Int = 0) throws -> Double {
    let found = figures.filter { $0.name == name && $0.layer == layer }
    #expect(found.count == 1 && found.allSatisfy { $0.place == 0 }, "\(name)")
    return try #require(found.first).value
  }

  /// One ReLU unit that stays positive is linear: k steps before the loss the gradient is w^k times what it is there.
  @Test(arguments: [0.5, 1, 1.25]) func aLinearUnitGrowsOrFadesByItsWeight(w: Double) throws {
    let shape = NetworkShape(vocabulary: 2, embedding: nil, hidden: 1, cell: .relu, biases: .one)
    let (x, b, u, c) = ([0.25, 0.75], 0.125, [0.5, -0.25], [0.0, 0.1])
    let parameters = try view(x + [w, b] + u + c)
    #expect(parameters.count == NetworkTensors(shape).count)
    let (ids, T): ([UInt32], Int) = ([1, 0, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1], 6)
    let probe = try GradientProbe<Double>(
      shape, window: WindowShape(lanes: 1, steps: T), resetsAt: nil, first: 0)
    let figures = probe.measure(ids, parameters: parameters)

    // The second window, read after the first.
    var h = [0.0]
    for position in 0..<2 * T { h.append(x[position == 0 ? 0 : Int(ids[position - 1])] + w * h[position] + b) }
    let scores = [0, 1].map { u[$0] * h[2 * T] + c[$0] }
    let p = exp(scores[1]) / (exp(scores[0]) + exp(scores[1]))
    #expect(ids[2 * T - 1] == 1)
    let dh = abs((p - 1) * u[1] + (1 - p) * u[0])
    let expected = (1...T).map { dh * pow(w, Double($0)) }
    #expect(relativeError(norms(figures, layer: 0), expected) < 1e-14)
    #expect(figures.filter { $0.name == "gradient_norm" }.map(\.place).sorted() == Array(1...T))
    #expect(try abs(value(figures, "hidden_mean_size") - h.suffix(T).reduce(0, +) / Double(T)) < 1e-14)
    #expect(try value(figures, "hidden_zero") == 0)
    #expect(!figures.contains { $0.name == "hidden_saturated" || $0.name.contains("gate") })
  }

  /// The top layer's state k steps before acts on the loss through time alone: so its gradient is the slope of the last
  /// loss by the state from which the last k positions are read.
  @Test(arguments: NetworkShape.everyCell.indices.dropLast(2), [nil, 1] as [UInt32?])
  func topLayerIsTheSlope(_ kind: Int, resetsAt: UInt32?) throws {
    let (cell, gru, _) = NetworkShape.everyCell[kind]
    let shape = NetworkShape(vocabulary: 5, embedding: 2, hidden: 3, layers: 2, cell: cell, gru: gru)
    let tensors = NetworkTensors(shape)
    let parameters = try view(numbers(tensors.count, within: 0.8, seed: 11).map { cell == .relu ? $0 + 0.2 : $0 })
    // Two windows a lane, of which the second is measured.
    let ids = randomIDs(16, below: 5, seed: 3)
    let mine = norms(try figures(shape, ids, parameters, resetsAt: resetsAt), layer: 1)
    #expect(mine.count == 4)
    let H = 3
    for k in 1...4 {
      var sum = 0.0
      for lane in 0..<2 {
        let stream = [lane == 0 ? 0 : ids[7]] + ids[8 * lane..<8 * lane + 8]
        let lanes = try Lanes<Double>(
          shape, capacity: WindowShape(lanes: 1, steps: 8), resetsAt: resetsAt, trains: true)
        let output = try RowOutput<Double>(shape, tensors, rows: 1, trains: false)
        // The state before the last k inputs.
        lanes.clearState()
        let before = WindowShape(lanes: 1, steps: 8 - k)
        lanes.forward(Array(stream[..<(8 - k)]), parameters: parameters, window: before)
        lanes.carryState(before)
        let state = try view(lanes.stateNumbers)
        func loss() -> Double {
          lanes.restore(state.array, history: [])
          lanes.forward(Array(stream[8 - k..<8]), parameters: parameters, window: WindowShape(lanes: 1, steps: k))
          var scores: [Double] = []
          output.score(
            lanes.top[(k - 1) * H..<k * H], targets: [stream[8]], parameters: parameters, into: &scores)
          return -scores[0]
        }
        let slopes = (H..<2 * H).map { unit in
          let kept = state[unit]
          state[unit] = kept + 1e-5
          let above = loss()
          state[unit] = kept - 1e-5
          let slope = (above - loss()) / 2e-5
          state[unit] = kept
          return slope
        }
        sum += norm(slopes)
      }
      #expect(abs(mine[k - 1] - sum / 2) <= 1e-7 * max(sum, 1e-2), "\(k) steps back")
    }
  }

  /// A lower layer's state acts through the layer above as well, at its own step too: two tanh layers by the formulas.
  @Test func lowerLayerIsTheSlope() throws {
    let shape = NetworkShape(vocabulary: 5, embedding: 2, hidden: 3, layers: 2)
    let tensors = NetworkTensors(shape)
    let parameters = try view(numbers(tensors.count, within: 0.8, seed: 11))
    let ids = randomIDs(8, below: 5, seed: 3)
    let mine = norms(try figures(shape, ids, parameters), layer: 0)

    func product(_ name: String, _ x: [Double]) -> [Double] {
      guard let tensor = tensors.all.first(where: { $0.name == name }) else { return [] }
      return (0..<tensor.rows).map { row in
        dot(parameters.row(row, in: tensor).array, x)
      }
    }
    func bias(_ name: String) -> [Double] { tensors.all.first { $0.name == name }.map { parameters[$0].array } ?? [] }
    func sum(_ all: [Double]...) -> [Double] { all[0].indices.map { i in all.reduce(0) { $0 + $1[i] } } }

    /// The last loss of a lane whose lower state after `step` is moved.
    func loss(_ lane: Int, moving step: Int, by change: [Double]) -> Double {
      let stream = [lane == 0 ? 0 : ids[3]] + ids[4 * lane..<4 * lane + 4]
      var (lower, upper) = ([0.0, 0, 0], [0.0, 0, 0])
      for t in 0..<4 {
        let x = parameters[tensors.row(stream[t])].array
        lower = sum(
          product("rnn.weight_ih_l0", x), bias("rnn.bias_ih_l0"), bias("rnn.bias_hh_l0"),
          product("rnn.weight_hh_l0", lower)
        ).map { tanh($0) }
        if t == step { lower = sum(lower, change) }
        upper = sum(
          product("rnn.weight_ih_l1", lower), bias("rnn.bias_ih_l1"), bias("rnn.bias_hh_l1"),
          product("rnn.weight_hh_l1", upper)
        ).map { tanh($0) }
      }
      let scores = sum(product("decoder.weight", upper), bias("decoder.bias"))
      return log(scores.reduce(0) { $0 + exp($1) }) - scores[Int(stream[4])]
    }
    for k in 1...3 {
      let sizes = (0..<2).map { lane in
        norm(
          (0..<3).map { unit in
            var change = [0.0, 0, 0]
            change[unit] = 1e-5
            let above = loss(lane, moving: 3 - k, by: change)
            change[unit] = -1e-5
            return (above - loss(lane, moving: 3 - k, by: change)) / 2e-5
          })
      }
      #expect(abs(mine[k - 1] - (sizes[0] + sizes[1]) / 2) <= 1e-8, "\(k) steps back")
    }
  }

  /// Shares of units that are saturated or zero, and gates at their ends.
  @Test func saturation() throws {
    func means(_ cell: CellKind, bias: [Double]) throws -> [String: Double] {
      let shape = NetworkShape(vocabulary: 5, embedding: 2, hidden: 2, cell: cell)
      let tensors = NetworkTensors(shape)
      let parameters = try View<Double>(count: tensors.count)
      parameters[tensors.layers[0].biasIH].copy(bias)
      let figures = try figures(shape, randomIDs(16, below: 5, seed: 3), parameters)
      return Dictionary(
        figures.filter { $0.name != "gradient_norm" }.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    }
    let tanh = try means(.tanh, bias: [9, 0.5])
    #expect(tanh["hidden_saturated"] == 0.5 && tanh.count == 2)
    // A logistic unit saturates at 0 too: σ(±3) is beyond 0.05…0.95, σ(±2.9) is not.
    #expect(try means(.sigmoid, bias: [-3, 2.9])["hidden_saturated"] == 0.5)
    #expect(try means(.sigmoid, bias: [3, -2.9])["hidden_saturated"] == 0.5)
    let relu = try means(.relu, bias: [-1, 0.5])
    #expect(relu["hidden_zero"] == 0.5 && relu["hidden_mean_size"] == 0.25 && relu.count == 2)
    let lstm = try means(.lstm, bias: [9, 9, 9, 0, 1, 1, -9, -9])
    #expect(lstm["input_gate_saturated"] == 1 && lstm["forget_gate_saturated"] == 0.5)
    #expect(lstm["output_gate_saturated"] == 1 && (lstm["output_gate_mean"] ?? 1) < 0.001)
    #expect(abs((lstm["forget_gate_mean"] ?? 0) - 0.75) < 0.001)
    let gru = try means(.gru, bias: [9, 9, 0, 0, 1, 1])
    #expect(gru["reset_gate_saturated"] == 1 && gru["update_gate_mean"] == 0.5 && gru["update_gate_saturated"] == 0)
  }

  /// The means of gates that differ, gate by gate: none is taken for another.
  @Test func eachGateIsItsOwn() throws {
    let shape = NetworkShape(vocabulary: 3, embedding: 2, hidden: 1, cell: .lstm, biases: .one)
    let tensors = NetworkTensors(shape)
    let parameters = try View<Double>(count: tensors.count)
    parameters[tensors.layers[0].biasIH].copy([-1, 1, 0.5, 2])
    let probe = try GradientProbe<Double>(shape, window: WindowShape(lanes: 1, steps: 2), resetsAt: nil, first: 0)
    let figures = probe.measure([0, 1, 2, 0], parameters: parameters)
    for (name, bias) in [("input", -1.0), ("forget", 1), ("output", 2)] {
      #expect(try abs(value(figures, "\(name)_gate_mean") - 1 / (1 + exp(-bias))) < 1e-15, "\(name)")
    }
  }

  /// A stream that is hardly longer than its lanes is measured as far as it goes.
  @Test func shortStreams() throws {
    let shape = NetworkShape(vocabulary: 5, embedding: 2, hidden: 3)
    let parameters = try view(numbers(NetworkTensors(shape).count, seed: 1))
    for count in [2, 3, 4, 9, 17] {
      let figures = try figures(shape, randomIDs(count, below: 5, seed: 3), parameters)
      #expect(norms(figures, layer: 0).count == min(4, count / 2))
      #expect(figures.allSatisfy { $0.value.isFinite })
    }
  }
}

extension View {
  /// One row of a tensor.
  fileprivate func row(_ row: Int, in tensor: Tensor) -> View { self[tensor].row(row, width: tensor.columns) }
}
