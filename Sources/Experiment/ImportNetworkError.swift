public import Platform
internal import Text

/// What is wrong with a file that a network is read from.
public enum ImportNetworkError: Failure {
  /// The reader's own error, with the file it is of.
  case inFile(path: String, any Failure)
  /// An option that goes with the other kind of model.
  case otherKind(option: String, path: String, isNetwork: Bool)

  public var exitCode: ExitCode {
    switch self {
    case .inFile(_, let error): error.exitCode
    case .otherKind: .usage
    }
  }

  public var description: String {
    switch self {
    case .inFile(let path, let error): "\(Self.shown(path)): \(error)"
    case .otherKind(let option, let path, let isNetwork):
      "\(option) does not go with \(isNetwork ? "a network" : "an n-gram model"), as \(Self.shown(path)) is one; leave it out"
    }
  }

  private static func shown(_ path: String) -> String { DisplayText.escaped(Array(path.utf8), limit: .max) }
}
