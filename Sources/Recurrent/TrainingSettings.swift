/// How a network is trained: all of it is recorded with the run.
public struct TrainingSettings: Codable, Hashable, Sendable {
  /// N: lanes that are read side by side.
  public var lanes: Int
  /// T: steps that the gradient is carried back (truncated backpropagation through time).
  public var steps: Int
  public var epochs: Int
  public var optimizer: OptimizerSettings
  public var schedule: Schedule
  /// The largest global norm of the gradient of the mean loss, or nil for no limit.
  public var clip: Double?
  /// The largest size of each element of the gradient, or nil for no limit.
  public var clipValue: Double?
  public var sampling: Sampling
  /// Whether sequential lanes begin at a random position below T in each epoch.
  public var hasRandomOffset: Bool
  /// Whether the state is cleared at each segment's start.
  public var clearsAtSegments: Bool
  public var dropout: Dropout
  public var initialization: InitializationSettings
  /// Epochs without a better `valid` after which training ends; nil for never.
  public var patience: Int?
  /// Lanes that score `valid` during training; 1 is the exact stream, as the leaderboard scores it.
  public var validationLanes: Int
  public var seed: UInt64

  public init(
    lanes: Int, steps: Int, epochs: Int, optimizer: OptimizerSettings, schedule: Schedule = .constant, clip: Double?,
    clipValue: Double? = nil, sampling: Sampling = .sequential, hasRandomOffset: Bool = false,
    clearsAtSegments: Bool = false, dropout: Dropout = .none, initialization: InitializationSettings = .init(),
    patience: Int? = nil, validationLanes: Int = 1, seed: UInt64
  ) {
    self.lanes = lanes
    self.steps = steps
    self.epochs = epochs
    self.optimizer = optimizer
    self.schedule = schedule
    self.clip = clip
    self.clipValue = clipValue
    self.sampling = sampling
    self.hasRandomOffset = hasRandomOffset
    self.clearsAtSegments = clearsAtSegments
    self.dropout = dropout
    self.initialization = initialization
    self.patience = patience
    self.validationLanes = validationLanes
    self.seed = seed
  }

  /// Plain stochastic gradient descent at a constant rate.
  public init(
    lanes: Int, steps: Int, epochs: Int, learningRate: Double, clip: Double?, sampling: Sampling = .sequential,
    clearsAtSegments: Bool = false, seed: UInt64
  ) {
    self.init(
      lanes: lanes, steps: steps, epochs: epochs, optimizer: OptimizerSettings(.sgd, learningRate: learningRate),
      clip: clip, sampling: sampling, clearsAtSegments: clearsAtSegments, seed: seed)
  }

  /// - Throws: ``RecurrentError/badSetting(name:value:expected:)`` where nothing can be trained with these.
  public func check() throws(RecurrentError) {
    for (name, value) in [
      ("--batch", lanes), ("--steps", steps), ("--epochs", epochs), ("--patience", patience ?? 1),
      ("--validation-lanes", validationLanes),
    ] where value < 1 {
      throw .badSetting(name: name, value: "\(value)", expected: "a whole number from 1 on")
    }
    for (name, value) in [
      ("--learning-rate", optimizer.learningRate), ("--clip", clip ?? 1), ("--clip-value", clipValue ?? 1),
    ] where !(value > 0 && value.isFinite) {
      throw .badSetting(name: name, value: "\(value)", expected: "a number above 0")
    }
    if !(dropout.rate >= 0 && dropout.rate < 1) {
      throw .badSetting(name: "--dropout", value: "\(dropout.rate)", expected: "a share from 0 to below 1")
    }
    try checkRule()
    try checkSchedule()
  }

  /// The optimizer's constants.
  private func checkRule() throws(RecurrentError) {
    for (name, value) in [
      ("--momentum", optimizer.momentum), ("beta 1", optimizer.beta1), ("beta 2", optimizer.beta2),
      ("alpha", optimizer.alpha),
    ] where !(value >= 0 && value < 1) {
      throw .badSetting(name: name, value: "\(value)", expected: "a number from 0 to below 1")
    }
    for (name, value) in [("--weight-decay", optimizer.weightDecay), ("epsilon", optimizer.epsilon)]
    where !(value >= 0 && value.isFinite) {
      throw .badSetting(name: name, value: "\(value)", expected: "a number from 0 on")
    }
    if optimizer.isNesterov && optimizer.momentum == 0 {
      throw .badSetting(name: "--nesterov", value: "given without --momentum", expected: "both, or neither")
    }
  }

  private func checkSchedule() throws(RecurrentError) {
    switch schedule {
    case .constant: break
    case .plateau(let factor):
      if !(factor >= 1 && factor.isFinite) {
        throw .badSetting(name: "--plateau-factor", value: "\(factor)", expected: "a number from 1 on")
      }
    case .exponential(let decay, let after):
      if !(decay > 0 && decay <= 1) {
        throw .badSetting(name: "--decay", value: "\(decay)", expected: "a number above 0 and at most 1")
      }
      if after < 0 {
        throw .badSetting(name: "--decay-after", value: "\(after)", expected: "a number of epochs from 0 on")
      }
    case .cosine(let warmUp, let floor):
      if !(0...1 << 40 ~= warmUp) {
        throw .badSetting(name: "--warm-up", value: "\(warmUp)", expected: "a number of updates from 0 on")
      }
      if !(0...1 ~= floor) {
        throw .badSetting(name: "the cosine's floor", value: "\(floor)", expected: "a share from 0 to 1")
      }
    }
  }
}
