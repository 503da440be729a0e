import Testing

@testable import Recurrent

/// PyTorch's numbers in float64, `Fixtures/rnn.json`: its conventions are ours.
@Suite struct PyTorchTests {
  /// Read once: it is the largest.
  private static let file = Result { try Fixture.load("rnn") }

  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var cell: CellKind
    var gru = GRUForm.resetAfter
    var layers = 1
    var isTied = false

    var testDescription: String { name }
    var shape: NetworkShape {
      NetworkShape(
        vocabulary: 7, embedding: 4, hidden: isTied ? 4 : 5, layers: layers, cell: cell, gru: gru, isTied: isTied)
    }

    /// What the fixture calls a tensor.
    func key(_ tensor: Tensor) -> String {
      switch tensor.name {
      case "encoder.weight": "embedding"
      case "rnn.bias_ih_l0" where gru == .resetBefore: "bias_l0"
      case let name where name.hasPrefix("rnn."): String(name.dropFirst(4))
      default: tensor.name.replacing(".", with: "_")
      }
    }
  }

  static let cases = [
    Case(name: "rnn_tanh", cell: .tanh), Case(name: "rnn_relu", cell: .relu), Case(name: "gru_pytorch", cell: .gru),
    Case(name: "gru_reset_before", cell: .gru, gru: .resetBefore), Case(name: "lstm", cell: .lstm),
    Case(name: "rnn_tanh_2layer", cell: .tanh, layers: 2), Case(name: "gru_2layer", cell: .gru, layers: 2),
    Case(name: "lstm_2layer", cell: .lstm, layers: 2),
    Case(name: "lstm_tied_zero_state", cell: .lstm, isTied: true),
  ]

  private func passage(_ file: Fixture) throws -> Passage {
    let (x, y) = (try file.at("x_TxN").ids, try file.at("y_TxN").ids)
    return Passage([x[0], y[0], y[2], y[4], x[1], y[1], y[3], y[5]], lanes: 2)
  }

  private func states(_ values: Fixture, hidden: String, cell: String, count: Int) -> [Double] {
    let found = [hidden, cell].flatMap { values.ifThere($0)?.numbers ?? [] }
    return found.isEmpty ? Array(repeating: 0, count: count) : found
  }

  /// Losses, logits, hidden states and every gradient; the output by rows, and cut by columns.
  @Test(arguments: cases, [0, 1, 2, 3]) func agrees(_ test: Case, columnParts: Int) throws {
    let file = try Self.file.get()
    let (weights, forward, gradients) = (
      try file.at("cases", test.name, "weights"), try file.at("cases", test.name, "forward"),
      try file.at("cases", test.name, "gradients")
    )
    let (shape, passage) = (test.shape, try passage(file))
    #expect(try passage.rows.inputs == file.at("x_TxN").ids)
    #expect(try passage.rows.targets == file.at("y_TxN").ids)
    let network = try WholeNetwork<Double>(shape, passage.window, columnParts: columnParts)
    for tensor in network.tensors.all { network.parameters[tensor].copy(try weights.at(test.key(tensor)).numbers) }
    let initial = states(weights, hidden: "h0", cell: "c0", count: shape.stateCount(lanes: 2))

    var found: [(name: String, mine: [Double], its: [Double])] = []
    let losses = network.losses(passage, from: initial)
    found.append(("nll", losses, try forward.at("nll_TxN").numbers))
    found.append(("outputs", network.lanes.top.array, try forward.at("outputs_TxNxDH").numbers))
    let logits = try View<Double>(count: 6 * 7)
    Affine.forward(
      network.lanes.top, weight: network.parameters[network.tensors.decoderWeight],
      bias: network.parameters[network.tensors.decoderBias], rows: 6, into: logits)
    found.append(("logits", logits.array, try forward.at("logits_TxNxV").numbers))

    let loss = network.backpropagate(passage, from: initial)
    found.append(("mean loss", [loss / 6], try forward.at("loss_mean").numbers))
    for tensor in network.tensors.all {
      found.append((tensor.name, network.gradients[tensor].array, try gradients.at(test.key(tensor)).numbers))
    }
    if !test.isTied {
      found.append(
        ("d initial", network.lanes.dInitial(passage.window), states(gradients, hidden: "h0", cell: "c0", count: 0)))
      // The form that resets before the product has no PyTorch layer: its last outputs are its state.
      let final = states(forward, hidden: "h_n", cell: "c_n", count: 0)
      found.append(("final", network.finalState(), final.isEmpty ? network.lanes.top.array.suffix(10) : final))
    }
    if test.cell != .gru || test.gru == .resetAfter, !test.isTied {
      _ = SoftmaxLoss.forwardBackward(logits, targets: passage.rows.targets[...], vocabulary: 7, factor: 1.0 / 6)
      found.append(("d logits", logits.array, try gradients.at("d_logits").numbers))
      found.append(("d outputs", network.lanes.dTop.array, try gradients.at("d_outputs").numbers))
      let norm = Double.sumOfSquares(network.gradients).squareRoot()
      found.append(("norm", [norm], try file.at("cases", test.name, "norm").numbers))
    }
    for (name, mine, its) in found {
      let difference = largestDifference(mine, its)
      #expect(difference <= 1e-10, "\(name) differs by \(difference)")
    }
  }

  /// The same through what trains, on one and two threads.
  @Test(arguments: cases, [1, 2]) func networkAgrees(_ test: Case, threads: Int) throws {
    let file = try Self.file.get()
    let (weights, gradients) = (
      try file.at("cases", test.name, "weights"), try file.at("cases", test.name, "gradients")
    )
    let (shape, passage) = (test.shape, try passage(file))
    let network = try Network<Double>(
      shape, window: passage.window, dropout: .none, resetsAt: nil, padding: 0, seed: 0, threads: threads)
    for tensor in network.tensors.all { network.parameters[tensor].copy(try weights.at(test.key(tensor)).numbers) }
    let initial = states(weights, hidden: "h0", cell: "c0", count: shape.stateCount(lanes: 2))
    // Twice: what a batch leaves does not stay in the next one's gradient.
    for _ in 0..<2 {
      try #require(network.restore(initial, history: [], lanes: 2, threads: threads))
      let (loss, _) = try network.backpropagate(passage)
      let expected = try file.at("cases", test.name, "forward", "loss_mean").numbers
      #expect(largestDifference([loss / 6], expected) <= 1e-10)
      for tensor in network.tensors.all {
        let difference = largestDifference(
          network.gradients[tensor].array, try gradients.at(test.key(tensor)).numbers)
        #expect(difference <= 1e-10, "\(tensor.name) differs by \(difference)")
      }
    }
  }

  static let trajectories: [(name: String, settings: OptimizerSettings)] = [
    ("sgd_lr1_clip0.25", OptimizerSettings(.sgd, learningRate: 1)),
    ("sgd_momentum0.9_lr0.5_clip0.25", OptimizerSettings(.sgd, learningRate: 0.5, momentum: 0.9)),
    ("adam_lr0.01_clip0.25", OptimizerSettings(.adam, learningRate: 0.01)),
    ("adagrad_lr0.1_clip0.25", OptimizerSettings(.adagrad, learningRate: 0.1)),
    ("rmsprop_lr0.01_clip0.25", OptimizerSettings(.rmsprop, learningRate: 0.01)),
    ("adamw_lr0.01_wd0.1_clip0.25", OptimizerSettings(.adamw, learningRate: 0.01, weightDecay: 0.1)),
  ]

  /// Five updates of an LSTM from a zero state on the same passage, the state carried from one to the next.
  @Test(arguments: trajectories, [1, 2]) func trainsAlike(
    _ trajectory: (name: String, settings: OptimizerSettings), threads: Int
  ) throws {
    let file = try Self.file.get()
    let expected = try file.at("trajectories", trajectory.name)
    let test = Case(name: trajectory.name, cell: .lstm)
    let passage = try passage(file)
    let network = try Network<Double>(
      test.shape, window: passage.window, dropout: .none, resetsAt: nil, padding: 0, seed: 0, threads: threads)
    for tensor in network.tensors.all {
      network.parameters[tensor].copy(try file.at("initial", test.key(tensor)).numbers)
    }
    let optimizer = try Optimizer<Double>(trajectory.settings, count: network.tensors.count)
    var (losses, norms): ([Double], [Double]) = ([], [])
    for update in 0..<5 {
      let (loss, norm) = network.step(
        passage.batch, of: passage.ids, first: 0, update: update, optimizer: optimizer,
        rate: trajectory.settings.learningRate, clip: 0.25, clipValue: nil)
      losses.append(loss / 6)
      norms.append(norm)
    }
    #expect(largestDifference(losses, try expected.at("losses").numbers) <= 1e-10)
    #expect(largestDifference(norms, try expected.at("norms").numbers) <= 1e-10)
    for tensor in network.tensors.all {
      let difference = largestDifference(
        network.parameters[tensor].array, try expected.at("final", test.key(tensor)).numbers)
      #expect(difference <= 1e-10, "\(tensor.name) differs by \(difference)")
    }
  }
}
