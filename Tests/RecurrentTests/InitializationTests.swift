import Testing
import Platform

@testable import Recurrent

/// Where training starts: bounds and moments of each tensor, of every kind and shape.
@Suite struct InitializationTests {
  /// Every cell, and every tensor that a network can have.
  static let shapes = [
    NetworkShape(vocabulary: 50, embedding: 20, hidden: 30), NetworkShape(vocabulary: 50, embedding: nil, hidden: 30),
    NetworkShape(vocabulary: 50, embedding: 20, hidden: 30, layers: 2, cell: .lstm),
    NetworkShape(vocabulary: 50, embedding: nil, hidden: 30, layers: 2, cell: .lstm, biases: .one),
    NetworkShape(vocabulary: 50, embedding: 30, hidden: 30, cell: .gru, isTied: true),
    NetworkShape(vocabulary: 50, embedding: 20, hidden: 30, cell: .gru, gru: .resetBefore),
    NetworkShape(vocabulary: 50, embedding: 20, hidden: 30, cell: .relu, cutoffs: [10, 30]),
    NetworkShape(vocabulary: 50, embedding: 20, hidden: 30, cell: .mlp, context: 3),
  ]

  private func weights(
    _ shape: NetworkShape, _ kind: InitializationKind, forgetBias: Double? = nil, seed: UInt64 = 1
  ) throws -> View<Float> {
    let parameters = try View<Float>(count: NetworkTensors(shape).count)
    parameters.fill(.nan)
    Initialization.fill(parameters, shape, InitializationSettings(kind, forgetBias: forgetBias), seed: seed)
    return parameters
  }

  private func largest(_ x: View<Float>) -> Double { x.doubles.map(abs).max() ?? 0 }

  /// The roles are the tensors, each once and in order: no weight is left as it was.
  @Test(arguments: shapes) func everyTensorHasARole(_ shape: NetworkShape) throws {
    let tensors = NetworkTensors(shape)
    #expect(Initialization.roles(shape, tensors).map(\.tensor) == tensors.all)
    for kind: InitializationKind in [.standard, .uniform(bound: 0.5), .xavier, .orthogonal, .normal(variance: 2)] {
      let (first, again, other) = (
        try weights(shape, kind).array, try weights(shape, kind).array, try weights(shape, kind, seed: 2).array
      )
      #expect(first.allSatisfy { $0.isFinite })
      #expect(first == again, "the same seed, the same weights")
      #expect(first != other)
    }
  }

  /// What word_language_model starts from, number by number: runs of earlier versions can be made again.
  @Test(arguments: [20, nil]) func standardIsWhatItWas(embedding: Int?) throws {
    let shape = NetworkShape(vocabulary: 50, embedding: embedding, hidden: 16)
    let parameters = try weights(shape, .standard)
    var random = RandomSource(seed: 1)
    for tensor in NetworkTensors(shape).all {
      let bound =
        switch tensor.name {
        case "encoder.weight", "decoder.weight": 0.1
        case "decoder.bias": 0.0
        default: 0.25
        }
      let expected = (0..<tensor.count).map { _ in Float((2 * random.uniform() - 1) * bound) }
      #expect(parameters[tensor].array == expected, "\(tensor.name)")
    }
  }

  @Test(arguments: shapes) func boundsOfTheKinds(_ shape: NetworkShape) throws {
    let tensors = NetworkTensors(shape)
    let (standard, uniform) = (try weights(shape, .standard), try weights(shape, .uniform(bound: 0.5)))
    let xavier = try weights(shape, .xavier)
    func expect(_ parameters: View<Float>, _ tensor: Tensor, within bound: Double, _ kind: Comment) {
      #expect(largest(parameters[tensor]) <= bound * 1.000_001, kind)
      #expect(largest(parameters[tensor]) >= bound * 0.8, kind)
    }
    for role in Initialization.roles(shape, tensors) {
      let comment: Comment = "\(role.tensor.name) of \(shape.cell)"
      let isBias = role.kind == .layerBias || role.kind == .outputBias
      expect(uniform, role.tensor, within: 0.5, comment)
      expect(xavier, role.tensor, within: isBias ? 0 : (6 / Double(role.inputs + role.outputs)).squareRoot(), comment)
      let bound =
        switch role.kind {
        case .table, .output: 0.1
        case .outputBias: 0.0
        case .input, .recurrent, .layerBias: 1 / 30.0.squareRoot()
        case .adaptive: 1 / Double(role.tensor.columns).squareRoot()
        }
      expect(standard, role.tensor, within: bound, comment)
    }
  }

