public import Platform

/// What can go wrong between a stream and a trained network.
public enum RecurrentError: Failure, Equatable {
  /// An option that nothing can be trained with.
  case badSetting(name: String, value: String, expected: String)
  /// Sizes that no memory holds.
  case tooLarge(NetworkShape)
  /// The training stream has fewer positions than there are lanes.
  case tooFewPositions(positions: Int, lanes: Int)
  /// The loss, its perplexity, the gradient or the weights became infinite or not a number; `step` nil at an epoch's end.
  case diverged(epoch: Int, step: Int?, gradientNorm: Double, learningRate: Double)
  case outOfMemory(bytes: Int)
  /// Stored weights that do not fit their network.
  case damagedWeights(String)

  public var exitCode: ExitCode {
    switch self {
    case .badSetting: .usage
    case .tooFewPositions, .diverged, .damagedWeights: .data
    case .outOfMemory, .tooLarge: .unavailable
    }
  }

  public var description: String {
    switch self {
    case .badSetting(let name, let value, let expected): "\(name) is \(value); give \(expected)"
    case .tooLarge(let shape):
      """
      a network of vocabulary \(shape.vocabulary), embedding \(shape.embedding.map(String.init) ?? "one-hot"), \
      hidden \(shape.hidden) and \(shape.layers) layers is beyond any memory; choose smaller sizes
      """
    case .tooFewPositions(let positions, let lanes):
      """
      the training stream has \(positions) positions, too few for \(lanes) lanes; give a --batch of at most \
      \(max(1, positions))
      """
    case .diverged(let epoch, let step, let norm, let rate):
      """
      training diverged in epoch \(epoch)\(step.map { " at step \($0)" } ?? "") (gradient norm \
      \(norm.isNaN ? "not a number" : "\(norm)")); give a smaller --learning-rate than \
      \(rate), or a smaller --clip
      """
    case .outOfMemory(let bytes): OutOfMemory(bytes: bytes).description
    case .damagedWeights(let reason): "the stored weights are damaged: \(reason); train the model again"
    }
  }
}

/// Runs what allocates, and gives the refusal its place among this room's errors.
func allocating<Result>(_ body: () throws(OutOfMemory) -> Result) throws(RecurrentError) -> Result {
  do { return try body() } catch { throw .outOfMemory(bytes: error.bytes) }
}
