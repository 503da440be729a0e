public import Platform

/// Why nothing can be made of a model as a network.
public enum NetworkBaseError: Failure, Equatable {
  /// A model of another kind.
  case noNetwork(model: String, option: String)
  /// What is made would take the place of the network that it is made of.
  case ownName(model: String)

  public var exitCode: ExitCode { .usage }

  public var description: String {
    switch self {
    case .noNetwork(let model, let option):
      "the model '\(model)' is no network, and \(option) needs one; name a model that 'lmctl train-rnn' made"
    case .ownName(let model):
      "what is made of the network '\(model)' cannot have its name; give another with --name"
    }
  }
}