  /// Sums that a unit takes and units that it goes to, gate by gate, as the formulas mean them.
  @Test func inputsAndOutputs() {
    func fans(_ shape: NetworkShape) -> [String: [Int]] {
      let roles = Initialization.roles(shape, NetworkTensors(shape))
      return Dictionary(uniqueKeysWithValues: roles.map { ($0.tensor.name, [$0.inputs, $0.outputs]) })
    }
    let lstm = fans(Self.shapes[2])
    #expect(lstm["encoder.weight"] == [20, 50] && lstm["rnn.weight_ih_l0"] == [20, 30])
    #expect(lstm["rnn.weight_hh_l1"] == [30, 30] && lstm["decoder.weight"] == [30, 50])
    let oneHot = fans(Self.shapes[3])
    #expect(oneHot["rnn.weight_ih_l0"] == [50, 30] && oneHot["rnn.weight_ih_l1"] == [30, 30])
    let adaptive = fans(Self.shapes[6])
    #expect(adaptive["decoder.head.weight"] == [30, 12])
    #expect(adaptive["decoder.tail.0.0.weight"] == [30, 7] && adaptive["decoder.tail.0.1.weight"] == [7, 20])
    #expect(fans(Self.shapes[7])["rnn.weight_ih_l0"] == [60, 30])
  }

  /// normal:K has mean 0 and variance K / inputs.
  @Test func normalHasItsVariance() throws {
    let shape = NetworkShape(vocabulary: 200, embedding: 100, hidden: 80, cell: .gru)
    let parameters = try weights(shape, .normal(variance: 3))
    for role in Initialization.roles(shape, NetworkTensors(shape)) {
      let x = parameters[role.tensor].doubles
      guard role.kind != .layerBias && role.kind != .outputBias else {
        #expect(x.allSatisfy { $0 == 0 })
        continue
      }
      let (n, variance) = (Double(x.count), 3 / Double(role.inputs))
      let mean = x.reduce(0, +) / n
      let square = x.reduce(0) { $0 + $1 * $1 } / n
      // Five standard errors: √(σ²/n) of the mean, σ² √(2/n) of the variance.
      #expect(abs(mean) < 5 * (variance / n).squareRoot(), "\(role.tensor.name)")
      #expect(abs(square / variance - 1) < 5 * (2 / n).squareRoot(), "\(role.tensor.name)")
    }
  }

  /// Each gate's recurrent matrix has WᵀW = I; the gates are not alike.
  @Test func recurrentMatricesAreOrthogonal() throws {
    let shape = Self.shapes[2]
    let parameters = try weights(shape, .orthogonal)
    for layer in NetworkTensors(shape).layers {
      let matrix = parameters[try #require(layer.weightHH)].doubles
      for gate in 0..<4 {
        let w = Array(matrix[gate * 900..<(gate + 1) * 900])
        #expect(largestDifference(gram(w, 30), identity(30)) < 1e-6)
        if gate > 0 { #expect(largestDifference(w, Array(matrix[0..<900])) > 0.1) }
      }
      #expect(largest(parameters[layer.biasIH]) == 0)
    }
  }

  @Test func forgetBiasIsOne() throws {
    for shape in Self.shapes[2...3] {
      for kind: InitializationKind in [.standard, .orthogonal] {
        let (plain, parameters) = (try weights(shape, kind), try weights(shape, kind, forgetBias: 1))
        for layer in NetworkTensors(shape).layers {
          #expect(parameters[layer.biasIH].array[30..<60].allSatisfy { $0 == 1 })
          if let second = layer.biasHH { #expect(parameters[second].array[30..<60].allSatisfy { $0 == 0 }) }
          for tensor in [layer.biasIH, layer.biasHH].compactMap(\.self) {
            for block in [0..<30, 60..<120] {
              #expect(parameters[tensor].array[block] == plain[tensor].array[block], "the other gates' stay")
            }
          }
        }
        #expect(zip(plain.array, parameters.array).filter { $0 != $1 }.count <= 240)
      }
    }
    let (without, with) = (
      try weights(Self.shapes[0], .standard), try weights(Self.shapes[0], .standard, forgetBias: 1)
    )
    #expect(with.array == without.array, "a tanh cell has no such gate")
  }
}
