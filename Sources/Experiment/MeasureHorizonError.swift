public import Platform

/// Why nothing is predicted ahead.
public enum MeasureHorizonError: Failure, Equatable {
  case badHorizon(Int, farthest: Int)
  /// No horizon, or no place to begin at.
  case nothingAsked
  /// A horizon beyond the end of the stream.
  case tooFar(Int, positions: Int, split: String, corpus: String)
  /// A model that was named and has nothing to say.
  case cannotBeAsked(model: String, reason: String)
  /// Nor has any other.
  case noModel(corpus: String)

  public var exitCode: ExitCode {
    switch self {
    case .badHorizon, .nothingAsked, .cannotBeAsked: .usage
    case .tooFar: .data
    case .noModel: .noInput
    }
  }

  public var description: String {
    switch self {
    case .badHorizon(let k, let farthest): "--horizon has \(k) in it; give numbers of tokens from 1 to \(farthest)"
    case .nothingAsked:
      "--horizon names no number of tokens ahead, or no place to begin at; give some, as in 1,2,4,8,16"
    case .tooFar(let k, let positions, let split, let corpus):
      """
      --horizon \(k) is beyond the \(positions) positions of the split '\(split)' of '\(corpus)'; give smaller ones, or \
      more text
      """
    case .cannotBeAsked(let model, let reason):
      "the model '\(model)' cannot be asked what comes next: \(reason); name another"
    case .noModel(let corpus):
      "'\(corpus)' has no model that can be asked what comes next; 'lmctl ngram' or 'lmctl train-rnn' makes one"
    }
  }
}
