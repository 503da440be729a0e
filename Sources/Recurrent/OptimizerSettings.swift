/// Which rule turns gradients into steps.
public enum OptimizerKind: String, Codable, Sendable, CaseIterable {
  case sgd
  case adam
  case adamw
  case rmsprop
  case adagrad
  case asgd
}

/// An optimizer with its constants; each kind reads those that are its own. Defaults are PyTorch's.
public struct OptimizerSettings: Codable, Hashable, Sendable {
  public var kind: OptimizerKind
  /// The step size on the mean loss over N·T; a schedule scales it.
  public var learningRate: Double
  /// SGD and RMSprop.
  public var momentum: Double
  /// SGD.
  public var isNesterov: Bool
  /// L2 penalty added to the gradient; AdamW takes it off the weights themselves.
  public var weightDecay: Double
  /// Adam, AdamW.
  public var beta1: Double
  public var beta2: Double
  /// Adam, AdamW, RMSprop: 1e-8; Adagrad: 1e-10.
  public var epsilon: Double
  /// RMSprop: how much of the mean square stays.
  public var alpha: Double
  /// ASGD: the update, counted from 1, whose weights are the first in the average; nil: from the epoch on after which
  /// `valid` stops getting better (NT-ASGD, Merity et al. 2018).
  public var averagesFrom: Int?

  public init(
    _ kind: OptimizerKind, learningRate: Double, momentum: Double = 0, isNesterov: Bool = false,
    weightDecay: Double? = nil, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double? = nil,
    alpha: Double = 0.99, averagesFrom: Int? = nil
  ) {
    self.kind = kind
    self.learningRate = learningRate
    self.momentum = momentum
    self.isNesterov = isNesterov
    self.weightDecay = weightDecay ?? (kind == .adamw ? 0.01 : 0)
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon ?? (kind == .adagrad ? 1e-10 : 1e-8)
    self.alpha = alpha
    self.averagesFrom = averagesFrom
  }
}
