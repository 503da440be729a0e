import Testing

@testable import Recurrent

@Suite struct LanesTests {
  /// PyTorch's numbers in float64: `Fixtures/rnn_tanh.json` says its conventions, which are ours.
  @Test func agreesWithPyTorch() throws {
    let file = try Fixture.load("rnn_tanh")
    let (weights, forward) = (try file.at("rnn_tanh", "weights"), try file.at("rnn_tanh", "forward"))
    let expected = try file.at("rnn_tanh", "grads_of_mean_loss")
    let window = WindowShape(lanes: 2, steps: 3)
    let shape = NetworkShape(vocabulary: 7, embedding: 4, hidden: 5)
    let lanes = try Lanes<Double>(shape, capacity: window, trains: true)
    let parameters = try View<Double>(count: lanes.tensors.count)
    let names = [
      "encoder.weight": "embedding", "rnn.weight_ih_l0": "weight_ih_l0", "rnn.weight_hh_l0": "weight_hh_l0",
      "rnn.bias_ih_l0": "bias_ih_l0", "rnn.bias_hh_l0": "bias_hh_l0", "decoder.weight": "decoder_weight",
      "decoder.bias": "decoder_bias",
    ]
    for tensor in lanes.tensors.all {
      parameters[tensor].copy(try weights.at(#require(names[tensor.name])).numbers)
    }
    lanes.state.copy(try weights.at("h0").numbers)
    let (inputs, targets) = (try file.at("x_TxN").ids, try file.at("y_TxN").ids)

    var differences: [String: Double] = [:]
    lanes.forward(inputs, parameters: parameters, window: window)
    differences["outputs"] = largestDifference(
      lanes.outputs(of: 0, window).array, try forward.at("outputs_TxNxDH").numbers)
    var scores: [Double] = []
    lanes.score(targets, parameters: parameters, window: window, into: &scores)
    differences["nll"] = largestDifference(scores.map { -$0 }, try forward.at("nll_TxN").numbers)
    let logits = try View<Double>(count: 6 * 7)
    Affine.forward(
      lanes.outputs(of: 0, window), weight: parameters[lanes.tensors.decoderWeight],
      bias: parameters[lanes.tensors.decoderBias], rows: 6, into: logits)
    differences["logits"] = largestDifference(logits.array, try forward.at("logits_TxNxV").numbers)
    _ = SoftmaxLoss.forwardBackward(logits, targets: targets[...], vocabulary: 7, factor: 1.0 / 6)
    differences["d_logits"] = largestDifference(logits.array, try expected.at("d_logits").numbers)

    let loss = lanes.backward(targets, inputs: inputs, factor: 1.0 / 6, parameters: parameters, window: window)
    differences["loss"] = largestDifference([loss], try forward.at("loss_sum").numbers)
    for tensor in lanes.tensors.all {
      let name = try #require(names[tensor.name])
      differences["d \(name)"] = largestDifference(lanes.gradients[tensor].array, try expected.at(name).numbers)
    }
    differences["d_outputs"] = largestDifference(
      lanes.dRows[lanes.half(above: 0, window)].array, try expected.at("d_outputs").numbers)
    differences["d_embedded"] = largestDifference(
      lanes.dRows[lanes.half(below: 0, window, width: 4)].array, try expected.at("d_embedded").numbers)
    differences["d h0"] = largestDifference(lanes.layers[0].tape.carried.array, try expected.at("h0").numbers)
    differences["norm"] = largestDifference(
      [Double.sumOfSquares(lanes.gradients).squareRoot()],
      try file.at("rnn_tanh", "global_grad_norm_all_params").numbers)
    lanes.carryState(window)
    differences["h_n"] = largestDifference(lanes.state.array, try forward.at("h_n").numbers)
    #expect(differences.count == 17)
    for (name, difference) in differences { #expect(difference <= 1e-10, "\(name) differs by \(difference)") }
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var shape: NetworkShape
    var steps = 4
    var resetsAt: UInt32?
    var ignores = false

    var testDescription: String {
      "\(shape.layers) layers, D \(shape.embedding.map(String.init) ?? "one-hot"), biases \(shape.biases), T \(steps)"
        + (resetsAt == nil ? "" : ", resets") + (ignores ? ", an ignored target" : "")
    }
  }

  static let cases: [Case] = [1, 2, 3].flatMap { layers in
    [3, nil].flatMap { embedding in
      Biases.allCases.flatMap { biases in
        let shape = NetworkShape(vocabulary: 5, embedding: embedding, hidden: 4, layers: layers, biases: biases)
        return [
          Case(shape: shape), Case(shape: shape, steps: 1), Case(shape: shape, resetsAt: 1),
          Case(shape: shape, resetsAt: 1, ignores: true),
        ]
      }
    }
  }

  /// Every parameter and every number of the initial state, from both sides: (f(w + h) − f(w − h)) / 2h.
  @Test(arguments: cases) func gradientsAreThoseOfTheLoss(_ test: Case) throws {
    let window = WindowShape(lanes: 2, steps: test.steps)
    let lanes = try Lanes<Double>(test.shape, capacity: window, resetsAt: test.resetsAt, trains: true)
    let parameters = try view(numbers(lanes.tensors.count, within: 0.8, seed: 11))
    let initial = numbers(lanes.state.count, within: 0.9, seed: 12)
    // Ids occur twice in a lane and across lanes; 1, where states are reset, inside the window and at its start.
    let inputs = Array(([2, 1, 2, 2, 1, 3, 3, 0] as [UInt32])[0..<window.rows])
    var targets = Array(([4, 2, 1, 4, 0, 0, 3, 1] as [UInt32])[0..<window.rows])
    if test.ignores { targets[2] = SoftmaxLoss.ignored }
    let state = try view(initial)

    func loss() -> Double {
      lanes.clearGradients()
      lanes.state.copy(state)
      lanes.forward(inputs, parameters: parameters, window: window)
      return lanes.backward(targets, inputs: inputs, factor: 0.25, parameters: parameters, window: window) * 0.25
    }

    _ = loss()
    let gradients = lanes.gradients.array
    let dInitial = lanes.layers.flatMap { $0.tape.carried.array }
    for tensor in lanes.tensors.all {
      let mine = Array(gradients[tensor.range])
      #expect(mine.contains { $0 != 0 }, "\(tensor.name) has no gradient at all")
      let wrong = firstWrongSlope(tensor.name, mine, of: parameters[tensor], width: tensor.columns, loss)
      try #require(wrong == nil)
    }
    try #require(firstWrongSlope("initial state", dInitial, of: state, width: test.shape.hidden, loss) == nil)
  }

  @Test func gradientsOfWindowsAddUpUntilCleared() throws {
    let window = WindowShape(lanes: 2, steps: 2)
    let shape = NetworkShape(vocabulary: 6, embedding: 3, hidden: 4)
    let lanes = try Lanes<Double>(shape, capacity: window, trains: true)
    let parameters = try view(numbers(lanes.tensors.count, seed: 3))
    func run(_ inputs: [UInt32]) -> [Double] {
      lanes.clearState()
      lanes.forward(inputs, parameters: parameters, window: window)
      _ = lanes.backward([0, 1, 2, 3], inputs: inputs, factor: 1, parameters: parameters, window: window)
      return lanes.gradients.array
    }
    let first = run([0, 1, 1, 2])
    lanes.clearGradients()
    #expect(lanes.gradients.array.allSatisfy { $0 == 0 })
    #expect(lanes.touched.rows.isEmpty)
    let second = run([4, 4, 5, 0])
    _ = run([0, 1, 1, 2])
    #expect(lanes.touched.rows == [4, 5, 0, 1, 2])
    #expect(largestDifference(lanes.gradients.array, zip(first, second).map { $0 + $1 }) < 1e-14)
  }

  /// A window cut in two, with the state carried, scores what the whole one scores; short windows fit large lanes.
  @Test func carriedStateContinues() throws {
    let shape = NetworkShape(vocabulary: 6, embedding: nil, hidden: 4, layers: 2)
    let lanes = try Lanes<Double>(shape, capacity: WindowShape(lanes: 3, steps: 8), trains: false)
    let parameters = try view(numbers(lanes.tensors.count, seed: 3))
    let (inputs, targets) = (randomIDs(10, below: 6, seed: 1), randomIDs(10, below: 6, seed: 2))
    func score(steps: [Int]) -> [Double] {
      lanes.clearState()
      var (out, from): ([Double], Int) = ([], 0)
      for steps in steps {
        let window = WindowShape(lanes: 2, steps: steps)
        let part = from..<from + window.rows
        lanes.forward(Array(inputs[part]), parameters: parameters, window: window)
        lanes.score(Array(targets[part]), parameters: parameters, window: window, into: &out)
        lanes.carryState(window)
        from += window.rows
      }
      return out
    }
    #expect(largestDifference(score(steps: [5]), score(steps: [1, 3, 1])) < 1e-14)
  }
}
