import Testing

@testable import Recurrent

@Suite struct NetworkShapeTests {
  static let shapes: [NetworkShape] = [1, 7].flatMap { V in
    [nil, 1, 6].flatMap { D in
      [1, 3].flatMap { layers in
        Biases.allCases.map { NetworkShape(vocabulary: V, embedding: D, hidden: 5, layers: layers, biases: $0) }
      }
    }
  }

  @Test(arguments: shapes) func parametersAreThoseLaidOut(_ shape: NetworkShape) {
    let tensors = NetworkTensors(shape)
    #expect(shape.parameters == tensors.count)
    #expect(tensors.all.reduce(0) { $0 + $1.count } == tensors.count)
    for (before, after) in zip(tensors.all, tensors.all.dropFirst()) {
      #expect(before.range.upperBound == after.range.lowerBound)
    }
    #expect(tensors.dense == tensors.table.count..<tensors.count)
    #expect(tensors.row(0).lowerBound == 0)
    #expect(tensors.row(UInt32(shape.vocabulary - 1)).upperBound == tensors.dense.lowerBound)
    #expect(Set(tensors.all.map(\.name)).count == tensors.all.count)
  }

  /// V·D + (H·D + H·H + 2H) + (2·H·H + 2H) + H·V + V.
  @Test func workedExample() {
    let shape = NetworkShape(vocabulary: 100, embedding: 8, hidden: 16, layers: 2)
    #expect(shape.parameters == 800 + (128 + 256 + 32) + (512 + 32) + 1600 + 100)
    let names = [
      "encoder.weight", "rnn.weight_ih_l0", "rnn.weight_hh_l0", "rnn.bias_ih_l0", "rnn.bias_hh_l0", "rnn.weight_ih_l1",
      "rnn.weight_hh_l1", "rnn.bias_ih_l1", "rnn.bias_hh_l1", "decoder.weight", "decoder.bias",
    ]
    #expect(NetworkTensors(shape).all.map(\.name) == names)
  }

  static let nonsense: [NetworkShape] = [
    NetworkShape(vocabulary: .max, embedding: .max, hidden: .max, layers: .max),
    NetworkShape(vocabulary: .max, embedding: nil, hidden: 1),
    NetworkShape(vocabulary: 1, embedding: 1, hidden: .max),
    NetworkShape(vocabulary: 1, embedding: 1, hidden: 1 << 21),
    NetworkShape(vocabulary: 1, embedding: .max, hidden: 1),
    NetworkShape(vocabulary: 1, embedding: 1, hidden: 1, layers: .max),
    NetworkShape(vocabulary: 0, embedding: 1, hidden: 1), NetworkShape(vocabulary: 1, embedding: 0, hidden: 1),
    NetworkShape(vocabulary: 1, embedding: 1, hidden: 0),
    NetworkShape(vocabulary: 1, embedding: 1, hidden: 1, layers: 0),
    NetworkShape(vocabulary: -5, embedding: -5, hidden: -5, layers: -5),
    NetworkShape(vocabulary: .min, embedding: .min, hidden: .min, layers: .min),
  ]

  @Test(arguments: nonsense) func nonsenseHasNoSize(_ shape: NetworkShape) {
    #expect(shape.parameters == nil)
    let settings = TrainingSettings(lanes: 1, steps: 1, epochs: 1, learningRate: 1, clip: nil, seed: 1)
    #expect(Trainer.memory(shape, settings, threads: 1) == nil)
    #expect(throws: RecurrentError.tooLarge(shape)) { try Trainer(shape, settings, hasEOS: true, threads: 1) }
    #expect(throws: RecurrentError.tooLarge(shape)) {
      try RecurrentModel.decode([], shape: shape, clearsAtSegments: false, hasEOS: true)
    }
  }
}
