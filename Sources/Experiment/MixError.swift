public import Platform

/// Why models cannot be mixed, or a cache put over one.
public enum MixError: Failure, Equatable {
  case tooFew(models: [String])
  case twice(model: String)
  /// The new model would take the place of one that it is made of.
  case ownPart(name: String)
  /// A part that was never scored on a split.
  case noScore(model: String, split: String)
  /// A part that was scored on another stream than the corpus has.
  case otherStream(model: String, split: String)
  /// An array that holds what is no ln p.
  case noLogProbability(model: String, split: String, position: Int, value: Double)
  /// Every position has a probability of zero by every part.
  case nothingToTuneOn(corpus: String, models: [String])

  public var exitCode: ExitCode {
    switch self {
    case .tooFew, .twice, .ownPart: .usage
    case .noScore, .otherStream, .noLogProbability, .nothingToTuneOn: .data
    }
  }

  public var description: String {
    switch self {
    case .tooFew(let models):
      "a mixture wants at least two models, and \(models.count) \(models.count == 1 ? "is" : "are") named; name more"
    case .twice(let model): "the model '\(model)' is named twice; name each part of a mixture once"
    case .ownPart(let name): "'\(name)' is a part of what is made and cannot be its name too; give another name"
    case .noScore(let model, let split):
      """
      the model '\(model)' has no score on '\(split)', which this is worked out from; train it again with --replace, or \
      import another program's scores of that split too (--split \(split))
      """
    case .otherStream(let model, let split):
      """
      the score of '\(model)' on '\(split)' is of another stream than the corpus has; train or import it again with \
      --replace
      """
    case .noLogProbability(let model, let split, let position, let value):
      """
      the score of '\(model)' on '\(split)' has \(value) at position \(position), which is the logarithm of no \
      probability; train or import it again with --replace
      """
    case .nothingToTuneOn(let corpus, let models):
      """
      each position of 'valid' of '\(corpus)' has probability zero by \(models.map { "'\($0)'" }.joined(separator: ", ")), \
      and no weights help there; take smoothed models
      """
    }
  }
}
