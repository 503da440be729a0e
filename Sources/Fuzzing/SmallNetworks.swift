internal import Recurrent

/// Networks small enough that a change anywhere in their bytes is soon found.
enum SmallNetworks {
  /// V of all of them.
  static let vocabularySize = 6

  static let shapes: [(name: String, shape: NetworkShape)] = [
    ("tanh-one-hot", NetworkShape(vocabulary: vocabularySize, embedding: nil, hidden: 2)),
    ("relu", NetworkShape(vocabulary: vocabularySize, embedding: 3, hidden: 2, cell: .relu, biases: .one)),
    ("gru", NetworkShape(vocabulary: vocabularySize, embedding: 2, hidden: 3, cell: .gru)),
    (
      "gru-before",
      NetworkShape(vocabulary: vocabularySize, embedding: 2, hidden: 2, cell: .gru, biases: .one, gru: .resetBefore)
    ),
    ("lstm-deep", NetworkShape(vocabulary: vocabularySize, embedding: 2, hidden: 2, layers: 2, cell: .lstm)),
    ("lstm-tied", NetworkShape(vocabulary: vocabularySize, embedding: 3, hidden: 3, cell: .lstm, isTied: true)),
    (
      "mlp",
      NetworkShape(vocabulary: vocabularySize, embedding: 2, hidden: 3, cell: .mlp, biases: .one, context: 3)
    ),
    ("adaptive", NetworkShape(vocabulary: vocabularySize, embedding: 2, hidden: 4, cell: .lstm, cutoffs: [2, 4])),
  ]

  /// A training of such a network.
  static func settings(_ kind: OptimizerKind = .sgd) -> TrainingSettings {
    TrainingSettings(
      lanes: 2, steps: 3, epochs: 2, optimizer: OptimizerSettings(kind, learningRate: 0.1), clip: 1, seed: 1)
  }

  static let stream: [UInt32] = [2, 3, 4, 1, 5, 2, 3, 1, 0, 4, 4, 1]

  static func network(_ shape: NetworkShape) throws -> RecurrentModel {
    let trainer = try Trainer(shape, settings(), hasEOS: true, threads: 1)
    return try trainer.train(on: stream, validating: []) { _ in }
  }
}
