internal import Evaluation
internal import Platform

/// Scores a stream under a network that goes on learning while it reads (Mikolov et al. 2010, "dynamic models"; Krause et
/// al. 2018, "Dynamic evaluation of neural sequence models", plain SGD).
///
/// The stream is cut into windows of T tokens. Each is scored with the weights as they are, and then they take one step down
/// the gradient of its mean loss, clipped by the norm:
///
///     score window 1 with θ_1;  θ_2 = θ_1 − rate · ∇ loss(window 1; θ_1);  score window 2 with θ_2;  …
///
/// So every probability was there before its token was learnt from, and the scores are those of one model whose state
/// includes its weights. They begin anew at each stream: the network that is given stays as it is. `<unk>` is read like any
/// token; whether its places count in the loss is a setting.
///
/// Complexity: an update a window, in one lane: dearer than training by far, for the weights of all V types take each step.
public struct DynamicEvaluation: Sendable {
  public let settings: DynamicEvaluationSettings

  /// - Throws: ``RecurrentError/badSetting(name:value:expected:)``.
  public init(_ settings: DynamicEvaluationSettings) throws(RecurrentError) {
    try settings.check()
    self.settings = settings
  }

  /// ln p of each position of a stream, in nats, from its beginning.
  /// - Parameters:
  ///   - ids: each below V.
  ///   - progress: called with the positions done and their number.
  /// - Throws: ``RecurrentError/evaluationDiverged(position:learningRate:)``, ``RecurrentError/outOfMemory(bytes:)``.
  public func callAsFunction(
    _ network: RecurrentModel, on ids: [UInt32], progress: (Int, Int) -> Void = { _, _ in }
  ) throws(RecurrentError) -> [Double] {
    let learner = try DynamicLearner(network, settings)
    var out: [Double] = []
    out.reserveCapacity(ids.count)
    for start in stride(from: 0, to: ids.count, by: settings.steps) {
      let window = Batch(starts: [start], steps: min(settings.steps, ids.count - start), continues: start > 0)
      let scores = learner.score(window, of: ids)
      if let wrong = scores.firstIndex(where: { !$0.isFinite }) {
        throw .evaluationDiverged(position: start + wrong, learningRate: settings.rate)
      }
      out += scores
      if out.count < ids.count { learner.learn(window, of: ids) }
      progress(out.count, ids.count)
    }
    return out
  }

  /// Bytes that it takes beside the network and the stream; nil where that is beyond any memory.
  public static func memory(_ shape: NetworkShape, steps: Int) -> Int? {
    guard let weights = shape.parameters.map(Double.init) else { return nil }
    let (sizes, rows) = (NetworkSizes(shape, clears: true, drops: false), Double(steps))
    let trained =
      2 * weights + sizes.lanes(1, steps: rows, parts: 1, trains: true)
      + sizes.output(rows: rows, parts: 1, trains: true)
    let scored =
      sizes.lanes(1, steps: rows, parts: 1, trains: false) + sizes.output(rows: rows, parts: 4, trains: false)
    let bytes = 4 * (trained + scored)
    return bytes < 0x1p60 ? Int(bytes) : nil
  }
}

/// A copy of a network's weights that are scored with and learn, window after window.
final class DynamicLearner {
  private let network: Network<Float>
  private let scorer: LaneScorer<Float>
  private let optimizer: Optimizer<Float>
  private let settings: DynamicEvaluationSettings
  private let first: UInt32
  private var updates = 0

  init(_ model: RecurrentModel, _ settings: DynamicEvaluationSettings) throws(RecurrentError) {
    self.settings = settings
    first = model.first
    let (shape, window) = (model.shape, WindowShape(lanes: 1, steps: settings.steps))
    let hasEOS = model.first == SpecialID.endOfSegment
    let resetsAt = model.clearsAtSegments && hasEOS ? SpecialID.endOfSegment : nil
    (network, scorer, optimizer) = try allocating { () throws(OutOfMemory) in
      (
        try Network(
          shape, window: window, dropout: .none, resetsAt: resetsAt, padding: model.first, seed: 0, threads: 1),
        try LaneScorer(shape, window: window, resetsAt: resetsAt, first: model.first, threads: 1),
        try Optimizer(OptimizerSettings(.sgd, learningRate: settings.rate), count: model.parameters.count)
      )
    }
    network.parameters.copy(model.parameters)
  }

  /// Reads a window with the weights as they are.
  func score(_ window: Batch, of ids: [UInt32]) -> [Double] {
    scorer.score(window, of: ids, parameters: network.parameters)
  }

  /// Reads it once more, and learns from it.
  func learn(_ window: Batch, of ids: [UInt32]) {
    var lesson = window
    lesson.unlearnt = settings.learnsUnknown ? nil : SpecialID.unknown
    _ = network.step(
      lesson, of: ids, first: first, update: updates, optimizer: optimizer, rate: settings.rate, clip: settings.clip,
      clipValue: nil)
    updates += 1
  }
}
