/// A pair of models, the better one first.
public struct PageDifference: Equatable, Sendable {
  public var better: String
  public var worse: String
  /// Mean over positions of ln p of the better less that of the worse, its standard error and 95 % interval.
  public var nats: Double
  public var standardError: Double
  public var interval: ClosedRange<Double>
  /// After Holm's correction for all pairs.
  public var adjustedP: Double
  public var isSignificant: Bool

  public init(
    better: String, worse: String, nats: Double, standardError: Double, interval: ClosedRange<Double>,
    adjustedP: Double, isSignificant: Bool
  ) {
    self.better = better
    self.worse = worse
    self.nats = nats
    self.standardError = standardError
    self.interval = interval
    self.adjustedP = adjustedP
    self.isSignificant = isSignificant
  }
}

/// What a mixture or a cache is made of.
public struct PageMixture: Equatable, Sendable {
  public struct Part: Equatable, Sendable {
    public var name: String
    public var role: String
    public var weight: Double?

    public init(name: String, role: String, weight: Double?) {
      self.name = name
      self.role = role
      self.weight = weight
    }
  }

  public var model: String
  public var parts: [Part]

  public init(model: String, parts: [Part]) {
    self.model = model
    self.parts = parts
  }
}

/// The learning curves of one model.
public struct PageTraining: Equatable, Sendable {
  public struct Epoch: Equatable, Sendable {
    public var epoch: Double
    /// Of training, until then.
    public var seconds: Double
    public var train: Double?
    public var valid: Double?

    public init(epoch: Double, seconds: Double, train: Double?, valid: Double?) {
      self.epoch = epoch
      self.seconds = seconds
      self.train = train
      self.valid = valid
    }
  }

  public var model: String
  public var epochs: [Epoch]

  public init(model: String, epochs: [Epoch]) {
    self.model = model
    self.epochs = epochs
  }
}

/// Perplexities of the positions of each group of one division: by frequency of the token, by place, by history, by kind.
public struct PageBreakdown: Equatable, Sendable {
  public struct Group: Equatable, Sendable {
    public var label: String
    public var positions: Int
    /// Of each of `models`; nil for infinity, or where it is not known.
    public var perplexities: [Double?]

    public init(label: String, positions: Int, perplexities: [Double?]) {
      self.label = label
      self.positions = positions
      self.perplexities = perplexities
    }
  }

  public var dimension: String
  public var models: [String]
  public var groups: [Group]

  public init(dimension: String, models: [String], groups: [Group]) {
    self.dimension = dimension
    self.models = models
    self.groups = groups
  }
}

/// How well a model foresees the k-th token ahead, from its own predictions and from the true history.
public struct PageHorizon: Equatable, Sendable {
  public struct Point: Equatable, Sendable {
    public var k: Int
    /// Shares in 0…1.
    public var accuracy: Double?
    public var oneStepAccuracy: Double?
    public var perplexity: Double?
    public var oneStepPerplexity: Double?

    public init(
      k: Int, accuracy: Double?, oneStepAccuracy: Double?, perplexity: Double?, oneStepPerplexity: Double?
    ) {
      self.k = k
      self.accuracy = accuracy
      self.oneStepAccuracy = oneStepAccuracy
      self.perplexity = perplexity
      self.oneStepPerplexity = oneStepPerplexity
    }
  }

  public var model: String
  public var points: [Point]

  public init(model: String, points: [Point]) {
    self.model = model
    self.points = points
  }
}

/// Perplexity against how much text the model was trained on.
public struct PageDataCurve: Equatable, Sendable {
  public struct Point: Equatable, Sendable {
    /// Of `train`.
    public var percent: Double
    public var positions: Int
    public var perplexity: Double?

    public init(percent: Double, positions: Int, perplexity: Double?) {
      self.percent = percent
      self.positions = positions
      self.perplexity = perplexity
    }
  }

  public var model: String
  public var points: [Point]

  public init(model: String, points: [Point]) {
    self.model = model
    self.points = points
  }
}
