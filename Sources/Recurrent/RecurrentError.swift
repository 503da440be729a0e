public import Platform

/// What can go wrong between a stream and a trained network.
public enum RecurrentError: Failure, Equatable {
  /// An option that nothing can be trained with.
  case badSetting(name: String, value: String, expected: String)
  /// Sizes that no memory holds.
  case tooLarge(NetworkShape)
  /// The training stream has fewer positions than there are lanes.
  case tooFewPositions(positions: Int, lanes: Int)
  /// The loss, its perplexity, the gradient or the weights became infinite or not a number, after update `step` of the
  /// whole training. The norm is that before clipping.
  case diverged(epoch: Int, step: Int, gradientNorm: Double, learningRate: Double, cell: CellKind)
  /// Weights that learnt from a stream while they were scored became infinite or not a number.
  case evaluationDiverged(position: Int, learningRate: Double)
  case outOfMemory(bytes: Int)
  /// Stored weights that do not fit their network.
  case damagedWeights(String)
  /// Bytes that are no checkpoint.
  case damagedCheckpoint(String)
  /// A checkpoint of another training: what differs, as ``Checkpoint/refusals(for:_:hasEOS:threads:)`` says it.
  case otherTraining([String])

  public var exitCode: ExitCode {
    switch self {
    case .badSetting, .otherTraining: .usage
    case .tooFewPositions, .diverged, .evaluationDiverged, .damagedWeights, .damagedCheckpoint: .data
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
    case .diverged(let epoch, let step, let norm, let rate, let cell):
      """
      training diverged in epoch \(epoch) at step \(step) (gradient norm \(norm.isNaN ? "not a number" : "\(norm)")); \
      give a smaller --learning-rate than \(rate), or a smaller --clip\(Self.advice(cell, rate))
      """
    case .evaluationDiverged(let position, let rate):
      """
      dynamic evaluation at a learning rate of \(rate) diverged: position \(position) has no probability any more; give \
      a smaller rate, or a smaller clip
      """
    case .outOfMemory(let bytes): OutOfMemory(bytes: bytes).description
    case .damagedWeights(let reason): "the stored weights are damaged: \(reason); train the model again"
    case .damagedCheckpoint(let reason): "the checkpoint is damaged: \(reason); train anew, without --resume"
    case .otherTraining(let differences):
      """
      the checkpoint is of another training: \(differences.joined(separator: "; ")); give the recorded settings, or train \
      anew without --resume
      """
    }
  }

  /// The rate of word_language_model's LSTM is what people try first on other cells.
  private static func advice(_ cell: CellKind, _ rate: Double) -> String {
    cell.gates == 1 && rate >= 10 ? " (a \(cell.rawValue) network wants about 5 where an LSTM takes 20)" : ""
  }
}

/// Runs what allocates, and gives the refusal its place among this room's errors.
func allocating<Result>(_ body: () throws(OutOfMemory) -> Result) throws(RecurrentError) -> Result {
  do { return try body() } catch { throw .outOfMemory(bytes: error.bytes) }
}
