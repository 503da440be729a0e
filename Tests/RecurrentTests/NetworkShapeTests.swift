import Foundation
import Platform
import Testing

@testable import Recurrent

@Suite struct NetworkShapeTests {
  static let shapes: [NetworkShape] =
    [1, 7].flatMap { V in
      [nil, 1, 6].flatMap { D in
        [1, 3].flatMap { layers in
          Biases.allCases.map { NetworkShape(vocabulary: V, embedding: D, hidden: 5, layers: layers, biases: $0) }
        }
      }
    } + LanesTests.plain.map(\.shape) + LanesTests.special.map(\.shape) + RecurrentModelTests.shapes

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
    // A shape that came with weights is no choice of the user's: the file is at fault.
    #expect {
      try RecurrentModel.decode([], shape: shape, clearsAtSegments: false, hasEOS: true)
    } throws: { error in
      (error as? RecurrentError)?.exitCode == .data
    }
  }

  // MARK: parts that fit

  @Test(arguments: shapes + LanesTests.wide.map(\.shape)) func allThatIsTestedIsAllowed(_ shape: NetworkShape) throws {
    try shape.check()
    #expect(try JSONDecoder().decode(NetworkShape.self, from: JSONEncoder().encode(shape)) == shape)
  }

  static let unfit: [(shape: NetworkShape, name: String)] = [
    (NetworkShape(vocabulary: 9, embedding: 4, hidden: 5, isTied: true), "--tied"),
    (NetworkShape(vocabulary: 9, embedding: nil, hidden: 5, isTied: true), "--tied"),
    (NetworkShape(vocabulary: 9, embedding: 5, hidden: 5, isTied: true, cutoffs: [3]), "--tied"),
    (NetworkShape(vocabulary: 9, embedding: nil, hidden: 5, cell: .mlp), "--cell mlp"),
    (NetworkShape(vocabulary: 9, embedding: 4, hidden: 5, context: 2), "--context"),
    (NetworkShape(vocabulary: 9, embedding: 4, hidden: 5, cell: .mlp, context: 0), "--context"),
    (NetworkShape(vocabulary: 9, embedding: 4, hidden: 5, cell: .mlp, context: .max), "--context"),
    (NetworkShape(vocabulary: 9, embedding: 4, hidden: 5, cutoffs: [0]), "--cutoffs"),
    (NetworkShape(vocabulary: 9, embedding: 4, hidden: 5, cutoffs: [4, 4]), "--cutoffs"),
    (NetworkShape(vocabulary: 9, embedding: 4, hidden: 5, cutoffs: [5, 4]), "--cutoffs"),
    (NetworkShape(vocabulary: 9, embedding: 4, hidden: 5, cutoffs: [9]), "--cutoffs"),
    (NetworkShape(vocabulary: 9, embedding: 4, hidden: 5, cutoffs: [-1, 4]), "--cutoffs"),
    (NetworkShape(vocabulary: .min, embedding: 4, hidden: 5, cutoffs: [1]), "--cutoffs"),
  ]

  @Test(arguments: unfit) func whatDoesNotFitIsNamed(_ test: (shape: NetworkShape, name: String)) {
    #expect { try test.shape.check() } throws: { error in
      guard case .badSetting(let name, _, let expected)? = error as? RecurrentError else { return false }
      return name == test.name && !expected.isEmpty
    }
  }

  /// A record from before there were other cells.
  @Test func oldRecordsAreRead() throws {
    let record = #"{"vocabulary":9,"embedding":4,"hidden":5,"layers":2,"cell":"tanh","biases":"one"}"#
    let shape = try JSONDecoder().decode(NetworkShape.self, from: Data(record.utf8))
    #expect(shape == NetworkShape(vocabulary: 9, embedding: 4, hidden: 5, layers: 2, biases: .one))
  }

  /// H / 4^(i + 1), as PyTorch's `div_value` of 4, and never nothing.
  @Test func projections() {
    let shape = NetworkShape(vocabulary: 99, embedding: nil, hidden: 200, cutoffs: [9, 19, 29, 39])
    #expect((0..<4).map { shape.projection(ofCluster: $0) } == [50, 12, 3, 1])
    #expect(NetworkShape(vocabulary: 9, embedding: nil, hidden: 3, cutoffs: [2]).projection(ofCluster: 0) == 1)
  }
}
