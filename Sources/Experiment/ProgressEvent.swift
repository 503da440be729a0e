internal import Ledger
public import Recurrent
internal import Report

/// What a command tells while it works, for whoever watches.
public enum ProgressEvent: Sendable {
  /// A stage begins.
  case stage(String)
  /// So much of a stage is done; `total` nil where nobody knows.
  case amount(done: Int, total: Int?, unit: String)
  /// One training step.
  case training(TrainingProgress, loss: Double, gradientNorm: Double)
  /// A line worth keeping: a result, an epoch's perplexity.
  case note(String)
  /// Something that the user should know and that ends nothing.
  case warning(String)
}

extension ProgressEvent {
  /// What has no perplexity is not where perplexities are asked for.
  static func leftOut(_ model: ModelRecord) -> ProgressEvent {
    .note("\(Figures.safe(model.name)) is left out: its probabilities do not sum to 1")
  }
}
