/// How a network is trained: all of it is recorded with the run.
public struct TrainingSettings: Codable, Hashable, Sendable {
  /// N: lanes that are read side by side.
  public var lanes: Int
  /// T: steps that the gradient is carried back (truncated backpropagation through time).
  public var steps: Int
  public var epochs: Int
  /// Plain stochastic gradient descent with this rate on the mean loss over N·T.
  public var learningRate: Double
  /// The largest global norm of the gradient, or nil for no limit.
  public var clip: Double?
  public var sampling: Sampling
  /// Whether the state is cleared at each segment's start.
  public var clearsAtSegments: Bool
  public var seed: UInt64

  public init(
    lanes: Int, steps: Int, epochs: Int, learningRate: Double, clip: Double?, sampling: Sampling = .sequential,
    clearsAtSegments: Bool = false, seed: UInt64
  ) {
    self.lanes = lanes
    self.steps = steps
    self.epochs = epochs
    self.learningRate = learningRate
    self.clip = clip
    self.sampling = sampling
    self.clearsAtSegments = clearsAtSegments
    self.seed = seed
  }

  /// - Throws: ``RecurrentError/badSetting(name:value:expected:)`` where nothing can be trained with these.
  public func check() throws(RecurrentError) {
    for (name, value) in [("--batch", lanes), ("--steps", steps), ("--epochs", epochs)] where value < 1 {
      throw .badSetting(name: name, value: "\(value)", expected: "a whole number from 1 on")
    }
    for (name, value) in [("--learning-rate", learningRate), ("--clip", clip ?? 1)] where !(value > 0 && value.isFinite)
    {
      throw .badSetting(name: name, value: "\(value)", expected: "a number above 0")
    }
  }
}
