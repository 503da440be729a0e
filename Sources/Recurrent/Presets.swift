/// A network and its training that go together, under the name by which others know them.
public enum Preset: String, Codable, Sendable, CaseIterable {
  /// Dive into Deep Learning, sections 9.5 and 9.6: characters, one-hot, 256 tanh units.
  case d2l
  /// PyTorch's example word_language_model with its defaults.
  case wordLanguageModel = "word-language-model"
  /// The medium LSTM of Zaremba, Sutskever & Vinyals 2014.
  case zarembaMedium = "zaremba-medium"

  public var plan: NetworkPlan {
    switch self {
    case .d2l: NetworkPlan(cell: .tanh, embedding: nil, hidden: 256)
    case .wordLanguageModel: NetworkPlan(cell: .lstm, embedding: 200, hidden: 200, layers: 2)
    case .zarembaMedium: NetworkPlan(cell: .lstm, embedding: 650, hidden: 650, layers: 2)
    }
  }

  public var training: TrainingSettings {
    switch self {
    case .d2l:
      TrainingSettings(
        lanes: 32, steps: 35, epochs: 500, optimizer: OptimizerSettings(.sgd, learningRate: 1), clip: 1,
        hasRandomOffset: true, seed: 1)
    case .wordLanguageModel:
      TrainingSettings(
        lanes: 20, steps: 35, epochs: 40, optimizer: OptimizerSettings(.sgd, learningRate: 20),
        schedule: .plateau(factor: 4), clip: 0.25, dropout: Dropout(rate: 0.2), seed: 1)
    case .zarembaMedium:
      // The paper's loss is summed over T and divided by N alone: its rate of 1 and its clipping at 5 are, on the mean over
      // N·T, T times the one and a T-th of the other.
      TrainingSettings(
        lanes: 20, steps: 35, epochs: 39, optimizer: OptimizerSettings(.sgd, learningRate: 35),
        schedule: .exponential(decay: 1 / 1.2, after: 6), clip: 5.0 / 35, dropout: Dropout(rate: 0.5),
        initialization: InitializationSettings(.uniform(bound: 0.05)), seed: 1)
    }
  }
}

extension OptimizerKind {
  /// The rate to begin with where none is given, on the mean loss over N·T.
  ///
  /// Plain rules want a rate of the order of the weights over the clipped gradient; the others scale each step themselves.
  public var usualRate: Double {
    switch self {
    case .sgd: 1
    case .asgd: 10
    case .adam, .adamw, .rmsprop: 0.002
    case .adagrad: 0.05
    }
  }
}
